"""The derived table of who stands under whom on which days, rebuilt from placements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import Q

from lantoa.core.units.inserting import insert
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Closure, Placement, Unit

Edge = tuple[int, date, date]  # parent, starts, ends


class ClosureRow(NamedTuple):
    """A row of the closure, by its ids."""

    ancestor: int
    descendant: int
    hierarchy: str
    depth: int
    starts: date
    ends: date


Listener = Callable[[set[ClosureRow], set[ClosureRow]], None]
_LISTENERS: list[Listener] = []
COLUMNS = ("ancestor_id", "descendant_id", "hierarchy", "depth", "starts", "ends")
SAMPLE = 1000  # entries of each index that SQLite looks at
DEEPEST = 60  # no real tree comes near; a circle in the placements is stopped here


_rewritten = 0


def tree_version() -> int:
    """How often this process has rewritten what is derived of the tree; what was read under another number may no longer be so."""
    return _rewritten


def tree_rewritten() -> None:
    global _rewritten
    _rewritten += 1


def ancestors_of(unit: int, edges: dict[int, list[Edge]], life: tuple[date, date]) -> Iterator[tuple[int, int, date, date]]:
    """(ancestor, depth, starts, ends) for `unit`, itself included at depth 0; spans are cut to where the whole path held."""
    pending = [(unit, 0, *life)]
    while pending:
        node, depth, starts, ends = pending.pop()
        if depth > DEEPEST:
            raise ValueError(f"placements above unit {unit} run in a circle")
        yield node, depth, starts, ends
        for parent, first, last in edges.get(node, ()):
            lower, upper = max(starts, first), min(ends, last)
            if lower < upper:
                pending.append((parent, depth + 1, lower, upper))


def on_closure_change(listener: Listener) -> Listener:
    """Register a listener, called with (rows before, rows after) of the units concerned, in the transaction of every rebuilding."""
    _LISTENERS.append(listener)
    return listener


def rebuild_closure(units: Iterable[int] | None = None) -> int:
    """Write the closure rows of these units and all that stands or stood under them (all units where None); the number of rows written."""
    tree_rewritten()
    chosen = None if units is None else descendants_ever(units)
    rows = Closure.objects.all() if chosen is None else Closure.objects.filter(descendant__in=chosen)
    before = set(map(ClosureRow._make, rows.values_list(*ClosureRow._fields)))
    rows.delete()
    lives = {pk: (starts, ends) for pk, starts, ends in Unit.objects.values_list("pk", "starts", "ends")}
    units_written = sorted(lives if chosen is None else chosen)
    written = [row for hierarchy in Hierarchy.values for row in write_closure(hierarchy, lives, units_written)]
    for listener in _LISTENERS if before else ():  # units that never stood anywhere have nothing derived from where they stood
        listener(before, set(written))
    return len(written)


def write_closure(hierarchy: str, lives: dict[int, tuple[date, date]], chosen: list[int]) -> list[ClosureRow]:
    """Write the rows of the chosen units in one hierarchy; the rows written."""
    edges: dict[int, list[Edge]] = defaultdict(list)
    for unit, parent, starts, ends in Placement.objects.filter(hierarchy=hierarchy).values_list("unit", "parent", "starts", "ends"):
        edges[unit].append((parent, starts, ends))
    rows = [
        ClosureRow(above, unit, hierarchy, depth, starts, ends)
        for unit in chosen
        for above, depth, starts, ends in ancestors_of(unit, edges, lives[unit])
    ]
    insert(Closure, COLUMNS, rows)
    return rows


def descendants_ever(units: Iterable[int]) -> set[int]:
    """These units and every unit that was placed under them at any time, in any hierarchy."""
    found = set(units)
    frontier = set(found)
    while frontier:
        frontier = set(Placement.objects.filter(parent__in=frontier).values_list("unit", flat=True)) - found
        found |= frontier
    return found


def on_day(day: date, prefix: str = "") -> Q:
    """The condition that a span holds on this day."""
    return Q(**{f"{prefix}starts__lte": day, f"{prefix}ends__gt": day})


def refresh_statistics() -> None:
    """Let the database look at what was written: until it has, it plans joins over large tables as if it knew nothing of them.

    PostgreSQL does so by itself, but not before a transaction's end; the program's own tables are named, since to look at all would lock
    what the server's databases share until then. SQLite never does by itself, and looks at a sample of each index.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = connection.introspection.django_table_names(only_existing=True)
            cursor.execute(f"ANALYZE {', '.join(connection.ops.quote_name(table) for table in tables)}")
        else:
            cursor.execute(f"PRAGMA analysis_limit = {SAMPLE}")
            cursor.execute("ANALYZE")
