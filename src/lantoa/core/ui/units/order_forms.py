"""Forms of a reorganisation: each asks what the decision says, and makes the order of it."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.roles import Verb
from lantoa.core.people.models import User
from lantoa.core.ui.records.fields import DayField
from lantoa.core.ui.records.unit_fields import UnitField, UnitsField
from lantoa.core.ui.units.forms import FIELD_OF, ActForm
from lantoa.core.units.acts import Act, Order, Part, refuse_nested
from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, PARTY_KINDS, PROVINCIAL, Hierarchy, UnitKind
from lantoa.core.units.models import Placement, Unit

PARTS = 4  # new units into which one can be split
ALONE = "existing"  # the part that a unit in being takes over
NEW = "new"
PARENT_OF = {Hierarchy.PARTY: "party_parent", Hierarchy.STATE: "state_parent"}
PARENT_LABEL = {
    Hierarchy.PARTY: gettext_lazy("Superior in the Party"),
    Hierarchy.STATE: gettext_lazy("Superior in the State, or territory"),
}
FIELD_OF |= {"few": "others", "left": "", "same": "name"}


class OrderForm(ActForm):
    """What every decision has: its first day and its legal basis. `unit` is the one from whose page it began."""

    does: ClassVar[Act]
    public_id = forms.UUIDField(widget=forms.HiddenInput)
    day = DayField(
        label=gettext_lazy("First day of the new state"),
        help_text=gettext_lazy("The day from which the decision holds, for instance 1/7/2025."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Legal basis"), max_length=300, help_text=gettext_lazy("Number, date and issuer of the resolution or decision."),
        error_messages={"required": gettext_lazy("Write the number, date and issuer of the decision.")},
    )  # fmt: skip
    field_order: list[str] | None = None

    def __init__(self, data: Any = None, *, unit: Unit, actor: User, at: date) -> None:
        self.unit, self.actor, self.at = unit, actor, at
        super().__init__(data, initial={"public_id": uuid.uuid4()})
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.bind(actor=actor, at=at)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.unit.alive(day) or day == self.unit.starts:
            raise ValidationError(_("%(unit)s did not exist on that day.") % {"unit": self.unit.name}, code="life")
        return day

    @property
    def key(self) -> str:
        return f"u-{self.cleaned_data['public_id'].hex[:12]}"

    @property
    def passes_on(self) -> bool:
        """Whether holders of roles at the ended units are to have them at the one that follows."""
        return bool(self.cleaned_data.get("pass_on"))

    def order(self) -> Order:
        """The order that the valid form gives."""
        given = self.cleaned_data
        return Order(self.does, self.units(), given["day"], given["basis"], self.parents(), self.parts(), key=self.key)

    def units(self) -> tuple[Unit, ...]:
        return (self.unit,)

    def parents(self) -> dict[Hierarchy, Unit]:
        return {}

    def parts(self) -> tuple[Part, ...]:
        return ()


class MoveForm(OrderForm):
    """Under another superior in one hierarchy."""

    does = Act.MOVE
    hierarchy = forms.ChoiceField(label=gettext_lazy("In which tree"), choices=Hierarchy.choices, widget=forms.RadioSelect)
    parent = UnitField(verb=Verb.MANAGE, label=gettext_lazy("New superior"))
    field_order = ["hierarchy", "parent", "day", "basis"]

    def __init__(self, data: Any = None, *, unit: Unit, actor: User, at: date) -> None:
        super().__init__(data, unit=unit, actor=actor, at=at)
        self.initial["hierarchy"] = unit.hierarchy

    def parents(self) -> dict[Hierarchy, Unit]:
        return {Hierarchy(self.cleaned_data["hierarchy"]): self.cleaned_data["parent"]}


class FoundingForm(OrderForm):
    """A form whose order may found units: under which superiors. Left empty, those that all the ended units share."""

    party_parent = UnitField(verb=Verb.MANAGE, required=False, label=PARENT_LABEL[Hierarchy.PARTY])
    state_parent = UnitField(verb=Verb.MANAGE, required=False, label=PARENT_LABEL[Hierarchy.STATE])

    def __init__(self, data: Any = None, *, unit: Unit, actor: User, at: date) -> None:
        super().__init__(data, unit=unit, actor=actor, at=at)
        for hierarchy, name in PARENT_OF.items():
            self.fields[name].help_text = gettext_lazy("Leave it empty where the superior stays the same.")
            if hierarchy == Hierarchy.PARTY and unit.kind not in PARTY_KINDS:
                del self.fields[name]

    def founds(self) -> bool:
        return True

    def parents(self) -> dict[Hierarchy, Unit]:
        found = {}
        for hierarchy, name in PARENT_OF.items():
            chosen = self.cleaned_data.get(name) or self.common_parent(hierarchy)
            if chosen is not None:
                found[hierarchy] = chosen
        return found

    def common_parent(self, hierarchy: Hierarchy) -> Unit | None:
        """The superior that all the units share on the day, or None."""
        rows = Placement.objects.filter(on_day(self.cleaned_data["day"]), unit__in=self.units(), hierarchy=hierarchy)
        above = {row.parent_id: row.parent for row in rows.select_related("parent")}
        return next(iter(above.values())) if len(above) == 1 and len(rows) == len(self.units()) else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        home = PARENT_OF[self.unit.hierarchy]
        if self.founds() and not self.errors and not self.parents():
            text = _("The units do not stand under one and the same superior. Choose under which one the new unit stands.")
            self.add_error(home if home in self.fields else None, ValidationError(text, code="parent"))
        return given


def kinds_beside(unit: Unit) -> list[tuple[str, str]]:
    """The kinds that a unit may become: of its own tier."""
    for tier in (PROVINCIAL, DISTRICT_LEVEL, COMMUNAL, PARTY_KINDS):
        if unit.kind in tier:
            return [(kind.value, str(kind.label)) for kind in tier]
    return [(unit.kind, str(UnitKind(unit.kind).label))]


class MergeForm(FoundingForm):
    """With others into a new unit, or into one of them that goes on."""

    does = Act.MERGE
    others = UnitsField(
        verb=Verb.MANAGE, label=gettext_lazy("Merged with"), help_text=gettext_lazy("One unit a line, with its superior where needed.")
    )
    into = forms.ChoiceField(label=gettext_lazy("What comes of it"), widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("Official name of the new unit"), max_length=300, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of unit"))
    code = forms.CharField(label=gettext_lazy("Code"), max_length=35, required=False)
    pass_on = forms.BooleanField(
        label=gettext_lazy("Give the holders of roles at the ending units the same roles at the unit that follows"), required=False
    )
    field_order = [
        "others", "into", "name", "kind", "code", "party_parent", "state_parent", "day", "basis", "pass_on",
    ]  # fmt: skip

    def __init__(self, data: Any = None, *, unit: Unit, actor: User, at: date) -> None:
        super().__init__(data, unit=unit, actor=actor, at=at)
        goes_on = _("%(unit)s goes on, the others come into it") % {"unit": unit.name}
        self.fields["into"].choices = [(NEW, _("A new unit is founded, all of these end")), (unit.key, goes_on)]  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["kind"].choices = kinds_beside(unit)  # type: ignore[attr-defined]  # a ChoiceField, above
        self.initial.update({"into": NEW, "kind": unit.kind, "pass_on": True})

    def founds(self) -> bool:
        return self.cleaned_data.get("into") == NEW

    def clean(self) -> dict[str, Any]:
        if self.founds() and not self.cleaned_data.get("name", "").strip():
            self.add_error("name", ValidationError(_("Write the name of the new unit."), code="name"))
        if not self.errors:
            refuse_nested([self.unit, *self.cleaned_data["others"]], day=self.cleaned_data["day"])
        return super().clean()

    def units(self) -> tuple[Unit, ...]:
        others = tuple(unit for unit in self.cleaned_data["others"] if unit.pk != self.unit.pk)
        return (self.unit, *others) if self.founds() else others

    def parents(self) -> dict[Hierarchy, Unit]:
        return super().parents() if self.founds() else {}

    def parts(self) -> tuple[Part, ...]:
        given = self.cleaned_data
        return (Part(name=given["name"], kind=given["kind"], code=given["code"]) if self.founds() else Part(unit=self.unit),)


class SplitForm(FoundingForm):
    """Into new units, and one in being where it takes over a part; each sub-unit goes to one of them."""

    does = Act.SPLIT
    kind = forms.ChoiceField(label=gettext_lazy("Kind of the new units"))
    joins = UnitField(verb=Verb.MANAGE, required=False, label=gettext_lazy("A unit in being that takes over a part"))

    def __init__(self, data: Any = None, *, unit: Unit, actor: User, at: date) -> None:
        super().__init__(data, unit=unit, actor=actor, at=at)
        self.fields["kind"].choices = kinds_beside(unit)  # type: ignore[attr-defined]  # a ChoiceField, above
        self.initial["kind"] = unit.kind
        names = [f"part_{number}" for number in range(1, PARTS + 1)]
        for number, name in enumerate(names, start=1):
            self.fields[name] = forms.CharField(label=_("New unit %(number)d") % {"number": number}, max_length=300, required=number == 1)
        self.subs = list(self.sub_units())
        choices = [("", "---------"), *((str(n), _("New unit %(number)d") % {"number": n}) for n in range(1, PARTS + 1))]
        choices.append((ALONE, _("The unit in being")))
        for sub in self.subs:
            self.fields[f"sub_{sub.pk}"] = forms.ChoiceField(
                label=sub.name, choices=choices, error_messages={"required": _("Say to which part %(unit)s goes.") % {"unit": sub.name}}
            )
        parents = [name for name in PARENT_OF.values() if name in self.fields]
        self.order_fields([*names, "kind", "joins", *(f"sub_{sub.pk}" for sub in self.subs), *parents, "day", "basis"])

    def sub_units(self) -> Any:
        """Those under the unit on the day that was typed, else today."""
        day = self.at
        if self.is_bound:
            try:
                day = self.fields["day"].clean(self.data.get("day", "")) or day
            except ValidationError:
                day = self.at
        rows = Placement.objects.filter(on_day(day), on_day(day, "unit__"), parent=self.unit)
        return Unit.objects.filter(pk__in=rows.values("unit")).order_by("sort_key", "pk")

    def parts(self) -> tuple[Part, ...]:
        given = self.cleaned_data
        takes: dict[str, list[Unit]] = {}
        for sub in self.subs:
            takes.setdefault(given.get(f"sub_{sub.pk}", ""), []).append(sub)
        found = [
            Part(name=given[f"part_{number}"], kind=given["kind"], takes=tuple(takes.get(str(number), ())))
            for number in range(1, PARTS + 1)
            if given.get(f"part_{number}", "").strip()
        ]
        if given.get("joins"):
            found.append(Part(unit=given["joins"], takes=tuple(takes.get(ALONE, ()))))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for sub in self.subs:
            goes = given.get(f"sub_{sub.pk}", "")
            there = given.get("joins") if goes == ALONE else given.get(f"part_{goes}", "").strip() if goes else True
            if not there:
                self.add_error(f"sub_{sub.pk}", ValidationError(_("Name the part to which %(unit)s goes.") % {"unit": sub.name}))
        return given


class DissolveForm(OrderForm):
    """Ended, with none to follow."""

    does = Act.DISSOLVE
    field_order = ["day", "basis"]


ORDER_FORMS: dict[Act, type[OrderForm]] = {form.does: form for form in (MoveForm, MergeForm, SplitForm, DissolveForm)}
