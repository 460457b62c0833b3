"""Recounting totals from the rows themselves, by joins over the closure: what `verify` compares with and `rebuild` writes.

It shares neither the arithmetic nor the statements of the folder, so that a mistake of one is seen by the other.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DateField, F, Q
from django.db.models.functions import Cast, Greatest, Substr

from lantoa.core.measures.folder import KEY, TOTALS, carried, transfer
from lantoa.core.measures.folding import ABOVE, SUMS, stood
from lantoa.core.measures.models import Delta, MeasureRow, Refold, Total
from lantoa.core.measures.registry import Fold, Measure
from lantoa.core.measures.rows import rebuild
from lantoa.core.measures.summing import part_of
from lantoa.core.measures.totals import ALL, CARRYING, Folded, Key, Sum, totalled
from lantoa.core.units.closure import refresh_statistics
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.moments import alone

Progress = Callable[[str], None]
AT_ONCE = 2000


def recount(measure: Measure, hierarchy: Hierarchy) -> Folded:
    """Every total of a measure in one hierarchy."""
    found: Folded = {}
    names = [dimension.name for dimension in measure.dimensions] or [ALL]
    for number, name in enumerate(names):
        for unit, category, month, qualifier, told in lines(measure, hierarchy, name):
            keys = [(name, category)] if name else []
            if not number:
                keys.append((ALL, ALL))
            year = int(month[:4])
            for dimension, part in keys:
                for at in (0, int(month[5:7])):
                    key = Key(unit, hierarchy.value, measure.code, dimension, part, year, at, qualifier)
                    found.setdefault(key, Sum()).add(told)
    return found


def lines(measure: Measure, hierarchy: Hierarchy, dimension: str) -> Iterator[tuple[int, str, str, str, Sum]]:
    """(unit, category, month, qualifier, sums) by unit, category of a dimension and month."""
    there = Q(**{f"{ABOVE}ancestor__kind__in": CARRYING, f"{ABOVE}hierarchy": hierarchy})
    rows = MeasureRow.objects.filter(measure=measure.code)
    if measure.fold != Fold.STOCK:
        yield from grouped(rows.filter(there & stood(measure, ABOVE, end=None)), F("day"), dimension)
        return
    ends, gone = F(f"{ABOVE}ends"), F("unit__ends")
    begins = Greatest(F("day"), F(f"{ABOVE}starts"), output_field=DateField())
    lasting = Q(**{f"{ABOVE}ends__gte": gone}) | Q(**{f"{ABOVE}ends__gt": begins})
    yield from grouped(rows.filter(there & lasting), begins, dimension)
    left = Q(**{f"{ABOVE}ends__lt": gone, f"{ABOVE}ends__gt": begins})
    yield from grouped(rows.filter(there & left), ends, dimension, sign=-1)


def grouped(rows: Any, day: Any, dimension: str, *, sign: int = 1) -> Iterator[tuple[int, str, str, str, Sum]]:
    month = Substr(Cast(day, CharField()), 1, 7)  # text, since SQLite would ask Python for the month of every row
    keyed = rows.order_by().values(unit_above=F(f"{ABOVE}ancestor"), part=part_of(dimension), in_month=month, worded=F("qualifier"))
    for line in keyed.annotate(**SUMS).iterator(AT_ONCE):
        num, high, den = (sign * fine(line[name]) for name in ("num_sum", "high_sum", "den_sum"))
        told = Sum(num, high, den, sign * line["n_sum"])
        yield line["unit_above"], str(line["part"]), line["in_month"], line["worded"], told


def fine(number: Any) -> Decimal:
    """As the database keeps it: four decimals."""
    return round(Decimal(number or 0), 4)


def kept(measure: Measure, hierarchy: Hierarchy) -> Folded:
    """Every total as it is kept, with what waits to be carried there."""
    found: Folded = {}
    rows = Total.objects.filter(measure=measure.code, hierarchy=hierarchy)
    for key in rows.values_list(*KEY, "num", "high", "den", "n").iterator(AT_ONCE):
        found[Key(*key[:8])] = Sum(*key[8:])
    return found


def waiting() -> Folded:
    """What all that waits would change in the totals, were the folder to carry it there now."""
    found: Folded = {}
    transfer(found, list(Refold.objects.values_list("unit", flat=True).distinct()))
    for key, told in carried(Delta.objects.all()).items():
        found.setdefault(key, Sum()).add(told)
    return found


def verify_totals(*, progress: Progress | None = None) -> list[str]:
    """Recount every total; a line for each difference, none if all is well."""
    tell = progress or (lambda _text: None)
    wrong = []
    with alone(TOTALS):
        owed = waiting()
        for measure in totalled().values():
            for hierarchy in Hierarchy:
                there = kept(measure, hierarchy)
                for key, told in owed.items():
                    if (key.measure, key.hierarchy) == (measure.code, hierarchy):
                        there.setdefault(key, Sum()).add(told)
                wrong += differences(there, recount(measure, hierarchy))
            tell(measure.code)
        wrong += [named(key, {}) for key in Total.objects.exclude(measure__in=totalled()).values_list(*KEY)]
    return wrong


def differences(there: Folded, right: Folded) -> list[str]:
    """A line for each total that is not what it must be."""
    keys = [key for key in {*there, *right} if numbers(there.get(key)) != numbers(right.get(key))]
    names = dict(Unit.objects.filter(pk__in={key.unit for key in keys}).values_list("pk", "key"))
    return [f"{named(key, names)}: {shown(there.get(key))} != {shown(right.get(key))}" for key in sorted(keys)]


def numbers(told: Sum | None) -> tuple[Any, ...]:
    told = told or Sum()
    return (fine(told.num), fine(told.high), fine(told.den), told.n)


def named(key: Iterable[Any], names: dict[int, str]) -> str:
    """A total by the unit's key, the measure, the category and the month."""
    told = Key(*key)
    category = f" {told.dimension}={told.category}" if told.dimension else ""
    month = f"{told.year}-{told.month:02}" if told.month else str(told.year)
    return f"{names.get(told.unit, told.unit)} {told.hierarchy} {told.measure}{category} {month} {told.qualifier}"


def shown(told: Sum | None) -> str:
    num, high, den, n = numbers(told)
    return f"{num.normalize():f}/{high.normalize():f}/{den.normalize():f} n={n}"


def rebuild_all(*, progress: Progress | None = None) -> tuple[int, int]:
    """Write rows, declared figures and totals anew from the records; how many rows and totals."""
    with alone(TOTALS):
        rows = rebuild(progress=progress)
        return rows, rebuild_totals(progress=progress)


def rebuild_totals(*, progress: Progress | None = None) -> int:
    """Write every total anew from the rows; how many."""
    tell = progress or (lambda _text: None)
    written = 0
    with alone(TOTALS):
        Delta.objects.all().delete()
        Refold.objects.all().delete()
        Total.objects.all().delete()
        for measure in totalled().values():
            for hierarchy in Hierarchy:
                written += insert(recount(measure, hierarchy))
            tell(measure.code)
        refresh_statistics()
    return written


def insert(found: Folded) -> int:
    """Write these totals, of which none is there yet; how many."""
    totals = (
        Total(**dict(zip(KEY, key, strict=True)), num=told.num, high=told.high, den=told.den, n=told.n)
        for key, told in sorted(found.items(), key=lambda item: item[0])
        if told
    )
    return len(Total.objects.bulk_create(totals, batch_size=AT_ONCE))
