"""The list of one kind: what was asked for in its address, the records that answer it, the cells that show them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, roots
from lantoa.core.records.columns import DAY, UNIT
from lantoa.core.records.kinds import Column, Kind
from lantoa.core.records.lifecycle import Step, lifecycle_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.selectors import inbox
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import day_within, held_by
from lantoa.lib.vietnamese import fold

PER_PAGE = 50
NEWEST = "-day"
USUAL_COLUMNS = (
    Column("title", _("Title"), lambda record: record.title, sort="sort_key"),
    UNIT,
    DAY,
)
STATE = Column("state", _("State"), lambda record: State(record.state).label, sort="state")


class FilterForm(forms.Form):
    """What narrows a list: words, state, unit with all under it, and the kind's own filters."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    unit = UnitField(label=_("Unit"), required=False, verb=Verb.VIEW)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, data: Any, *, kind: Kind, actor: Actor, day: date, at: date) -> None:
        super().__init__(data)
        self.kind = kind
        states = [(value, label) for value, label in State.choices if value in states_of(kind)]
        self.fields["state"] = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any")), *states])
        for one in kind.filters:
            self.fields[one.name] = forms.ChoiceField(label=str(one.label), required=False, choices=[("", _("any")), *one.options(at=at)])
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.bind(actor=actor, at=day)
        unit.day = at
        if unit.few is None and self.data.get("unit"):
            self.name_unit(unit)

    def name_unit(self, unit: UnitField) -> None:
        """Where units are written by name, one that the address names by its key stands there by its name."""
        named = unit.scope().filter(key=self.data["unit"]).first()
        if named is not None:
            shown = cast(QueryDict, self.data).copy()
            shown.update({"unit": named.name, "unit_line": named.name, "unit_is": named.key})
            self.data = shown

    @property
    def chosen(self) -> dict[str, Any]:
        """What was asked for and can be answered; a filter that is wrong is left out and says so."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def own_filters(self) -> list[forms.BoundField]:
        return [self[one.name] for one in self.kind.filters]


def states_of(kind: Kind) -> set[str]:
    """The states that a record of this kind can be in."""
    lifecycle = lifecycle_of(kind.code)
    return {lifecycle.start, *(step.target for step in lifecycle.steps)}


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """Every column that the kind's list can show; the state closes it."""
    own = kind.columns or USUAL_COLUMNS
    return own if any(column.name == "state" for column in own) else (*own, STATE)


def shown_columns(kind: Kind, chosen: Sequence[str] | None) -> list[Column]:
    """The columns to show: those chosen, else the usual ones; the first, which opens the record, always."""
    every = columns_of(kind)
    kept = [column for column in every if (column.name in chosen if chosen is not None else column.default)]
    return kept if every[0] in kept else [every[0], *kept]


def under_unit(unit: Unit, *, at: date) -> Q:
    """Records of this unit and all under it on this day (an ended unit: on its last day), inherited ones included."""
    return held_by([unit.pk], at=day_within(unit, at))


def wanted(kind: Kind, chosen: dict[str, Any], *, at: date) -> Iterator[Q]:
    """The conditions of what was asked for."""
    if unit := chosen.get("unit"):
        yield under_unit(unit, at=at)
    if state := chosen.get("state"):
        yield Q(state=state)
    for word in fold(chosen.get("q", "")).split():
        yield Q(search_text__contains=word)
    for one in kind.filters:
        if value := chosen.get(one.name):
            yield one.q(value, at=at)


def narrowed(records: QuerySet[Any], conditions: Iterable[Q]) -> QuerySet[Any]:
    """The records that meet every condition, each by itself."""
    for condition in conditions:
        records = records.filter(condition)
    return records


def ordered(records: QuerySet[Any], kind: Kind, sort: str) -> QuerySet[Any]:
    """In the order asked for: text in Vietnamese order, by its sort key; what is equal, newest first."""
    key = sort_key_of(kind, sort)
    return records.order_by(*([("-" if sort.startswith("-") else "") + key] if key else []), "-day", "-pk")


