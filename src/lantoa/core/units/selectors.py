"""Reading units: by place in the tree, by life, by name. Days are explicit; nothing here knows who asks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, PARTY_KINDS, PROVINCIAL, TERRITORIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Closure, Heir, Placement, Unit, UnitName
from lantoa.core.units.prepared import prepared

MOST_PASSED = 500  # rows of heirs that are read into a condition
Ids = Sequence[int] | QuerySet[Any, int]


class Passed(NamedTuple):
    """Ids of the units that passed to a root: those whose heirs all stand under it, and those of which only some do."""

    whole: Ids
    partly: Ids


def units_alive(at: date) -> QuerySet[Unit]:
    """Units in being on this day."""
    return Unit.objects.filter(on_day(at))


def under(roots: Iterable[int], *, at: date, hierarchy: Hierarchy | None = None) -> QuerySet[Closure, int]:
    """Ids of the units that stand under these roots (roots included) on this day, in one hierarchy or in any; a subquery, not a list."""
    rows = Closure.objects.filter(on_day(at), ancestor__in=roots)
    if hierarchy:
        rows = rows.filter(hierarchy=hierarchy)
    return rows.values_list("descendant", flat=True)


def passed_on(at: date) -> QuerySet[Heir]:
    """Who holds, on this day, what other units left: heirs in being, of units that had ended (or lost their superior) by then."""
    return Heir.objects.filter(on_day(at, "heir__"), since__lte=at)


def partly_inherited(root: int, *, at: date) -> QuerySet[Heir, int]:
    """Ids of units of which some living heir stands under `root` on this day: their records pass by place."""
    inside = Closure.objects.filter(on_day(at), ancestor=root).values("descendant")
    return passed_on(at).filter(heir__in=inside).values_list("unit", flat=True)


def inherited(root: int, *, at: date) -> QuerySet[Unit, int]:
    """Ids of units whose living heirs all stand under `root` on this day: what passed whole to that root's holders."""
    inside = Closure.objects.filter(on_day(at), ancestor=root).values("descendant")
    outside = passed_on(at).filter(unit=OuterRef("pk")).exclude(heir__in=inside)
    return Unit.objects.filter(pk__in=partly_inherited(root, at=at)).exclude(Exists(outside)).values_list("pk", flat=True)


def passed_to(roots: Sequence[int], *, at: date) -> dict[int, Passed]:
    """What passed to each of these roots by this day. One query, so that the conditions made of it are short; where there are very many
    units they stay subqueries."""
    if not roots:
        return {}
    found = heirs_under(at, *roots)
    if len(found) > MOST_PASSED:
        return {root: Passed(inherited(root, at=at), partly_inherited(root, at=at)) for root in roots}
    here = Counter((root, unit) for root, unit, _heir, _heirs in found)
    every = {unit: heirs for _root, unit, _heir, heirs in found}
    return {
        root: Passed(
            [unit for (holder, unit), many in here.items() if holder == root and many == every[unit]],
            [unit for (holder, unit), many in here.items() if holder == root and many < every[unit]],
        )
        for root in roots
    }


@prepared
def heirs_under(at: date, *roots: int) -> QuerySet[Any, Any]:
    """(root, unit, heir, number of heirs) of what passed by this day to units under these roots; not all where they are very many."""
    unit = "descendant__inherits_from__unit"
    heirs = passed_on(at).filter(unit=OuterRef(unit)).order_by().values("unit").annotate(many=Count("pk")).values("many")
    rows = Closure.objects.filter(
        on_day(at), on_day(at, "descendant__"), ancestor__in=roots, descendant__inherits_from__since__lte=at
    )  # fmt: skip
    told = rows.order_by().annotate(heirs=Subquery(heirs)).values_list("ancestor", unit, "descendant", "heirs").distinct()
    return told[: MOST_PASSED + 1]


@prepared
def standing_under(unit: int, at: date, *roots: int) -> QuerySet[Any, Any]:
    """A row where the unit stands under one of these roots on this day, or is one of them."""
    return Closure.objects.filter(on_day(at), descendant=unit, ancestor__in=roots).order_by().values_list("pk")[:1]


