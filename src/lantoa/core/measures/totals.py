"""Totals: what a row adds to which unit in which month, and the deltas that wait to be carried there.

A flow counts at every unit above its own on the row's own day. A stock counts above from the day on which it began, or its unit came
there, to the day on which its unit left: as signed changes of the months in which these days lie.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from lantoa.core.measures.models import Delta, MeasureRow, Refold
from lantoa.core.measures.registry import Fold, Measure, all_measures
from lantoa.core.units.closure import ClosureRow, on_closure_change
from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, PROVINCIAL, UnitKind
from lantoa.core.units.models import Unit

CARRYING = (UnitKind.COUNTRY, *PROVINCIAL, *DISTRICT_LEVEL, *COMMUNAL, UnitKind.PARTY_COMMITTEE)  # of all others the rows are few
ALL = ""  # the dimension and the category of a total of everything
ZERO = Decimal(0)


class Key(NamedTuple):
    """The key of a total."""

    unit: int
    hierarchy: str
    measure: str
    dimension: str
    category: str
    year: int
    month: int
    qualifier: str


@dataclass
class Sum:
    """What rows add up to."""

    num: Decimal = ZERO
    high: Decimal = ZERO
    den: Decimal = ZERO
    n: int = 0

    def add(self, other: "Sum", sign: int = 1) -> None:
        self.num += sign * other.num
        self.high += sign * other.high
        self.den += sign * other.den
        self.n += sign * other.n

    def __bool__(self) -> bool:
        return bool(self.n or self.num or self.high or self.den)


class Above(NamedTuple):
    """A span in which a unit stood under another (or is it), with the unit's own life."""

    ancestor: int
    hierarchy: str
    starts: date
    ends: date
    born: date
    gone: date
    sign: int = 1


Folded = dict[Key, Sum]


def is_totalled(measure: Measure) -> bool:
    """Whether totals are kept of it: not of what only units report, nor of what is never summed upward."""
    return not (measure.declared_only or measure.own_only)


def carries(unit: Unit) -> bool:
    """Whether totals are kept at this unit."""
    return unit.kind in CARRYING


def totalled() -> dict[str, Measure]:
    """The measures of which totals are kept, by code."""
    return {found.code: found for found in all_measures() if is_totalled(found)}


def category_code(value: Any) -> str:
    """A value of a dimension as a total keeps it."""
    return ALL if value is None else str(value)


def changes(measure: Measure, day: date, above: Above) -> Iterator[tuple[date, int]]:
    """(day, sign) of what a row of this day changes at a unit above."""
    if measure.fold != Fold.STOCK:
        if above.starts <= max(day, above.born) and (above.ends > day or above.ends >= above.gone):
            yield day, 1
        return
    begins = max(day, above.starts)
    if above.ends >= above.gone:
        yield begins, 1
    elif begins < above.ends:
        yield begins, 1
        yield above.ends, -1


def carry(folded: Folded, delta: Delta, measure: Measure, above: Above, *, sign: int = 1) -> None:
    """Add to `folded` what a delta changes at one unit above: in its month and year, in all and in each of its categories."""
    told = Sum(delta.num, delta.high, delta.den, delta.n)
    categories = [(ALL, ALL), *((found.name, category_code(delta.dims.get(found.name))) for found in measure.dimensions)]
    for day, way in changes(measure, delta.day, above):
        for dimension, category in categories:
            for month in (0, day.month):
                key = Key(above.ancestor, above.hierarchy, measure.code, dimension, category, day.year, month, delta.qualifier)
                folded.setdefault(key, Sum()).add(told, sign * way)


def delta_of(row: MeasureRow, sign: int = 1) -> Delta:
    """What a row adds, or takes away with it; unsaved."""
    num, den = Decimal(row.num), Decimal(row.den or 0)
    high = num if row.high is None else Decimal(row.high)
    return Delta(
        measure=row.measure, unit_id=row.unit_id, day=row.day, qualifier=str(row.qualifier), dims=row.dims,
        num=sign * num, high=sign * high, den=sign * den, n=sign * row.n,
    )  # fmt: skip


def content(row: MeasureRow) -> tuple[Any, ...]:
    """What a total sees of a row."""
    told = delta_of(row)
    dims = tuple(sorted((name, category_code(value)) for name, value in row.dims.items()))
    return (told.measure, told.unit_id, told.day, told.qualifier, dims, told.num, told.high, told.den, told.n)


def append_deltas(old: Iterable[MeasureRow], new: Iterable[MeasureRow]) -> None:
    """Write what changes from one set of rows to another, in the caller's transaction: each difference once, signed."""
    known = totalled()
    before, after = ([row for row in rows if row.measure in known] for rows in (old, new))
    gone, come = Counter(map(content, before)), Counter(map(content, after))
    deltas = [*differing(before, gone - come, -1), *differing(after, come - gone, 1)]
    if deltas:
        Delta.objects.bulk_create(deltas, batch_size=1000)


def differing(rows: Iterable[MeasureRow], only: Counter[Any], sign: int) -> Iterator[Delta]:
    """Deltas of the rows that stand on one side only, as often as they do."""
    for row in rows:
        told = content(row)
        if only[told] > 0:
            only[told] -= 1
            yield delta_of(row, sign)


@on_closure_change
def mark_moved(before: set[ClosureRow], after: set[ClosureRow]) -> None:
    """Note, in the transaction that changes the tree, which totals the folder has to carry over, and from where to where."""
    carrying = set(Unit.objects.filter(kind__in=CARRYING, pk__in={row.ancestor for row in before ^ after}).values_list("pk", flat=True))
    known = {row.descendant for row in before}
    marks = [*marks_of(before, before - after, -1), *marks_of(after, after - before, 1)]
    Refold.objects.bulk_create((mark for mark in marks if mark.ancestor_id in carrying and mark.unit_id in known), batch_size=1000)


def marks_of(rows: set[ClosureRow], changed: set[ClosureRow], sign: int) -> Iterator[Refold]:
    """The marks of changed rows, with the lives that these rows tell of."""
    lives = {row.descendant: (row.starts, row.ends) for row in rows if not row.depth}
    for row in sorted(changed):
        born, gone = lives[row.descendant]
        yield Refold(
            unit_id=row.descendant, ancestor_id=row.ancestor, hierarchy=row.hierarchy, starts=row.starts, ends=row.ends, began=born,
            gone=gone, sign=sign,
        )  # fmt: skip
