"""Filling the form of a kind from the cells of a row, and telling what it says to them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import override

from lantoa.core.imports.targets import KEY
from lantoa.core.imports.typing_in import KEYED, CellRefused, flat, split_row, typed
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind
from lantoa.core.ui.components.forms import sentences
from lantoa.core.ui.records.forms import OWN, RecordForm, sign_author
from lantoa.core.ui.records.row_forms import RowsForm
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.ui.records.views.editing import form_of
from lantoa.core.units.models import Unit
from lantoa.lib.sheets import Cell, CellKind
from lantoa.lib.vietnamese import fold

MOST_KNOWN = 20_000  # meanings of names of units that are remembered at once
Faults = dict[str, list[str]]


def by_name(form_class: type[RecordForm], known: dict[Any, Any]) -> Callable[..., RecordForm]:
    """The form with what sheets alone tell, its units read by name alone, each name once for all forms made so."""

    class SheetForm(form_class):  # type: ignore[valid-type, misc]  # a class that is known at run time only
        def unit_fields(self) -> list[UnitField]:
            found: list[UnitField] = super().unit_fields()
            for field in found:
                field.known = known
            return found

    SheetForm.base_fields.update({name: make() for name, make in form_class.sheet_fields.items()})
    return SheetForm


class Filler:
    """Fills forms of one kind for one person, on one business day. `unit` is meant where a row names none."""

    def __init__(self, kind: Kind, unit: Unit, *, by: User, today: date) -> None:
        self.kind, self.unit, self.by, self.today = kind, unit, by, today
        self.known: dict[Any, Any] = {}
        self.make = by_name(form_of(kind), self.known)
        self.author = sign_author(by)
        self.choices = self.choices_by_field()
        self.blank = self.make(actor=by, at=today)
        self.row = self.blank.row(**self.blank.row_arguments()) if isinstance(self.blank, RowsForm) else None

    def choices_by_field(self) -> dict[str, dict[str, str]]:
        """For each field with choices: by its labels of either language, and its codes, the value."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for language, _name in settings.LANGUAGES:
            with override(language):
                form = self.make(actor=self.by, at=self.today)
                inner = form.row(**form.row_arguments()).fields if isinstance(form, RowsForm) else {}
                for name, field in [*form.fields.items(), *((f"/{name}", field) for name, field in inner.items())]:
                    if isinstance(field, forms.ChoiceField):
                        for value, label in flat(field.choices):
                            found[name].setdefault(fold(str(label)), value)
                            found[name].setdefault(fold(value), value)
        return found

    def form(self, cells: Mapping[str, Cell], *, key: UUID) -> tuple[RecordForm, Faults]:
        """The form as it would come from a page on which someone had typed these cells, and the cells that could not be typed."""
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
        data, faults = MultiValueDict[str, Any](), Faults()
        data["public_id"], data["author"] = str(key), self.author
        for name, field in self.blank.fields.items():
            if name in OWN:
                continue
            cell = cells.get(name)
            try:
                self.type_in(data, name, field, cell)
            except CellRefused as refused:
                faults[name] = [str(refused)]
                data[name] = ""
        self.type_rows(data, cells, faults)
        return self.make(data, actor=self.by, at=self.today), faults

    def type_in(self, data: MultiValueDict[str, Any], name: str, field: forms.Field, cell: Cell | None) -> None:
        if isinstance(field, UnitField):
            self.type_units(data, name, field, cell)
            return
        if cell is None:
            initial = self.blank.get_initial_for_field(field, name)
            data[name] = str(initial) if isinstance(field, forms.ChoiceField) and initial else ""
            return
        text = typed(field, cell, self.choices.get(name, {}))
        if text or not isinstance(field, forms.BooleanField):
            data[name] = text

    def type_units(self, data: MultiValueDict[str, Any], name: str, field: UnitField, cell: Cell | None) -> None:
        """Names of units, each of a line of its own; one with its key behind it means just that."""
        if cell is None and name == "unit":
            lines = [f"{self.unit.name} #{self.unit.key}"]
        else:
            lines = [] if cell is None else typed(forms.CharField(), cell, {}).replace(";", "\n").splitlines()
        names, keys = [], {}
        for line in filter(None, (line.strip() for line in lines)):
            match = KEYED.match(line)
            names.append(match[1] if match else line)
            if match:
                keys[match[1]] = match[2]
        data[name] = "\n".join(names)
        data.setlist(f"{name}_line", list(keys))
        data.setlist(f"{name}_is", list(keys.values()))

    def type_rows(self, data: MultiValueDict[str, Any], cells: Mapping[str, Cell], faults: Faults) -> None:
        """The lines of the column that holds a table, each as a row of the form."""
        if self.row is None or not isinstance(self.blank, RowsForm):
            return
        name = self.blank.rows_field
        cell = cells.get(name)
        lines = [line for line in cell.text.splitlines() if line.strip()] if cell else []
        if len(lines) > self.blank.most_rows:
            faults[name] = [_("At most %(most)d lines are kept here.") % {"most": self.blank.most_rows}]
            lines = []
        data[f"{name}-TOTAL_FORMS"], data[f"{name}-INITIAL_FORMS"] = str(len(lines)), "0"
        for number, line in enumerate(lines):
            for part, text in zip(self.row.typed, split_row(line, len(self.row.typed)), strict=False):
                field = self.row.fields[part]
                try:
                    data[f"{name}-{number}-{part}"] = typed(field, Cell(CellKind.TEXT, text), self.choices.get(f"/{part}", {}))
                except CellRefused as refused:
                    faults.setdefault(name, []).append(f"{number + 1}: {refused}")

    def key_of(self, cells: Mapping[str, Cell]) -> UUID | None:
        """The key that the row bears, where it came from a sheet that was taken out. Raises `CellRefused`."""
        cell = cells.get(KEY)
        if cell is None or cell.empty:
            return None
        with suppress(ValueError):
            return UUID(cell.text)
        raise CellRefused(_("This is no key of a record. Leave the cell empty, or the column out."))


def faults_of(form: RecordForm) -> Faults:
    """What is wrong in a form that was filled, by field; under "" what concerns the whole row."""
    found: Faults = {}
    if form.non_field_errors():
        found[""] = [str(error) for error in form.non_field_errors()]
    for bound in form:
        if said := sentences(bound):
            found.setdefault("" if bound.name in OWN else bound.name, []).extend(map(str, said))
    rows = form.rows_field if isinstance(form, RowsForm) else ""
    for number, inner in enumerate(form.inner_forms(), start=1):
        for bound in inner:
            for sentence in sentences(bound):
                found.setdefault(rows, []).append(f"{number}: {bound.label}: {sentence}")
    return found


def cells_by_field(cells: Sequence[Any], matching: Mapping[str, Any]) -> dict[str, Cell]:
    """The cells of a row by the field that their column fills, and the texts that are the same for all rows."""
    same = {name: Cell(CellKind.TEXT, text) for name, text in matching.get("same", {}).items()}
    own = {
        name: Cell.from_plain(cells[place]) if place < len(cells) else Cell(CellKind.TEXT, "")
        for name, place in matching["columns"].items()
    }
    return same | {name: cell for name, cell in own.items() if not cell.empty or name not in same}
