"""The folder: carries waiting deltas up the closure of their own day into the totals. One at a time, a batch a transaction."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection
from django.db.models import QuerySet

from lantoa.core.measures.models import Delta, MeasureRow, Refold
from lantoa.core.measures.totals import CARRYING, Above, Folded, Key, carry, delta_of, totalled
from lantoa.core.units.models import Closure
from lantoa.core.units.moments import alone

TOTALS = "measures_totals"  # the work of which only one is done at a time
BATCH = 2000  # deltas in one transaction
MOVED = 200  # units whose totals are carried over in one transaction
AT_ONCE = 400  # totals in one statement
KEY = ("unit_id", "hierarchy", "measure", "dimension", "category", "year", "month", "qualifier")
UPSERT = """
INSERT INTO measures_total ({keys}, num, high, den, n) VALUES {values}
ON CONFLICT ({keys}) DO UPDATE SET num = round(measures_total.num + excluded.num, 4), high = round(measures_total.high + excluded.high, 4),
  den = round(measures_total.den + excluded.den, 4), n = measures_total.n + excluded.n
"""


def fold(*, batch: int = BATCH) -> int:
    """Carry one batch of what waits into the totals; how many deltas and moved units that was."""
    if not waiting():
        return 0
    with alone(TOTALS):
        moved = carry_over()
        deltas = list(Delta.objects.exclude(unit__in=Refold.objects.values("unit")).order_by("pk")[:batch])
        folded = carried(deltas)
        write(folded)
        Delta.objects.filter(pk__in=[delta.pk for delta in deltas]).delete()
    return len(deltas) + moved


def waiting() -> bool:
    return Delta.objects.exists() or Refold.objects.exists()


def fold_all() -> int:
    """Carry all that waits; how much that was."""
    done = 0
    while told := fold():
        done += told
    return done


def carry_over() -> int:
    """Take the totals of moved units from where they stood to where they stand; how many units that was."""
    units = list(Refold.objects.order_by("unit").values_list("unit", flat=True).distinct()[:MOVED])
    if not units:
        return 0
    folded: Folded = {}
    transfer(folded, units)
    write(folded)
    Refold.objects.filter(unit__in=units).delete()
    return len(units)


def transfer(folded: Folded, units: Sequence[int]) -> None:
    """Add to `folded` what the marks of these units change: all that was folded of them, which is their rows without what still waits."""
    marks: dict[int, list[Above]] = {}
    for mark in Refold.objects.filter(unit__in=units):
        span = (mark.starts, mark.ends, mark.began, mark.gone)
        marks.setdefault(mark.unit_id, []).append(Above(mark.ancestor_id, mark.hierarchy, *span, mark.sign))
    known = totalled()
    for sign, deltas in ((1, row_deltas(units)), (-1, Delta.objects.filter(unit__in=units).iterator(BATCH))):
        for delta in deltas:
            if measure := known.get(delta.measure):
                for above in marks[delta.unit_id]:
                    carry(folded, delta, measure, above, sign=sign * above.sign)


def row_deltas(units: Sequence[int]) -> Iterator[Delta]:
    return map(delta_of, MeasureRow.objects.filter(unit__in=units).iterator(BATCH))


def carried(deltas: Iterable[Delta]) -> Folded:
    """What these deltas change in the totals, by the closure as it is."""
    deltas, known = list(deltas), totalled()
    folded: Folded = {}
    spans = spans_above({delta.unit_id for delta in deltas})
    for delta in deltas:
        if measure := known.get(delta.measure):
            for above in spans.get(delta.unit_id, ()):
                carry(folded, delta, measure, above)
    return folded


def spans_above(units: Iterable[int]) -> dict[int, list[Above]]:
    """Where each of these units stands and stood, as far as totals are kept there."""
    rows: QuerySet[Closure] = Closure.objects.filter(descendant__in=units, ancestor__kind__in=CARRYING)
    found: dict[int, list[Above]] = {}
    life = ("descendant__starts", "descendant__ends")
    for unit, *told in rows.values_list("descendant", "ancestor", "hierarchy", "starts", "ends", *life):
        found.setdefault(unit, []).append(Above(*told))
    return found


def write(folded: Folded) -> None:
    """Add these sums to the totals, in the order of their keys."""
    keys = sorted(key for key, told in folded.items() if told)
    for start in range(0, len(keys), AT_ONCE):
        add(folded, keys[start : start + AT_ONCE])


def add(folded: Folded, keys: Sequence[Key]) -> None:
    values = []
    adapt = connection.ops.adapt_decimalfield_value
    for key in keys:
        told = folded[key]
        values += [*key, *(adapt(number, 24, 4) for number in (told.num, told.high, told.den)), told.n]
    places = ", ".join([f"({', '.join(['%s'] * 12)})"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(UPSERT.format(keys=", ".join(KEY), values=places), values)
