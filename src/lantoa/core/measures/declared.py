"""Declared wholes and their remainders: what a unit reports beyond what its records show. Computed, never typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Least

from lantoa.core.measures.counting import counted_at
from lantoa.core.measures.folding import ABOVE, LOWER, ZERO, Tally, until
from lantoa.core.measures.models import DeclaredFigure
from lantoa.core.measures.registry import Fold, Measure
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.many import is_listed, listed
from lantoa.core.units.models import Closure, Unit
from lantoa.core.units.prepared import prepared
from lantoa.lib.numbers import Qualifier
from lantoa.lib.periods import Period

Cover = Mapping[int, frozenset[int]]  # unit -> the other declaring units that its own wholes contain


@dataclass(frozen=True)
class Declared:
    """A whole that a unit declared for a span, what is counted there in that span, and the remainder that no record stands behind."""

    unit: Unit
    low: Decimal
    high: Decimal | None
    qualifier: str
    starts: date
    ends: date
    counted: Decimal
    remainder: Decimal
    exceeds: bool
    source: str
    record: int

    @property
    def day(self) -> date:
        """The last day that the figure speaks for; a stock's day."""
        return self.ends - timedelta(days=1)

    @property
    def spread(self) -> Decimal:
        """By how much the whole may be more than its lower end."""
        return ZERO if self.high is None else self.high - self.low


def figures_in(measure: Measure, period: Period, *, where: str | None = None) -> QuerySet[DeclaredFigure]:
    """Figures that speak for this period: a stock's as of a day inside it, a flow's for spans inside it; of one category, or of any."""
    rows = DeclaredFigure.objects.filter(measure=measure.code, ends__lte=period.end)
    rows = rows.filter(ends__gt=period.start) if measure.fold == Fold.STOCK else rows.filter(starts__gte=period.start)
    return rows if where is None else rows.filter(category=where)


def stood_then(measure: Measure, path: str, *, end: date) -> Q:
    """The span at `path` held when the figure speaks: for a stock as for its rows, else on the last day of the figure's span."""
    moment = Least(Value(end) if measure.fold == Fold.STOCK else F("ends"), F("unit__ends"))
    begun = Q(**{f"{path}starts__lt": moment})
    if measure.fold != Fold.STOCK:  # a unit may report for a time before it was founded
        begun |= Q(**{f"{path}starts": F("unit__starts")})
    return begun & Q(**{f"{path}ends__gte": moment})


def figures_under(measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy) -> QuerySet[DeclaredFigure]:
    """Figures of the unit and of all under it. A ratio and what is never summed upward are the unit's own word only."""
    rows = figures_in(measure, period)
    if measure.own_only or measure.fold == Fold.RATIO:
        return rows.filter(unit=unit)
    there = Q(**{f"{ABOVE}ancestor": unit.pk, f"{ABOVE}hierarchy": hierarchy})
    return rows.filter(there & stood_then(measure, ABOVE, end=until(unit, period)))


def holding(measure: Measure, figures: Iterable[DeclaredFigure]) -> list[DeclaredFigure]:
    """Of each unit the figures that hold side by side: the latest of a stock; of a flow the longest spans that do not overlap."""
    by_unit: dict[int, list[DeclaredFigure]] = {}
    for figure in figures:
        by_unit.setdefault(figure.unit_id, []).append(figure)
    return [figure for found in by_unit.values() for figure in side_by_side(measure, found)]


def side_by_side(measure: Measure, figures: Sequence[DeclaredFigure]) -> list[DeclaredFigure]:
    if measure.fold != Fold.FLOW:
        return sorted(figures, key=lambda figure: (figure.ends, figure.declaration.day, figure.pk))[-1:]
    kept: list[DeclaredFigure] = []
    for figure in sorted(figures, key=lambda figure: (figure.starts - figure.ends, -figure.declaration.day.toordinal(), -figure.pk)):
        if not any(overlap(figure, other) for other in kept):
            kept.append(figure)
    return sorted(kept, key=lambda figure: figure.starts)


