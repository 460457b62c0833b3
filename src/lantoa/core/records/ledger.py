"""The event chain: append-only, one chain a record; digests of personal values are salted with their person's key.

Destroying a person's key (people.PersonKey) makes the values unreadable and leaves every digest as it was.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Prefetch
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from lantoa.core.people.models import Person, User
from lantoa.core.people.services import key_of
from lantoa.core.records.kinds import Kind
from lantoa.core.records.models import Event, EventValue, Record

ZERO = ""
REDACT = "redact"
UNSAID = "unsaid"  # what an event of this step calls the words of earlier events that are not shown any more
REASON = "reason"
Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Fault:
    """A place where the chain does not hold."""

    record: int
    number: int
    what: str


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest_of(event: Event) -> str:
    """The digest of an event's own facts and of the digest before it."""
    facts = [
        event.record_id,
        event.number,
        event.step,
        event.state_from,
        event.state_to,
        event.by_id,
        event.role,
        event.day,
        event.at.astimezone(UTC).isoformat(),
        event.reason,
        event.changes,
        event.previous,
    ]
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def salted(key: bytes, field: str, value: Any) -> str:
    return hmac.new(key, canonical([field, value]).encode(), hashlib.sha256).hexdigest()


def append(
    record: Record,
    step: str,
    *,
    kind: Kind,
    changes: Changes,
    by: User | None,
    role: str,
    today: date,
    now: datetime,
    state_from: str = "",
    reason: str = "",
) -> Event:
    """Write the next event of the record's chain, in the caller's transaction and under its lock."""
    last = Event.objects.filter(record=record.pk).order_by("-number").values("number", "digest").first()
    subject = kind.subject(record)
    key = key_of(subject) if subject else None
    plain: dict[str, Any] = {}
    sealed: dict[str, tuple[Any, Any]] = {}
    for field, (old, new) in changes.items():
        if field in kind.personal and key is not None:
            plain[field] = {"was": salted(key, field, old), "is": salted(key, field, new)}
            sealed[field] = (old, new)
        else:
            plain[field] = [old, new]
    event = Event(
        record_id=record.pk,
        number=last["number"] + 1 if last else 1,
        step=step,
        state_from=state_from,
        state_to=record.state,
        by=by,
        role=role,
        day=today,
        at=now,
        reason=reason,
        changes=json.loads(canonical(plain)),
        previous=last["digest"] if last else ZERO,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    if subject is not None and key is not None:
        seal(event, subject, key, sealed)
    return event


def seal(event: Event, subject: Person, key: bytes, values: dict[str, tuple[Any, Any]]) -> None:
    """Lay the personal values beside the event, encrypted under the person's key."""
    box = SecretBox(key)
    EventValue.objects.bulk_create(
        EventValue(event=event, person=subject, field=field, sealed=bytes(box.encrypt(canonical(pair).encode())))
        for field, pair in values.items()
    )


def told(event: Event) -> dict[str, tuple[Any, Any] | None]:
    """The changes of an event in plain; None for a personal value whose key was destroyed, or that is not shown any more."""
    found: dict[str, tuple[Any, Any] | None] = {}
    values = {value.field: value for value in event.values.all()}
    for field, pair in event.changes.items():
        if field in event.unsaid:
            found[field] = None
        elif field != UNSAID:
            found[field] = (pair[0], pair[1]) if isinstance(pair, list) else opened(values.get(field))
    return found


def unsaid(events: Iterable[Event]) -> dict[int, dict[str, str]]:
    """Among all events of one record, by number: the fields whose words are not shown any more, and by which decision."""
    found: dict[int, dict[str, str]] = {}
    for event in events:
        if event.step == REDACT and UNSAID in event.changes:
            for number, fields in event.changes[UNSAID][1].items():
                found.setdefault(int(number), {}).update(dict.fromkeys(fields, event.reason))
    return found


def veiled(events: Iterable[Event]) -> list[Event]:
    """All events of one record, each knowing what of it is not shown any more; the rows themselves are never changed."""
    found = list(events)
    gone = unsaid(found)
    for event in found:
        event.unsaid = gone.get(event.number, {})
    return found


def opened(value: EventValue | None) -> tuple[Any, Any] | None:
    key = key_of(value.person) if value else None
    if value is None or key is None:
        return None
    try:
        old, new = json.loads(SecretBox(key).decrypt(bytes(value.sealed)))
    except CryptoError:
        return None
    return old, new


def verify(*, progress: Callable[[int], None] | None = None) -> Iterator[Fault]:
    """Recount every chain, the digests of personal values included where the key still exists; yields what does not hold."""
    previous: Event | None = None
    events = Event.objects.order_by("record", "number").prefetch_related(Prefetch("values", EventValue.objects.select_related("person")))
    for count, event in enumerate(events.iterator(chunk_size=500), start=1):
        before = previous if previous is not None and previous.record_id == event.record_id else None
        if event.number != (before.number + 1 if before else 1) or event.previous != (before.digest if before else ZERO):
            yield Fault(event.record_id, event.number, "gap")
        if digest_of(event) != event.digest:
            yield Fault(event.record_id, event.number, "digest")
        yield from faulty_values(event)
        previous = event
        if progress:
            progress(count)


def faulty_values(event: Event) -> Iterator[Fault]:
    for value in event.values.all():
        key, pair, facts = key_of(value.person), opened(value), event.changes.get(value.field)
        if key is None:
            continue
        if (
            pair is None
            or not isinstance(facts, dict)
            or facts != {"was": salted(key, value.field, pair[0]), "is": salted(key, value.field, pair[1])}
        ):
            yield Fault(event.record_id, event.number, "value")
