"""What is counted at a unit, at its sub-units and by category: from totals where they can tell it, from rows everywhere else."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Least

from lantoa.core.measures.folding import (
    ABOVE,
    SUMS,
    Tally,
    category_q,
    dated,
    ordered_in,
    standing,
    stood,
    tallied,
    tallies,
    through,
    under,
    until,
)  # fmt: skip
from lantoa.core.measures.models import MeasureRow, Refold
from lantoa.core.measures.registry import Dimension, Fold, Measure
from lantoa.core.measures.summing import KEPT, Question, counted, is_answerable
from lantoa.core.measures.totals import CARRYING, category_code, is_totalled
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Placement, Unit
from lantoa.core.units.prepared import Statement, stand_in
from lantoa.lib.periods import Period


def by_totals(
    measure: Measure, units: Sequence[Unit], period: Period, end: date, *, hierarchy: Hierarchy, where: str = ""
) -> dict[int, Tally]:
    """What counts at those of the units that totals can tell of; a stock is looked at before `end`."""
    keys = [unit.pk for unit in units if unit.kind in CARRYING]
    if not keys or not is_totalled(measure) or not is_answerable(where):
        return {}
    found = counted(Question([measure], keys, [looked_at(measure, period, end)], hierarchy, where=where))
    return {key: found.tally(measure, key) for key in keys if key not in found.moved}


def looked_at(measure: Measure, period: Period, end: date) -> Period:
    """The period whose last day is the one on which a stock is looked at; of anything else the period itself."""
    if measure.fold != Fold.STOCK or end == period.end:
        return period
    return Period(end - timedelta(days=1), end)


def counted_under(measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy, where: str = "") -> Tally:
    """What counts at a unit: its own and what all under it hold."""
    found = by_totals(measure, [unit], period, until(unit, period), hierarchy=hierarchy, where=where)
    if unit.pk in found:
        return found[unit.pk]
    stock = measure.fold == Fold.STOCK
    way = Way(stock, measure.own_only, where, ordered_in(measure, where), measure)
    days = [until(unit, period)] if stock else [period.start, period.end]
    given: list[Any] = [measure.code, unit.pk, *days] if measure.own_only else [measure.code, unit.pk, *days, hierarchy]
    lines = sums_of(way).rows(*given)
    return tallied(measure, [dict(zip(("qualifier", *SUMS), line, strict=True)) for line in lines])


@dataclass(frozen=True)
class Way:
    """How rows at a unit are chosen. `ordered`: of each dimension in `where`; `like`: any measure that is folded so."""

    stock: bool
    own_only: bool
    where: str
    ordered: tuple[bool, ...]
    like: Measure = field(compare=False)


@lru_cache(maxsize=KEPT)
def sums_of(way: Way) -> Statement:
    """The statement for what rows hold at a unit, by qualifier; of the code, the unit, the day (of a flow two) and the hierarchy."""
    code, unit, hierarchy = stand_in(str, 0), stand_in(int, 1), stand_in(str, 4)
    days = [stand_in(date, 2)] if way.stock else [stand_in(date, 2), stand_in(date, 3)]
    rows = standing(way.like, unit, (days[0], days[-1], days[0]), hierarchy=hierarchy, where=way.where, codes=[code])
    lines = rows.order_by().values("qualifier").annotate(**SUMS).values_list("qualifier", *SUMS)
    return Statement.of(lines, code, unit, *days, *([] if way.own_only else [hierarchy]))


def counted_through(
    measure: Measure, unit: Unit, period: Period, placed: Sequence[Placement], *, hierarchy: Hierarchy, where: str = ""
) -> dict[int, Tally]:  # fmt: skip
    """What counts at a unit by way of each sub-unit of any day; of one that has stood elsewhere too, as far as it counts here.

    `placed`: all that ever stood under it (`units.selectors.placed_ever`).
    """
    always = [row.unit for row in placed if row.starts <= row.unit.starts and row.ends >= row.unit.ends]
    found = by_totals(measure, always, period, until(unit, period), hierarchy=hierarchy, where=where)
    others = {row.unit_id for row in placed} - set(found)
    if others:
        shares = through(measure, unit, period, hierarchy=hierarchy, where=where, children=others)
        found |= tallies(measure, shares, f"{ABOVE}ancestor")
    return {key: told for key, told in found.items() if not told.empty}


def present_among(placed: Iterable[Placement], unit: Unit, period: Period) -> set[int]:
    """Ids of those of the units placed under this one that were in being on the last day that counts for it."""
    last = until(unit, period)
    return {row.unit_id for row in placed if row.starts < last <= row.ends and row.unit.ends >= last}


def subs_among(placed: Iterable[Placement], wanted: Set[int]) -> list[Unit]:
    """Those of the units placed that are wanted, each once, in their order."""
    return list({row.unit_id: row.unit for row in placed if row.unit_id in wanted}.values())


def counted_by(
    measure: Measure, unit: Unit, period: Period, dimension: Dimension, *, hierarchy: Hierarchy, where: str = ""
) -> dict[str, Tally]:
    """What counts at a unit by category of a dimension; under the empty code what was not told."""
    if is_totalled(measure) and unit.kind in CARRYING and not where:
        span = looked_at(measure, period, until(unit, period))
        found = counted(Question([measure], [unit.pk], [span], hierarchy, dimension=dimension.name))
        if not found.moved:
            return {cell[3]: found.of(measure, cell) for cell in found.cells}
    return rows_by(measure, under(measure, unit, period, hierarchy=hierarchy, where=where), dimension)


def rows_by(measure: Measure, rows: QuerySet[MeasureRow], dimension: Dimension) -> dict[str, Tally]:
    """What these rows hold by category of a dimension."""
    groups: dict[str, list[dict[str, Any]]] = {}
    column = f"dims__{dimension.name}"
    for row in rows.order_by().values(column, "qualifier").annotate(**SUMS):
        groups.setdefault(category_code(row[column]), []).append(row)
    return {code: tallied(measure, found) for code, found in groups.items()}


def counted_at(measure: Measure, units: Iterable[Unit], period: Period, *, where: str) -> dict[int, Tally]:
    """What is counted at each of these units in the hierarchy in which it reports: what its declared whole is compared with."""
    if measure.own_only:
        ends = Least(Value(period.end), F("unit__ends"))
        rows = MeasureRow.objects.filter(category_q(measure, where), dated(measure, period, end=ends), measure=measure.code)
        return tallies(measure, rows.filter(unit__in=[unit.pk for unit in units]), "unit")
    groups: dict[tuple[Hierarchy, date], list[Unit]] = {}
    for unit in units:
        groups.setdefault((unit.hierarchy, until(unit, period)), []).append(unit)
    found: dict[int, Tally] = {}
    for (hierarchy, end), there in groups.items():
        told = by_totals(measure, there, period, end, hierarchy=hierarchy, where=where)
        left = [unit.pk for unit in there if unit.pk not in told]
        found |= told | (rows_at(measure, left, period, hierarchy=hierarchy, where=where) if left else {})
    return found


def rows_at(measure: Measure, units: Sequence[int], period: Period, *, hierarchy: Hierarchy, where: str) -> dict[int, Tally]:
    """What rows hold at each of these units; one query."""
    ends = Least(Value(period.end), F(f"{ABOVE}ancestor__ends"))
    there = Q(**{f"{ABOVE}ancestor__in": units, f"{ABOVE}hierarchy": hierarchy})
    there &= stood(measure, ABOVE, end=ends) & dated(measure, period, end=ends)
    rows = MeasureRow.objects.filter(category_q(measure, where), there, measure=measure.code)
    return tallies(measure, rows, f"{ABOVE}ancestor")


def is_refolding(unit: Unit, *, hierarchy: Hierarchy) -> bool:
    """Whether units have come to or left this one whose totals are still being carried over; readings are told from rows until then."""
    return Refold.objects.filter(ancestor=unit.pk, hierarchy=hierarchy).exists()