def held_by(roots: Sequence[int], *, at: date, unit: str = "unit", place: str = "place", passed: Mapping[int, Passed] | None = None) -> Q:
    """The condition that a row's unit is held by these roots on this day: living under them, or passed to them by succession.

    Of a unit that was split, rows with a place go to the holder of that place's successor; the rest to a root that contains all successors.
    `passed` is what `passed_to` told of these roots before, where it was asked.
    """
    if not roots:
        return Q(pk__in=())
    condition = Q(**{f"{unit}__in": under(roots, at=at)})
    passed = passed_to(roots, at=at) if passed is None else passed
    for root in roots:
        whole, partly = passed[root]
        if whole != []:
            condition |= Q(**{f"{unit}__in": whole})
        if partly != []:
            here = Q(**{f"{place}__in": under([root], at=at)}) | Q(**{f"{place}__in": whole})
            condition |= Q(**{f"{unit}__in": partly}) & here
    return condition


def children(unit: Unit | int, *, at: date, hierarchy: str) -> QuerySet[Unit]:
    """The direct sub-units in one hierarchy on this day, in Vietnamese order."""
    placed = Placement.objects.filter(on_day(at), parent=unit, hierarchy=hierarchy).values("unit")
    return Unit.objects.filter(on_day(at), pk__in=placed).order_by("sort_key", "pk")


@prepared
def subs_on(unit: int, at: date, hierarchy: str) -> QuerySet[Unit]:
    """As `children`, to be read whole."""
    return children(unit, at=at, hierarchy=hierarchy)


@prepared
def placed_ever(parent: int, hierarchy: str) -> QuerySet[Placement]:
    """All spans in which units stood directly under this one, each with its unit, in Vietnamese order."""
    return Placement.objects.filter(parent=parent, hierarchy=hierarchy).select_related("unit").order_by("unit__sort_key", "unit", "starts")


def ancestors(unit: Unit, *, at: date, hierarchy: Hierarchy) -> QuerySet[Unit]:
    """From the root down to the parent of `unit`, as on the day of its life nearest to `at`."""
    rows = Closure.objects.filter(on_day(day_within(unit, at)), descendant=unit, hierarchy=hierarchy, depth__gt=0)
    depth = Subquery(rows.filter(ancestor=OuterRef("pk")).values("depth")[:1])
    return Unit.objects.filter(pk__in=rows.values("ancestor")).annotate(depth=depth).order_by("-depth")


def day_within(unit: Unit, at: date) -> date:
    """`at`, or the first or last day of the unit's life where `at` lies outside it."""
    return max(unit.starts, min(at, unit.ends - timedelta(days=1)))


def names_on(units: Iterable[Unit], day: date) -> dict[int, str]:
    """The official names that these units bore on this day, by id; one query for any number."""
    units = list(units)
    past = UnitName.objects.filter(on_day(day), unit__in=[unit.pk for unit in units])
    return {unit.pk: unit.name for unit in units} | dict(past.values_list("unit", "name"))


def name_on(unit: Unit, day: date) -> str:
    """The official name that the unit bore on this day."""
    return names_on([unit], day)[unit.pk]


def territory_of(unit: Unit, *, at: date) -> Unit | None:
    """The territory that a body serves: the unit itself, or its nearest territorial superior in the State's hierarchy."""
    if unit.kind in TERRITORIAL:
        return unit
    row = (
        Closure.objects.filter(on_day(day_within(unit, at)), descendant=unit, hierarchy=Hierarchy.STATE, depth__gt=0)
        .filter(ancestor__kind__in=TERRITORIAL)
        .order_by("depth").select_related("ancestor").first()
    )  # fmt: skip
    return row.ancestor if row else None


def territory_led(committee: OuterRef, *, at: date) -> QuerySet[Closure, int]:
    """The id of the territory that a Party committee leads on this day, for a subquery: none for any other unit."""
    rows = Closure.objects.filter(on_day(at), descendant=committee, descendant__kind=UnitKind.PARTY_COMMITTEE, hierarchy=Hierarchy.STATE)
    return rows.filter(depth=1, ancestor__kind__in=TERRITORIAL).values_list("ancestor", flat=True)[:1]


