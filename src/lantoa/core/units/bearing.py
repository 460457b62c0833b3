"""Who bears on one day what stood at other units on other days: the tree of that day, laid over the whole past. Never guessed.

What a unit did is borne by the unit itself where it is in being on the day; else by the units that followed it, or, on a day before it was
founded, by those that it came from. Where these are several, a place of its own tells which one; without one it belongs to none of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import TERRITORIAL, Hierarchy, UnitKind
from lantoa.core.units.many import listed
from lantoa.core.units.models import Closure, Heir, Unit
from lantoa.core.units.selectors import children, passed_on

Bearers = dict[int, frozenset[int]]
NOBODY: frozenset[int] = frozenset()


def bearers_of(units: QuerySet[Unit, int] | Iterable[int], *, day: date) -> Bearers:
    """The units in being on this day that bear what these left, or what came to these; two queries. Units in being then are left out."""
    found: dict[int, set[int]] = defaultdict(set)
    for unit, heir in passed_on(day).filter(unit__in=units, unit__ends__lte=day).values_list("unit", "heir"):
        found[unit].add(heir)
    for source, unit in sources(day).filter(heir__in=units).values_list("unit", "heir"):
        found[unit].add(source)
    return {unit: frozenset(bearers) for unit, bearers in found.items()}


def sources(day: date) -> QuerySet[Heir]:
    """Units in being on this day (`unit`) of what was founded later (`heir`)."""
    return Heir.objects.filter(on_day(day, "unit__"), heir__starts__gt=day, custody=False)


@dataclass
class Allotment:
    """The tree of `day` under `root`. `gone`: units not in being then that are borne, wholly or in part, by units under the root."""

    root: Unit
    day: date
    hierarchy: Hierarchy
    gone: Bearers = field(default_factory=dict)
    inside: frozenset[int] = NOBODY
    _share: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        under = self.under()
        passed = passed_on(self.day).filter(heir__in=under, unit__ends__lte=self.day).values("unit")
        founded = sources(self.day).filter(unit__in=under).values("heir")
        self.gone = bearers_of(passed.union(founded).values_list("unit", flat=True), day=self.day)
        self.inside = self.reached_by(self.root.pk, NOBODY.union(*self.gone.values()))

    def under(self) -> QuerySet[Closure, int]:
        """Ids of the units that stand under the root on the day, itself included; a subquery."""
        rows = Closure.objects.filter(on_day(self.day), ancestor=self.root.pk, hierarchy=self.hierarchy)
        return rows.values_list("descendant", flat=True)

    def reached_by(self, above: int, units: Iterable[int]) -> frozenset[int]:
        """Those of these units that stand under another on the day (or are it)."""
        rows = Closure.objects.filter(on_day(self.day), ancestor=above, hierarchy=self.hierarchy, descendant__among=listed(units))
        return frozenset(rows.values_list("descendant", flat=True))

    @cached_property
    def whole(self) -> list[int]:
        """Units not in being on the day of which every bearer stands under the root."""
        return [unit for unit, bearers in self.gone.items() if bearers <= self.inside]

    @cached_property
    def partly(self) -> list[int]:
        """Units of which some bearers stand elsewhere: what they left counts here where a place says so."""
        return [unit for unit, bearers in self.gone.items() if not bearers <= self.inside]

    @cached_property
    def several(self) -> list[int]:
        """Units borne by more than one."""
        return [unit for unit, bearers in self.gone.items() if len(bearers) > 1]

    def placed(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
        """For each (unit, place) of a unit that several bear: the one of them that the place lies under on the day, if it is one.

        A Party committee bears what lies in the territory that it leads. Four queries for any number.
        """
        pairs = [(unit, place) for unit, place in pairs if unit in self.gone]
        if not pairs:
            return {}
        here = self.whereabouts({place for _unit, place in pairs})
        above = self.above(NOBODY.union(*here.values()), of=NOBODY.union(*(self.gone[unit] for unit, _place in pairs)))
        found = {}
        for unit, place in pairs:
            own = here.get(place, NOBODY)
            fits = [bearer for bearer in self.gone[unit] if own and all(bearer in above.get(spot, ()) for spot in own)]
            if len(fits) == 1:
                found[unit, place] = fits[0]
        return found

    def whereabouts(self, places: Iterable[int]) -> Bearers:
        """The units in being on the day that these places are."""
        living = set(Unit.objects.filter(on_day(self.day), pk__in=list(places)).values_list("pk", flat=True))
        return {place: frozenset({place}) for place in living} | bearers_of(set(places) - living, day=self.day)

    def above(self, spots: Iterable[int], *, of: frozenset[int]) -> dict[int, set[int]]:
        """Which of the bearers `of` contain each of these spots on the day, in either hierarchy or by leading its territory."""
        leaders: dict[int, set[int]] = defaultdict(set)
        for territory, committee in territories_led_by(of, day=self.day):
            leaders[territory].add(committee)
        rows = Closure.objects.filter(on_day(self.day), ancestor__in=[*of, *leaders], descendant__in=list(spots))
        found: dict[int, set[int]] = defaultdict(set)
        for ancestor, spot in rows.values_list("ancestor", "descendant"):
            found[spot] |= leaders.get(ancestor, set()) | ({ancestor} if ancestor in of else set())
        return found

    def shares(self, units: Iterable[int]) -> dict[int, int]:
        """The direct sub-unit of the root by way of which each of these units in being is reached; not for the root itself."""
        missing = [unit for unit in set(units) if unit not in self._share]
        subs = children(self.root, at=self.day, hierarchy=self.hierarchy).values("pk")
        rows = Closure.objects.filter(on_day(self.day), ancestor__in=subs, hierarchy=self.hierarchy, descendant__among=listed(missing))
        self._share |= dict(rows.values_list("descendant", "ancestor"))
        return self._share


def territories_led_by(committees: Iterable[int], *, day: date) -> list[tuple[int, int]]:
    """(territory, committee) of the Party committees among these units."""
    rows = Closure.objects.filter(on_day(day), descendant__in=list(committees), descendant__kind=UnitKind.PARTY_COMMITTEE)
    rows = rows.filter(hierarchy=Hierarchy.STATE, depth=1, ancestor__kind__in=TERRITORIAL)
    return list(rows.values_list("ancestor", "descendant"))
