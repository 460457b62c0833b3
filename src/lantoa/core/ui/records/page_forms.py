"""The forms on a record's own page: a remark beside it, and a link to another record, which is found by its number or by words."""

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.selectors import Actor
from lantoa.core.records.kinds import Kind, kind_of
from lantoa.core.records.models import LinkKind, Record
from lantoa.core.search.selectors import found_records
from lantoa.core.ui.units.forms import ActForm

FOUND = 8  # records offered at once
LONGEST_WORDS = 200
BACK = "-back"  # what marks a relation told from the other end


class CommentForm(ActForm):
    """A remark beside the record."""

    text = forms.CharField(
        label=gettext_lazy("Add a comment"), max_length=4000, widget=forms.Textarea(attrs={"class": "input--low"}),
        help_text=gettext_lazy("Seen by everyone who may see this record. It changes nothing in it."),
        error_messages={"required": gettext_lazy("Write the comment.")},
    )  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Records that the words of a form find, and whether there are more than are shown."""

    records: list[tuple[Record, Kind]]
    more: bool = False


def found(words: str, *, beside: Record, actor: Actor, at: date) -> Found:
    """Records that can be linked with this one: in sight, bearing the number or all the words; newest first."""
    rows = found_records(words, by=actor, today=at, until=at).exclude(pk=beside.pk)[: FOUND + 1]
    records = [(record, kind_of(record.kind)) for record in rows]
    return Found(records[:FOUND], len(records) > FOUND)


def relations() -> list[tuple[str, str]]:
    """What this record can be to the other, from either end; what reads alike both ways is offered once."""
    offered = []
    for kind in LinkKind:
        offered.append((str(kind.value), capfirst(str(kind.label))))
        if kind.back != str(kind.label):
            offered.append((f"{kind.value}{BACK}", capfirst(kind.back)))
    return offered


class LinkForm(ActForm):
    """A link from or to the record: what it is to the other, the words that find the other, and which of those found is meant.

    Without scripts it is sent twice: first the words, then the choice. `found` is what the words find.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    relation = forms.ChoiceField(
        label=gettext_lazy("This record"), error_messages={"required": gettext_lazy("Choose what this record is to the other.")}
    )
    words = forms.CharField(
        label=gettext_lazy("The other record"), max_length=LONGEST_WORDS, required=False,
        help_text=gettext_lazy("Its number, or some words of its title."),
    )  # fmt: skip
    other = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, record: Record, actor: Actor, at: date) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()}, prefix="link")
        self.record, self.actor, self.at = record, actor, at
        self.fields["relation"] = forms.ChoiceField(
            label=_("This record"), choices=[("", _("Choose one")), *relations()],
            error_messages=self.fields["relation"].error_messages,
        )  # fmt: skip
        self.fields["words"].widget.attrs |= {
            "hx-post": reverse("record-linkable", args=[record.public_id]), "hx-target": "#link-found", "hx-swap": "innerHTML",
            "hx-trigger": "input changed delay:300ms", "hx-sync": "this:replace", "autocomplete": "off",
        }  # fmt: skip

    @property
    def typed(self) -> str:
        return str(self.data.get(self.add_prefix("words"), ""))[:LONGEST_WORDS].strip() if self.is_bound else ""

    @cached_property
    def found(self) -> Found:
        return found(self.typed, beside=self.record, actor=self.actor, at=self.at)

    @property
    def chosen(self) -> str:
        """The key of the record that was chosen, as it was sent."""
        return str(self.data.get(self.add_prefix("other"), "")) if self.is_bound else ""

    def clean_relation(self) -> tuple[str, bool]:
        """The kind of link, and whether it goes out from the other record."""
        asked: str = self.cleaned_data["relation"]
        return asked.removesuffix(BACK), asked.endswith(BACK)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        key = values.get("other")
        if key is None:
            self.add_error("words", self.unchosen())
            return values
        values["other"] = Record.objects.visible_to(self.actor, at=self.at).filter(public_id=key).first()
        if values["other"] is None:
            self.add_error("words", _("This record is no longer there. Look for it again."))
        return values

    def unchosen(self) -> str:
        if not self.typed:
            return _("Write the number of the other record, or some words of its title.")
        if not self.found.records:
            return _("No other record bears this number or all of these words. Write fewer words, or the number.")
        return _("Choose the record from those found.")

    def take(self, error: ValidationError) -> None:
        """What the service calls `other` is found by its words here."""
        if hasattr(error, "error_dict") and "other" in error.error_dict:
            error.error_dict["words"] = error.error_dict.pop("other")
        super().take(error)
