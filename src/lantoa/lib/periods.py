"""Spans of days, half-open inside and inclusive wherever a person reads or types one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from lantoa.lib.days import MONTHS_EN, PeriodError, format_day_en, format_day_vi, long_day_vi, make_day, match_day, parse_day, plain
from lantoa.lib.vietnamese import nfc

__all__ = [
    "Period", "PeriodError", "format_day_en", "format_day_vi", "half_of", "label_en", "label_vi",
    "long_day_vi", "parse_day", "previous", "year_of",
]  # fmt: skip

_NUMBER_WORDS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "sau": 6}
_ORDINALS_EN: Final = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class Period:
    """The days from `start` up to, not including, `end`; at least one. `str()` gives the code that `parse` reads back."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise PeriodError("reversed", f"{self.start}..{self.end - timedelta(days=1)}")

    @property
    def first(self) -> date:
        return self.start

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    def contains(self, day: date) -> bool:
        return self.start <= day < self.end

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period a person means: 2023, 2023-H1, 2023-Q2, 2023-05, 25/5/2023, 6 tháng đầu năm 2023, quý II/2023,
        or two of these with `..`, “đến” or a dash between, both ends included. Anything else is a PeriodError."""
        words = plain(text)
        if not words:
            raise PeriodError("blank", text)
        first, last = _two_ends(words)
        start, end = _span(first, _named(first, text))
        if last is not None:
            last_start, end = _span(last, _named(last, text))
            if last_start < start or end <= start:
                raise PeriodError("reversed", nfc(text))
        return cls(start, end)

    def __str__(self) -> str:
        year, month = self.start.year, self.start.month
        match _shape(self):
            case "year":
                return f"{year}"
            case "half":
                return f"{year}-H{month // 6 + 1}"
            case "quarter":
                return f"{year}-Q{month // 3 + 1}"
            case "month":
                return f"{year}-{month:02}"
            case "day":
                return self.start.isoformat()
        return f"{self.start.isoformat()}..{self.last.isoformat()}"


def label_vi(period: Period) -> str:
    """năm 2023, 6 tháng đầu năm 2023, quý II/2023, tháng 5/2023, ngày 25/5/2023, từ 18/5/2021 đến 25/5/2023."""
    year, month = period.start.year, period.start.month
    match _shape(period):
        case "year":
            return f"năm {year}"
        case "years":
            return f"từ năm {year} đến năm {period.last.year}"
        case "half" | "opening":
            return f"{_months(period)} tháng {'cuối' if month > 6 else 'đầu'} năm {year}"
        case "quarter":
            return f"quý {('I', 'II', 'III', 'IV')[month // 3]}/{year}"
        case "month":
            return f"tháng {month}/{year}"
        case "day":
            return f"ngày {format_day_vi(period.start)}"
    return f"từ {format_day_vi(period.start)} đến {format_day_vi(period.last)}"


def label_en(period: Period) -> str:
    """2023, first half of 2023, first 9 months of 2023, second quarter of 2023, May 2023, 25 May 2023, 18 May 2021 to 25 May 2023."""
    year, month = period.start.year, period.start.month
    match _shape(period):
        case "year":
            return f"{year}"
        case "years":
            return f"{year} to {period.last.year}"
        case "half":
            return f"{_ORDINALS_EN[month // 6]} half of {year}"
        case "opening":
            return f"first {_months(period)} months of {year}"
        case "quarter":
            return f"{_ORDINALS_EN[month // 3]} quarter of {year}"
        case "month":
            return f"{MONTHS_EN[month - 1]} {year}"
        case "day":
            return format_day_en(period.start)
    return f"{format_day_en(period.start)} to {format_day_en(period.last)}"


def year_of(day: date) -> Period:
    """The calendar year that holds `day`."""
    return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))


def half_of(day: date) -> Period:
    """The half-year that holds `day`."""
    return _run_of_months(day.year, 1 if day.month <= 6 else 7, 6)


def previous(period: Period) -> Period:
    """The period of the same shape that ends where this one begins: whole months before whole months, else as many days."""
    months = _months(period)
    start = _add_months(period.start, -months) if months else period.start - (period.end - period.start)
    return Period(start, period.start)


def _months(period: Period) -> int:
    """How many whole calendar months the period is, 0 if it is not made of whole months."""
    if period.start.day != 1 or period.end.day != 1:
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month


def _shape(period: Period) -> str:
    """year, years, half, quarter, month, opening (the first n months of a year), day or days."""
    months, month = _months(period), period.start.month
    if months == 0:
        return "day" if period.days == 1 else "days"
    if months % 12 == 0 and month == 1:
        return "year" if months == 12 else "years"
    if months == 6 and month in (1, 7):
        return "half"
    if months == 3 and month in (1, 4, 7, 10):
        return "quarter"
    if months == 1:
        return "month"
    return "opening" if month == 1 and months < 12 else "days"


def _add_months(day: date, months: int) -> date:
    """The first day of the month `months` later; `day` is a first day too."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def months_later(day: date, months: int) -> date:
    """The same day of the month so many `months` later, or the last one where that month is shorter."""
    first = _add_months(day.replace(day=1), months)
    return min(first + timedelta(days=day.day - 1), _add_months(first, 1) - timedelta(days=1))


