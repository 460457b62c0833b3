"""The derived table of who holds what an ended unit left, rebuilt from successions and last placements."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Q

from lantoa.core.units.closure import tree_rewritten
from lantoa.core.units.inserting import insert
from lantoa.core.units.kinds import home_hierarchy
from lantoa.core.units.models import FOREVER, Heir, Placement, Succession, Unit

AT_ONCE = 5000  # rows in one statement
COLUMNS = ("unit_id", "heir_id", "since", "custody")
Following = Mapping[int, set[int]]


@dataclass(frozen=True)
class Lost:
    """A unit with none to follow it: whom it last stood under, until when, and whether it ended itself."""

    parents: set[int]
    day: date
    ended: bool


def rebuild_heirs() -> int:
    """Bring the heirs of every unit that left something up to date; the number of rows there are. Only rows that differ are written.

    A unit with successors passes to them. One that ended with none, or lives on without a superior, is kept by its last superior
    or that one's heirs.
    """
    tree_rewritten()
    taken: dict[int, set[int]] = defaultdict(set)
    for old, new in Succession.objects.values_list("old", "new"):
        taken[old].add(new)
    since = dict(Unit.objects.filter(pk__in=Succession.objects.values("old")).values_list("pk", "ends"))
    lost = last_superiors()
    since |= {unit: row.day for unit, row in lost.items()}
    due = {(unit, heir, since[unit], custody) for unit in since for heir, custody in heirs_of(unit, taken, lost).items()}
    known = {tuple(row): pk for pk, *row in Heir.objects.values_list("pk", "unit", "heir", "since", "custody")}
    gone = [pk for row, pk in known.items() if row not in due]
    for start in range(0, len(gone), AT_ONCE):
        Heir.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    insert(Heir, COLUMNS, sorted(due - known.keys()))
    return len(due)


def last_superiors() -> dict[int, Lost]:
    """Units that ended with no successor, or lost their superior, with that last superior: of their own hierarchy, else of the other."""
    alone = (
        Unit.objects.exclude(pk__in=Succession.objects.values("old"))
        .annotate(last=Max("placements__ends"))
        .filter(Q(ends__lt=FOREVER) | Q(last__lt=F("ends")), last__isnull=False)
    )
    facts = {pk: (home_hierarchy(kind), last, ends < FOREVER) for pk, kind, last, ends in alone.values_list("pk", "kind", "last", "ends")}
    parents: dict[int, dict[str, int]] = defaultdict(dict)
    placed = Placement.objects.filter(unit__in=list(facts))  # not the query itself, which a database without statistics runs once a row
    for unit, parent, hierarchy, ends in placed.values_list("unit", "parent", "hierarchy", "ends"):
        if ends == facts[unit][1]:
            parents[unit][hierarchy] = parent
    return {
        unit: Lost({found[home]} if home in found else set(found.values()), last, ended)
        for unit, (home, last, ended) in facts.items()
        if (found := parents[unit])
    }


def heirs_of(unit: int, taken: Following, lost: Mapping[int, Lost]) -> dict[int, bool]:
    """Heirs of a unit through any number of steps, each with whether it only keeps; true succession wins where both lead there."""
    found: dict[int, bool] = {}
    pending = [(unit, False)]
    while pending:
        node, custody = pending.pop()
        steps = [(heir, custody) for heir in taken.get(node, ())]
        if node in lost and (node == unit or lost[node].ended):
            steps += [(heir, True) for heir in lost[node].parents]
        for heir, keeps in steps:
            if heir != unit and (heir not in found or found[heir] > keeps):
                found[heir] = keeps
                pending.append((heir, keeps))
    return found