def sort_key_of(kind: Kind, sort: str) -> str:
    """The field by which the column asked for is sorted; empty where there is no such column."""
    return next((column.sort for column in columns_of(kind) if column.name == sort.removeprefix("-")), "")


def in_sight(kind: Kind, *, actor: Actor, day: date, at: date, heads: bool = False) -> QuerySet[Any]:
    """Every record of the kind that the actor may see, up to the day that is looked at; `heads`: only what all kinds share of them."""
    model = Record if heads else kind.model_class
    records: QuerySet[Any] = model.objects.visible_to(actor, at=day).filter(day__lte=at)
    return records.filter(kind=kind.code) if heads else records


def with_related(records: QuerySet[Any], kind: Kind, columns: Sequence[Column]) -> QuerySet[Any]:
    """The records with the related rows that these columns show."""
    hidden = {column.name for column in columns_of(kind)} - {column.name for column in columns}
    return records.select_related("unit", *kind.related).prefetch_related(*(name for name in kind.prefetch if name not in hidden))


def told_by_heads(kind: Kind, chosen: Iterable[str], sort: str) -> bool:
    """Whether what all kinds share is enough to find and order the records asked for."""
    key = sort_key_of(kind, sort).split("__")[0]
    return not {one.name for one in kind.filters} & set(chosen) and (not key or key in {field.name for field in Record._meta.fields})


class Pages(Paginator[Any]):
    """The pages of a list. Which records stand on one is asked of their heads alone; just those are then read whole."""

    def __init__(self, asked: "Listing") -> None:
        super().__init__(asked.heads, PER_PAGE)
        self.asked = asked

    def page(self, number: int | str) -> Page[Any]:
        valid = self.validate_number(number)
        first = (valid - 1) * self.per_page
        asked = self.asked
        here = asked.kind.model_class.objects.filter(pk__in=asked.heads.values("pk")[first : first + self.per_page])
        return Page(with_related(ordered(here, asked.kind, asked.sort), asked.kind, asked.columns), valid, self)


@dataclass(frozen=True)
class Listing:
    """One list as it was asked for. `chosen` are the filters, `columns` the columns shown.

    `heads` are what is enough of the `records` to count them and to put them in order.
    """

    kind: Kind
    records: QuerySet[Any]
    heads: QuerySet[Any]
    form: FilterForm
    columns: list[Column]
    sort: str = NEWEST
    chosen: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def narrowed(self) -> bool:
        return bool(self.chosen)

    @property
    def sortable(self) -> list[Column]:
        """The shown columns by which the list can be put in order, for screens without column heads."""
        return [column for column in self.columns if column.sort]


def listing(kind: Kind, data: Any, *, actor: Actor, day: date, at: date, columns: Sequence[str] | None) -> Listing:
    """The list that an address asks for."""
    form = FilterForm(data, kind=kind, actor=actor, day=day, at=at)
    chosen, sort = form.chosen, str(data.get("sort") or NEWEST)
    shown = shown_columns(kind, columns)
    conditions = list(wanted(kind, chosen, at=at))

    def asked_for(*, heads: bool) -> QuerySet[Any]:
        return ordered(narrowed(in_sight(kind, actor=actor, day=day, at=at, heads=heads), conditions), kind, sort)

    whole = asked_for(heads=False)
    heads = asked_for(heads=True) if told_by_heads(kind, chosen, sort) else whole
    return Listing(kind, with_related(whole, kind, shown), heads, form, shown, sort, chosen)


def approve_step(kind: Kind) -> Step | None:
    """The step that approves a submitted record of this kind, if it asks for nothing more."""
    into = [step for step in lifecycle_of(kind.code).steps if State.SUBMITTED in step.sources and step.target == State.APPROVED]
    return next((step for step in into if not step.needs_reason and not step.page), None)


def approvable_among(records: Sequence[Record], kind: Kind, *, actor: Actor, day: date) -> frozenset[int]:
    """Ids of those that the actor may approve; no query where the actor approves nowhere."""
    if approve_step(kind) is None or not roots(actor, Verb.APPROVE, at=day):
        return frozenset()
    return frozenset(inbox(actor, today=day).filter(pk__in=[record.pk for record in records]).values_list("pk", flat=True))
