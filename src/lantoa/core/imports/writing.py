"""Sheets of our own: a template to fill in, and records taken out with every field, so that they can be imported again as they are."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import IO, Any, Final

import xlsxwriter
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lantoa.core.imports.filling import Filler
from lantoa.core.imports.models import Import, RowState
from lantoa.core.imports.selectors import rows_shown
from lantoa.core.imports.targets import KEY, Target, label_of_reasons
from lantoa.core.imports.typing_in import flat
from lantoa.core.records.kinds import Kind
from lantoa.core.records.starts import Start
from lantoa.core.ui.records.exports import IN_MEMORY, NARROW, WIDE, sheet_name
from lantoa.core.ui.records.fields import PeriodField, QuantityField
from lantoa.core.ui.records.forms import RecordForm
from lantoa.core.ui.records.row_forms import RowsForm
from lantoa.core.ui.records.start_field import StartField
from lantoa.core.ui.records.unit_fields import UnitField, full_name
from lantoa.core.units.models import Unit
from lantoa.core.units.naming import AmbiguousUnit, UnknownUnit, hits, resolve_unit
from lantoa.lib.sheets import Cell, CellKind

ROWS_WITH_LISTS: Final = 2_000  # of a template that offer the choices of a column
LONGEST_LIST: Final = 255  # letters of choices that a cell's list can hold


class Teller:
    """Tells records as rows of cells, one for each target, in the language of the page."""

    def __init__(self, filler: Filler, targets: Iterable[Target]) -> None:
        self.filler, self.targets = filler, list(targets)
        self.names: dict[tuple[int, date], str] = {}

    def row(self, record: Any) -> list[Any]:
        form = self.filler.make(instance=record, actor=self.filler.by, at=self.filler.today)
        values = form.sheet_values()
        return [self.cell(target, form, values, record) for target in self.targets]

    def cell(self, target: Target, form: RecordForm, values: dict[str, Any], record: Any) -> Any:
        if target.name == KEY:
            return str(record.public_id)
        if isinstance(form, RowsForm) and target.name == form.rows_field:
            return "\n".join(self.line(form, kept, record.day) for kept in values.get(target.name) or [])
        return self.told(form.fields[target.name], values.get(target.name), record.day)

    def line(self, form: RowsForm, kept: dict[str, Any], day: date) -> str:
        """A line of a table: its fields parted by |."""
        row = form.row(**form.row_arguments())
        shown = form.row.shown(kept)
        parts = [str(self.told(row.fields[name], shown.get(name), day)).replace("|", "\\|").replace("\n", " ") for name in form.row.typed]
        return " | ".join(parts).rstrip("| ") if any(parts[1:]) else f"{parts[0]} |"

    def told(self, field: forms.Field, value: Any, day: date) -> Any:
        """A value as its field reads it again."""
        if value is None or value == "" or value == []:
            return ""
        if isinstance(field, UnitField):
            units = [value] if isinstance(value, Unit) else list(value)
            return "\n".join(self.name(unit, day) for unit in units)
        if isinstance(field, forms.BooleanField):
            return "x" if value else ""
        if isinstance(field, forms.ChoiceField):
            return next((str(label) for code, label in flat(field.choices) if code == value), str(value))
        if isinstance(value, Start) or isinstance(field, StartField | PeriodField | QuantityField):
            return field.prepare_value(value)
        return value

    def name(self, unit: Unit, day: date) -> str:
        """A name that means just this unit on that day; with its key where no name does."""
        if (unit.pk, day) not in self.names:
            text = full_name(hits([unit], at=day)[0])
            try:
                clear = resolve_unit(text, at=day).pk == unit.pk
            except (AmbiguousUnit, UnknownUnit):
                clear = False
            self.names[unit.pk, day] = text if clear and ";" not in text else f"{unit.name.replace(';', ',')} #{unit.key}"
        return self.names[unit.pk, day]


def plain_value(kept: Any) -> Any:
    """A cell of the office's own sheet as a sheet takes it: numbers as numbers, all else as it was read."""
    cell = Cell.from_plain(kept)
    return Decimal(cell.text) if cell.kind == CellKind.NUMBER and is_number(cell.text) else cell.text


def is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def wrong_rows(source: Import, targets: Sequence[Target]) -> tuple[list[str], Iterator[list[Any]]]:
    """The rows that are to be mended, under the columns of their own sheet; at last, what is to be mended in each."""
    labels = {target.name: target.label for target in targets}
    names = list(source.header["names"])

    def rows() -> Iterator[list[Any]]:
        for row in rows_shown(source, (RowState.WRONG,)).iterator(chunk_size=500):
            cells = [plain_value(kept) for kept in row.cells[: len(names)]]
            why = (f"{labels[name]}: {text}" if name in labels else text for name, texts in row.faults.items() for text in texts)
            yield [*cells, *[""] * (len(names) - len(cells)), "\n".join(why)]

    return [*names, label_of_reasons()], rows()


def heads(targets: Iterable[Target]) -> list[str]:
    return [target.label for target in targets]


def rows_of(records: Any, teller: Teller) -> Iterator[list[Any]]:
    for record in records.iterator(chunk_size=500):
        yield teller.row(record)


def template(kind: Kind, targets: list[Target], filler: Filler) -> IO[bytes]:
    """An empty sheet with the columns of the kind, the choices of each to pick from, and a second sheet that says what to write."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the answer closes it)
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    own = [target for target in targets if target.name != KEY]
    sheet = book.add_worksheet(sheet_name(capfirst(str(kind.plural))))
    sheet.freeze_panes(1, 0)
    for place, target in enumerate(own):
        sheet.set_column(place, place, WIDE if target.name == "title" else NARROW)
        sheet.write_string(0, place, target.label, head)
        labels = labels_of(target, filler)
        if labels and len(",".join(labels)) <= LONGEST_LIST:
            sheet.data_validation(1, place, ROWS_WITH_LISTS, place, {"validate": "list", "source": labels, "error_type": "warning"})
    explain(
        book.add_worksheet(sheet_name(_("How to fill it in"))), own, filler, head, book.add_format({"text_wrap": True, "valign": "top"})
    )
    book.close()
    file.seek(0)
    return file


def labels_of(target: Target, filler: Filler) -> list[str]:
    field = filler.blank.fields.get(target.name)
    return [str(label) for _code, label in flat(field.choices)] if isinstance(field, forms.ChoiceField) else []


def explain(sheet: Any, targets: list[Target], filler: Filler, head: Any, plain: Any) -> None:
    """What each column takes."""
    sheet.set_column(0, 0, NARROW)
    sheet.set_column(1, 1, NARROW)
    sheet.set_column(2, 2, 2 * WIDE)
    for place, text in enumerate((_("Column"), _("Must be filled"), _("What to write"))):
        sheet.write_string(0, place, text, head)
    for number, target in enumerate(targets, start=1):
        labels = labels_of(target, filler)
        told = [target.hint, _("One of: %(choices)s") % {"choices": "; ".join(labels)} if labels else ""]
        for place, text in enumerate((target.label, _("yes") if target.required else "", "\n".join(filter(None, told)))):
            sheet.write_string(number, place, text, plain)
