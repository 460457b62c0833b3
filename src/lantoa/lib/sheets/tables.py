"""Where a table begins in a sheet, what its columns are called, and which of its rows are no rows of the table."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from lantoa.lib.sheets.cells import Cell, CellKind
from lantoa.lib.vietnamese import fold

SEARCHED: Final = 40  # rows from the top in which a table must begin
DEEPEST: Final = 3  # rows of a header
PARTS: Final = " – "  # between the name of a group of columns and that of one of them
_TOTAL: Final = re.compile(r"(?:tong(?: cong| so| hop)?|cong|total|sum)(?: chung| toan (?:huyen|xa|tinh))?")
_NUMBERED: Final = re.compile(r"\(?(\d{1,2}|[a-e])\)?", re.IGNORECASE)
Rows = Sequence[tuple[int, Sequence[Cell]]]


class Merge(NamedTuple):
    """A merged range: rows as the sheet numbers them, columns from 0, all included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Header:
    """The rows of a table's header, and the names of its columns; empty for a column without one."""

    first: int
    last: int
    names: tuple[str, ...]


def find_header(rows: Rows, *, known: Collection[str], merges: Sequence[Merge] = ()) -> Header | None:
    """The header of the first table in these rows; `known` are folded names that its columns may bear. None where there is none."""
    top = [(number, row) for number, row in rows if number <= SEARCHED]
    widest = max((filled(row) for _number, row in top), default=0)
    best, score = None, 0
    for number, row in top:
        if not may_head(row, widest):
            continue
        hits = sum(fold(cell.text) in known for cell in row if not cell.empty)
        if best is None or hits > score:
            best, score = number, hits
    if best is None:
        return None
    first, last = grown(best, dict(top), merges, known)
    return header_of(top, first=first, last=last, merges=merges)


def filled(row: Sequence[Cell]) -> int:
    return sum(not cell.empty for cell in row)


def may_head(row: Sequence[Cell], widest: int) -> bool:
    """Whether a row can be a header: words in half of the columns at least."""
    words = sum(cell.kind == CellKind.TEXT and any(char.isalpha() for char in cell.text) for cell in row)
    return words >= max(2 if widest > 1 else 1, widest // 2 - 1)


def grown(found: int, rows: Mapping[int, Sequence[Cell]], merges: Sequence[Merge], known: Collection[str]) -> tuple[int, int]:
    """First and last row of a header of which one row is known: grouped columns have a row above or below."""
    first = last = found
    for merge in merges:
        if merge.top <= found <= merge.bottom and merge.bottom - merge.top < DEEPEST:
            first, last = min(first, merge.top), max(last, merge.bottom)
    wide = any(merge.top == last and merge.right > merge.left for merge in merges) or (not merges and has_gaps(rows[last]))
    below = rows.get(last + 1)
    if first == last and wide and below is not None and names_parts(rows[last], below):
        last += 1
    above = rows.get(first - 1)
    if first == last and above is not None and names_parts(above, rows[first]) and filled(above) > 1:
        first -= 1
    return first, last


def has_gaps(row: Sequence[Cell]) -> bool:
    return any(cell.empty for cell in row)


def names_parts(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the row below names parts of the columns above: words only, under blanks or right where a blank begins."""
    if any(not cell.empty and cell.kind not in (CellKind.TEXT, CellKind.YEAR) for cell in below):
        return False
    places = [place for place, cell in enumerate(below) if not cell.empty]
    blank = {place for place in range(len(below) + 1) if place >= len(above) or above[place].empty}
    fits = all(place in blank or place + 1 in blank for place in places)
    return fits and any(place in blank for place in places) and len(places) < len(below) + 1


def header_of(rows: Rows, *, first: int, last: int, merges: Sequence[Merge] = ()) -> Header:
    """The header that stands in these rows; a name that spans several columns stands before that of each."""
    lines = [spread(row, number, last, merges) for number, row in rows if first <= number <= last]
    width = max((len(line) for line in lines), default=0)
    names = []
    for place in range(width):
        parts: list[str] = []
        for line in lines:
            text = " ".join(line[place].split()) if place < len(line) else ""
            if text and text not in parts:
                parts.append(text)
        names.append(PARTS.join(parts))
    return Header(first, last, tuple(names))


def spread(row: Sequence[Cell], number: int, last: int, merges: Sequence[Merge]) -> list[str]:
    """The texts of a header's row; those of its upper rows reach over the blanks to their right, as far as they are merged."""
    texts = [cell.text for cell in row]
    across = [merge for merge in merges if merge.top <= number <= merge.bottom and merge.right > merge.left]
    for merge in across:
        texts.extend([""] * (merge.right + 1 - len(texts)))
        if merge.left < len(texts):
            texts[merge.left : merge.right + 1] = [texts[merge.left]] * (merge.right + 1 - merge.left)
    if not merges and number < last:
        for place in range(1, len(texts)):
            texts[place] = texts[place] or texts[place - 1]
    return texts


def is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns, as forms of the State do: (1) (2) (3), A B 1 2."""
    found = [_NUMBERED.fullmatch(cell.text) for cell in row if not cell.empty]
    if len(found) < 3 or not all(found):
        return False
    numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
    return numbers == list(range(1, len(numbers) + 1))


def is_total(row: Sequence[Cell]) -> bool:
    """Whether a row adds up those above: its first words say so."""
    first = next((cell for cell in row if not cell.empty and cell.kind == CellKind.TEXT and not cell.text.isdigit()), None)
    return first is not None and _TOTAL.fullmatch(fold(first.text)) is not None


def is_heading(row: Sequence[Cell], *, width: int) -> bool:
    """Whether a row parts the table: a single text in a table of several columns."""
    return width > 2 and sum(not cell.empty for cell in row) == 1
