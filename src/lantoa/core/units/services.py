"""Founding, naming, placing and ending units. Each act is one transaction and leaves the derived tables right."""

from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.loading import load_tree
from lantoa.core.units.models import BEGINNING, FOREVER, Placement, Succession, Unit, UnitName
from lantoa.core.units.writing import named, refuse_twin, rewriting
from lantoa.lib.vietnamese import nfc

__all__ = ["end_unit", "found_unit", "load_tree", "place_unit", "rename_unit", "succeed"]


def found_unit(
    name: str,
    *,
    kind: str,
    parents: dict[Hierarchy, Unit],
    starts: date = BEGINNING,
    ends: date = FOREVER,
    code: str = "",
    key: str = "",
    basis: str = "",
) -> Unit:
    """A new unit under its parents (one a hierarchy) from `starts` on. Raises `ValidationError` where a parent does not live then."""
    with rewriting() as work:
        return work.found(name, kind=kind, parents=parents, starts=starts, ends=ends, code=code, key=key, basis=basis)


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, day: date, basis: str = "") -> Unit:
    """The unit bears a new official name from `day` on; the old one stays found. Raises `ValidationError` outside the unit's life."""
    if not unit.alive(day) or day == unit.starts:
        raise ValidationError(_("The unit did not exist on that day."), code="life")
    latest = unit.names.order_by("-ends").first()
    starts = latest.ends if latest else unit.starts
    if day <= starts:
        raise ValidationError(_("The unit was renamed on a later day already."), code="order")
    before = UnitName(unit=unit, name=unit.name, folded=unit.folded, bare=unit.bare, starts=starts, ends=day, basis=basis)
    if nfc(name).strip() == unit.name:
        raise ValidationError(_("The unit bears this name already."), code="same")
    parents = Placement.objects.filter(on_day(day), unit=unit).values_list("parent", flat=True)
    refuse_twin(named(copy(unit), name), parents=list(parents), day=day)
    before.save()
    named(unit, name).save()
    return unit


def place_unit(unit: Unit, *, parent: Unit, hierarchy: Hierarchy, starts: date, basis: str = "") -> Placement:
    """`unit` stands under `parent` from `starts` on; its placement until then ends. Raises `ValidationError` on a circle."""
    with rewriting() as work:
        return work.place(unit, parent=parent, hierarchy=hierarchy, starts=starts, basis=basis)


def end_unit(unit: Unit, *, day: date, basis: str = "") -> Unit:
    """`unit` ends: `day` is the first day on which it no longer is. Placements of and under it end with it; its sub-units live on.

    Raises `ValidationError` outside the unit's life, and where a sub-unit is placed under it from that day or later.
    """
    with rewriting() as work:
        work.end(unit, day=day, basis=basis)
    return unit


def succeed(old: Unit, *, new: list[Unit], day: date, whole: bool = True, basis: str = "") -> list[Succession]:
    """`new` take over what `old` was, from the day on which it ended; the first is the default heir of what cannot be told apart.

    Where one unit takes over the whole, the sub-units that live on come to stand under it.
    Raises `ValidationError` where a life does not fit.
    """
    with rewriting() as work:
        return work.succeed(old, new=new, day=day, whole=whole, basis=basis)