def overlap(one: DeclaredFigure | Declared, other: DeclaredFigure | Declared) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def covers(units: Sequence[Unit], period: Period) -> Cover:
    """Which of these units contain which others in the hierarchy in which they report, as they stood at the end of the period."""
    known = {unit.pk: unit for unit in units}
    found: dict[int, set[int]] = {pk: set() for pk in known}
    rows = Closure.objects.filter(ancestor__in=known, descendant__in=known, depth__gt=0)
    for above, below, hierarchy, starts, ends in rows.values_list("ancestor", "descendant", "hierarchy", "starts", "ends"):
        moment = min(period.end, known[above].ends, known[below].ends)
        first = starts == max(known[above].starts, known[below].starts)  # units may report for a time before they were founded
        if hierarchy == known[above].hierarchy and (starts < moment <= ends or (first and moment <= starts)):
            found[above].add(below)
    return {pk: frozenset(below) for pk, below in found.items()}


def contains(measure: Measure, cover: Cover, outer: DeclaredFigure | Declared, inner: DeclaredFigure | Declared) -> bool:
    """Whether what `inner` tells is part of what `outer` tells."""
    above, below = outer.unit.pk, inner.unit.pk
    inside = below in cover.get(above, ()) and (above not in cover.get(below, ()) or above < below)
    return inside and (measure.fold != Fold.FLOW or overlap(outer, inner))


def outermost(measure: Measure, figures: Sequence[DeclaredFigure], cover: Cover) -> list[DeclaredFigure]:
    """Those that are no part of another: nested declarations never count twice."""
    return [inner for inner in figures if not any(contains(measure, cover, outer, inner) for outer in figures)]


def told_of(measures: Sequence[Measure], units: Iterable[int], periods: Sequence[Period], hierarchy: Hierarchy) -> set[tuple[str, int]]:
    """The measures and units for which something may be declared, there or below, in the time of these periods: all others say nothing."""
    start, end = min(period.start for period in periods), max(period.end for period in periods)
    codes, there = [measure.code for measure in measures], list(units)
    if is_listed(len(there)):
        return set(declared_among(start, end, hierarchy, listed(there), *codes))
    return set(declared_there(start, end, hierarchy, *codes, *there))


@prepared
def declared_there(start: date, end: date, hierarchy: str, *codes_and_units: str | int) -> QuerySet[Any, Any]:
    """(measure, unit) where figures that end in this time are declared, at the unit or at whatever stood or stands under it."""
    codes, units = ([key for key in codes_and_units if isinstance(key, kind)] for kind in (str, int))
    return declared_at_some(codes, start, end, {f"{ABOVE}ancestor__in": units, f"{ABOVE}hierarchy": hierarchy})


@prepared
def declared_among(start: date, end: date, hierarchy: str, units: str, *codes: str) -> QuerySet[Any, Any]:
    """The same at many units, which come as one value."""
    return declared_at_some(codes, start, end, {f"{ABOVE}ancestor__among": units, f"{ABOVE}hierarchy": hierarchy})


def declared_at_some(codes: Sequence[str | int], start: date, end: date, there: dict[str, Any]) -> QuerySet[Any, Any]:
    """(measure, unit) of figures that end in this time, where this holds of the units above."""
    rows = DeclaredFigure.objects.filter(measure__in=codes, ends__gt=start, ends__lte=end, **there)
    return rows.order_by().values_list("measure", f"{ABOVE}ancestor").distinct()


def declared_at(measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy, where: str) -> tuple[Declared, ...]:
    """The unit's own declared wholes and, for what they leave out, those of the nearest units under it that have some."""
    return spoken_at(measure, unit, period, hierarchy=hierarchy, where=where) if told_of([measure], [unit.pk], [period], hierarchy) else ()


def spoken_at(measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy, where: str) -> tuple[Declared, ...]:
    """The same, where `told_of` has said that something may be declared."""
    under = figures_under(measure, unit, period, hierarchy=hierarchy).filter(category=where)
    figures = held_figures(measure, under, period, where=where)
    if not figures:
        return ()
    cover = dict(covers([figure.unit for figure in figures], period))
    cover[unit.pk] = frozenset(figure.unit_id for figure in figures) - {unit.pk}
    return tuple(settled(measure, outermost(measure, figures, cover), period, where=where))


def held_figures(measure: Measure, under: QuerySet[DeclaredFigure], period: Period, *, where: str) -> list[DeclaredFigure]:
    """Of the figures `under` a unit those that hold, chosen among all that their units declared for the period."""
    there = dict(under.values_list("pk", "unit"))
    if not there:
        return []
    rows = figures_in(measure, period, where=where).filter(unit__in=set(there.values())).select_related("unit", "declaration")
    return [figure for figure in holding(measure, rows) if figure.pk in there]


