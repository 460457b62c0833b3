"""What made a frozen figure read differently: each record that came, went or changed, with the event that tells why."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.core.access.selectors import Actor
from lantoa.core.measures.freezing import Difference
from lantoa.core.records.models import Event, Record


@dataclass(frozen=True)
class Change:
    """One record that came, went or changed, with the event that tells why; `record` is None where it lies outside the actor's sight."""

    sign: str
    record: Record | None
    event: Event | None


def changed_records(difference: Difference, *, actor: Actor, today: date) -> list[Change]:
    """Each record of a difference with its newest event; those outside the actor's sight are counted, not named."""
    ids = difference.added | difference.gone | difference.changed
    rows: Any = Record.objects
    seen = set(rows.visible_to(actor, at=today).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    events = last_events(sorted(seen))
    signs = [("+1", difference.added), ("−1", difference.gone), ("±", difference.changed)]  # a minus sign, as printed
    found = [Change(sign, record, events.get(record.pk)) for sign, group in signs for record in records_of(frozenset(group & seen))]
    return found + [Change(sign, None, None) for sign, group in signs for _hidden in group - seen]


def last_events(records: list[int]) -> dict[int, Event]:
    """The newest event of each of these records; one query."""
    found: dict[int, Event] = {}
    for event in Event.objects.filter(record__in=records).select_related("by__person").order_by("record", "number"):
        found[event.record_id] = event
    return found


def records_of(ids: frozenset[int]) -> list[Record]:
    return list(Record.objects.filter(pk__in=ids).select_related("unit").order_by("sort_key"))
