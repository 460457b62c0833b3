"""A cell: its text, and what the sheet knows of it."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from re import IGNORECASE
from re import compile as pattern
from typing import Any, Final, NamedTuple

from lantoa.lib.days import format_day_vi
from lantoa.lib.vietnamese import nfc

EXACT_DIGITS: Final = 12  # of a number that a sheet keeps as binary: 0.30000000000000004 was typed as 0.3
FIRST_SERIAL, LAST_SERIAL = 14_000, 110_000  # the years 1938 to 2201, counted in days as sheets do
SHEET_BEGINNING: Final = date(1899, 12, 30)
_NOT_SHOWN: Final = pattern(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_ERROR: Final = pattern(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NUM|NULL)[!?]?", IGNORECASE)


class CellKind(StrEnum):
    """What a sheet knows of a cell. Of a day that it shows by month or year only, no more is told."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TRUTH = "truth"
    ERROR = "error"


class Cell(NamedTuple):
    """`text` as a person would type it (18/5/2021, 5/2021), a number with a decimal point."""

    kind: CellKind
    text: str

    @property
    def empty(self) -> bool:
        return not self.text

    @property
    def plain(self) -> Any:
        """As JSON keeps it."""
        return self.text if self.kind == CellKind.TEXT else [self.kind.value, self.text]

    @classmethod
    def from_plain(cls, kept: Any) -> "Cell":
        return cls(CellKind.TEXT, kept) if isinstance(kept, str) else cls(CellKind(kept[0]), kept[1])

    @property
    def day_of_serial(self) -> date | None:
        """The day that a bare number counts, as sheets count days; None where it is no such number."""
        if self.kind != CellKind.NUMBER or not self.text.isdigit() or not FIRST_SERIAL <= int(self.text) <= LAST_SERIAL:
            return None
        return SHEET_BEGINNING + timedelta(days=int(self.text))


EMPTY: Final = Cell(CellKind.TEXT, "")


def text_cell(text: str) -> Cell:
    """A typed text; one of a formula's failures is told as such."""
    shown = nfc(text).strip()
    return Cell(CellKind.ERROR if _ERROR.fullmatch(shown) else CellKind.TEXT, shown)


def cell_of(value: Any, number_format: str = "") -> Cell:
    """A cell from what a library read."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Cell(CellKind.TRUTH, "1" if value else "0")
    if isinstance(value, int | float | Decimal):
        return Cell(CellKind.NUMBER, number_text(value))
    if isinstance(value, datetime):
        return day_cell(value.date(), number_format)
    if isinstance(value, date):
        return day_cell(value, number_format)
    if isinstance(value, time | timedelta):
        return Cell(CellKind.TEXT, str(value))
    return text_cell(str(value))


def number_text(value: int | float | Decimal) -> str:
    """The number as it was typed: 1234.5, never 1234.500000001 nor 1E+6."""
    exact = Decimal(str(value)) if not isinstance(value, float) else Decimal(f"{value:.{EXACT_DIGITS}g}")
    if not exact.is_finite():
        return str(value)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day_cell(day: date, number_format: str) -> Cell:
    """A day as exactly as the sheet shows it: mm/yyyy is a month."""
    shown = _NOT_SHOWN.sub("", number_format).lower()
    if "y" in shown and "d" not in shown:
        return Cell(CellKind.MONTH, f"{day.month}/{day.year}") if "m" in shown else Cell(CellKind.YEAR, str(day.year))
    return Cell(CellKind.DAY, format_day_vi(day))
