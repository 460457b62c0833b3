"""Measure rows as conditions and sums: where a row stands on which day, to which category it belongs, what rows add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Least

from lantoa.core.measures.models import MeasureRow
from lantoa.core.measures.registry import Fold, Measure
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.lib.numbers import SPREAD, Qualifier
from lantoa.lib.periods import Period

ZERO = Decimal(0)
LOWER = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST})  # told as a lower bound
SUMS = {"num_sum": Sum("num"), "high_sum": Sum(Coalesce("high", "num")), "den_sum": Sum("den"), "n_sum": Sum("n")}
ABOVE = "unit__above__"


@dataclass(frozen=True)
class Tally:
    """What rows add up to. `value` of a ratio is in percent; `high` is there where an upper end was told."""

    value: Decimal = ZERO
    high: Decimal | None = None
    n: int = 0
    qualifier: str = Qualifier.EXACT
    empty: bool = True


@dataclass(frozen=True)
class Amount:
    """One amount, or several of one qualifier: how many, and both their ends."""

    low: Decimal
    high: Decimal
    qualifier: str
    many: int = 1


def until(unit: Unit, period: Period) -> date:
    """The first day that a stock no longer looks at: the period's end, or the unit's where that came before."""
    return min(period.end, unit.ends)


def category_q(measure: Measure, where: str) -> Q:
    """The condition of a category: "sector=crops", or a span of an ordered dimension, "since=2022..". Raises `KeyError`, `ValueError`."""
    condition = Q()
    for part in filter(None, where.split("&")):
        name, _sep, value = part.partition("=")
        dimension = measure.dimension(name)
        if dimension.ordered and ".." in value:
            first, last = value.split("..")
            condition &= Q(**{f"dims__{name}__gte": int(first)}) if first else Q()
            condition &= Q(**{f"dims__{name}__lte": int(last)}) if last else Q()
            condition &= ~Q(**{f"dims__{name}": None})  # PostgreSQL sorts null below every number
        elif dimension.ordered and value:
            condition &= Q(**{f"dims__{name}": int(value)})
        else:
            condition &= Q(**{f"dims__{name}": value or None})
    return condition


def ordered_in(measure: Measure, where: str) -> tuple[bool, ...]:
    """Of each dimension that a category names, whether it is ordered. Raises `KeyError`."""
    return tuple(measure.dimension(part.partition("=")[0]).ordered for part in where.split("&") if part)


def stood(measure: Measure, path: str, *, end: Any) -> Q:
    """The span at `path` (of a closure or placement) held when the row counts there.

    A stock counts where its unit stood on the last day before `end`, or on the unit's own last day; anything else on the row's own day,
    or on the nearest day of the unit's life. So a unit that moves takes its stock along and leaves what happened where it happened.
    """
    if measure.fold == Fold.STOCK:
        moment = Least(end, F("unit__ends"))
        return Q(**{f"{path}starts__lt": moment, f"{path}ends__gte": moment})
    begun = Q(**{f"{path}starts__lte": Greatest(F("day"), F("unit__starts"))})
    return begun & (Q(**{f"{path}ends__gt": F("day")}) | Q(**{f"{path}ends__gte": F("unit__ends")}))


def dated(measure: Measure, period: Period, *, end: Any) -> Q:
    """Rows that bear on the period: all before `end` for a stock, those inside it otherwise."""
    return Q(day__lt=end) if measure.fold == Fold.STOCK else Q(day__gte=period.start, day__lt=period.end)


def under(
    measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy, where: str = "", codes: Sequence[str] = ()
) -> QuerySet[MeasureRow]:
    """The rows that count at a unit: its own and those of all under it; of a measure that is never summed upward only its own.

    `codes`: of several measures that are folded alike.
    """
    span = (period.start, period.end, until(unit, period))
    return standing(measure, unit.pk, span, hierarchy=hierarchy, where=where, codes=codes or [measure.code])


def standing(
    measure: Measure, unit: int, span: tuple[date, date, date], *, hierarchy: str, where: str, codes: Sequence[str]
) -> QuerySet[MeasureRow]:  # fmt: skip
    """The same by ids and days. `span`: a period's two, and the one before which a stock is looked at."""
    start, finish, end = span
    inside = Q(day__lt=end) if measure.fold == Fold.STOCK else Q(day__gte=start, day__lt=finish)
    rows = MeasureRow.objects.filter(category_q(measure, where), inside, measure__in=codes)
    if measure.own_only:
        return rows.filter(unit=unit)
    there = Q(**{f"{ABOVE}ancestor": unit, f"{ABOVE}hierarchy": hierarchy})
    return rows.filter(there & stood(measure, ABOVE, end=Value(end)))


