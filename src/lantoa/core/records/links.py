"""Links between records: made and taken away by those who may change the one, told in the history of both.

An event names the other record by its public id only: a title may hold a name that is nobody else's to read.
"""

import uuid
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Verb
from lantoa.core.people.models import User
from lantoa.core.records.models import Link, LinkKind, Record
from lantoa.core.records.selectors import can
from lantoa.core.records.services import locked, may_edit, note

LINKED, UNLINKED = "link", "unlink"
TOLD = "link"  # what the event calls it


def links_of(record: Record) -> QuerySet[Link]:
    """Every link from or to the record, as they were made."""
    return Link.objects.filter(Q(source=record.pk) | Q(target=record.pk)).order_by("pk")


@transaction.atomic
def link(record: Record, other: Record, *, kind: str, by: User, today: date, back: bool = False, key: uuid.UUID | None = None) -> Link:
    """`record` stands in this relation to `other`; with `back`, `other` to it. A second call with one `key` returns the link of the first.

    `by` must be allowed to change `record` in its present state and to see `other`. Raises `Refused` or `ValidationError`.
    """
    key = key or uuid.uuid4()
    source, target = (other, record) if back else (record, other)
    ends = lock_both(record, other)
    if twin := Link.objects.filter(key=key).first():
        return same_link(twin, source, target, kind)
    check_ends(ends[record.pk], other, by=by, today=today)
    if links_of(record).filter(Q(source=other.pk) | Q(target=other.pk), kind=kind).exists():
        raise ValidationError({"other": _("The two records are linked in this way already. Choose another record or another relation.")})
    made = Link.objects.create(key=key, source_id=source.pk, target_id=target.pk, kind=kind)
    tell_both(made, LINKED, ends=ends, by=by, today=today)
    return made


@transaction.atomic
def unlink(found: Link, record: Record, *, by: User, today: date) -> bool:
    """Take a link away from the side of `record`, which `by` must be allowed to change; whether it still stood."""
    ends = lock_both(*Record.objects.filter(pk__in=(found.source_id, found.target_id)))
    check_edit(ends[record.pk], by=by, today=today)
    if not Link.objects.filter(pk=found.pk).exists():
        return False
    tell_both(found, UNLINKED, ends=ends, by=by, today=today)
    Link.objects.filter(pk=found.pk).delete()
    return True


def repoint(found: Link, *, away: Record, to: Record, by: User, today: date) -> None:
    """The end of a link at `away` goes over to `to`, told in all three histories; under the caller's locks and rights."""
    ends: dict[int, Any] = Record.objects.in_bulk({found.source_id, found.target_id, to.pk})
    tell_both(found, UNLINKED, ends=ends, by=by, today=today)
    if found.source_id == away.pk:
        found.source_id = to.pk
    else:
        found.target_id = to.pk
    found.save()
    tell_both(found, LINKED, ends=ends, by=by, today=today)


def lock_both(*ends: Record) -> dict[int, Any]:
    """The records as they stand, locked in one order for all, so that no two writers wait for each other."""
    return {end.pk: locked(end) for end in sorted(ends, key=lambda end: end.pk)}


def same_link(twin: Link, source: Record, target: Record, kind: str) -> Link:
    if (twin.source_id, twin.target_id, twin.kind) != (source.pk, target.pk, kind):
        raise ValidationError(_("This form was already used for another link. Open the record again."), code="reused")
    return twin


def check_ends(record: Record, other: Record, *, by: User, today: date) -> None:
    if record.pk == other.pk:
        raise ValidationError({"other": _("A record is not linked to itself. Choose another one.")})
    if not can(by, Verb.VIEW, other, at=today):
        raise Refused(_("The other record lies outside what you may see."))
    check_edit(record, by=by, today=today)


def check_edit(record: Record, *, by: User, today: date) -> None:
    decision = may_edit(record, by, today=today)
    if not decision:
        raise Refused(decision.reason)


def tell_both(told: Link, step: str, *, ends: dict[int, Any], by: User, today: date) -> None:
    """An event in the chain of either record: what the other is to it."""
    for end, other, back in ((told.source_id, told.target_id, False), (told.target_id, told.source_id, True)):
        value = {"kind": told.kind, "back": back, "record": str(ends[other].public_id)}
        pair = (None, value) if step == LINKED else (value, None)
        note(ends[end], step, changes={TOLD: pair}, by=by, today=today)


def words_of(value: dict[str, Any]) -> str:
    """The relation that an event holds, as its record says it; in the language of the page."""
    kind = LinkKind(value["kind"])
    return kind.back if value["back"] else str(kind.label)
