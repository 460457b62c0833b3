"""What the pages of an import show: its rows with the marks on their cells, and how far it has come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lantoa.core.imports.filling import cells_by_field
from lantoa.core.imports.models import Import, ImportRow, RowState
from lantoa.core.imports.targets import Target
from lantoa.lib.sheets import Cell

LONGEST = 160  # letters of a cell that are shown

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
    """One cell of a row under its column, with what is wrong in it."""

    label: str
    text: str
    faults: Sequence[str] = ()


@dataclass(frozen=True)
class ShownRow:
    """A row of the sheet. `notes` concern the whole row, or a field that no column fills."""

    row: ImportRow
    cells: list[ShownCell]
    notes: list[tuple[str, str]] = field(default_factory=list)


def columns_shown(source: Import, targets: Sequence[Target]) -> list[Target]:
    """The fields that columns fill, in the order of the form."""
    return [target for target in targets if target.name in source.matching.get("columns", {})]


def rows_in_words(rows: Iterable[ImportRow], source: Import, columns: Sequence[Target], targets: Sequence[Target]) -> list[ShownRow]:
    labels = {target.name: target.label for target in targets}
    names = {column.name for column in columns}
    found = []
    for row in rows:
        cells = cells_by_field(row.cells, {"columns": source.matching["columns"]}) if row.cells else {}
        shown = [ShownCell(one.label, text_of(cells, one.name), row.faults.get(one.name, ())) for one in columns]
        notes = [(labels.get(name, ""), sentence) for name, said in row.faults.items() if name not in names for sentence in said]
        found.append(ShownRow(row, shown, notes))
    return found


def text_of(cells: dict[str, Cell], name: str) -> str:
    text = cells[name].text if name in cells else ""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
