"""Writing very many records at once, with the events and measure rows that the services would have written for each.

Only for synthetic records of the demo: no rights are asked, no reactions run. Audit trail and measures verify as if each had been entered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, router

from lantoa.core.measures.models import MeasureRow
from lantoa.core.measures.registry import measures_of_kind
from lantoa.core.measures.rows import approved, derive
from lantoa.core.measures.totals import append_deltas
from lantoa.core.people.models import User
from lantoa.core.records import ledger
from lantoa.core.records.kinds import Kind
from lantoa.core.records.models import Event, Record, State
from lantoa.lib.vietnamese import fold, sort_key

BATCH = 1000
HEADER = [field for field in Record._meta.concrete_fields if not field.primary_key]
PATHS: dict[str, tuple[str, ...]] = {
    State.DRAFT: ("create",),
    State.SUBMITTED: ("create", "submit"),
    State.APPROVED: ("create", "submit", "approve"),
    State.RETURNED: ("create", "submit", "return"),
    State.WITHDRAWN: ("create", "withdraw"),
}
REACHED = {
    "create": State.DRAFT,
    "submit": State.SUBMITTED,
    "approve": State.APPROVED,
    "return": State.RETURNED,
    "withdraw": State.WITHDRAWN,
}
REASONS = {"return": "Lý do thử", "withdraw": "Lý do thử"}


@dataclass(frozen=True)
class Hands:
    """Who wrote and who decided, when."""

    author: User
    approver: User
    author_role: str
    approver_role: str
    today: date
    now: datetime


def write_batch(kind: Kind, records: Sequence[Any], *, many: Mapping[str, Sequence[Sequence[int]]], hands: Hands) -> None:
    """Write these unsaved records, whose state says how far they came, with all that follows from them; in the caller's transaction.

    `many` holds, for each many-to-many field, the ids that each of the records has there.
    """
    for record in records:
        finish(record, kind, hands=hands)
    insert(records)
    for name, chosen in many.items():
        insert_many(records, name, chosen)
    Event.objects.bulk_create((event for record in records for event in events_of(record, hands=hands)), batch_size=BATCH)
    keys = [record.pk for record in records]
    for measure in measures_of_kind(kind.code):
        rows = list(derive(measure, approved(kind.code, pk__in=keys)))
        MeasureRow.objects.bulk_create(rows, batch_size=BATCH)
        append_deltas([], rows)


def finish(record: Any, kind: Kind, *, hands: Hands) -> None:
    """Fill what the services would have derived."""
    record.kind, record.author, record.version = kind.code, hands.author, len(PATHS[record.state])
    record.approved_by = hands.approver if record.state == State.APPROVED else None
    record.sort_key, record.search_text = sort_key(record.title), fold(record.title)
    record.made_at = record.changed_at = hands.now


def insert(records: Sequence[Any]) -> None:
    """Insert header and own rows; Django offers no bulk insert for models of two tables, so each table is filled by itself."""
    headers = [Record(**{field.attname: getattr(record, field.attname) for field in HEADER}) for record in records]
    Record._base_manager.bulk_create(headers, batch_size=BATCH)
    model = type(records[0])
    for record, header in zip(records, headers, strict=True):
        record.pk = record.id = header.pk
    own: Sequence[models.Field] = model._meta.local_concrete_fields
    using = router.db_for_write(model)
    for start in range(0, len(records), BATCH):
        model._base_manager._insert(records[start : start + BATCH], fields=own, using=using)


def insert_many(records: Sequence[Any], name: str, chosen: Sequence[Sequence[int]]) -> None:
    """Fill one many-to-many field of records that are saved."""
    field = type(records[0])._meta.get_field(name)
    through = field.remote_field.through
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = (
        through(**{f"{own}_id": record.pk, f"{other}_id": pk}) for record, ids in zip(records, chosen, strict=True) for pk in ids
    )  # fmt: skip
    through._base_manager.bulk_create(rows, batch_size=BATCH)


def events_of(record: Any, *, hands: Hands) -> Iterator[Event]:
    """The chain of events that led the record to its state."""
    previous, state = ledger.ZERO, ""
    for number, step in enumerate(PATHS[record.state], start=1):
        by, role = (hands.approver, hands.approver_role) if step in {"approve", "return"} else (hands.author, hands.author_role)
        event = Event(
            record_id=record.pk, number=number, step=step, state_from=state, state_to=REACHED[step], by=by, role=role, day=hands.today,
            at=hands.now, reason=REASONS.get(step, ""), changes=changes_of(record, step, state), previous=previous,
        )  # fmt: skip
        event.digest = ledger.digest_of(event)
        previous, state = event.digest, REACHED[step]
        yield event


def changes_of(record: Any, step: str, state: str) -> dict[str, list[Any]]:
    """What the step changed, as the history tells it."""
    moved = {"state": [state or None, str(REACHED[step])]}
    if step != "create":
        return moved
    return {"title": [None, record.title], "unit": [None, record.unit_id], "day": [None, str(record.day)], **moved}
