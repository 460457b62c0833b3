"""Reading pairs and mergers: what an actor may decide, what stands beside a record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, roots
from lantoa.core.doubles.models import Merger, Pair, Verdict
from lantoa.core.records.models import Record


def in_sight(actor: Actor, verb: str, *, at: date) -> Q:
    """The condition that both records of a pair are among those that the actor may `verb`."""
    seen = Record.objects.visible_to(actor, verb, at=at).values("pk")
    return Q(first__in=seen, second__in=seen)


def open_pairs(actor: Actor, *, at: date) -> QuerySet[Pair]:
    """Suspected doubles over both of which the actor may decide, the most alike first."""
    if not roots(actor, Verb.CORRECT, at=at):
        return Pair.objects.none()
    rows = Pair.objects.filter(in_sight(actor, Verb.CORRECT, at=at), verdict=Verdict.OPEN)
    return rows.select_related("first__unit", "second__unit", "first__place", "second__place")


def told_apart(actor: Actor, *, at: date) -> QuerySet[Pair]:
    """Pairs that were told apart, as far as the actor may decide over both, the latest first."""
    rows = Pair.objects.filter(in_sight(actor, Verb.CORRECT, at=at), verdict=Verdict.DISTINCT)
    return rows.select_related("first__unit", "second__unit", "by__person").order_by("-day", "-pk")


def pair_for(actor: Actor, public_id: UUID, *, at: date) -> Pair | None:
    """The pair, where the actor may see both of its records."""
    rows = Pair.objects.filter(in_sight(actor, Verb.VIEW, at=at), public_id=public_id)
    return rows.select_related("first__unit", "second__unit", "by__person").first()


@dataclass(frozen=True)
class Suspect:
    """The other record of a pair, as seen from one."""

    pair: Pair
    record: Record


def suspects_of(record: Record, actor: Actor, *, at: date) -> list[Suspect]:
    """The records that may tell of the same thing, as far as the actor may see them."""
    found = {}
    for pair in Pair.objects.filter(Q(first=record.pk) | Q(second=record.pk), verdict=Verdict.OPEN):
        found[pair.second_id if pair.first_id == record.pk else pair.first_id] = pair
    seen = Record.objects.visible_to(actor, at=at).filter(pk__in=found).select_related("unit").in_bulk() if found else {}
    return [Suspect(pair, seen[pk]) for pk, pair in found.items() if pk in seen]


def mergers_into(record: Record, actor: Actor, *, at: date) -> list[Merger]:
    """What was merged into the record and is not undone, as far as the actor may see it, the latest first."""
    rows: Sequence[Any] = list(Merger.objects.filter(kept=record.pk, undone_day=None).select_related("merged__unit", "by__person"))
    seen = visible([row.merged_id for row in rows], actor, at=at)
    return [row for row in rows if row.merged_id in seen]


def merger_of(record: Record) -> Merger | None:
    """The merger by which the record was merged into another, unless it was undone."""
    return Merger.objects.filter(merged=record.pk, undone_day=None).select_related("kept__unit", "merged__unit", "by__person").first()


def merger_for(actor: Actor, public_id: UUID, *, at: date) -> Merger | None:
    """A merger that stands, where the actor may see both of its records."""
    rows = Merger.objects.filter(public_id=public_id, undone_day=None).select_related("kept__unit", "merged__unit", "by__person")
    found = rows.first()
    return found if found and visible([found.kept_id, found.merged_id], actor, at=at) == {found.kept_id, found.merged_id} else None


def visible(records: Iterable[int], actor: Actor, *, at: date) -> set[int]:
    asked = list(records)
    return set(Record.objects.visible_to(actor, at=at).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
