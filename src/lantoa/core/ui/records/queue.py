"""What waits for a person: records to approve, records returned, drafts, what others are looking at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, roots
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind, all_kinds, kind_of
from lantoa.core.records.ledger import REDACT, UNSAID
from lantoa.core.records.models import Event, Record
from lantoa.core.records.selectors import inbox
from lantoa.core.ui.parts import Text


def with_days(records: QuerySet[Any]) -> QuerySet[Any]:
    """Each record with `since`, the business day on which it came into its present state, and the `reason` given then.

    Where words of its history are withheld since then, the decision that withheld them is told instead: the history says which they were.
    """
    came_there = Q(number=1) | ~Q(state_from="")  # what edits the record, or adds to it, bears no state of before
    last = Event.objects.filter(came_there, record=OuterRef("pk"), state_to=OuterRef("state"))
    last = last.exclude(state_from=OuterRef("state")).order_by("-number")
    came = Subquery(last.values("number")[:1])
    withheld = Event.objects.filter(record=OuterRef("pk"), step=REDACT, changes__has_key=UNSAID, number__gt=OuterRef("came"))
    reason = Coalesce(Subquery(withheld.order_by("-number").values("reason")[:1]), Subquery(last.values("reason")[:1]))
    found: QuerySet[Any] = records.annotate(since=Subquery(last.values("day")[:1]), came=came).annotate(reason=reason)
    return found


def waiting(actor: Actor, *, today: date) -> QuerySet[Any]:
    """What the person may approve, the longest waiting first."""
    return with_days(inbox(actor, today=today)).order_by("since", "changed_at", "pk")


def waiting_count(actor: Actor, *, at: date) -> int:
    """How much waits for this person's approval; no query for one who approves nowhere."""
    return inbox(actor, today=at).order_by().count() if roots(actor, Verb.APPROVE, at=at) else 0


def own(actor: User, state: str, *, today: date) -> QuerySet[Any]:
    """The person's own records in this state, as far as they may still see them, newest first."""
    rows = Record.objects.visible_to(actor, at=today).filter(author=actor.pk, state=state)
    return with_days(rows).select_related("unit").order_by("-changed_at", "-pk")


@dataclass(frozen=True)
class Item:
    """One record of a queue, in words."""

    record: Record
    kind: Kind
    waited: Text
    reason: str = ""


def items(records: Sequence[Record], *, today: date) -> list[Item]:
    return [
        Item(record, kind_of(record.kind), ago(getattr(record, "since", None), today=today), getattr(record, "reason", "") or "")
        for record in records
    ]


def ago(day: date | None, *, today: date) -> Text:
    """How long ago in words that people use."""
    if day is None:
        return ""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


def kinds_to_enter(actor: Actor, *, day: date) -> list[Kind]:
    """The kinds with generic pages that the person may enter somewhere."""
    return [kind for kind in all_kinds() if kind.listed and roots(actor, kind.entry_verb, at=day)]
