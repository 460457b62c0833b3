"""Where the unit of a reading stands in the hierarchy in which it is read, and what therefore counts at no superior.

A unit counts at its superior of the day; one that lives on without any counts at itself and at nobody above, since whom it
belongs to now is not guessed. No number falls silently: the reading of the former superiors names such units and what they hold.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Least

from lantoa.core.measures.declared import declared_at
from lantoa.core.measures.folding import ABOVE, Tally, category_q, dated, stood, tally, until
from lantoa.core.measures.models import MeasureRow
from lantoa.core.measures.reading import Part, Reading, part_of
from lantoa.core.measures.registry import Fold
from lantoa.core.units.closure import on_day
from lantoa.core.units.models import FOREVER, Closure, Placement, Unit
from lantoa.lib.periods import Period


@dataclass(frozen=True)
class Gap:
    """A span in which a unit stood under no superior, after it had stood under one."""

    unit: int
    starts: date
    ends: date


@dataclass(frozen=True)
class Apart:
    """A unit that has no superior from `since` on, with what it holds in `period`: in no sum above it."""

    unit: Unit
    since: date
    period: Period
    part: Part


@dataclass(frozen=True)
class Standing:
    """`placed`: the unit has a superior or sub-units in the hierarchy of the reading. `since`: the day that took its superior, if one did.

    `apart`: units that stood under it and now hold something that the reading does not count.
    """

    placed: bool
    since: date | None
    apart: tuple[Apart, ...]


def standing_of(reading: Reading) -> Standing:
    """The standing of a reading's unit on the last day that the reading looks at; at most four queries where nothing stands apart."""
    unit, hierarchy = reading.unit, reading.hierarchy
    day = until(unit, reading.period) - timedelta(days=1)
    placements = Placement.objects.filter(hierarchy=hierarchy)
    here = set(placements.filter(on_day(day), Q(unit=unit) | Q(parent=unit)).values_list("unit", flat=True))
    before = placements.filter(unit=unit, ends__lte=day).order_by("-ends").first()
    lost = before.ends if before and unit.pk not in here else None
    return Standing(placed=bool(here), since=lost, apart=units_apart(reading))


def units_apart(reading: Reading) -> tuple[Apart, ...]:
    """The units that hold something of the measure and count neither here nor anywhere above, in administrative (name) order."""
    if reading.measure.own_only:
        return ()
    gaps = gaps_under(reading)
    units = Unit.objects.in_bulk({gap.unit for gap in gaps})
    found = [apart(reading, gap, units[gap.unit]) for gap in gaps]
    return tuple(sorted((one for one in found if one.part.n or one.part.value), key=lambda one: (one.unit.sort_key, one.since)))


def gaps_under(reading: Reading) -> list[Gap]:
    """The gaps that bear on the reading, of units that stood under its unit when one of them opened; one query a generation."""
    found: list[Gap] = []
    fresh = gaps_below(reading, Q(ancestor=reading.unit.pk))
    while fresh:
        found += fresh
        below = Q()
        for gap in fresh:
            below |= Q(ancestor=gap.unit, ends__gt=gap.starts, ends__lte=gap.ends)
        fresh = [gap for gap in gaps_below(reading, below) if gap not in found]
    return found


def gaps_below(reading: Reading, below: Q) -> list[Gap]:
    """The gaps of units of which these closure rows end where their own placement does."""
    end, hierarchy = until(reading.unit, reading.period), reading.hierarchy
    own = Placement.objects.filter(unit=OuterRef("descendant"), hierarchy=hierarchy)
    again = own.filter(starts__gte=OuterRef("ends")).order_by("starts").values("starts")[:1]
    rows = (
        Closure.objects.filter(below, hierarchy=hierarchy, depth__gt=0, starts__lt=end, ends__lt=Least(Value(end), F("descendant__ends")))
        .filter(Exists(own.filter(ends=OuterRef("ends"))))
        .annotate(again=Subquery(again))
    )
    gaps = set()
    for unit, starts, life, back in rows.values_list("descendant", "ends", "descendant__ends", "again"):
        gap = Gap(unit, starts, min(life, back or FOREVER))
        looks = min(end, life) <= gap.ends if reading.measure.fold == Fold.STOCK else gap.ends > reading.period.start
        if gap.starts < gap.ends and looks:
            gaps.add(gap)
    return sorted(gaps, key=lambda gap: (gap.unit, gap.starts))


def apart(reading: Reading, gap: Gap, unit: Unit) -> Apart:
    """The unit with its share: what is counted in the gap, and what is declared for it."""
    measure, period = reading.measure, reading.period
    sources = declared_at(measure, unit, period, hierarchy=reading.hierarchy, where=reading.where)
    if measure.fold != Fold.STOCK:
        period = Period(max(period.start, gap.starts), min(period.end, gap.ends))
        sources = tuple(source for source in sources if gap.starts < source.ends <= gap.ends)
    return Apart(unit, gap.starts, period, part_of(unit.key, unit.name, counted_in(reading, gap), sources, unit=unit))


def counted_in(reading: Reading, gap: Gap) -> Tally:
    """What is counted at the unit of the gap inside it."""
    measure, end = reading.measure, until(reading.unit, reading.period)
    there = Q(**{f"{ABOVE}ancestor": gap.unit, f"{ABOVE}hierarchy": reading.hierarchy}) & stood(measure, ABOVE, end=Value(end))
    rows = MeasureRow.objects.filter(category_q(measure, reading.where), dated(measure, reading.period, end=end), measure=measure.code)
    return tally(measure, rows.filter(there & inside(reading, gap)))


def inside(reading: Reading, gap: Gap) -> Q:
    """The row counts on a day of the gap: a stock's on the last day looked at, a flow's on its own or the nearest of its unit's life."""
    begun = Q(unit__ends__gt=gap.starts)
    if reading.measure.fold == Fold.STOCK:
        return begun
    begun &= Q(day__gte=gap.starts) | Q(unit__starts__gte=gap.starts)
    return begun & Q(unit__starts__lt=gap.ends) & (Q(day__lt=gap.ends) | Q(unit__ends__lte=gap.ends))
