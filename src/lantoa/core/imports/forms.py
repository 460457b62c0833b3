"""The forms of an import: the file, which column is what, and how its rows are entered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.selectors import roots
from lantoa.core.imports.matching import Proposal
from lantoa.core.imports.targets import KEY, Target
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.ui.units.forms import ActForm
from lantoa.core.units.models import Unit
from lantoa.lib.sheets import Header

ACCEPTED = ".xlsx,.csv"
SHOWN = 60  # letters of a column's name or sample in a list
COLUMN, SAME = "column-", "same-"


class SheetForm(ActForm):
    """The file to import, and for which unit."""

    unit = UnitField(label=gettext_lazy("Unit"), help_text=gettext_lazy("Rows that name no unit of their own belong to it."))
    upload = forms.FileField(
        label=gettext_lazy("Sheet"), widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, as the office keeps it: titles above and a row of totals do no harm."),
        error_messages={"required": gettext_lazy("Choose the file."), "empty": gettext_lazy("The file is empty. Choose it again.")},
    )  # fmt: skip
    sheet = forms.CharField(
        label=gettext_lazy("Name of the sheet"), max_length=100, required=False,
        help_text=gettext_lazy("Only where the file has several, and it is not the first that is filled."),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, kind: Kind, actor: User, at: date) -> None:
        super().__init__(data, files)
        self.fields["unit"] = UnitField(verb=kind.entry_verb, label=_("Unit"), help_text=self.fields["unit"].help_text)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.bind(actor=actor, at=at)
        own = Unit.objects.filter(pk__in=roots(actor, kind.entry_verb, at=at)).order_by("pk").first()
        if own is not None:
            self.initial["unit"] = own


class MatchForm(ActForm):
    """For each field of the kind: the column that fills it, or a text that holds for all rows."""

    def __init__(
        self, data: Any = None, *, targets: Sequence[Target], header: Header, samples: Mapping[int, Sequence[str]], proposal: Proposal
    ) -> None:
        super().__init__(data)
        self.targets = targets
        columns = [
            (str(place), words_of(name, samples.get(place, ()))) for place, name in enumerate(header.names) if place in samples or name
        ]
        for target in targets:
            chosen = proposal.columns.get(target.name)
            self.fields[COLUMN + target.name] = forms.ChoiceField(
                label=target.label, required=False, choices=[("", _("no column")), *columns], initial="" if chosen is None else str(chosen)
            )
            if target.name not in ("unit", KEY):
                self.fields[SAME + target.name] = forms.CharField(
                    label=_("The same for all rows: %(label)s") % {"label": target.label}, required=False, max_length=400,
                    initial=proposal.same.get(target.name, ""),
                )  # fmt: skip

    def lines(self) -> list[tuple[Target, forms.BoundField, forms.BoundField | None]]:
        """(field of the kind, choice of its column, text for all rows), for the page."""
        return [(one, self[COLUMN + one.name], self[SAME + one.name] if SAME + one.name in self.fields else None) for one in self.targets]

    def columns(self) -> dict[str, int]:
        chosen = {target.name: self.cleaned_data.get(COLUMN + target.name) for target in self.targets}
        return {name: int(place) for name, place in chosen.items() if place}

    def same(self) -> dict[str, str]:
        texts = {target.name: self.cleaned_data.get(SAME + target.name) or "" for target in self.targets}
        return {name: text for name, text in texts.items() if text.strip()}

    def take(self, error: Any) -> None:
        """What is missing is told at the choice of its column."""
        if hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                self.add_error(COLUMN + name if COLUMN + name in self.fields else None, errors)
        else:
            super().take(error)


class HeadingForm(ActForm):
    """Where the table begins: the rows in which its columns are named, and its own first row."""

    first = forms.IntegerField(label=gettext_lazy("Names of the columns from row"), min_value=1)
    last = forms.IntegerField(label=gettext_lazy("to row"), min_value=1)
    begins = forms.IntegerField(label=gettext_lazy("Table begins in row"), min_value=2)


class EnterForm(ActForm):
    """How the rows that are ready are entered."""

    then = forms.ChoiceField(
        label=gettext_lazy("What becomes of them"), widget=forms.RadioSelect, initial="draft",
        choices=[
            ("draft", gettext_lazy("Enter as drafts, to be looked at once more")),
            ("submit", gettext_lazy("Enter and submit for approval; someone else approves")),
        ],
    )  # fmt: skip


def words_of(name: str, samples: Sequence[str]) -> str:
    """A column as a list offers it: its name, and what stands in it."""
    own = name or _("(no name)")
    shown = f"{own}: {'; '.join(' '.join(sample.split()) for sample in samples[:2])}" if samples else own
    return shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
