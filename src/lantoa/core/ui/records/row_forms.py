"""Forms of records with a table of rows below their fields: those filled first, some blank ones below."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.formsets import BaseFormSet

from lantoa.core.people.models import User
from lantoa.core.ui.records.forms import RecordForm

BLANK_ROWS = 2  # offered below those that are filled


class RowForm(forms.Form):
    """One row; a blank one is passed over. `typed` names the fields that people fill; each table of a kind says `kept` and `shown`."""

    typed: ClassVar[tuple[str, ...]]
    use_required_attribute = False

    @property
    def filled(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.typed)

    def kept(self) -> dict[str, Any]:
        """The row as its record keeps it."""
        raise NotImplementedError(f"{type(self).__name__} does not say how a row is kept")

    @classmethod
    def shown(cls, kept: dict[str, Any]) -> dict[str, Any]:
        """What a kept row fills the form with."""
        raise NotImplementedError(f"{cls.__name__} does not say how a kept row is shown")


class RowsForm(RecordForm):
    """A kind's form with rows, kept together in the record's field `rows_field`. `fresh` blank rows are offered where none is filled."""

    row: ClassVar[type[RowForm]]
    rows_field: ClassVar[str]
    most_rows: ClassVar[int]
    fresh: ClassVar[int] = BLANK_ROWS

    def __init__(self, data: Any = None, *, instance: Any = None, actor: User, at: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, instance=instance, actor=actor, at=at, initial=initial)
        stored = [self.row.shown(kept) for kept in self.initial.get(self.rows_field, [])]
        self.rows = self.row_set(self.data) if self.is_bound else self.row_set(initial=stored, extra=BLANK_ROWS if stored else self.fresh)

    def row_set(self, data: Any = None, *, initial: list[dict[str, Any]] | None = None, extra: int = 0) -> "BaseFormSet[RowForm]":
        make = forms.formset_factory(self.row, extra=extra, max_num=self.most_rows, absolute_max=self.most_rows)
        return make(data, initial=initial, prefix=self.rows_field, form_kwargs=self.row_arguments())

    def row_arguments(self) -> dict[str, Any]:
        """What each row is made with beside its values."""
        return {}

    def initial_of(self, instance: Any) -> dict[str, Any]:
        return super().initial_of(instance) | {self.rows_field: getattr(instance, self.rows_field)}

    def inner_forms(self) -> list[forms.BaseForm]:
        return list(self.rows.forms)

    def refill(self, data: Any) -> None:
        super().refill(data)
        count = min(int(data.get(f"{self.rows_field}-TOTAL_FORMS") or 0), self.most_rows)
        rows = [{name: data.get(f"{self.rows_field}-{number}-{name}", "") for name in self.row.typed} for number in range(count)]
        self.rows = self.row_set(initial=[row for row in rows if any(row.values())], extra=BLANK_ROWS + 1)

    def is_valid(self) -> bool:
        return super().is_valid() and self.rows.is_valid()

    def kept_rows(self) -> list[dict[str, Any]]:
        """The filled rows that hold no mistake, as the record keeps them."""
        return [row.kept() for row in self.rows.forms if not row.errors and row.filled]

    def values(self) -> dict[str, Any]:
        return super().values() | {self.rows_field: self.kept_rows()}