def through(
    measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy, where: str = "", children: Iterable[int]
) -> QuerySet[MeasureRow]:
    """The rows that count at `unit` by way of these sub-units, each once, with that sub-unit at `unit__above__ancestor`."""
    end, placed = until(unit, period), f"{ABOVE}ancestor__placements__"
    way = Q(**{f"{ABOVE}hierarchy": hierarchy, f"{placed}parent": unit.pk, f"{placed}hierarchy": hierarchy})
    way &= Q(**{f"{ABOVE}ancestor__in": children})
    way &= stood(measure, ABOVE, end=Value(end)) & stood(measure, placed, end=Value(end))
    return MeasureRow.objects.filter(category_q(measure, where), dated(measure, period, end=end), way, measure=measure.code)


def tally(measure: Measure, rows: QuerySet[MeasureRow]) -> Tally:
    """What these rows add up to; one query."""
    return tallied(measure, rows.order_by().values("qualifier").annotate(**SUMS))


def tallies(measure: Measure, rows: QuerySet[MeasureRow], key: str) -> dict[Any, Tally]:
    """What these rows add up to for each value of `key`; one query."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in rows.order_by().values(key, "qualifier").annotate(**SUMS):
        groups.setdefault(row[key], []).append(row)
    return {value: tallied(measure, found) for value, found in groups.items()}


def tallied(measure: Measure, groups: Iterable[Any]) -> Tally:
    """Sums of rows, one group a qualifier, as one number. A stock that has ended leaves nothing behind, its qualifier included."""
    live = [group for group in groups if group["n_sum"] or group["num_sum"]]
    if not live:
        return Tally()
    n = sum(group["n_sum"] for group in live)
    if measure.fold == Fold.RATIO:
        num, den = sum((group["num_sum"] for group in live), ZERO), sum((group["den_sum"] or ZERO for group in live), ZERO)
        return Tally(num * 100 / den if den else ZERO, None, n, worded([amount(group) for group in live], num)[0], empty=not den)
    amounts = [amount(group) for group in live]
    value = sum((found.low for found in amounts), ZERO)
    qualifier, high = worded(amounts, value)
    return Tally(value, high, n, qualifier, empty=False)


def amount(group: dict[str, Any]) -> Amount:
    return Amount(Decimal(group["num_sum"]), Decimal(group["high_sum"]), group["qualifier"], max(1, abs(group["n_sum"])))


def worded(amounts: Iterable[Amount], value: Decimal) -> tuple[str, Decimal | None]:
    """The qualifier of a sum, and its upper end where it has one: nearly + exact is nearly, nearly + more than is about."""
    found = list(amounts)
    kinds = {one.qualifier for one in found} - {Qualifier.EXACT}
    if not kinds:
        return Qualifier.EXACT, None
    if kinds <= {*SPREAD}:
        spread = [one for one in found if one.qualifier in SPREAD]
        alone = len(spread) == 1 and spread[0].many == 1 and spread[0].low == value
        return (spread[0].qualifier if alone else Qualifier.RANGE), sum((one.high for one in found), ZERO)
    if kinds <= {*SPREAD, *LOWER}:
        return (next(iter(kinds)) if len(kinds) == 1 else Qualifier.AT_LEAST), None
    return (Qualifier.NEARLY if kinds == {Qualifier.NEARLY} else Qualifier.ABOUT), None
