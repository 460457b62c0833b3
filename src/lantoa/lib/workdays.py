"""Working days of Vietnamese offices: weekends, public holidays, Saturdays worked in exchange; and terms counted by them.

Holidays come from the `holidays` library (Bộ luật Lao động 2019, article 112, and the swaps of working days that it knows). What it
does not know, or what was decided otherwise, is handed in as `Decided`, which wins. A term begins the day after what sets it off
(Bộ luật Dân sự 2015, article 147); one in calendar days that would end on a day off ends on the next working day (article 148).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

ONE: Final = timedelta(days=1)
SATURDAY: Final = 5
LANGUAGES: Final = {"vi": "vi", "en": "en_US"}


@dataclass(frozen=True)
class Decided:
    """What was decided against the calendar: days off with their names, and days worked."""

    off: Mapping[date, str] = field(default_factory=dict)
    work: frozenset[date] = frozenset()


NOTHING_DECIDED: Final = Decided()


@dataclass(frozen=True)
class Year:
    """The holidays of a year by name, and the weekend days that are worked."""

    off: Mapping[date, str]
    work: frozenset[date]


@lru_cache(maxsize=128)
def year_of(number: int, language: str = "vi") -> Year:
    """What the calendar says of a year."""
    from holidays import country_holidays  # 20 MB that only few pages need

    spoken = LANGUAGES.get(language, "en_US")
    known = country_holidays("VN", years=(number, number + 1), language=spoken)  # a swap may reach into the year before
    off = {day: name for day, name in known.items() if day.year == number}
    return Year(off, frozenset(day for day in known.weekend_workdays if day.year == number))


def day_off(day: date, *, decided: Decided = NOTHING_DECIDED, language: str = "vi") -> str | None:
    """The name of the holiday that this day is, empty for a plain weekend; None for a working day."""
    if day in decided.off:
        return decided.off[day]
    if day in decided.work:
        return None
    year = year_of(day.year, language)
    if day in year.off:
        return year.off[day]
    return "" if day.weekday() >= SATURDAY and day not in year.work else None


def is_working_day(day: date, *, decided: Decided = NOTHING_DECIDED) -> bool:
    """Whether offices work on this day."""
    return day_off(day, decided=decided) is None


def next_working_day(day: date, *, decided: Decided = NOTHING_DECIDED) -> date:
    """This day where offices work on it, else the next on which they do."""
    while not is_working_day(day, decided=decided):
        day += ONE
    return day


def after_working_days(start: date, count: int, *, decided: Decided = NOTHING_DECIDED) -> date:
    """The last day of a term of `count` working days set off on `start`."""
    day = start
    for _number in range(count):
        day = next_working_day(day + ONE, decided=decided)
    return day


def after_days(start: date, count: int, *, decided: Decided = NOTHING_DECIDED) -> date:
    """The last day of a term of `count` calendar days set off on `start`."""
    return next_working_day(start + count * ONE, decided=decided)


def after_months(start: date, count: int, *, decided: Decided = NOTHING_DECIDED) -> date:
    """The last day of a term of `count` months: the day of the same number, or the last of a shorter month."""
    return next_working_day(in_months(start, count), decided=decided)


def in_months(day: date, count: int) -> date:
    """The day of the same number so many months later, or earlier where `count` is below nought; the last of a shorter month."""
    month = day.year * 12 + day.month - 1 + count
    year, month = month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - ONE).day
    return date(year, month, min(day.day, last))


def after_hours(start: datetime, count: int) -> datetime:
    """The moment at which a term of `count` hours ends; nights, weekends and holidays are counted."""
    return start + timedelta(hours=count)


def holidays_within(start: date, end: date, *, decided: Decided = NOTHING_DECIDED, language: str = "vi") -> Iterator[tuple[date, str]]:
    """The named days off after `start` up to and with `end`."""
    day = start + ONE
    while day <= end:
        if name := day_off(day, decided=decided, language=language):
            yield day, name
        day += ONE
