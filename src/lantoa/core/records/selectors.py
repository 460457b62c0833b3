"""Reading records: what an actor may do with one, what waits for an actor, what happened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Decision, no
from lantoa.core.access.roles import Verb
from lantoa.core.access.second_step import strong_enough
from lantoa.core.access.selectors import Actor
from lantoa.core.records.kinds import all_kinds
from lantoa.core.records.ledger import veiled
from lantoa.core.records.lifecycle import Step, decide, lifecycle_of
from lantoa.core.records.models import Event, EventValue, Record, State


def can(actor: Actor, verb: str, record: Record, *, at: date) -> Decision:
    """Whether the record is among those that the actor may `verb` on this day, and the sign-in strong enough for it."""
    if not Record.objects.visible_to(actor, verb, at=at).filter(pk=record.pk).exists():
        return no(_("Your role does not allow this step at this unit."))
    return strong_enough(actor, verb)


@dataclass(frozen=True)
class Offer:
    """A step with the decision on it, for a button that says why it cannot be pressed."""

    step: Step
    decision: Decision

    @property
    def name(self) -> str:
        return self.step.name

    @property
    def label(self) -> Any:
        return self.step.label

    @property
    def allowed(self) -> bool:
        return self.decision.allowed

    @property
    def reason(self) -> Any:
        return self.decision.reason


def offers(record: Record, actor: Actor, *, today: date) -> list[Offer]:
    """The steps that can be taken from the record's state, each with its decision."""
    steps = [step for step in lifecycle_of(record.kind).steps if record.state in step.sources and step.applies(record)]
    scope = {verb: can(actor, verb, record, at=today) for verb in {step.verb for step in steps}}
    return [Offer(step, decide(record, step, actor, today=today, in_scope=scope[step.verb])) for step in steps]


def inbox(actor: Actor, *, today: date) -> QuerySet[Record]:
    """Submitted records that the actor may approve and did not write, the longest waiting first."""
    rows = Record.objects.visible_to(actor, Verb.APPROVE, at=today).filter(state=State.SUBMITTED).exclude(author=actor.pk)
    return rows.select_related("unit", "author__person").order_by("changed_at", "pk")


def returned_to(actor: Actor, *, today: date) -> QuerySet[Record]:
    """The actor's own records that were returned, newest first."""
    rows = Record.objects.visible_to(actor, at=today).filter(author=actor.pk, state=State.RETURNED)
    return rows.select_related("unit").order_by("-changed_at")


def asked_again(actor: Actor, *, today: date) -> QuerySet[Record]:
    """Approved records at the units where the actor enters, of which it is time to say whether all is as it was; the longest due first."""
    kinds = [kind.code for kind in all_kinds() if kind.due is not None]
    rows = Record.objects.visible_to(actor, Verb.ENTER, at=today).filter(kind__in=kinds, state=State.APPROVED, due__lte=today)
    return rows.select_related("unit").order_by("due", "pk")


def history(record: Record) -> list[Event]:
    """The record's events, newest first, with what is needed to tell them, and knowing what of them is not shown any more."""
    values = Prefetch("values", EventValue.objects.select_related("person"))
    return veiled(Event.objects.filter(record=record.pk).select_related("by__person").prefetch_related(values).order_by("-number"))
