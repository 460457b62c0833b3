"""Single days: read as people type them, written as offices write them."""

import re
from datetime import date
from typing import Final

from lantoa.lib.vietnamese import nfc, strip_marks

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_SPELLED: Final = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2})(?: nam |[/-])(\d{4})")
_DAY_FIRST: Final = re.compile(r"(?:ngay )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")
_TWO_DIGIT_YEAR: Final = re.compile(r"(?:ngay )?\d{1,2}([/.-])\d{1,2}\1\d{2}")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"⁄": "/", "∕": "/"})


class PeriodError(ValueError):
    """A day or period that cannot be taken as typed; `text` is what was typed.

    Codes: blank, unreadable, two_digit_year, no_such_day, no_such_month, year_out_of_range, reversed.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text
        self.params = {"text": text}


def plain(text: str) -> str:
    """`text` for matching: no marks, small letters, one kind of dash, single spaces."""
    return " ".join(strip_marks(text.translate(_DASHES)).lower().split())


def parse_day(text: str) -> date:
    """The day meant by 25/5/2023, 25-5-2023, 25.5.2023, 2023-05-25 or “ngày 25 tháng 5 năm 2023”; the day comes before the month."""
    found = match_day(plain(text), text)
    if found is None:
        raise PeriodError("unreadable" if text.strip() else "blank", nfc(text))
    return found


def match_day(words: str, text: str) -> date | None:
    """The day that `words` (made by `plain`) is, None if it is no day at all; a wrong day raises, naming `text`."""
    if match := _SPELLED.fullmatch(words):
        day, month, year = match.groups()
    elif match := _DAY_FIRST.fullmatch(words):
        day, _, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(words):
        year, _, month, day = match.groups()
    elif _TWO_DIGIT_YEAR.fullmatch(words):
        raise PeriodError("two_digit_year", nfc(text))
    else:
        return None
    return make_day(int(year), int(month), int(day), text)


def make_day(year: int, month: int, day: int, text: str) -> date:
    """That day of the calendar, or a PeriodError that names `text`."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError("year_out_of_range", nfc(text))
    if not 1 <= month <= 12:
        raise PeriodError("no_such_month", nfc(text))
    try:
        return date(year, month, day)
    except ValueError:
        raise PeriodError("no_such_day", nfc(text)) from None


def format_day_vi(day: date) -> str:
    """25/5/2023"""
    return f"{day.day}/{day.month}/{day.year}"


def format_day_en(day: date) -> str:
    """25 May 2023"""
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def long_day_vi(day: date) -> str:
    """ngày 05 tháng 02 năm 2023: as on official papers, a zero before days 1 to 9 and months 1 and 2 (Decree 30/2020/NĐ-CP, annex I)."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"
