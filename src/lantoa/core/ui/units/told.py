"""What the page of a unit tells: its names, where it stands, what it came from and what came of it, what is recorded there."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.selectors import Actor
from lantoa.core.records.kinds import Kind, all_kinds
from lantoa.core.records.models import Record
from lantoa.core.ui.formats import day_text
from lantoa.core.ui.parts import Entry, Text
from lantoa.core.ui.units.tree import placed_under
from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import BEGINNING, FOREVER, Closure, Succession, Unit
from lantoa.core.units.selectors import custodian, day_within, successors


@dataclass(frozen=True)
class Place:
    """Where a unit stands in one hierarchy: from the top down to its superior, and the units directly under it."""

    hierarchy: Hierarchy
    above: list[Unit]
    below: list[Unit]


@dataclass(frozen=True)
class Ending:
    """What became of a unit that has ended: its successors in being, and who keeps what cannot be told apart."""

    last_day: date
    heirs: list[Unit]
    keeper: Unit | None


@dataclass(frozen=True)
class Step:
    """One succession, from the side of the unit whose page it is."""

    other: Unit
    day: date
    whole: bool
    basis: str


def span_text(starts: date, ends: date) -> str:
    """From when until when, both days included; what is not known is left out."""
    if starts == BEGINNING and ends == FOREVER:
        return _("no start or end is known")
    if ends == FOREVER:
        return _("from %(first)s") % {"first": day_text(starts)}
    last = day_text(ends - timedelta(days=1))
    if starts == BEGINNING:
        return _("until %(day)s") % {"day": last}
    return _("%(first)s to %(last)s") % {"first": day_text(starts), "last": last}


def places(unit: Unit, *, at: date, only: QuerySet[Unit] | None = None) -> list[Place]:
    """The unit's place in each hierarchy where it has one, with its sub-units (of those in `only`, if given); three queries.

    Its superiors are those of the day of its life nearest to `at`.
    """
    rows = Closure.objects.filter(on_day(day_within(unit, at)), descendant=unit, depth__gt=0).select_related("ancestor").order_by("-depth")
    above: dict[str, list[Unit]] = {hierarchy: [] for hierarchy in Hierarchy.values}
    for row in rows:
        above[row.hierarchy].append(row.ancestor)
    found = []
    for hierarchy in Hierarchy:
        below = placed_under([unit], at=at, hierarchy=hierarchy, only=only).get(unit.pk, [])
        if above[hierarchy] or below or hierarchy == unit.hierarchy:
            found.append(Place(hierarchy, above[hierarchy], below))
    return found


def ending(unit: Unit, *, at: date) -> Ending | None:
    """What the unit is on this day, if it has ended by then."""
    if unit.ends > at:
        return None
    return Ending(unit.ends - timedelta(days=1), list(successors(unit, at=at)), custodian(unit, at=at))


def came_from(unit: Unit) -> list[Step]:
    """The units that passed into this one, the latest first."""
    rows = Succession.objects.filter(new=unit).select_related("old").order_by("-day", "old__sort_key")
    return [Step(row.old, row.day, row.whole, row.basis) for row in rows]


def went_to(unit: Unit) -> list[Step]:
    """The units into which this one passed."""
    rows = Succession.objects.filter(old=unit).select_related("new").order_by("new__sort_key")
    return [Step(row.new, row.day, row.whole, row.basis) for row in rows]


def name_entries(unit: Unit) -> list[Entry]:
    """The official names over time, the newest first; none where there was only one."""
    past = list(unit.names.order_by("-ends"))
    if not past:
        return []
    now = Entry(unit.name, span_text(past[0].ends, unit.ends), mark="now", icon="flag")
    return [now, *(Entry(name.name, span_text(name.starts, name.ends), name.basis, icon="history") for name in past)]


@dataclass(frozen=True)
class Shelf:
    """The records of one kind at a unit."""

    kind: Kind
    count: int

    @property
    def title(self) -> Text:
        return self.kind.plural


def shelves(unit: Unit, actor: Actor, *, at: date, today: date) -> list[Shelf]:
    """How many records of each kind the unit itself has up to this day, of those that the actor may see."""
    rows = Record.objects.visible_to(actor, at=today).filter(unit=unit, day__lte=at).order_by()
    counts = dict(rows.values("kind").annotate(count=Count("pk")).values_list("kind", "count"))
    return [Shelf(kind, counts[kind.code]) for kind in all_kinds() if kind.listed and kind.code in counts]
