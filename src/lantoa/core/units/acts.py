"""Reorganising units as a decision words it: moved, merged, split, dissolved. One transaction, one outcome that tells all that it did.

Nothing here knows who asks; `access.reorganising` asks for the right, shows every effect beforehand, and then calls `carry`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Closure, Placement, Unit
from lantoa.core.units.writing import Rewriting, rewriting

FEWEST = 2  # units that can be merged, parts into which one can be split


class Act(models.TextChoices):
    """What a decision does to units."""

    MOVE = "move", gettext_lazy("move under another superior")
    MERGE = "merge", gettext_lazy("merge")
    SPLIT = "split", gettext_lazy("split")
    DISSOLVE = "dissolve", gettext_lazy("dissolve")


@dataclass(frozen=True)
class Part:
    """Who takes over: a unit in being (`unit`), or one that is founded by `name` and `kind`. `takes`: sub-units that come under it."""

    unit: Unit | None = None
    name: str = ""
    kind: str = ""
    code: str = ""
    takes: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class Order:
    """What is decided: `units` are moved, merged into `parts[0]`, split into `parts`, or dissolved, on `day` (the first of the new state).

    `parents`: a moved unit's new superior in one hierarchy; else the superiors of what is founded. `key` opens the keys of founded units.
    """

    act: Act
    units: tuple[Unit, ...]
    day: date
    basis: str = ""
    parents: Mapping[Hierarchy, Unit] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Moved:
    """A unit that stands elsewhere from the day on; None: under no unit in this hierarchy."""

    unit: Unit
    hierarchy: Hierarchy
    before: Unit | None
    after: Unit | None


@dataclass(frozen=True)
class Outcome:
    """What was done: who ended, who was founded, who took over, who stands elsewhere (founded and ended units aside)."""

    ended: tuple[Unit, ...] = ()
    founded: tuple[Unit, ...] = ()
    heirs: tuple[Unit, ...] = ()
    moved: tuple[Moved, ...] = ()


def carry(order: Order) -> Outcome:
    """Do it, whole or not at all. Raises `ValidationError` with a sentence for the clerk."""
    found = fresh(order)
    concerned = {unit.pk for unit in found.units} | subs_of(found.units, day=found.day)
    before = placed(concerned, day=found.day)
    with rewriting() as work:
        made = {Act.MOVE: move, Act.MERGE: merge, Act.SPLIT: split, Act.DISSOLVE: dissolve}[found.act](found, work)
    return replace(made, moved=tuple(differing(before, placed(concerned, day=found.day), ended={unit.pk for unit in made.ended})))


def fresh(order: Order) -> Order:
    """The order with its units as they stand now: a trial that was rolled back leaves its marks on the objects it was given."""
    units = list(order.units) + list(order.parents.values())
    for part in order.parts:
        units += [*part.takes, *([part.unit] if part.unit else [])]
    now = Unit.objects.in_bulk([unit.pk for unit in units])
    parts = tuple(
        replace(part, unit=now[part.unit.pk] if part.unit else None, takes=tuple(now[unit.pk] for unit in part.takes))
        for part in order.parts
    )
    parents = {hierarchy: now[unit.pk] for hierarchy, unit in order.parents.items()}
    return replace(order, units=tuple(now[unit.pk] for unit in order.units), parents=parents, parts=parts)


def subs_of(units: Iterable[Unit], *, day: date) -> set[int]:
    """Ids of the direct sub-units of these units on a day, in any hierarchy."""
    return set(Placement.objects.filter(on_day(day), parent__in=[unit.pk for unit in units]).values_list("unit", flat=True))


def placed(units: Iterable[int], *, day: date) -> dict[tuple[int, str], int]:
    """The superior of each of these units in each hierarchy on a day."""
    rows = Placement.objects.filter(on_day(day), unit__in=units)
    return {(unit, hierarchy): parent for unit, hierarchy, parent in rows.values_list("unit", "hierarchy", "parent")}


def differing(before: dict[tuple[int, str], int], after: dict[tuple[int, str], int], *, ended: set[int]) -> list[Moved]:
    """Who stands elsewhere, in name order."""
    changed = [key for key in {*before, *after} if before.get(key) != after.get(key) and key[0] not in ended]
    units = Unit.objects.in_bulk({pk for key in changed for pk in (key[0], before.get(key), after.get(key)) if pk})
    found = [
        Moved(units[unit], Hierarchy(tree), units.get(before.get((unit, tree), 0)), units.get(after.get((unit, tree), 0)))
        for unit, tree in changed
    ]
    return sorted(found, key=lambda row: (row.unit.sort_key, row.unit.pk, row.hierarchy))


def move(order: Order, work: Rewriting) -> Outcome:
    """The unit comes to stand under another superior, with all under it."""
    (unit,), ((hierarchy, parent),) = order.units, order.parents.items()
    if Placement.objects.filter(on_day(order.day), unit=unit, parent=parent, hierarchy=hierarchy).exists():
        text = _("%(unit)s stands under %(parent)s on that day already.")
        raise ValidationError(text, code="same", params={"unit": unit.name, "parent": parent.name})
    work.place(unit, parent=parent, hierarchy=hierarchy, starts=order.day, basis=order.basis)
    return Outcome()


def merge(order: Order, work: Rewriting) -> Outcome:
    """Several units become one: a new one, or one of those in being that goes on under its own name."""
    part = order.parts[0]
    whole = [*order.units, *([part.unit] if part.unit else [])]
    if len({unit.pk for unit in whole}) < max(FEWEST, len(whole)):
        raise ValidationError(_("Choose at least two different units to merge."), code="few")
    refuse_nested(whole, day=order.day)
    for unit in order.units:
        work.end(unit, day=order.day, basis=order.basis)
    into = part.unit or founded(part, order, work, number=1)
    for unit in order.units:
        work.succeed(unit, new=[into], day=order.day, basis=order.basis)
    return Outcome(ended=order.units, founded=() if part.unit else (into,), heirs=(into,))


def refuse_nested(units: list[Unit], *, day: date) -> None:
    """Refuse to merge a unit with one that it stands under: the result would stand under itself."""
    keys = [unit.pk for unit in units]
    row = (
        Closure.objects.filter(on_day(day), ancestor__in=keys, descendant__in=keys, depth__gt=0)
        .select_related("ancestor", "descendant")
        .first()
    )
    if row is not None:
        text = _(
            "%(below)s stands under %(above)s, so the merged unit would stand under itself. "
            "Choose units that stand side by side, or dissolve %(below)s: what it has then passes to its superior."
        )
        raise ValidationError(text, code="circle", params={"below": row.descendant.name, "above": row.ancestor.name})


def founded(part: Part, order: Order, work: Rewriting, *, number: int) -> Unit:
    """The new unit of a part. Its key follows from the order's, so that a trial and the act itself found the same."""
    key = f"{order.key}-{number}" if order.key else ""
    parents = dict(order.parents)
    return work.found(part.name, kind=part.kind, parents=parents, starts=order.day, code=part.code, key=key, basis=order.basis)


