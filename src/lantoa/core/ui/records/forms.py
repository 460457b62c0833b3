"""The base of every kind's form: idempotent creation, versions of edits, days and units as people type them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import may_at
from lantoa.core.people.models import User
from lantoa.core.records.end_day import as_shown
from lantoa.core.records.models import Record, State
from lantoa.core.ui.components.forms import error_summary
from lantoa.core.ui.marked import MarkFreeForm
from lantoa.core.ui.parts import Text
from lantoa.core.ui.records.fields import DayField
from lantoa.core.ui.records.form_parts import reason_field
from lantoa.core.ui.records.shown import field_of, in_words
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.lib.periods import PeriodError, parse_day

AUTHOR_SALT = "lantoa.records.author"
OWN = ("public_id", "version", "author", "reason")  # the form's own fields; no values of the record


@dataclass(frozen=True)
class Section:
    """A group of fields under a heading; a folded one opens on demand (and by itself where something in it is wrong)."""

    title: Text
    fields: tuple[str, ...]
    hint: Text = ""
    folded: bool = False


def sign_author(user: User) -> str:
    """Who was given this form, in a shape that nobody else can make."""
    return signing.Signer(salt=AUTHOR_SALT).sign(str(user.person.public_id))


def signed_by(user: User, text: str) -> bool:
    """Whether a form was given to this account."""
    try:
        return signing.Signer(salt=AUTHOR_SALT).unsign(text) == str(user.person.public_id)
    except signing.BadSignature:
        return False


class RecordForm(MarkFreeForm):
    """A form for one kind: `values()` are what `records.services.create` and `change` take.

    A kind's form adds fields (set `title = None` to drop one of these), orders them by `sections`, and where a field of the form is
    not one of the record, overrides `values` and `initial_of`. `at` is the business day, on which rights are judged.
    """

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    author = forms.CharField(widget=forms.HiddenInput)
    unit = UnitField(verb=Verb.ENTER, label=gettext_lazy("Unit"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    day = DayField(label=gettext_lazy("Day"))

    sections: ClassVar[tuple[Section, ...]] = ()
    template: ClassVar[str] = ""  # a part of the page below the sections, for what is no plain field
    sheet_names: ClassVar[dict[str, tuple[str, ...]]] = {}  # what offices call a field in sheets of their own, beside its label
    sheet_fields: ClassVar[dict[str, Callable[[], forms.Field]]] = {}  # told by a sheet of a new record; on pages a step of its own
    use_required_attribute = False  # the server's sentences are better than the browser's

    def __init__(self, data: Any = None, *, instance: Any = None, actor: User, at: date, initial: dict[str, Any] | None = None) -> None:
        self.instance, self.actor, self.at = instance, actor, at
        start = {"day": at, "public_id": uuid.uuid4(), "author": sign_author(actor)}
        known = self.initial_of(instance) | {"public_id": instance.public_id, "version": instance.version} if instance else {}
        super().__init__(data, initial=start | (initial or {}) | known)
        self.fields["version"].required = instance is not None
        if instance is not None and instance.state == State.APPROVED:
            sentence, hint = _("Write why the approved record is corrected."), _("Kept in the history beside the old and the new values.")
            self.fields["reason"] = reason_field(_("Reason for the correction"), sentence, hint=hint)
        for field in self.unit_fields():
            field.bind(actor=actor, at=at)
            field.day = self.day_typed()
        self.fill_only_unit()

    def unit_fields(self) -> list[UnitField]:
        return [field for field in self.fields.values() if isinstance(field, UnitField)]

    def fill_only_unit(self) -> None:
        """Never ask for what is known: an actor with a single unit has it chosen."""
        field = self.fields.get("unit")
        if isinstance(field, UnitField) and field.few and len(field.few) == 1:
            self.initial.setdefault("unit", field.few[0])

    def initial_of(self, instance: Any) -> dict[str, Any]:
        """What an existing record fills the form with: for each field of the form that the record has, its value."""
        found: dict[str, Any] = {}
        columns = {column.name: column for column in instance._meta.get_fields()}
        for name in self.base_fields:
            if name in OWN or name not in columns:
                continue
            many = isinstance(columns[name], models.ManyToManyField)
            found[name] = list(getattr(instance, name).all()) if many else getattr(instance, name)
        return found

    def sheet_values(self) -> dict[str, Any]:
        """What a sheet that is to be imported again tells of the record; what the fields of this form cannot tell is left out."""
        return dict(self.initial)

    def day_typed(self) -> date:
        """The record's own day as far as it is known before the form is checked: names of units are read on it."""
        typed = self.data.get(self.add_prefix("day"), "") if self.is_bound else self.initial.get("day")
        try:
            return typed if isinstance(typed, date) else parse_day(str(typed or ""))
        except PeriodError:
            return self.at

    def clean_author(self) -> str:
        text: str = self.cleaned_data["author"]
        if not signed_by(self.actor, text):
            raise ValidationError(_("This form was opened by another account. Open a new form and enter the record again."), code="author")
        return text

    def _post_clean(self) -> None:
        """Of a unit that was split, who holds a part may enter at places of that part only: said beside the field, before it is saved."""
        super()._post_clean()  # type: ignore[misc]  # Django's own, not in its stubs
        unit, field = self.cleaned_data.get("unit"), self.fields.get("unit")
        if self.errors or unit is None or not isinstance(field, UnitField) or not field.verb:
            return
        if not may_at(self.actor, field.verb, unit, at=self.at, place=self.place_told()):
            self.add_error("unit", _("%(unit)s was divided. Name a place in the part that passed to your unit.") % {"unit": unit.name})

    def place_told(self) -> Any:
        """The record's place among what was typed, before anything is made of it."""
        return self.cleaned_data.get("place")

    def values(self) -> dict[str, Any]:
        """The record's values, once the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if name not in OWN}

    @property
    def reason(self) -> str:
        """Why an approved record is corrected; empty for any other."""
        return str(self.cleaned_data.get("reason") or "")

    @property
    def summary(self) -> str:
        """What is to be mended in the whole form, each a link to its field."""
        return error_summary(self, *self.inner_forms()) if self.is_bound else ""

    def words(self, name: str, value: Any) -> str:
        """One of `values()` as a person reads it."""
        field = field_of(type(self.instance), name) if self.instance is not None else None
        labels = {key: str(label) for key, label in getattr(field, "flatchoices", None) or ()}
        return labels[value] if isinstance(value, str) and value in labels else in_words(as_shown(field, value))

    def take(self, error: ValidationError) -> None:
        """Put what a service refused beside the fields concerned; what concerns none stands above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields and name != NON_FIELD_ERRORS else None, errors)

    def refill(self, data: Any) -> None:
        """Fill an unbound form with what was typed before, as it was typed and unchecked."""
        for name, field in self.fields.items():
            if name != "author" and not field.widget.value_omitted_from_data(data, {}, self.add_prefix(name)):
                self.initial[name] = field.widget.value_from_datadict(data, {}, self.add_prefix(name))

    def groups(self) -> list[tuple[Section, list[forms.BoundField], bool]]:
        """(section, its fields, whether it stands open), for the page; fields in no section come first."""
        placed = {name for section in self.sections for name in section.fields}
        rest = tuple(name for name in self.fields if name not in placed and not self[name].is_hidden and name != "reason")
        found = []
        for section in (Section("", rest), *self.sections):
            bound = [self[name] for name in section.fields if name in self.fields]
            if bound:
                filled = any(field.value() not in (None, "", [], False) for field in bound)
                found.append((section, bound, not section.folded or filled or any(field.errors for field in bound)))
        return found


def copied(form_class: type[RecordForm], original: Record, *, actor: User, at: date) -> RecordForm:
    """A new form filled from an earlier record: its own key, today's day, nothing of the original's history."""
    start = form_class(actor=actor, at=at).initial_of(original)
    return form_class(actor=actor, at=at, initial={name: value for name, value in start.items() if name != "day"})
