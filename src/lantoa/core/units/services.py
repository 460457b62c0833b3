"""Founding, naming, placing and ending units. Each act is one transaction and leaves the derived tables right."""

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.units.closure import on_day, rebuild_closure, rebuild_heirs
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.loading import load_tree
from lantoa.core.units.models import BEGINNING, FOREVER, Placement, Succession, Unit, UnitName
from lantoa.core.units.naming import bare_name
from lantoa.lib.vietnamese import fold, nfc, sort_key

__all__ = ["end_unit", "found_unit", "load_tree", "place_unit", "rename_unit", "succeed"]


def named(unit: Unit, name: str) -> Unit:
    """The unit with this name and all that is derived from it; not saved."""
    unit.name = nfc(name).strip()
    unit.folded, unit.bare, unit.sort_key = fold(unit.name), bare_name(unit.name), sort_key(unit.name)
    return unit


@transaction.atomic
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
    if not name.strip():
        raise ValidationError(_("Write the unit's name."), code="name")
    unit = named(Unit(kind=kind, starts=starts, ends=ends, code=code, key=key or f"u-{uuid.uuid4().hex[:12]}", basis=basis), name)
    twins = Unit.objects.filter(on_day(starts), folded=unit.folded, placements__parent__in=list(parents.values()))
    if twins.exists():
        raise ValidationError(_("A unit of this name stands there already."), code="twin")
    unit.save()
    for hierarchy, parent in parents.items():
        _place(unit, parent=parent, hierarchy=hierarchy, starts=starts, ends=min(ends, parent.ends), basis=basis)
    rebuild_closure([unit.pk])
    return unit


@transaction.atomic
def rename_unit(unit: Unit, *, name: str, day: date, basis: str = "") -> Unit:
    """The unit bears a new official name from `day` on; the old one stays found. Raises `ValidationError` outside the unit's life."""
    if not unit.alive(day) or day == unit.starts:
        raise ValidationError(_("The unit did not exist on that day."), code="life")
    if not name.strip():
        raise ValidationError(_("Write the unit's new name."), code="name")
    latest = unit.names.order_by("-ends").first()
    starts = latest.ends if latest else unit.starts
    if day <= starts:
        raise ValidationError(_("The unit was renamed on a later day already."), code="order")
    UnitName.objects.create(unit=unit, name=unit.name, folded=unit.folded, bare=unit.bare, starts=starts, ends=day, basis=basis)
    named(unit, name).save()
    return unit


@transaction.atomic
def place_unit(unit: Unit, *, parent: Unit, hierarchy: Hierarchy, starts: date, basis: str = "") -> Placement:
    """`unit` stands under `parent` from `starts` on; its placement until then ends. Raises `ValidationError` on a circle."""
    from lantoa.core.units.selectors import under

    if unit.pk == parent.pk or under([unit.pk], at=starts, hierarchy=hierarchy).filter(descendant=parent).exists():
        raise ValidationError(_("A unit cannot stand under itself."), code="circle")
    Placement.objects.filter(on_day(starts), unit=unit, hierarchy=hierarchy, starts__lt=starts).update(ends=starts)
    Placement.objects.filter(unit=unit, hierarchy=hierarchy, starts__gte=starts).delete()
    placement = _place(unit, parent=parent, hierarchy=hierarchy, starts=starts, ends=min(unit.ends, parent.ends), basis=basis)
    rebuild_closure([unit.pk])
    return placement


def _place(unit: Unit, *, parent: Unit, hierarchy: Hierarchy, starts: date, ends: date, basis: str) -> Placement:
    begins = max(starts, unit.starts, parent.starts)
    if begins >= ends:
        raise ValidationError(_("%(parent)s does not exist at that time."), code="life", params={"parent": parent.name})
    return Placement.objects.create(unit=unit, parent=parent, hierarchy=hierarchy, starts=begins, ends=ends, basis=basis)


@transaction.atomic
def end_unit(unit: Unit, *, day: date, basis: str = "") -> Unit:
    """`unit` ends: `day` is the first day on which it no longer is. Placements of and under it end with it."""
    if not unit.alive(day) or day == unit.starts:
        raise ValidationError(_("The unit did not exist on that day."), code="life")
    unit.ends, unit.basis = day, basis or unit.basis
    unit.save()
    Placement.objects.filter(unit=unit, ends__gt=day, starts__lt=day).update(ends=day)
    Placement.objects.filter(parent=unit, ends__gt=day, starts__lt=day).update(ends=day)
    rebuild_closure([unit.pk])
    rebuild_heirs()
    return unit


@transaction.atomic
def succeed(old: Unit, *, new: list[Unit], day: date, whole: bool = True, basis: str = "") -> list[Succession]:
    """`new` take over what `old` was, from `day` on; the first is the default heir of what cannot be told apart."""
    rows = [
        Succession.objects.update_or_create(
            old=old, new=unit, defaults={"day": day, "whole": whole and len(new) == 1, "is_default": unit is new[0], "basis": basis}
        )[0]
        for unit in new
    ]
    rebuild_heirs()
    return rows