def _run_of_months(year: int, month: int, months: int) -> Period:
    start = date(year, month, 1)
    return Period(start, _add_months(start, months))


_SPANS: Final[tuple[tuple[str, Callable[[re.Match[str], int], tuple[int, int]]], ...]] = (
    (r"(?:ca )?(?:nam )?(?P<year>\d{4})", lambda found, _: (1, 12)),
    (r"(?P<year>\d{4})[- /]?h(?P<n>[12])", lambda found, n: (6 * n - 5, 6)),
    (r"h(?P<n>[12])[- /](?P<year>\d{4})", lambda found, n: (6 * n - 5, 6)),
    (r"nua (?:dau|(?P<late>cuoi)) nam (?P<year>\d{4})", lambda found, n: (7 if found["late"] else 1, 6)),
    (r"(?P<n>\d{1,2}|sau) thang (?:dau|(?P<late>cuoi)) nam (?P<year>\d{4})", lambda found, n: (13 - n if found["late"] else 1, n)),
    (r"(?P<year>\d{4})[- /]?q(?P<n>[1-4])", lambda found, n: (3 * n - 2, 3)),
    (r"(?:quy |q)(?P<n>[1-4]|iv|i{1,3})(?: nam | ?[-/] ?| )(?P<year>\d{4})", lambda found, n: (3 * n - 2, 3)),
    (r"(?:thang |t)?(?P<n>\d{1,2})(?: nam | ?[-/] ?)(?P<year>\d{4})", lambda found, n: (n, 1)),
    (r"(?P<year>\d{4})[-/](?P<n>\d{1,2})", lambda found, n: (n, 1)),
)  # fmt: skip
"""How people write a run of months, each with a function from what was found to (first month, how many months)."""

_PATTERNS: Final = tuple((re.compile(pattern), months) for pattern, months in _SPANS)
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_TIGHT_DASH: Final = re.compile(r"(\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}/\d{4}|\d{4}) ?- ?(\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}/\d{4}|\d{4})")


def _two_ends(words: str) -> tuple[str, str | None]:
    """What stands on either side of `..`, “đến”, “tới” or a dash that parts two dates; the whole and None if nothing does."""
    inner = words.removeprefix("tu ")
    if match := _TIGHT_DASH.fullmatch(inner):
        return match[1], match[2]
    for between in ("...", "..", "…", " den het ", " den ", " toi ", " - "):
        first, found, last = inner.partition(between)
        if found:
            return first.strip(), last.strip()
    return words, None


def _named(end: str, text: str) -> str:
    """How a refusal calls one end: by itself where it is a date in figures, so that of two the wrong one is told; else by the whole."""
    return end if _DATE.fullmatch(end) else text


def _span(words: str, text: str) -> tuple[date, date]:
    """First day and the day after the last of one of the forms in _SPANS, or of a single day."""
    if day := match_day(words, text):
        return day, day + timedelta(days=1)
    for pattern, months in _PATTERNS:
        if match := pattern.fullmatch(words):
            number = match.groupdict().get("n") or "0"
            month, count = months(match, _NUMBER_WORDS.get(number) or int(number))
            start = make_day(int(match["year"]), month, 1, text)
            if not 1 <= count <= 12:
                raise PeriodError("no_such_month", nfc(text))
            return start, _add_months(start, count)
    raise PeriodError("unreadable", nfc(text))
