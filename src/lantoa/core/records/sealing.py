"""The second chain: batches of committed events, sealed one after the other by one process beside the writers.

The chain of a record tells whether its events were rewritten, not whether the last of them were cut off, or all of them. A seal tells
that too, without one row that every writer would wait for.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from django.db.models import Max, QuerySet

from lantoa.core.records.ledger import ZERO, Fault, canonical
from lantoa.core.records.models import Event, Seal, SealedEvent
from lantoa.core.units.moments import alone

SEALS = "records_seals"  # the work of which only one is done at a time
BATCH = 1000  # events in one seal
LOOKBACK = 20_000  # numbers of events among which one may have been committed late
Line = tuple[int, str]  # an event's number in the table, and its digest


def digest_of(number: int, at: datetime, previous: str, lines: Sequence[Line]) -> str:
    """The digest of a batch and of the digest before it. The moment counts, in whatever zone it is told."""
    return hashlib.sha256(canonical([number, at.astimezone(UTC).isoformat(), previous, list(map(list, lines))]).encode()).hexdigest()


def seal(*, now: datetime, batch: int = BATCH, everywhere: bool = False) -> int:
    """Seal one batch of events that are committed and in no seal yet; how many. `everywhere`: look among all events, not the latest."""
    if not unsealed(everywhere=everywhere).exists():
        return 0
    with alone(SEALS):
        lines = list(unsealed(everywhere=everywhere).order_by("pk").values_list("pk", "digest")[:batch])
        if not lines:
            return 0
        last = Seal.objects.order_by("-number").first()
        number, previous = (last.number + 1, last.digest) if last else (1, ZERO)
        made = Seal(number=number, at=now, count=len(lines), previous=previous, digest=digest_of(number, now, previous, lines))
        made.save(force_insert=True)
        SealedEvent.objects.bulk_create(SealedEvent(event_id=pk, seal=made) for pk, _digest in lines)
    return len(lines)


def unsealed(*, everywhere: bool = True) -> QuerySet[Event]:
    """Events in no seal. Numbers are drawn before a transaction commits, so that one may come to light below those sealed already."""
    rows = Event.objects.filter(sealed=None)
    if everywhere:
        return rows
    last = SealedEvent.objects.aggregate(last=Max("event"))["last"] or 0
    return rows.filter(pk__gt=last - LOOKBACK)


def verify() -> Iterator[Fault]:
    """Recount every seal; yields what does not hold, with the number of the seal."""
    previous, expected = ZERO, 1
    for found in Seal.objects.order_by("number").iterator(chunk_size=100):
        lines = list(SealedEvent.objects.filter(seal=found.number).order_by("event").values_list("event", "event__digest"))
        if found.number != expected or found.previous != previous:
            yield Fault(0, found.number, "seal gap")
        if len(lines) != found.count or digest_of(found.number, found.at, found.previous, lines) != found.digest:
            yield Fault(0, found.number, "seal")
        previous, expected = found.digest, found.number + 1
