"""Looking for doubles: records that were written are compared with those that share a block, a batch a transaction.

A write leaves one row that says it waits; a process beside the writers (`lantoa doubles seek`) does the rest.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from rapidfuzz import fuzz, process

from lantoa.core.doubles.blocks import blocks_of
from lantoa.core.doubles.likeness import SUSPECT, Likeness, compare
from lantoa.core.doubles.models import Mark, Pair, Verdict, Waiting
from lantoa.core.doubles.names import read_name
from lantoa.core.doubles.spots import Atlas
from lantoa.core.doubles.traits import Traits, read_traits
from lantoa.core.records.kinds import all_kinds, kind_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import on_change
from lantoa.core.units.moments import alone

SEEKING = "doubles_seeking"  # the work of which only one is done at a time
LOOKED_AT = (State.SUBMITTED, State.APPROVED)  # what is unfinished, or no longer counts, is no double of anything
BATCH = 300  # writes looked at in one go
CROWD = 3000  # a block with more records than this tells nothing and is left out
NAMES_ALIKE = 60  # of names that are looked at more closely, by their words
MOST = 30  # records that one is compared with at most, the nearest by name
AT_ONCE = 400  # keys in one statement
Blocks = dict[int, set[int]]
Pairs = dict[tuple[int, int], Likeness]


@on_change
def wait_in_line(before: dict[str, Any] | None, record: Record) -> None:
    """A written record is looked at again; one that never was outside its author's hands need not be."""
    states = {record.state, (before or {}).get("state")}
    if kind_of(record.kind).alike and states & set(LOOKED_AT):
        Waiting.objects.create(record_id=record.pk)


