"""Who decides over a pair, where the record that stays stands from then on, and telling two records apart."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import YES, Decision, Refused, no
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, may_at
from lantoa.core.doubles.models import Pair, Verdict
from lantoa.core.people.models import User
from lantoa.core.records.links import lock_both
from lantoa.core.records.models import Record, State
from lantoa.core.records.selectors import can
from lantoa.core.records.services import note
from lantoa.core.records.values import refuse_marks
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import custodian, lowest_above

DISTINCT, DOUBTED = "told_apart", "doubted_again"
OTHER = "double"  # what an event calls the other record, by its public id


def may_decide(first: Record, second: Record, actor: Actor, *, today: date) -> Decision:
    """Whether the actor may say of both records what they are: who may correct both."""
    for record in (first, second):
        allowed = can(actor, Verb.CORRECT, record, at=today)
        if not allowed:
            return allowed.worded(_("Only those who may correct both records say whether they are doubles."))
    return YES


def may_merge(kept: Record, other: Record, actor: Actor, *, today: date) -> Decision:
    """Whether the actor may merge `other` into `kept` as both stand now."""
    if kept.kind != other.kind or kept.pk == other.pk:
        return no(_("Only two records of one kind are merged."))
    if kept.state != State.APPROVED:
        return no(_("The record that stays must be approved. Approve it first, or keep the other one."))
    if other.state not in (State.APPROVED, State.SUBMITTED):
        return no(_("The record to be merged is neither approved nor awaiting approval."))
    allowed = may_decide(kept, other, actor, today=today)
    if not allowed:
        return allowed
    if actor.pk in (kept.author_id, other.author_id):
        return no(_("You entered one of these records yourself; someone else decides whether they are doubles."))
    home = home_of(kept, other, today=today)
    if home is None:
        return no(_("The two units have no superior in common, so that the record would stand nowhere."))
    return may_at(actor, Verb.CORRECT, home, at=today, place=kept.place)


def home_of(kept: Record, other: Record, *, today: date) -> Unit | None:
    """The unit of the record that stays: the lowest one above both units on its day; its own where one of them follows the other."""
    if kept.unit_id == other.unit_id:
        return kept.unit
    if kept.unit.alive(kept.day) and other.unit.alive(kept.day):
        return lowest_above({kept.unit_id, other.unit_id}, at=kept.day)
    holders = {holder.pk for unit in (kept.unit, other.unit) if (holder := custodian(unit, at=today)) is not None}
    common = lowest_above(holders, at=today) if holders else None
    if common is not None and (len(holders) == 1 or not common.alive(kept.day)):
        return kept.unit
    return common


@transaction.atomic
def tell_apart(pair: Pair, *, by: User, today: date, reason: str = "") -> Pair:
    """The two records are not doubles: remembered, told in both histories, not offered again. Raises `Refused`."""
    return decide(pair, Verdict.DISTINCT, DISTINCT, by=by, today=today, reason=reason)


@transaction.atomic
def doubt_again(pair: Pair, *, by: User, today: date, reason: str = "") -> Pair:
    """Take back that the two were told apart. Raises `Refused`."""
    return decide(pair, Verdict.OPEN, DOUBTED, by=by, today=today, reason=reason)


def decide(pair: Pair, verdict: str, step: str, *, by: User, today: date, reason: str) -> Pair:
    refuse_marks({"reason": reason})
    ends: dict[int, Any] = lock_both(pair.first, pair.second)
    first, second = ends[pair.first_id], ends[pair.second_id]
    allowed = may_decide(first, second, by, today=today)
    if not allowed:
        raise Refused(allowed.reason)
    current = Pair.objects.get(pk=pair.pk)
    if current.verdict == verdict:
        return current
    current.verdict, current.by, current.day = verdict, by, today
    current.save()
    for record, other in ((first, second), (second, first)):
        note(record, step, changes={OTHER: (None, str(other.public_id))}, by=by, today=today, reason=reason)
    return current
