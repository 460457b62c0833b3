"""Freezing a reading: its value, the rows behind it and their hash; and telling what has changed since."""

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lantoa.core.measures.models import MeasureRow
from lantoa.core.measures.reading import Reading, rows_behind
from lantoa.core.records.models import Record

Lines = dict[str, str]  # row key -> what the row says


@dataclass(frozen=True)
class Frozen:
    """A reading as it stood: what closed figures keep."""

    value: Decimal
    counted: Decimal
    declared: Decimal
    n: int
    lines: Lines
    digest: str


@dataclass(frozen=True)
class Difference:
    """What has changed between frozen rows and the rows of today, by record: ids of records added, gone, or saying something else."""

    added: frozenset[int] = field(default_factory=frozenset)
    gone: frozenset[int] = field(default_factory=frozenset)
    changed: frozenset[int] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed)


def line(row: MeasureRow) -> str:
    """What a row says, in one canonical text."""
    numbers = ("" if number is None else f"{number.normalize():f}" for number in (row.num, row.high, row.den))
    return "|".join((str(row.unit_id), str(row.day), *numbers, str(row.n), row.qualifier))


def lines_of(reading: Reading) -> Lines:
    """The rows behind a reading, by key."""
    return {row.key: line(row) for row in rows_behind(reading).order_by("key")}


def digest_of(values: Any, lines: Lines) -> str:
    text = json.dumps([values, sorted(lines.items())], ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def freeze(reading: Reading) -> Frozen:
    """The reading with its rows' keys and their hash."""
    lines = lines_of(reading)
    values = [f"{number.normalize():f}" for number in (reading.value, reading.counted, reading.declared)]
    return Frozen(reading.value, reading.counted, reading.declared, reading.n, lines, digest_of([*values, reading.n], lines))


def by_record(lines: Lines) -> dict[str, list[str]]:
    """Lines gathered under the public id of their record."""
    found: dict[str, list[str]] = {}
    for key, text in sorted(lines.items()):
        found.setdefault(key.split("/")[0], []).append(text)
    return found


def compare(before: Lines, after: Lines) -> Difference:
    """What has changed from one set of rows to another."""
    old, new = by_record(before), by_record(after)
    ids = dict(Record.objects.filter(public_id__in={*old, *new}).values_list("public_id", "pk"))
    keyed = {str(public_id): pk for public_id, pk in ids.items()}
    return Difference(
        added=frozenset(keyed[key] for key in new.keys() - old.keys() if key in keyed),
        gone=frozenset(keyed[key] for key in old.keys() - new.keys() if key in keyed),
        changed=frozenset(keyed[key] for key in old.keys() & new.keys() if old[key] != new[key] and key in keyed),
    )