@dataclass
class Search:
    """What one run has read: blocks, names and traits of the records that it met."""

    atlas: Atlas = field(default_factory=Atlas)
    members: dict[int, list[int]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    traits: dict[int, Traits] = field(default_factory=dict)
    fresh: set[int] = field(default_factory=set)
    batch: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    crowded: int = 0  # blocks left out
    met: int = 0  # names that were looked at
    compared: int = 0  # records that were compared

    def read_blocks(self) -> None:
        """Who stands in the blocks of the batch; nobody where they are too many to tell anything."""
        blocks = sorted(self.batch)
        for start in range(0, len(blocks), AT_ONCE):
            self.members |= self.kept(blocks[start : start + AT_ONCE])
        for block, own in self.batch.items():
            found = [*self.members.get(block, ()), *own]
            self.crowded += len(found) > CROWD
            self.members[block] = found if len(found) <= CROWD else []

    def kept(self, blocks: list[int]) -> dict[int, list[int]]:
        """Who stood in these blocks before the batch; of those in which too many do, so many that it is seen."""
        found: dict[int, list[int]] = defaultdict(list)
        sizes = Mark.objects.filter(block__in=blocks).order_by().values_list("block").annotate(size=Count("pk"))
        crowded = {block for block, size in sizes if size > CROWD + BATCH}
        rows = Mark.objects.filter(block__in=set(blocks) - crowded).order_by().values_list("block", "record")
        for block, record in rows.iterator(chunk_size=5000):
            if record not in self.fresh:
                found[block].append(record)
        return found | dict.fromkeys(crowded, [0] * (CROWD + 1))

    def forget(self, records: set[int]) -> None:
        """These records were written: what was read of them, and of any block, is read again."""
        self.members.clear()
        self.batch.clear()
        self.fresh = records
        for record in records:
            self.names.pop(record, None), self.traits.pop(record, None)

    def remember(self, blocks: Blocks) -> None:
        """The blocks of the batch, which no table holds yet."""
        for record, own in blocks.items():
            for block in own:
                self.batch[block].append(record)

    def read_names(self, records: Iterable[int]) -> None:
        missing = sorted(set(records) - self.names.keys())
        for start in range(0, len(missing), AT_ONCE):
            rows = Record.objects.filter(pk__in=missing[start : start + AT_ONCE]).values_list("pk", "title")
            self.names |= {pk: read_name(title).text for pk, title in rows}

    def read(self, kind: str, records: Iterable[int]) -> None:
        missing = set(records) - self.traits.keys()
        if missing:
            self.traits |= read_traits(kind_of(kind), missing, self.atlas)


def waiting() -> bool:
    return Waiting.objects.exists()


def seek(*, batch: int = BATCH, search: Search | None = None) -> int:
    """Compare one batch of what waits; how many writes that was. Comparing is slow and done before the transaction that writes."""
    rows = list(Waiting.objects.order_by("pk").values_list("pk", "record")[:batch])
    if not rows:
        return 0
    records = {record for _pk, record in rows}
    blocks, pairs = look_at(records, search or Search())
    with alone(SEEKING):
        Mark.objects.filter(record__in=records).delete()
        marks = (Mark(record_id=pk, block=block) for pk, own in blocks.items() for block in sorted(own))
        Mark.objects.bulk_create(marks, batch_size=2000)
        write(records, pairs)
        Waiting.objects.filter(pk__in=[pk for pk, _record in rows]).delete()
    return len(rows)


def seek_all() -> int:
    """Compare all that waits; how many records that was."""
    done = 0
    while told := seek():
        done += told
    return done


def look_at(records: set[int], search: Search) -> tuple[Blocks, Pairs]:
    """The blocks in which these records stand now, and the pairs that they make with others. Writes nothing."""
    search.forget(records)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for pk, kind in Record.objects.filter(pk__in=records, state__in=LOOKED_AT).order_by("pk").values_list("pk", "kind"):
        by_kind[kind].append(pk)
    blocks: Blocks = {}
    for kind, found in by_kind.items():
        search.read(kind, found)
        blocks |= {pk: blocks_of(kind, search.traits[pk]) for pk in found}
    search.remember(blocks)
    search.read_blocks()
    pairs: Pairs = {}
    for kind, found in by_kind.items():
        for pk in found:
            for other, likeness in alike_to(pk, kind, blocks[pk], search):
                pairs[min(pk, other), max(pk, other)] = likeness
    return blocks, pairs


def alike_to(record: int, kind: str, blocks: set[int], search: Search) -> list[tuple[int, Likeness]]:
    """The records that may tell of the same thing as this one."""
    met = {other for block in blocks for other in search.members[block]} - {record}
    if not met:
        return []
    search.read_names({*met, record})
    names = {pk: search.names[pk] for pk in met}
    near = process.extract(search.names[record], names, scorer=fuzz.token_set_ratio, score_cutoff=NAMES_ALIKE, limit=MOST)
    search.met, search.compared = search.met + len(met), search.compared + len(near)
    search.read(kind, [pk for _name, _score, pk in near])
    found = ((pk, compare(search.traits[record], search.traits[pk])) for _name, _score, pk in near)
    return [(pk, likeness) for pk, likeness in found if likeness.score >= SUSPECT]


def write(records: set[int], pairs: Pairs) -> None:
    """Keep the pairs of these records that are suspected now; what people decided stays as they did."""
    known = {(pair.first_id, pair.second_id): pair for pair in Pair.objects.filter(Q(first__in=records) | Q(second__in=records))}
    gone = [pair.pk for key, pair in known.items() if key not in pairs and pair.verdict == Verdict.OPEN]
    Pair.objects.filter(pk__in=gone).delete()
    Pair.objects.bulk_create(
        (
            Pair(first_id=first, second_id=second, score=told.score, reasons=list(told.reasons))
            for (first, second), told in sorted(pairs.items())
            if (first, second) not in known
        ),
        batch_size=500,
    )
    changed = [pair for key, pair in known.items() if key in pairs and (pair.score, tuple(pair.reasons)) != told_of(pairs[key])]
    for pair in changed:
        pair.score, pair.reasons = pairs[pair.first_id, pair.second_id].score, list(pairs[pair.first_id, pair.second_id].reasons)
    Pair.objects.bulk_update(changed, ("score", "reasons"), batch_size=500)


def told_of(likeness: Likeness) -> tuple[int, tuple[str, ...]]:
    return likeness.score, likeness.reasons


def begin_again() -> int:
    """Let every record of every kind that can have doubles wait; how many."""
    kinds = [kind.code for kind in all_kinds() if kind.alike]
    rows = Record.objects.filter(kind__in=kinds, state__in=LOOKED_AT).order_by("pk").values_list("pk", flat=True)
    return len(Waiting.objects.bulk_create((Waiting(record_id=pk) for pk in rows), batch_size=2000))


def open_count() -> int:
    """How many pairs wait to be decided, in the whole installation."""
    return Pair.objects.filter(verdict=Verdict.OPEN).count()
