"""The tree of units on a day: at the side of pages (`unit_tree`), and as a page of its own (`grown`). Few queries, whatever its size."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, grants_of, roots, visible_units
from lantoa.core.ui.formats import day_text
from lantoa.core.ui.parts import TreeNode
from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import DISTRICT_LEVEL, PARTY_KINDS, PROVINCIAL, TERRITORIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Closure, Placement, Unit
from lantoa.core.units.selectors import inherited, names_on, passed_on

ICONS = {
    UnitKind.COUNTRY: "globe", UnitKind.SCHOOL: "school", UnitKind.COOPERATIVE: "store", UnitKind.ENTERPRISE: "factory",
    UnitKind.HOUSEHOLD: "house", UnitKind.VILLAGE: "trees", UnitKind.ONE_STOP: "clipboard-list",
}  # fmt: skip
Names = dict[int, str]


def icon_of(unit: Unit, at: date) -> str:
    """The picture of a unit's kind; of one that has ended by this day, an archive box."""
    if unit.ends <= at:
        return "archive"
    if unit.kind in ICONS:
        return ICONS[UnitKind(unit.kind)]
    if unit.kind in TERRITORIAL:
        return "landmark" if unit.kind in PROVINCIAL else "building-2" if unit.kind in DISTRICT_LEVEL else "map-pin"
    return "users" if unit.kind in (*PARTY_KINDS, UnitKind.FRONT, UnitKind.MASS_ORG, UnitKind.GROUP) else "building"


def end_text(unit: Unit, *, by: date, above: Unit | None = None) -> str:
    """Until when a unit was that has ended by this day; nothing where it ended with the one above it."""
    told = unit.ends <= by and (above is None or above.ends != unit.ends)
    return _("until %(day)s") % {"day": day_text(unit.ends - timedelta(days=1))} if told else ""


def standing_for(actor: Actor, *, at: date, today: date) -> list[Unit]:
    """The units at which the actor has a role today, as they were on the day looked at.

    For one that was not in being then: what it came from, or what came of it.
    """
    held = [grant.unit for grant in grants_of(actor, at=today) if grant.unit_id in roots(actor, Verb.VIEW, at=today)]
    lost = [unit.pk for unit in held if not unit.alive(at)]
    found = {unit.pk: unit for unit in held if unit.alive(at)}
    if lost:
        related = Q(inherits_from__unit__in=lost, inherits_from__custody=False)
        for root in lost:
            related |= Q(pk__in=inherited(root, at=today))
        found |= {unit.pk: unit for unit in Unit.objects.filter(related, on_day(at)).distinct()}
    return sorted(found.values(), key=lambda unit: (unit.sort_key, unit.pk))


@dataclass(frozen=True)
class Standing:
    """The topmost of some units on a day, and the way from there down to another unit.

    `inside`: whether that unit stands under one of them at all; where not, it is a top of its own, and the only one on the way.
    """

    tops: list[Unit]
    way: list[Unit]
    inside: bool = True


def standing(units: Sequence[Unit], current: Unit | None, *, at: date, hierarchy: Hierarchy) -> Standing:
    """How the units lie to each other and to `current`; one query."""
    ends = {unit.pk for unit in units} | ({current.pk} if current else set())
    rows = Closure.objects.filter(on_day(at), descendant__in=ends, hierarchy=hierarchy, depth__gt=0).select_related("ancestor")
    above: dict[int, list[Unit]] = {pk: [] for pk in ends}
    for row in rows.order_by("descendant", "-depth"):
        above[row.descendant_id].append(row.ancestor)
    own = {unit.pk for unit in units}
    tops = [unit for unit in units if not own & {higher.pk for higher in above[unit.pk]}]
    if current is None:
        return Standing(tops, [])
    way = [*above[current.pk], current]
    first = next((number for number, unit in enumerate(way) if unit.pk in own), None)
    if first is not None:
        return Standing(tops, way[first:])
    apart = [unit for unit in tops if current.pk not in {higher.pk for higher in above[unit.pk]}]
    return Standing([*apart, current], [current], inside=False)


def placed_under(parents: Iterable[Unit], *, at: date, hierarchy: Hierarchy, only: QuerySet[Unit] | None = None) -> dict[int, list[Unit]]:
    """The sub-units of each of these units on a day (of those in `only`, if given), in Vietnamese order; one query for any number."""
    rows = Placement.objects.filter(on_day(at), on_day(at, "unit__"), parent__in=[unit.pk for unit in parents], hierarchy=hierarchy)
    if only is not None:
        rows = rows.filter(unit__in=only.values("pk"))
    found: dict[int, list[Unit]] = {}
    for row in rows.select_related("unit").order_by("unit__sort_key", "unit"):
        found.setdefault(row.parent_id, []).append(row.unit)
    return found


def address_here(unit: Unit) -> str:
    """The same page for another unit; `{% side_tree %}` keeps the rest of the address."""
    return "?" + urlencode({"unit": unit.key})


