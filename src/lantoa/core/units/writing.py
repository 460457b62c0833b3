"""Writing the tree of units: several changes at a time, derived tables rebuilt once at the end. `services` and `acts` build on it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lantoa.core.units.closure import on_day, rebuild_closure
from lantoa.core.units.heirs import rebuild_heirs
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import BEGINNING, FOREVER, Placement, Succession, Unit, UnitName
from lantoa.core.units.naming import as_spelled, bare_name
from lantoa.core.units.placing import alone, tell_placements
from lantoa.lib.periods import format_day_vi
from lantoa.lib.vietnamese import fold, nfc, sort_key


def named(unit: Unit, name: str) -> Unit:
    """The unit with this name and all that is derived from it; not saved."""
    unit.name = nfc(name).strip()
    unit.folded, unit.bare, unit.sort_key = fold(unit.name), bare_name(unit.name), sort_key(unit.name)
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


def refuse_circle(unit: Unit, parent: Unit, *, hierarchy: Hierarchy, starts: date, ends: date) -> None:
    """Refuse a placement under the unit itself, or under one that stands under it on some day of the span."""
    if unit.pk == parent.pk:
        raise ValidationError(_("A unit cannot stand under itself."), code="circle")
    pending, seen = [(parent.pk, starts, ends)], {(parent.pk, starts, ends)}
    while pending:
        node, first, last = pending.pop()
        rows = Placement.objects.filter(unit=node, hierarchy=hierarchy, starts__lt=last, ends__gt=first)
        for above, begun, over in rows.values_list("parent", "starts", "ends"):
            if above == unit.pk:
                text = _("%(unit)s cannot stand under %(parent)s: %(parent)s stands under %(unit)s itself. Choose another superior.")
                raise ValidationError(text, code="circle", params={"unit": unit.name, "parent": parent.name})
            step = (above, max(first, begun), min(last, over))
            if step not in seen:
                seen.add(step)
                pending.append(step)


class Rewriting:
    """Changes of the tree in one transaction. `spans`: the units that stand elsewhere, and on which days."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, date, date]] = []
        self.heirs = False

    def found(
        self, name: str, *, kind: str, parents: dict[Hierarchy, Unit], starts: date = BEGINNING, ends: date = FOREVER, code: str = "",
        key: str = "", basis: str = "",
    ) -> Unit:  # fmt: skip
        """A new unit under its parents (one a hierarchy)."""
        if starts >= ends:
            raise ValidationError(_("The end must lie after the start."), code="span")
        unit = named(
            Unit(kind=kind, starts=starts, ends=ends, code=code.strip(), key=key or f"u-{uuid.uuid4().hex[:12]}", basis=basis), name
        )
        refuse_twin(unit, parents=[parent.pk for parent in parents.values()], day=starts)
        unit.save()
        for hierarchy, parent in parents.items():
            self.put(unit, parent=parent, hierarchy=hierarchy, starts=starts, ends=min(ends, parent.ends), basis=basis)
        self.spans.append((unit.pk, starts, ends))
        self.heirs = self.heirs or (bool(parents) and all(parent.ends < ends for parent in parents.values()))
        return unit

    def put(self, unit: Unit, *, parent: Unit, hierarchy: Hierarchy, starts: date, ends: date, basis: str) -> Placement:
        """A placement, cut to the lives of both; whatever held there before is not touched."""
        begins = max(starts, unit.starts, parent.starts)
        if begins >= ends:
            text = _("%(unit)s did not exist on that day.")
            raise ValidationError(text, code="life", params={"unit": (parent if begins >= parent.ends else unit).name})
        refuse_circle(unit, parent, hierarchy=hierarchy, starts=begins, ends=ends)
        self.spans.append((unit.pk, begins, ends))
        return Placement.objects.create(unit=unit, parent=parent, hierarchy=hierarchy, starts=begins, ends=ends, basis=basis)

    def place(self, unit: Unit, *, parent: Unit, hierarchy: Hierarchy, starts: date, basis: str = "") -> Placement:
        """`unit` stands under `parent` from `starts` on; its placement until then ends."""
        Placement.objects.filter(on_day(starts), unit=unit, hierarchy=hierarchy, starts__lt=starts).update(ends=starts)
        Placement.objects.filter(unit=unit, hierarchy=hierarchy, starts__gte=starts).delete()
        self.heirs = True
        self.spans.append((unit.pk, starts, unit.ends))
        return self.put(unit, parent=parent, hierarchy=hierarchy, starts=starts, ends=min(unit.ends, parent.ends), basis=basis)

    def end(self, unit: Unit, *, day: date, basis: str = "") -> None:
        """`unit` ends with the placements of and under it; its sub-units live on."""
        if not unit.alive(day) or day == unit.starts:
            raise ValidationError(_("%(unit)s did not exist on that day."), code="life", params={"unit": unit.name})
        if Succession.objects.filter(old=unit).exists():
            text = _("%(unit)s is known already to end on %(day)s, when others take it over. It cannot end twice.")
            raise ValidationError(text, code="order", params={"unit": unit.name, "day": format_day_vi(unit.ends - timedelta(days=1))})
        if Placement.objects.filter(parent=unit, starts__gte=day).exists():
            raise ValidationError(
                _("Another unit comes under it on that day or later. Move that unit first, or choose a later day."), code="order"
            )
        unit.ends, unit.basis = day, basis or unit.basis
        unit.save()
        UnitName.objects.filter(unit=unit, ends__gt=day).update(ends=day)
        Placement.objects.filter(unit=unit, starts__gte=day).delete()  # moved on the very day, as sub-units of a merged one are
        cut = Placement.objects.filter(Q(unit=unit) | Q(parent=unit), ends__gt=day)
        self.spans += [(below, day, ends) for below, ends in cut.values_list("unit", "ends")]
        self.spans.append((unit.pk, day, FOREVER))
        cut.update(ends=day)
        self.heirs = True

    def succeed(self, old: Unit, *, new: list[Unit], day: date, whole: bool = True, basis: str = "") -> list[Succession]:
        """`new` take over what `old` was; where one takes over the whole, the sub-units that live on come to stand under it."""
        if old.ends != day:
            text = _("%(unit)s did not end on that day, so nothing can succeed it then.")
            raise ValidationError(text, code="life", params={"unit": old.name})
        for unit in new:
            if unit.pk == old.pk or not unit.alive(day):
                raise ValidationError(_("%(unit)s did not exist on that day."), code="life", params={"unit": unit.name})
        alone_heir = whole and len(new) == 1
        rows = [
            Succession.objects.update_or_create(
                old=old, new=unit, defaults={"day": day, "whole": alone_heir, "is_default": number == 0, "basis": basis}
            )[0]
            for number, unit in enumerate(new)
        ]
        if alone_heir:
            self.adopt(old, dict.fromkeys(Hierarchy, new[0]), basis=basis)
        self.heirs = True
        return rows

    def adopt(self, old: Unit, new: dict[Hierarchy, Unit], *, basis: str) -> None:
        """Sub-units of `old` that live on and have no other superior come to stand under the unit named for their hierarchy."""
        day = old.ends
        left = Placement.objects.filter(parent=old, ends=day, unit__ends__gt=day).select_related("unit").order_by("unit", "hierarchy")
        placed = set(Placement.objects.filter(on_day(day), unit__in=left.values("unit")).values_list("unit", "hierarchy"))
        for row in left:
            above = new.get(Hierarchy(row.hierarchy))
            if above is not None and row.unit_id != above.pk and (row.unit_id, row.hierarchy) not in placed:
                hierarchy = Hierarchy(row.hierarchy)
                later = Placement.objects.filter(unit=row.unit, hierarchy=hierarchy, starts__gt=day)
                ends = min(row.unit.ends, above.ends, *later.values_list("starts", flat=True))
                self.put(row.unit, parent=above, hierarchy=hierarchy, starts=day, ends=ends, basis=basis)

    def settle(self) -> None:
        """Rebuild what is derived, and tell those who derived more from it."""
        rebuild_closure({unit for unit, _starts, _ends in self.spans})
        if self.heirs:
            rebuild_heirs()
        tell_placements(self.spans)


@contextmanager
def rewriting() -> Iterator[Rewriting]:
    """One transaction in which the tree is changed; all of it holds at its end, or nothing."""
    with transaction.atomic():
        alone()
        work = Rewriting()
        yield work
        work.settle()
