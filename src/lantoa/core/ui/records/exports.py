"""Lists as files. XLSX is the one to recommend; CSV is for programs that take no other.

CSV is written the way that Excel under Vietnamese settings opens rightly: UTF-8 with a byte-order mark, `;` between the cells (the comma is
the decimal sign there) and numbers with a decimal comma. A `sep=` line is left out: with it Excel ignores the mark and garbles the letters.
"""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language, override

from lantoa.core.privacy.restraints import veil
from lantoa.core.records.kinds import Column, Kind
from lantoa.core.ui.records.shown import in_words
from lantoa.lib.numbers import format_number_vi
from lantoa.lib.periods import format_day_vi
from lantoa.lib.vietnamese import fold

FORMATS = ("xlsx", "csv")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # a spreadsheet may take a text that begins so for a formula
CHUNK = 500
BOM = "\ufeff"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 2_000_000
LONGEST_SHEET_NAME = 31
WIDE, NARROW = 42, 18


def export(records: QuerySet[Any], columns: Sequence[Column], *, kind: Kind, format: str, day: date) -> HttpResponseBase:
    """The records as a file of this format, read in pieces so that any length fits; what is restricted stays out of it."""
    name = f"{fold(str(kind.plural)).replace(' ', '-')}-{day.isoformat()}.{format}"
    write: Callable[..., HttpResponseBase] = {"csv": as_csv, "xlsx": as_xlsx}[format]
    return write(header(columns), values(records, columns, kind, at=day), name=name, title=str(kind.plural))


def header(columns: Sequence[Column]) -> list[str]:
    return [str(column.label) for column in columns]


def values(records: QuerySet[Any], columns: Sequence[Column], kind: Kind, *, at: date) -> Iterator[list[Any]]:
    veiled = veil(kind)
    for record in map(veiled, records.iterator(chunk_size=CHUNK)):
        yield [column.of(record, at=at) for column in columns]


def looks_like_formula(text: str) -> bool:
    return text.lstrip(" ").startswith(RISKY)


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_cell(value: Any) -> str:
    """A cell for CSV; a text that could be taken for a formula gets an apostrophe before it."""
    if isinstance(value, bool) or value is None:
        return in_words(value)
    if isinstance(value, int | Decimal):
        return format_number_vi(value).replace(".", "")
    if isinstance(value, date) and not isinstance(value, datetime):
        return format_day_vi(value)
    text = in_words(value)
    return f"'{text}" if looks_like_formula(text) else text


def as_csv(head: list[str], rows: Iterable[list[Any]], *, name: str, title: str) -> StreamingHttpResponse:
    """A stream of lines, worded in the language of the page although they are sent after it is done."""
    language, pending = get_language(), iter(rows)

    def lines() -> Iterator[str]:
        writer = csv.writer(Echo(), delimiter=";")
        yield BOM + writer.writerow(head)
        while True:
            with override(language):
                row = next(pending, None)
                line = "" if row is None else writer.writerow([csv_cell(value) for value in row])
            if row is None:
                return
            yield line

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": attachment(name)})


def as_xlsx(head: list[str], rows: Iterable[list[Any]], *, name: str, title: str) -> FileResponse:
    """A workbook written row by row; texts stay texts, whatever they begin with."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the response closes it)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet(sheet_name(title))
    styles = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "day": book.add_format({"num_format": "d/m/yyyy", "align": "left"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "guarded": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
    }
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, max(1, len(head) - 1), NARROW)
    for place, text in enumerate(head):
        sheet.write_string(0, place, text, styles["head"])
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            write_cell(sheet, number, place, value, styles)
    book.close()
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def write_cell(sheet: Any, row: int, place: int, value: Any, styles: dict[str, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, int | Decimal | float) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, place, timezone.make_naive(value), styles["day"])
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, styles["day"])
    else:
        text = in_words(value)
        sheet.write_string(row, place, text, styles["guarded" if looks_like_formula(text) else "text"])


def sheet_name(title: str) -> str:
    """A title that Excel takes as the name of a sheet."""
    return "".join(char for char in title if char not in "[]:*?/\\")[:LONGEST_SHEET_NAME].strip("'") or "1"


def attachment(name: str) -> str:
    return f'attachment; filename="{name}"'
