"""Coverage: how many of the units expected to report have done so.

Until assignments say who must report, *expected* are the direct sub-units in the reading's hierarchy on the period's last day,
its own advisory bodies aside; *reported* are those with an approved record in the period at or under them: a record, a
declaration or a report with its texts (docs/adr/0009).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lantoa.core.records.models import Record, State
from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Closure, Placement, Unit
from lantoa.core.units.prepared import prepared
from lantoa.lib.periods import Period

PART_OF_SUPERIOR = (UnitKind.PARTY_ADVISORY, UnitKind.STEERING_COMMITTEE)  # they work for the committee and report with it


@dataclass(frozen=True)
class Coverage:
    """The units expected, and the ids of those that have reported."""

    units: tuple[Unit, ...]
    heard: frozenset[int]

    @property
    def expected(self) -> int:
        return len(self.units)

    @property
    def reported(self) -> int:
        return len(self.heard)

    @cached_property
    def missing(self) -> list[Unit]:
        """Units that have not reported, in administrative (name) order."""
        return [unit for unit in self.units if unit.pk not in self.heard]


def coverage_of(unit: Unit, period: Period, *, hierarchy: Hierarchy) -> Coverage:
    """Coverage of a unit's direct sub-units for a period, of an ended unit's as on its last day; two queries."""
    day = min(period.end, unit.ends) - timedelta(days=1)
    subs = tuple(expected_under(unit.pk, day, hierarchy))
    heard = heard_of(period.start, period.end, day, hierarchy, *(sub.pk for sub in subs)) if subs else []
    return Coverage(subs, frozenset(above for (above,) in heard))


@prepared
def expected_under(unit: int, day: date, hierarchy: str) -> QuerySet[Unit]:
    """The direct sub-units of this day that are expected to report."""
    placed = Placement.objects.filter(on_day(day), parent=unit, hierarchy=hierarchy).values("unit")
    return Unit.objects.filter(on_day(day), pk__in=placed).exclude(kind__in=PART_OF_SUPERIOR).order_by("sort_key", "pk")


@prepared
def heard_of(start: date, end: date, day: date, hierarchy: str, *units: int) -> QuerySet[Any, Any]:
    """Those of these units at or under which, as of a day, something is approved for this time; each as often as units under it spoke."""
    spoken = Record.objects.filter(unit=OuterRef("descendant"), state=State.APPROVED, day__gte=start, day__lt=end)
    return Closure.objects.filter(on_day(day), Exists(spoken), ancestor__in=units, hierarchy=hierarchy).values_list("ancestor")
