"""Periods as totals see them: the whole months and years inside, and the days at either end that are left over."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from lantoa.lib.periods import Period

Code = tuple[int, int]  # year and month; month 0 for the whole year
Window = tuple[date, date]


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


@dataclass(frozen=True)
class FlowSpan:
    """What happened in a period: `codes` of totals that tell of it, months that deltas may lie in, and `edges` told by rows."""

    codes: frozenset[Code]
    months: frozenset[Code]
    edges: tuple[Window, ...]

    @classmethod
    def of(cls, period: Period) -> "FlowSpan":
        first = period.start if period.start.day == 1 else next_month(period.start)
        last = month_of(period.end)
        if first >= last:
            return cls(frozenset(), frozenset(), ((period.start, period.end),))
        months = []
        while first < last:
            months.append((first.year, first.month))
            first = next_month(first)
        years = {year for year, month in months if month == 12 and (year, 1) in months}
        codes = {(year, 0) for year in years} | {code for code in months if code[0] not in years}
        start = min(date(year, month, 1) for year, month in months)
        edges = tuple(window for window in ((period.start, start), (last, period.end)) if window[0] < window[1])
        return cls(frozenset(codes), frozenset(months), edges)

    def holds(self, year: int, month: int, *, folded: bool) -> bool:
        return (year, month) in (self.codes if folded else self.months)

    @staticmethod
    def wanted(spans: Iterable["FlowSpan"]) -> Q | None:
        """The condition on totals; None where none is wanted."""
        years: dict[int, set[int]] = {}
        for span in spans:
            for year, month in span.codes:
                years.setdefault(year, set()).add(month)
        if not years:
            return None
        return any_of(Q(year=year, month__in=sorted(months)) for year, months in years.items())


@dataclass(frozen=True)
class StockSpan:
    """What stood before a day: all totals before its month, and the days of that month as an edge told by rows."""

    year: int
    month: int
    edges: tuple[Window, ...] = field(default=())

    @classmethod
    def of(cls, period: Period) -> "StockSpan":
        first = month_of(period.end)
        return cls(first.year, first.month, ((first, period.end),) if first < period.end else ())

    def holds(self, year: int, month: int, *, folded: bool) -> bool:
        if folded:
            return year < self.year if month == 0 else year == self.year and month < self.month
        return (year, month) < (self.year, self.month)

    @staticmethod
    def wanted(spans: Iterable["StockSpan"]) -> Q | None:
        """The condition on totals: the years before, and of each last year the months before."""
        months: dict[int, int] = {}
        for span in spans:
            months[span.year] = max(span.month, months.get(span.year, 0))
        before = Q(year__lt=max(months), month=0)
        return any_of([before, *(Q(year=year, month__gte=1, month__lt=month) for year, month in months.items() if month > 1)])


Span = FlowSpan | StockSpan


def any_of(conditions: Iterable[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found
