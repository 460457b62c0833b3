"""Lifecycles: the steps a record can take, read aloud as the regulation says them. Frozen data in code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.decisions import YES, Decision, no
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, grants_of
from lantoa.core.records.models import Record, State

Guard = Callable[[Any, Actor, date], Decision]


@dataclass(frozen=True)
class Step:
    """From some states to one, by those who may `verb`, if no guard refuses.

    A step that brings values of its own names in `page` the address (by its URL name, with the record's public id) that asks for them.
    Where a step does not `apply` to a record at all (resuming what never stopped), it is not offered.
    """

    name: str
    sources: tuple[str, ...]
    target: str
    verb: str
    label: str | Promise
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False
    primary: bool = False
    past: str | Promise = ""  # how the history tells it
    page: str = ""
    applies: Callable[[Any], bool] = lambda record: True
    restores: bool = False  # back to a state in which the record stood before: who approved it then stays


@dataclass(frozen=True)
class Lifecycle:
    """The steps of a kind, and the state in which it starts."""

    kind: str
    start: str
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step:
        """The step of this name. Raises `KeyError`."""
        return {step.name: step for step in self.steps}[name]


KEPT = "kept"
_LIFECYCLES: dict[str, Lifecycle] = {}
_COMMON: dict[str, Step] = {}
_AFTER: dict[tuple[str, str], list[Callable[..., None]]] = {}


def register_lifecycle(lifecycle: Lifecycle) -> Lifecycle:
    """Make a kind's lifecycle known; called in the domain's AppConfig.ready()."""
    _LIFECYCLES[lifecycle.kind] = lifecycle
    return lifecycle


def lifecycle_of(kind: str) -> Lifecycle:
    """The lifecycle of a kind. Raises `KeyError`."""
    return _LIFECYCLES[kind]


def register_common(step: Step) -> Step:
    """Make a step known that records of every kind can take, by `services.take` alone: no lifecycle offers it."""
    _COMMON[step.name] = step
    return step


def steps_of(kind: str) -> dict[str, Step]:
    """Every step that a record of this kind can have taken, by name."""
    return _COMMON | {step.name: step for step in lifecycle_of(kind).steps}


def all_lifecycles() -> list[Lifecycle]:
    return [_LIFECYCLES[kind] for kind in sorted(_LIFECYCLES)]


def after(kind: str, step: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a reaction: called with (record, by=, today=) in the step's own transaction."""

    def remember(reaction: Callable[..., None]) -> Callable[..., None]:
        _AFTER.setdefault((kind, step), []).append(reaction)
        return reaction

    return remember


def reactions(kind: str, step: str) -> list[Callable[..., None]]:
    return _AFTER.get((kind, step), [])


def not_the_author(record: Record, actor: Actor, today: date) -> Decision:
    """Four eyes: what one wrote, another approves."""
    if record.author_id == actor.pk:
        return no(_("You entered this record yourself; someone else of your unit or the level above approves it."))
    return YES


def corrected_by_another(record: Record, actor: Actor, today: date) -> Decision:
    """What was approved is not undone by its author alone."""
    if record.author_id == actor.pk:
        return no(_("You entered this record yourself; an approved record is corrected by someone else."))
    return YES


def not_merged(record: Record) -> bool:
    """What was merged into another record comes back by undoing that alone."""
    return record.merged_into_id is None


def aside_steps(*, verb: str = Verb.ENTER, sources: tuple[str, ...] = (State.DRAFT, State.SUBMITTED, State.RETURNED)) -> tuple[Step, Step]:
    """Withdraw what is not approved, and take it up again: by those who may enter such records."""
    return (
        Step("withdraw", sources, State.WITHDRAWN, verb, _("Withdraw"), needs_reason=True, past=_("withdrawn")),
        Step("reopen", (State.WITHDRAWN,), State.DRAFT, verb, _("Take up again"), past=_("taken up again"), applies=not_merged),
    )


def still_kept(applies: Callable[[Any], bool]) -> Step:
    """The answer, each half-year, that all is as it was: those who may enter such records give it, and no value changes."""
    return Step(
        KEPT, (State.APPROVED,), State.APPROVED, Verb.ENTER, _("Still kept up"), past=_("said to be still kept up"), applies=applies
    )


def entry_steps() -> tuple[Step, ...]:
    """The steps that most kinds share: submit, approve, return, withdraw, revoke, take up again."""
    withdraw, reopen = aside_steps()
    return (
        Step("submit", (State.DRAFT, State.RETURNED), State.SUBMITTED, Verb.ENTER, _("Submit"), primary=True, past=_("submitted")),
        Step(
            "approve", (State.SUBMITTED,), State.APPROVED, Verb.APPROVE, _("Approve"),
            guards=(not_the_author,), primary=True, past=_("approved"),
        ),
        Step(
            "return", (State.SUBMITTED,), State.RETURNED, Verb.APPROVE, _("Return"),
            guards=(not_the_author,), needs_reason=True, past=_("returned"),
        ),
        withdraw,
        Step(
            "revoke", (State.APPROVED,), State.WITHDRAWN, Verb.CORRECT, _("Revoke the approval"),
            guards=(corrected_by_another,), needs_reason=True, past=_("approval revoked"),
        ),
        reopen,
    )  # fmt: skip


def decide(record: Record, step: Step, actor: Actor, *, today: date, in_scope: Decision) -> Decision:
    """Whether the actor may take this step now, with the reason if not; `in_scope` is what `records.selectors.can` said of its verb."""
    if record.state not in step.sources or not step.applies(record):
        return no(_("The record is not in a state from which this step can be taken."))
    if not grants_of(actor, at=today):
        return no(_("No role has been granted to this account for this day. Ask the office of your unit."))
    if not in_scope:
        return in_scope
    for guard in step.guards:
        decision = guard(record, actor, today)
        if not decision:
            return decision
    return YES