def split(order: Order, work: Rewriting) -> Outcome:
    """One unit becomes several; each of its sub-units goes to the part that is named for it."""
    (unit,) = order.units
    if len(order.parts) < FEWEST:
        raise ValidationError(_("Name at least two parts."), code="few")
    refuse_nested([unit, *(part.unit for part in order.parts if part.unit)], day=order.day)
    goes = {sub.pk for part in order.parts for sub in part.takes}
    left = Unit.objects.filter(pk__in=subs_of([unit], day=order.day) - goes).order_by("sort_key")
    if left:
        names = ", ".join(sub.name for sub in left[:5])
        raise ValidationError(_("Say to which part each sub-unit goes: %(names)s."), code="left", params={"names": names})
    work.end(unit, day=order.day, basis=order.basis)
    parts = [(part, part.unit or founded(part, order, work, number=number)) for number, part in enumerate(order.parts, start=1)]
    work.succeed(unit, new=[heir for _part, heir in parts], day=order.day, whole=False, basis=order.basis)
    for part, heir in parts:
        for sub in part.takes:
            take(sub, heir, unit, order, work)
    heirs = tuple(heir for _part, heir in parts)
    return Outcome(ended=(unit,), founded=tuple(heir for part, heir in parts if part.unit is None), heirs=heirs)


def take(sub: Unit, heir: Unit, old: Unit, order: Order, work: Rewriting) -> None:
    """A sub-unit comes to stand under a part, in each hierarchy in which it stood under the unit that was split."""
    for hierarchy in Placement.objects.filter(unit=sub, parent=old, ends=order.day).values_list("hierarchy", flat=True):
        work.place(sub, parent=heir, hierarchy=Hierarchy(hierarchy), starts=order.day, basis=order.basis)


def dissolve(order: Order, work: Rewriting) -> Outcome:
    """The unit ends with none to succeed it: its superior keeps what it left, and its sub-units come under that superior."""
    (unit,) = order.units
    above = {
        Hierarchy(row.hierarchy): row.parent for row in Placement.objects.filter(on_day(order.day), unit=unit).select_related("parent")
    }
    work.end(unit, day=order.day, basis=order.basis)
    work.adopt(unit, above, basis=order.basis)
    return Outcome(ended=(unit,))


def superiors(unit: Unit, *, since: date, hierarchy: Hierarchy | None = None) -> list[Unit]:
    """The units under which a unit stands on a day or later; in the hierarchy in which it reports, else in the other."""
    rows = list(Placement.objects.filter(unit=unit, ends__gt=since).select_related("parent").order_by("parent"))
    own = [row for row in rows if row.hierarchy == (hierarchy or unit.hierarchy)]
    return list({row.parent_id: row.parent for row in own or ([] if hierarchy else rows)}.values())
