"""Founding, naming, placing and ending units. Each act is one transaction and leaves the derived tables right."""

import uuid
from copy import copy
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lantoa.core.units.closure import on_day, rebuild_closure
from lantoa.core.units.heirs import rebuild_heirs
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.loading import load_tree
from lantoa.core.units.models import BEGINNING, FOREVER, Closure, Placement, Succession, Unit, UnitName
from lantoa.core.units.naming import as_spelled, bare_name
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
    if starts >= ends:
        raise ValidationError(_("The end must lie after the start."), code="span")
    unit = named(Unit(kind=kind, starts=starts, ends=ends, code=code.strip(), key=key or f"u-{uuid.uuid4().hex[:12]}", basis=basis), name)
    refuse_twin(unit, parents=[parent.pk for parent in parents.values()], day=starts)
    unit.save()
    for hierarchy, parent in parents.items():
        _place(unit, parent=parent, hierarchy=hierarchy, starts=starts, ends=min(ends, parent.ends), basis=basis)
    rebuild_closure([unit.pk])
    if parents and all(parent.ends < ends for parent in parents.values()):
        rebuild_heirs()
    return unit


def refuse_twin(unit: Unit, *, parents: list[int], day: date) -> None:
    """Refuse a unit without a name, or one that is there on this day already: by its code, or by its name under one of these parents."""
    if not unit.name:
        raise ValidationError(_("Write the unit's name."), code="name")
    others = Unit.objects.filter(on_day(day)).exclude(pk=unit.pk)
    if unit.code and others.filter(code=unit.code, kind=unit.kind).exists():
        raise ValidationError(_("Another unit of this kind has the code %(code)s on that day."), code="code", params={"code": unit.code})
    placed = Placement.objects.filter(on_day(day), parent__in=parents).values("unit")
    if any(as_spelled(twin.name) == as_spelled(unit.name) for twin in others.filter(pk__in=placed, folded=unit.folded)):
        raise ValidationError(_("A unit of this name stands there already."), code="twin")


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


@transaction.atomic
def place_unit(unit: Unit, *, parent: Unit, hierarchy: Hierarchy, starts: date, basis: str = "") -> Placement:
    """`unit` stands under `parent` from `starts` on; its placement until then ends. Raises `ValidationError` on a circle."""
    ends = min(unit.ends, parent.ends)
    below = Closure.objects.filter(ancestor=unit, descendant=parent, hierarchy=hierarchy, starts__lt=ends, ends__gt=starts)
    if unit.pk == parent.pk or below.exists():
        raise ValidationError(_("A unit cannot stand under itself."), code="circle")
    Placement.objects.filter(on_day(starts), unit=unit, hierarchy=hierarchy, starts__lt=starts).update(ends=starts)
    Placement.objects.filter(unit=unit, hierarchy=hierarchy, starts__gte=starts).delete()
    placement = _place(unit, parent=parent, hierarchy=hierarchy, starts=starts, ends=ends, basis=basis)
    rebuild_closure([unit.pk])
    rebuild_heirs()
    return placement


def _place(unit: Unit, *, parent: Unit, hierarchy: Hierarchy, starts: date, ends: date, basis: str) -> Placement:
    begins = max(starts, unit.starts, parent.starts)
    if begins >= ends:
        raise ValidationError(_("%(parent)s does not exist at that time."), code="life", params={"parent": parent.name})
    return Placement.objects.create(unit=unit, parent=parent, hierarchy=hierarchy, starts=begins, ends=ends, basis=basis)


@transaction.atomic
def end_unit(unit: Unit, *, day: date, basis: str = "") -> Unit:
    """`unit` ends: `day` is the first day on which it no longer is. Placements of and under it end with it; its sub-units live on.

    Raises `ValidationError` outside the unit's life, and where a sub-unit is placed under it from that day or later.
    """
    if not unit.alive(day) or day == unit.starts:
        raise ValidationError(_("The unit did not exist on that day."), code="life")
    if Placement.objects.filter(Q(unit=unit) | Q(parent=unit), starts__gte=day).exists():
        raise ValidationError(_("The unit, or a unit under it, is placed anew after that day. Choose a later day."), code="order")
    unit.ends, unit.basis = day, basis or unit.basis
    unit.save()
    UnitName.objects.filter(unit=unit, ends__gt=day).update(ends=day)
    Placement.objects.filter(Q(unit=unit) | Q(parent=unit), ends__gt=day).update(ends=day)
    rebuild_closure([unit.pk])
    rebuild_heirs()
    return unit


@transaction.atomic
def succeed(old: Unit, *, new: list[Unit], day: date, whole: bool = True, basis: str = "") -> list[Succession]:
    """`new` take over what `old` was, from the day on which it ended; the first is the default heir of what cannot be told apart.

    Where one unit takes over the whole, the sub-units that live on come to stand under it.
    Raises `ValidationError` where a life does not fit.
    """
    if old.ends != day:
        text = _("%(unit)s did not end on that day, so nothing can succeed it then.")
        raise ValidationError(text, code="life", params={"unit": old.name})
    for unit in new:
        if unit.pk == old.pk or not unit.alive(day):
            raise ValidationError(_("%(unit)s did not exist on that day."), code="life", params={"unit": unit.name})
    alone = whole and len(new) == 1
    rows = [
        Succession.objects.update_or_create(
            old=old, new=unit, defaults={"day": day, "whole": alone, "is_default": number == 0, "basis": basis}
        )[0]
        for number, unit in enumerate(new)
    ]
    if alone:
        adopt(old, new[0], basis=basis)
    rebuild_heirs()
    return rows


def adopt(old: Unit, new: Unit, *, basis: str) -> None:
    """Sub-units of `old` that live on and have no other superior come to stand under `new`."""
    day = old.ends
    left = Placement.objects.filter(parent=old, ends=day, unit__ends__gt=day).select_related("unit")
    placed = set(Placement.objects.filter(on_day(day), unit__in=left.values("unit")).values_list("unit", "hierarchy"))
    for row in left:
        if row.unit_id != new.pk and (row.unit_id, row.hierarchy) not in placed:
            _place(row.unit, parent=new, hierarchy=Hierarchy(row.hierarchy), starts=day, ends=min(row.unit.ends, new.ends), basis=basis)
    rebuild_closure([new.pk])
