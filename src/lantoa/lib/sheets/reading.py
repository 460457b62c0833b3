"""A sheet read row by row: the one that is shown first, or the one that is named; merged cells told apart from blank ones."""

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from warnings import catch_warnings, simplefilter
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

from lantoa.lib.sheets.cells import EMPTY, Cell, cell_of, text_cell
from lantoa.lib.sheets.tables import Merge
from lantoa.lib.vietnamese import fold

MOST_COLUMNS: Final = 100
MOST_MERGES: Final = 50_000
MOST_EMPTY: Final = 1_000_000  # rows without a cell
_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{2,30})"')
_PIECE, _OVERLAP = 1 << 20, 200
_ENCODINGS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GUARDED: Final = re.compile(r"'\s*[=+\-@\t\r\n＝＋－＠]")
Row = list[Cell]


class SheetRefused(Exception):
    """A sheet that cannot be read. Codes: damaged; no_sheet (known: the names there are); encoding; too_wide (most)."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


@dataclass
class Book:
    """An opened file: the names of its sheets that are shown, and which one is read. `merges` are known once it is open."""

    content: bytes
    names: Sequence[str]
    sheet: str
    is_csv: bool = False
    merges: Sequence[Merge] = field(default=())

    def rows(self) -> Iterator[tuple[int, Row]]:
        """(row number as the sheet shows it, cells) of each row that is not blank; what is merged downward stands in each of its rows."""
        found = csv_rows(self.content) if self.is_csv else xlsx_rows(self.content, self.sheet)
        for number, row in merged_down(found, self.merges):
            while row and row[-1].empty:
                row.pop()
            if len(row) > MOST_COLUMNS:
                raise SheetRefused("too_wide", most=MOST_COLUMNS)
            if row:
                yield number, row


def open_book(content: bytes, *, is_csv: bool, sheet: str = "") -> Book:
    """The file, at the sheet of this name (by itself the first one shown that holds anything). Raises `SheetRefused`."""
    if is_csv:
        return Book(content, [""], "", is_csv=True)
    try:
        book = workbook(content)
        shown = [one.title for one in book.worksheets if one.sheet_state == "visible"]
        book.close()
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, AttributeError):
        raise SheetRefused("damaged") from None
    chosen = next((name for name in shown if fold(name) == fold(sheet)), None) if sheet else first_filled(content, shown)
    if chosen is None:
        raise SheetRefused("no_sheet", known=", ".join(shown))
    return Book(content, shown, chosen, merges=merges_of(content, chosen))


def first_filled(content: bytes, names: Sequence[str]) -> str | None:
    """The first of these sheets in which more than one row is filled, else the first."""
    for name in names:
        filled = (row for _number, row in xlsx_rows(content, name) if any(not cell.empty for cell in row))
        if next(filled, None) is not None and next(filled, None) is not None:
            return name
    return names[0] if names else None


def xlsx_rows(content: bytes, sheet: str) -> Iterator[tuple[int, Row]]:
    """Every row of a sheet in its order; formulas by the value that was last seen."""
    with catch_warnings():
        simplefilter("ignore")
        book = workbook(content)
        try:
            page: Any = book[sheet]
            page.reset_dimensions()
            empty = 0
            for number, cells in enumerate(page.iter_rows(), start=1):
                empty = 0 if cells else empty + 1
                if empty > MOST_EMPTY:
                    break
                yield number, [cell_of(cell.value, getattr(cell, "number_format", "") or "") for cell in cells]
        except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, ParseError):
            raise SheetRefused("damaged") from None
        finally:
            book.close()


def workbook(content: bytes) -> Any:
    """The file as openpyxl opens it for reading; loaded only here, since it is slow to load and most commands open no sheet."""
    import openpyxl

    with catch_warnings():
        simplefilter("ignore")  # it warns of formats that it does not keep; nothing is written here
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)


def merges_of(content: bytes, sheet: str) -> list[Merge]:
    """The merged ranges of a sheet; they stand behind its rows, so they are looked for without reading these."""
    from openpyxl.utils.cell import range_boundaries

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        part = part_of(package, sheet)
        if part is None:
            return []
        found: list[Merge] = []
        with package.open(part) as stream:
            rest = b""
            while piece := stream.read(_PIECE):
                text = rest + piece
                last = 0
                for match in _MERGE.finditer(text):
                    left, top, right, bottom = range_boundaries(match[1].decode())
                    found.append(Merge(int(top or 0), int(left or 0) - 1, int(bottom or 0), int(right or 0) - 1))
                    last = match.end()
                rest = text[max(last, len(text) - _OVERLAP) :]
    return sorted(found)[:MOST_MERGES]


def part_of(package: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the file in which the sheet of this name stands."""
    try:
        book, relations = (fromstring(package.read(name)) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    except (KeyError, ParseError):
        return None
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for found in book.iter():
        if found.tag.endswith("}sheet") and found.get("name") == sheet:
            key = next((value for name, value in found.attrib.items() if name.endswith("}id")), "")
            target = targets.get(key, "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            return path if path in package.namelist() else None
    return None


def merged_down(rows: Iterator[tuple[int, Row]], merges: Sequence[Merge]) -> Iterator[tuple[int, Row]]:
    """The rows, with what is merged over several of them standing in each."""
    waiting = [merge for merge in merges if merge.bottom > merge.top]
    place, held = 0, list[tuple[Merge, Cell]]()
    for number, row in rows:
        held = [(merge, cell) for merge, cell in held if merge.bottom >= number]
        for merge, cell in held:
            row.extend([EMPTY] * (merge.left + 1 - len(row)))
            if row[merge.left].empty:
                row[merge.left] = cell
        while place < len(waiting) and waiting[place].top <= number:
            merge = waiting[place]
            if merge.top == number and merge.left < len(row):
                held.append((merge, row[merge.left]))
            place += 1
        yield number, row


def csv_rows(content: bytes) -> Iterator[tuple[int, Row]]:
    """Every row of a CSV file, however its cells are parted. An apostrophe that guards a text from being a formula is dropped."""
    text = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by(text))
    try:
        for number, row in enumerate(reader, start=1):
            yield number, [text_cell(cell[1:] if _GUARDED.match(cell) else cell) for cell in row]
    except csv.Error:
        raise SheetRefused("damaged") from None


def decoded(content: bytes) -> str:
    """The text of a file in Unicode; any other encoding would be guessed, and names garbled. Raises `SheetRefused`."""
    encoding = next((name for mark, name in _ENCODINGS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise SheetRefused("encoding") from None
    if "\0" in text:
        raise SheetRefused("damaged")
    return text


def parted_by(text: str) -> str:
    """What parts the cells: the sign that the first lines have most alike."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    counts = {sign: sorted(line.count(sign) for line in lines) for sign in (";", "\t", ",")}
    middle = {sign: found[len(found) // 2] if found else 0 for sign, found in counts.items()}
    return max(middle, key=lambda sign: middle[sign])
