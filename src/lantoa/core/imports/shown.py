"""What the pages of an import show: its rows with the marks on their cells, and how far it has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.forms import BooleanField, ChoiceField

from lantoa.core.imports.filling import Filler, cells_by_field
from lantoa.core.imports.heading import SHOWN, top_rows
from lantoa.core.imports.models import Import, ImportRow, RowState
from lantoa.core.imports.targets import Target
from lantoa.core.imports.typing_in import typed
from lantoa.lib.sheets import EMPTY, Cell, CellKind

LONGEST, SHORT = 160, 30  # letters of a cell that are shown; at the top of the sheet
MOST_CELLS, MOST_ROWS = 8, 45  # of the top of a sheet

SHOWS: dict[str, tuple[str, ...]] = {
    "": (),
    "wrong": (RowState.WRONG,),
    "ready": (RowState.READY,),
    "left": (RowState.SKIPPED,),
    "entered": (RowState.DONE, RowState.UNDONE),
    "kept": (RowState.KEPT,),
}
"""Which rows a page shows, by `?show=`."""


@dataclass(frozen=True)
class ShownCell:
    """One cell of a row under its column, as it is read."""

    label: str
    text: str
    wrong: bool = False


@dataclass(frozen=True)
class ShownRow:
    """A row of the sheet. `notes` are what is to be mended, by column; the name is empty for what concerns the whole row."""

    row: ImportRow
    cells: list[ShownCell]
    notes: list[tuple[str, str]] = field(default_factory=list)


def columns_shown(source: Import, targets: Sequence[Target]) -> list[Target]:
    """The fields that columns fill, in the order of the form."""
    return [target for target in targets if target.name in source.matching.get("columns", {})]


def rows_in_words(rows: Iterable[ImportRow], source: Import, filler: Filler, targets: Sequence[Target]) -> list[ShownRow]:
    """The rows with the columns that fill fields, each cell as it is read (a day that is kept as 44334 by its name)."""
    columns, labels = columns_shown(source, targets), {target.name: target.label for target in targets}
    order = {name: place for place, name in enumerate(labels, start=1)}
    found = []
    for row in rows:
        cells = cells_by_field(row.cells, {"columns": source.matching["columns"]}) if row.cells else {}
        shown = [ShownCell(one.label, as_read(cells.get(one.name, EMPTY), one.name, filler), one.name in row.faults) for one in columns]
        notes = [
            (labels.get(name, ""), sentence)
            for name in sorted(row.faults, key=lambda name: order.get(name, 0))
            for sentence in row.faults[name]
        ]
        found.append(ShownRow(row, shown, notes))
    return found


@dataclass(frozen=True)
class TopRow:
    """A row at the top of the sheet, and what it was taken for: "", "head" (names of the columns) or "table"."""

    number: int
    cells: list[str]
    part: str


def rows_at_top(source: Import) -> list[TopRow]:
    """The sheet as it begins, down to the first rows of its table, by which a person sees where that begins."""
    header = source.header
    found = []
    for number, cells in top_rows(source, count=max(SHOWN, header["begins"] + 2)):
        part = "table" if number >= header["begins"] else "head" if header["first"] <= number <= header["last"] else ""
        texts = [cell.text if len(cell.text) <= SHORT else cell.text[: SHORT - 1] + "…" for cell in cells[:MOST_CELLS]]
        found.append(TopRow(number, texts, part))
    width = max((len(row.cells) for row in found), default=0)
    return [TopRow(row.number, [*row.cells, *[""] * (width - len(row.cells))], row.part) for row in found[:MOST_ROWS]]


def as_read(cell: Cell, name: str, filler: Filler) -> str:
    """The text of a cell as its field takes it, where the sheet holds a bare number."""
    field = filler.blank.fields.get(name)
    bare = field is not None and cell.kind == CellKind.NUMBER and not isinstance(field, ChoiceField | BooleanField)
    text = typed(field, cell, {}) if field is not None and bare else cell.text
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