def committee_of(territory: Unit, *, at: date) -> Unit | None:
    """The Party committee that leads a territory on this day, if it is known here."""
    if territory.kind not in TERRITORIAL:
        return None
    return children(territory, at=at, hierarchy=Hierarchy.STATE).filter(kind=UnitKind.PARTY_COMMITTEE).first()


def successors(unit: Unit, *, at: date) -> QuerySet[Unit]:
    """What an ended unit is on this day: its successors in being then, through any number of steps; none for a living unit."""
    heirs = passed_on(at).filter(unit=unit, custody=False).values("heir")
    return Unit.objects.filter(pk__in=heirs).order_by("sort_key", "pk")


def predecessors(unit: Unit) -> QuerySet[Unit]:
    """The units that passed into this one, directly or through others."""
    return Unit.objects.filter(pk__in=Heir.objects.filter(heir=unit, custody=False).values("unit")).order_by("-ends", "sort_key")


def custodian(unit: Unit, *, at: date, place: Unit | None = None) -> Unit | None:
    """The living unit that holds the records of `unit` on this day: itself, its one successor, or the lowest unit above all of them."""
    if unit.alive(at):
        return unit
    heirs = set(passed_on(at).filter(unit=unit).values_list("heir", flat=True))
    if place is not None and len(heirs) > 1:
        own = [place.pk] if place.alive(at) else list(passed_on(at).filter(unit=place).values_list("heir", flat=True))
        reached = Closure.objects.filter(on_day(at), ancestor__in=heirs, descendant__in=own).values_list("ancestor", "descendant")
        if own and {below for _above, below in reached} == set(own):
            heirs = {above for above, _below in reached}
    return lowest_above(heirs, at=at)


def lowest_above(units: set[int], *, at: date) -> Unit | None:
    """The lowest unit that contains all of these on this day, in either hierarchy; the unit itself where it is one."""
    reached: dict[int, dict[int, int]] = {}
    rows = Closure.objects.filter(on_day(at), descendant__in=units).values_list("ancestor", "descendant", "depth")
    for above, below, depth in rows:
        reached.setdefault(above, {})[below] = min(depth, reached.get(above, {}).get(below, depth))
    common = {above: sum(found.values()) for above, found in reached.items() if len(found) == len(units)}
    return Unit.objects.get(pk=min(common, key=lambda pk: (common[pk], pk))) if common else None


@dataclass(frozen=True)
class UnitHit:
    """A unit found by name: the name that matched, and where it stood."""

    unit: Unit
    name: str
    context: str


def is_party(unit: Unit) -> bool:
    return unit.kind in PARTY_KINDS


def last_day(unit: Unit) -> date:
    """The last day of an ended unit's life; for a living one, far in the future."""
    return unit.ends - timedelta(days=1)


def foundable_kinds(parent: Unit) -> list[UnitKind]:
    """The kinds of units that an office may found under this one. Provinces, districts and communes come with the official list only."""
    if parent.kind in PARTY_KINDS:
        return [*(UnitKind(kind) for kind in PARTY_KINDS), UnitKind.GROUP]
    official = (UnitKind.COUNTRY, *PROVINCIAL, *DISTRICT_LEVEL, *COMMUNAL)
    return [kind for kind in UnitKind if kind not in official and (kind != UnitKind.VILLAGE or parent.kind in COMMUNAL)]


def parents_of_new(kind: UnitKind, *, under: Unit, at: date) -> dict[Hierarchy, Unit]:
    """Where a unit founded under `under` stands. A Party body of a territory stands under its committee too, as far as that is known."""
    if under.kind in PARTY_KINDS or kind not in PARTY_KINDS:
        return {under.hierarchy: under}
    committee = committee_of(under, at=at)
    return {Hierarchy.STATE: under} | ({Hierarchy.PARTY: committee} if committee else {})
