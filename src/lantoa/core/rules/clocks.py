"""Clocks: the last day or moment of a term that a rule sets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from lantoa.core.rules.models import Measured
from lantoa.core.rules.selectors import NoRule, Rule, all_histories, decided, in_force, rule
from lantoa.lib.workdays import Decided, after_days, after_hours, after_months, after_working_days, holidays_within

COUNTED: Final[dict[Measured, Callable[..., date]]] = {
    Measured.WORKING_DAYS: after_working_days,
    Measured.DAYS: after_days,
    Measured.MONTHS: after_months,
}


@dataclass(frozen=True)
class Deadline:
    """The end of a term: the first moment at which it is over. `holidays` are those that lie in it, by name."""

    rule: Rule
    start: datetime
    over: datetime
    holidays: tuple[tuple[date, str], ...] = ()

    @property
    def last_day(self) -> date:
        """The day on which it can still be done."""
        return timezone.localtime(self.over - timedelta(microseconds=1)).date()

    @property
    def by_the_hour(self) -> bool:
        return self.rule.measured_in == Measured.HOURS

    def late(self, now: datetime) -> bool:
        return now >= self.over


@dataclass(frozen=True)
class Book:
    """Every rule and every day that was decided, read once for a page of many terms."""

    rules: dict[str, list[Rule]]
    days: Decided


def open_book() -> Book:
    """The rules and days as they are now: two queries, however many terms are counted by them."""
    return Book(all_histories(), decided())


def deadline(start: datetime, code: str, *, language: str = "vi", book: Book | None = None) -> Deadline | None:
    """The end of the term that the rule of that day sets for what began at `start`; None where no rule held then."""
    day = timezone.localtime(start).date()
    try:
        found = rule(code, on=day) if book is None else in_force(book.rules[code], on=day)
    except NoRule:
        return None
    if found is None:
        return None
    return counted(found, start, decided=decided(start=day) if book is None else book.days, language=language)


def counted(found: Rule, start: datetime, *, decided: Decided, language: str = "vi") -> Deadline:
    """The end of a term of this rule. Terms in days run to the end of their last day at the installation's own time."""
    if found.measured_in == Measured.HOURS:
        return Deadline(found, start, after_hours(start, found.value))
    day = timezone.localtime(start).date()
    last = COUNTED[found.measured_in](day, found.value, decided=decided)
    over = timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))
    return Deadline(found, start, over, tuple(holidays_within(day, last, decided=decided, language=language)))
