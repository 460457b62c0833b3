"""Reading evidence: what stands behind a record, who may add to it, which files an actor may open."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import YES, Decision, no
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, grants_of
from lantoa.core.evidence.models import Citation
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.selectors import can


def citations_of(record: Record) -> QuerySet[Citation]:
    """What stands behind the record, in the order in which it was given; withdrawn evidence is told by the history alone."""
    return Citation.objects.filter(record=record.pk, withdrawn=False).select_related("file", "by__person").order_by("at", "pk")


def anchor_of(record: Record) -> str:
    """Where the evidence stands on a page that shows the record."""
    return f"evidence-{record.public_id}"


def evidence_counts(records: Iterable[Record]) -> dict[int, int]:
    """How many files stand behind each of these records, by the record's key; records without any are left out."""
    rows = Citation.objects.filter(record__in=[record.pk for record in records], withdrawn=False).order_by()
    return dict(rows.values_list("record").annotate(files=Count("pk")))


def may_cite(record: Record, actor: Actor, *, today: date) -> Decision:
    """Whether the actor may add evidence to the record now, or withdraw some; the reason if not."""
    if not grants_of(actor, at=today):
        return no(_("No role has been granted to this account for this day. Ask the office of your unit."))
    if record.state == State.WITHDRAWN:
        return no(_("The record was withdrawn. Take it up again before adding evidence."))
    if record.state == State.APPROVED:
        allowed = can(actor, Verb.CORRECT, record, at=today)
        return allowed.worded(_("The record is approved: only those who may correct it at this unit add or withdraw evidence."))
    if can(actor, kind_of(record.kind).entry_verb, record, at=today) and can(actor, Verb.VIEW, record, at=today):
        return YES
    return no(_("Your role does not allow adding evidence at this unit."))


def citation_for(actor: Actor, public_id: uuid.UUID, *, today: date) -> Citation | None:
    """The citation if its record is in the actor's sight and it still stands."""
    seen = Record.objects.visible_to(actor, at=today).values("pk")
    rows = Citation.objects.filter(public_id=public_id, withdrawn=False, record__in=seen)
    return rows.select_related("file", "record__unit").first()