def declared_through(measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy, where: str) -> dict[int, list[Declared]]:
    """What counts at `unit` by way of each sub-unit. Where one whole contains another that stands elsewhere, it is told without it."""
    if measure.own_only or measure.fold == Fold.RATIO or not told_of([measure], [unit.pk], [period], hierarchy):
        return {}
    return spoken_through(measure, unit, period, hierarchy=hierarchy, where=where)


def spoken_through(measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy, where: str) -> dict[int, list[Declared]]:
    """The same, where `told_of` has said that something may be declared."""
    if measure.own_only or measure.fold == Fold.RATIO:
        return {}
    end, placed = until(unit, period), f"{ABOVE}ancestor__placements__"
    way = Q(**{f"{ABOVE}hierarchy": hierarchy, f"{placed}parent": unit.pk, f"{placed}hierarchy": hierarchy})
    under = figures_in(measure, period, where=where).filter(
        way & stood_then(measure, ABOVE, end=end) & stood_then(measure, placed, end=end)
    )  # fmt: skip
    child_of = dict(under.values_list("pk", f"{ABOVE}ancestor"))
    figures = held_figures(measure, under, period, where=where)
    cover = covers([figure.unit for figure in figures], period)
    shares: dict[int, list[DeclaredFigure]] = {}
    for figure in figures:
        shares.setdefault(child_of[figure.pk], []).append(figure)
    for child, found in shares.items():
        inside = frozenset(figure.unit_id for figure in found) - {child}
        shares[child] = outermost(measure, found, {**cover, child: inside | cover.get(child, frozenset())})
    return told_apart(measure, shares, cover, period, where=where)


def told_apart(
    measure: Measure, shares: Mapping[int, Sequence[DeclaredFigure]], cover: Cover, period: Period, *, where: str
) -> dict[int, list[Declared]]:
    """The shares of the sub-units with their remainders, innermost first, so that no remainder is told at two of them."""
    figures = [figure for found in shares.values() for figure in found]
    child_of = {(figure.unit_id, figure.starts): child for child, found in shares.items() for figure in found}
    done: list[Declared] = []
    for whole in sorted(settled(measure, figures, period, where=where), key=lambda found: len(cover.get(found.unit.pk, ()))):
        home = child_of[(whole.unit.pk, whole.starts)]
        elsewhere = [one for one in done if child_of[(one.unit.pk, one.starts)] != home and contains(measure, cover, whole, one)]
        taken = sum((one.remainder for one in elsewhere), ZERO)
        done.append(replace(whole, remainder=max(ZERO, whole.remainder - taken)) if taken else whole)
    found_at: dict[int, list[Declared]] = {}
    for one in done:
        found_at.setdefault(child_of[(one.unit.pk, one.starts)], []).append(one)
    return found_at


def settled(measure: Measure, figures: Sequence[DeclaredFigure], period: Period, *, where: str) -> list[Declared]:
    """These figures with what is counted where and when they speak; one query for each span (and hierarchy)."""
    spans: dict[Period, list[DeclaredFigure]] = {}
    for figure in figures:
        spans.setdefault(period if measure.fold != Fold.FLOW else Period(figure.starts, figure.ends), []).append(figure)
    found = []
    for span, told in spans.items():
        counted = {} if measure.declared_only else counted_at(measure, [figure.unit for figure in told], span, where=where)
        found += [settle(measure, figure, counted.get(figure.unit_id, Tally())) for figure in told]
    return found


def settle(measure: Measure, figure: DeclaredFigure, counted: Tally) -> Declared:
    """The remainder is never below nought; records beyond the whole are told as such.

    A declared ratio stands in only where nothing is counted.
    """
    most = figure.low if figure.high is None else figure.high
    limit = None if figure.qualifier in LOWER | {Qualifier.ABOUT} else most
    if measure.fold == Fold.RATIO:
        remainder, exceeds = (figure.low if counted.empty else ZERO), False
    else:
        remainder, exceeds = max(ZERO, figure.low - counted.value), limit is not None and counted.value > limit
    return Declared(
        unit=figure.unit, low=figure.low, high=figure.high, qualifier=figure.qualifier, starts=figure.starts, ends=figure.ends,
        counted=counted.value, remainder=remainder, exceeds=exceeds, source=figure.declaration.source, record=figure.declaration_id,
    )  # fmt: skip
