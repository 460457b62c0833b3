"""The two derived tables of units: who stands under whom on which days, and who follows whom. Rebuilt from placements and successions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q

from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Closure, Heir, Placement, Succession, Unit

Edge = tuple[int, date, date]  # parent, starts, ends


def ancestors_of(unit: int, edges: dict[int, list[Edge]], life: tuple[date, date]) -> Iterator[tuple[int, int, date, date]]:
    """(ancestor, depth, starts, ends) for `unit`, itself included at depth 0; spans are cut to where the whole path held."""
    pending = [(unit, 0, *life)]
    while pending:
        node, depth, starts, ends = pending.pop()
        yield node, depth, starts, ends
        for parent, first, last in edges.get(node, ()):
            lower, upper = max(starts, first), min(ends, last)
            if lower < upper:
                pending.append((parent, depth + 1, lower, upper))


def rebuild_closure(units: Iterable[int] | None = None) -> int:
    """Write the closure rows of these units and all that stands or stood under them (all units where None); the number of rows written."""
    chosen = None if units is None else descendants_ever(units)
    rows = Closure.objects.all() if chosen is None else Closure.objects.filter(descendant__in=chosen)
    rows.delete()
    lives = {pk: (starts, ends) for pk, starts, ends in Unit.objects.values_list("pk", "starts", "ends")}
    written = 0
    for hierarchy in Hierarchy.values:
        edges: dict[int, list[Edge]] = defaultdict(list)
        for unit, parent, starts, ends in Placement.objects.filter(hierarchy=hierarchy).values_list("unit", "parent", "starts", "ends"):
            edges[unit].append((parent, starts, ends))
        batch = [
            Closure(ancestor_id=above, descendant_id=unit, hierarchy=hierarchy, depth=depth, starts=starts, ends=ends)
            for unit in (lives if chosen is None else chosen)
            for above, depth, starts, ends in ancestors_of(unit, edges, lives[unit])
        ]
        Closure.objects.bulk_create(batch, batch_size=2000)
        written += len(batch)
    return written


def descendants_ever(units: Iterable[int]) -> set[int]:
    """These units and every unit that was placed under them at any time, in any hierarchy."""
    found = set(units)
    frontier = set(found)
    while frontier:
        frontier = set(Placement.objects.filter(parent__in=frontier).values_list("unit", flat=True)) - found
        found |= frontier
    return found


def rebuild_heirs() -> int:
    """Write the transitive successors of every unit that has any; the number of rows written."""
    following: dict[int, set[int]] = defaultdict(set)
    for old, new in Succession.objects.values_list("old", "new"):
        following[old].add(new)
    rows = []
    for unit in following:
        seen: set[int] = set()
        frontier = set(following[unit])
        while frontier:
            seen |= frontier
            frontier = {later for one in frontier for later in following.get(one, ())} - seen
        rows += [Heir(unit_id=unit, heir_id=heir) for heir in sorted(seen - {unit})]
    Heir.objects.all().delete()
    Heir.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def on_day(day: date, prefix: str = "") -> Q:
    """The condition that a span holds on this day."""
    return Q(**{f"{prefix}starts__lte": day, f"{prefix}ends__gt": day})
