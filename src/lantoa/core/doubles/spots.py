"""Units as places: which units one is, was or became, and which contained it at any time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, PROVINCIAL, TERRITORIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Closure, Heir, Unit

LEVELS = {UnitKind.VILLAGE: "village", **dict.fromkeys(COMMUNAL, "commune"), **dict.fromkeys((*DISTRICT_LEVEL, *PROVINCIAL), "wide")}


@dataclass(frozen=True)
class Spot:
    """A unit as a place. `same`: itself and what it became; `past`: what passed into it; `above`: all that contain or contained it."""

    unit: int
    level: str
    same: frozenset[int]
    past: frozenset[int]
    above: frozenset[int]
    communes: frozenset[int]
    provinces: frozenset[int]


class Where(StrEnum):
    """How two places stand to each other."""

    SAME = "same"
    INSIDE = "inside"
    APART = "apart"


class Atlas:
    """Spots read so far; one is made for each run, since units change."""

    def __init__(self) -> None:
        self.spots: dict[int, Spot] = {}

    def read(self, units: Iterable[int]) -> None:
        """Read the spots of these units, in a handful of queries."""
        missing = set(units) - self.spots.keys()
        if not missing:
            return
        heirs: dict[int, set[int]] = defaultdict(set)
        for unit, heir in Heir.objects.filter(unit__in=missing, custody=False).values_list("unit", "heir"):
            heirs[unit].add(heir)
        past: dict[int, set[int]] = defaultdict(set)
        for unit, heir in Heir.objects.filter(heir__in=missing, custody=False).values_list("unit", "heir"):
            past[heir].add(unit)
        every = missing.union(*heirs.values())
        above = territories_above(every)
        after: dict[int, set[int]] = defaultdict(set)
        reached = {pk for found in above.values() for pk in found}
        for unit, heir in Heir.objects.filter(unit__in=reached, custody=False).values_list("unit", "heir"):
            after[unit].add(heir)
        kinds = dict(
            Unit.objects.filter(
                pk__in=every | reached | {pk for found in after.values() for pk in found} | {pk for found in past.values() for pk in found}
            ).values_list("pk", "kind")
        )
        for unit in missing:
            same = frozenset({unit, *heirs[unit]})
            over = {pk for one in same for pk in above[one]}
            over |= {pk for one in over for pk in after[one]}
            around = same | over | past[unit]
            self.spots[unit] = Spot(
                unit, LEVELS.get(UnitKind(kinds[unit]), ""), same, frozenset(past[unit]), frozenset(over - same),
                frozenset(pk for pk in around if kinds[pk] in COMMUNAL), frozenset(pk for pk in around if kinds[pk] in PROVINCIAL),
            )  # fmt: skip

    def spot(self, unit: int) -> Spot:
        self.read([unit])
        return self.spots[unit]


def territories_above(units: Iterable[int]) -> dict[int, set[int]]:
    """The territories, short of the country, that contain each of these units at any time."""
    rows = Closure.objects.filter(descendant__in=units, hierarchy=Hierarchy.STATE, depth__gt=0)
    found: dict[int, set[int]] = defaultdict(set)
    kinds = [kind for kind in TERRITORIAL if kind != UnitKind.COUNTRY]
    for unit, ancestor in rows.filter(ancestor__kind__in=kinds).values_list("descendant", "ancestor"):
        found[unit].add(ancestor)
    return found


def territories(units: Iterable[int]) -> dict[int, int]:
    """For each unit the territory that it serves: itself, or the nearest one above it that it ever had; a unit without one is left out."""
    kinds = dict(Unit.objects.filter(pk__in=units).values_list("pk", "kind"))
    found = {pk: pk for pk, kind in kinds.items() if kind in TERRITORIAL}
    rows = Closure.objects.filter(
        descendant__in=kinds.keys() - found.keys(), hierarchy=Hierarchy.STATE, depth__gt=0, ancestor__kind__in=TERRITORIAL
    )
    for unit, ancestor in rows.order_by("-depth").values_list("descendant", "ancestor"):
        found[unit] = ancestor
    return found


def compare_spots(ones: Iterable[Spot], others: Iterable[Spot]) -> tuple[Where, str]:
    """How the places of two records stand to each other at best, and on which level."""
    pairs = [(one, other) for one in ones for other in others]
    for level in ("village", "commune", "", "wide"):
        if any(one.level == level and (one.unit in other.same or other.unit in one.same) for one, other in pairs):
            return Where.SAME, level
    inside = [one if other.unit in one.above else other for one, other in pairs if other.unit in one.above or one.unit in other.above]
    if inside:
        wide = all(spot_is_far(one, other) for one, other in pairs if other.unit in one.above or one.unit in other.above)
        return Where.INSIDE, "wide" if wide else "near"
    return Where.APART, ""


def spot_is_far(one: Spot, other: Spot) -> bool:
    """Whether the one that contains the other is a district or a province."""
    return (other if other.unit in one.above else one).level == "wide"
