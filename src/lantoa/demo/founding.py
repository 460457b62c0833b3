"""Founding many units at once: rows in bulk, then the derived tables of units once for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lantoa.core.units.closure import rebuild_closure
from lantoa.core.units.heirs import rebuild_heirs
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import BEGINNING, FOREVER, Placement, Succession, Unit
from lantoa.core.units.services import named

BATCH = 2000


@dataclass(frozen=True)
class Founding:
    """A unit to be founded. `under` names parents by key; a placement lasts while both live, so that a second parent may follow a first."""

    key: str
    name: str
    kind: str
    under: tuple[tuple[Hierarchy, str], ...]
    starts: date = BEGINNING
    ends: date = FOREVER
    facts: tuple[str, ...] = ()  # ids of the facts that name it


@dataclass(frozen=True)
class Following:
    """`old` passes to `new` on the day on which it ends; both by key."""

    old: str
    new: str
    whole: bool
    default: bool


def found_all(foundings: Sequence[Founding], followings: Sequence[Following] = ()) -> dict[str, Unit]:
    """Found these units, those above before those below or in any order; the units by key."""
    made = Unit.objects.bulk_create(
        (named(Unit(key=new.key, kind=new.kind, starts=new.starts, ends=new.ends), new.name) for new in foundings), batch_size=BATCH
    )
    wanted = {key for new in foundings for _hierarchy, key in new.under} | {key for row in followings for key in (row.old, row.new)}
    known = {unit.key: unit for unit in Unit.objects.filter(key__in=wanted)} | {unit.key: unit for unit in made}
    Placement.objects.bulk_create((row for new in foundings for row in placements(known[new.key], new.under, known)), batch_size=BATCH)
    Succession.objects.bulk_create(
        (
            Succession(old=known[row.old], new=known[row.new], day=known[row.old].ends, whole=row.whole, is_default=row.default)
            for row in followings
        ),
        batch_size=BATCH,
    )
    rebuild_closure([unit.pk for unit in made])
    rebuild_heirs()
    return {unit.key: unit for unit in made}


def placements(unit: Unit, under: Sequence[tuple[Hierarchy, str]], known: dict[str, Unit]) -> list[Placement]:
    """The unit's placements, each cut to where it and its parent live."""
    rows = []
    for hierarchy, key in under:
        starts, ends = max(unit.starts, known[key].starts), min(unit.ends, known[key].ends)
        if starts < ends:
            rows.append(Placement(unit=unit, parent=known[key], hierarchy=hierarchy, starts=starts, ends=ends))
    return rows