def unit_tree(
    actor: Actor, current: Unit | None, *, at: date, today: date, hierarchy: Hierarchy, href: Callable[[Unit], str] = address_here
) -> list[TreeNode]:
    """Nodes for the side of a page: the actor's units, the way from there to `current`, and its sub-units. Five queries at most."""
    lie = standing(standing_for(actor, at=at, today=today), current, at=at, hierarchy=hierarchy)
    only = None if lie.inside else visible_units(actor, at=today)
    branch = placed_under([current], at=at, hierarchy=hierarchy, only=only).get(current.pk, []) if current else []
    names = names_on({unit.pk: unit for unit in (*lie.tops, *lie.way, *branch)}.values(), at)

    def node(unit: Unit, above: Unit | None, children: Sequence[TreeNode] = ()) -> TreeNode:
        mine = current is not None and unit.pk == current.pk
        sub = end_text(unit, by=max(at, today), above=above)
        return TreeNode(unit, names[unit.pk], href(unit), sub=sub, current=mine, children=children, icon=icon_of(unit, at))

    children = tuple(node(unit, current) for unit in branch)
    for depth in reversed(range(len(lie.way))):
        children = (node(lie.way[depth], lie.way[depth - 1] if depth else None, children),)
    return [children[0] if lie.way and unit.pk == lie.way[0].pk else node(unit, None) for unit in lie.tops]


@dataclass(frozen=True)
class Twig:
    """A unit in the tree that is a page of its own. `open` is None where nothing stands under it."""

    unit: Unit
    label: str
    sub: str = ""
    icon: str = "map-pin"
    open: bool | None = None
    current: bool = False
    children: list["Twig"] = field(default_factory=list)


def grown(actor: Actor, opened: Unit | None, *, at: date, today: date, hierarchy: Hierarchy, compared: date | None = None) -> list[Twig]:
    """The tree of a day, open down to `opened`. With `compared`, each unit tells what it took over since that day.

    The same number of queries for any number of units; only opened branches are read.
    """
    units = standing_for(actor, at=at, today=today)
    lie = standing(units, opened, at=at, hierarchy=hierarchy)
    if opened is None and len(lie.tops) == 1:
        return grown(actor, lie.tops[0], at=at, today=today, hierarchy=hierarchy, compared=compared)
    below = placed_under(lie.way, at=at, hierarchy=hierarchy, only=None if lie.inside else visible_units(actor, at=today))
    kept = kept_at(opened, below.get(opened.pk, []), at=at, since=compared, hierarchy=hierarchy) if opened and compared else []
    shown = {unit.pk: unit for unit in (*lie.tops, *(unit for group in below.values() for unit in group), *kept)}
    names = names_on(shown.values(), at)
    opens = set(Placement.objects.filter(on_day(at), parent__in=shown, hierarchy=hierarchy).values_list("parent", flat=True))
    notes = taken_over(shown.values(), at=at, since=compared) if compared else {}
    on_way = {unit.pk for unit in lie.way}

    def twig(unit: Unit, above: Unit | None = None) -> Twig:
        children = [twig(child, unit) for child in below.get(unit.pk, [])] if unit.pk in on_way else []
        current = opened is not None and unit.pk == opened.pk
        if current:
            children += [Twig(old, old.name, _("%(end)s, kept here") % {"end": end_text(old, by=at)}, icon_of(old, at)) for old in kept]
        state = unit.pk in on_way if unit.pk in opens or children else None
        return Twig(
            unit,
            names[unit.pk],
            notes.get(unit.pk) or end_text(unit, by=max(at, today), above=above),
            icon_of(unit, at),
            state,
            current,
            children,
        )

    return [twig(unit) for unit in lie.tops]


def taken_over(units: Iterable[Unit], *, at: date, since: date) -> dict[int, str]:
    """Of each unit, the names of those in being on the day `since` that it took over whole by `at`."""
    others = passed_on(at).filter(unit=OuterRef("unit")).exclude(heir=OuterRef("heir"))
    rows = passed_on(at).filter(on_day(since, "unit__"), heir__in=[unit.pk for unit in units], custody=False).exclude(Exists(others))
    names: dict[int, list[str]] = {}
    for heir, name in rows.order_by("unit__sort_key", "unit").values_list("heir", "unit__name"):
        names.setdefault(heir, []).append(name)
    return {heir: _("took over: %(units)s") % {"units": ", ".join(found)} for heir, found in names.items()}


def kept_at(unit: Unit, children: Sequence[Unit], *, at: date, since: date, hierarchy: Hierarchy) -> list[Unit]:
    """Units of the day `since` that passed whole to `unit` but to none of its sub-units alone: split ones, kept where all parts meet."""
    rows = list(passed_on(at).filter(on_day(since, "unit__"), unit__in=inherited(unit.pk, at=at)).values_list("unit", "heir"))
    inside = Closure.objects.filter(on_day(at), ancestor__in=[child.pk for child in children], hierarchy=hierarchy)
    child_of = dict(inside.filter(descendant__in={heir for _old, heir in rows}).values_list("descendant", "ancestor"))
    parts: dict[int, set[int]] = {}
    for old, heir in rows:
        parts.setdefault(old, set()).add(child_of.get(heir, heir))
    return list(Unit.objects.filter(pk__in=[old for old, places in parts.items() if len(places) > 1]).order_by("sort_key", "pk"))
