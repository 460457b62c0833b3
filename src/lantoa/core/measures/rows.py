"""Keeping derived rows in step with records: rewritten for one record in the transaction that writes it, recounted for all by `verify`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from lantoa.core.measures.models import Declaration, DeclaredFigure, MeasureRow
from lantoa.core.measures.registry import Measure, all_measures, measures_of_kind
from lantoa.core.measures.totals import append_deltas
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import on_change

DECLARATION = "declaration"
Progress = Callable[[str], None]


def derive(measure: Measure, records: Any) -> Iterator[MeasureRow]:
    """The rows that these records have by definition; unsaved."""
    counts: dict[int, int] = {}
    for row in measure.rows(records):
        record = row.record
        number = counts[record.pk] = counts.get(record.pk, 0) + 1
        yield MeasureRow(
            key=f"{record.public_id}/{measure.code}/{number}", record_id=record.pk, measure=measure.code, unit_id=record.unit_id,
            day=row.day, num=row.num, high=row.high, den=row.den, n=row.n, qualifier=row.qualifier, dims=row.dims,
        )  # fmt: skip


def due(measure: Measure) -> Iterator[MeasureRow]:
    """The rows that all approved records have of a measure; unsaved."""
    return derive(measure, approved(measure.kind)) if measure.kind else iter(())


def approved(kind: str, **conditions: Any) -> Any:
    return kind_of(kind).model_class._default_manager.filter(state=State.APPROVED, **conditions).select_related("unit")


def refresh(record: Record) -> None:
    """Rewrite the rows of one record, and leave for the folder what that changes."""
    before = list(MeasureRow.objects.filter(record=record.pk))
    if before:
        MeasureRow.objects.filter(record=record.pk).delete()
    itself = approved(record.kind, pk=record.pk)  # one set for all measures, so that it is read once
    rows = [row for measure in measures_of_kind(record.kind) for row in derive(measure, itself)]
    MeasureRow.objects.bulk_create(rows)
    append_deltas(before, rows)
    if record.kind == DECLARATION:
        DeclaredFigure.objects.filter(declaration=record.pk).delete()
        DeclaredFigure.objects.bulk_create(declared_rows(approved(DECLARATION, pk=record.pk)))


def declared_rows(declarations: Iterable[Declaration]) -> Iterator[DeclaredFigure]:
    """The figures that these declarations hold; unsaved."""
    for declaration in declarations:
        for figure in declaration.figures:
            high = figure.get("high")
            yield DeclaredFigure(
                declaration=declaration, unit_id=declaration.unit_id, measure=figure["measure"], category=figure.get("category", ""),
                starts=declaration.starts, ends=declaration.ends, low=Decimal(str(figure["low"])),
                high=None if high in (None, "") else Decimal(str(high)), qualifier=figure.get("qualifier", "exact"),
            )  # fmt: skip


@on_change
def keep_rows(before: dict[str, Any] | None, record: Record) -> None:
    """Any write of a record rewrites what is derived from it; a draft has nothing to derive."""
    if record.state == State.APPROVED or (before or {}).get("state") == State.APPROVED:
        refresh(record)


def fine(number: Decimal | None) -> Decimal | None:
    """As the database keeps it: four decimals."""
    return None if number is None else round(Decimal(number), 4)


def compared(row: MeasureRow) -> tuple[Any, ...]:
    numbers = (fine(row.num), fine(row.high), fine(row.den), row.n)
    return (row.key, row.record_id, row.measure, row.unit_id, row.day, *numbers, str(row.qualifier), tuple(sorted(row.dims.items())))


def compared_figure(row: DeclaredFigure) -> tuple[Any, ...]:
    key = f"{row.declaration_id}/{row.measure}/{row.category}"
    return (key, row.unit_id, row.starts, row.ends, fine(row.low), fine(row.high), str(row.qualifier))


def verify(*, progress: Progress | None = None) -> list[str]:
    """Recount every measure and declared figure from the records; the keys of those that differ, none if all is well."""
    tell = progress or (lambda _text: None)
    known = [measure.code for measure in all_measures()]
    wrong = sorted(MeasureRow.objects.exclude(measure__in=known).values_list("key", flat=True))
    for measure in all_measures():
        wrong += differing(map(compared, MeasureRow.objects.filter(measure=measure.code)), map(compared, due(measure)))
        tell(measure.code)
    kept = map(compared_figure, DeclaredFigure.objects.all())
    wrong += differing(kept, map(compared_figure, declared_rows(approved(DECLARATION))))
    tell(DECLARATION)
    return wrong


def differing(kept: Iterable[tuple[Any, ...]], right: Iterable[tuple[Any, ...]]) -> list[str]:
    """The keys of what is on one side only, or not as often."""
    left, true = Counter(kept), Counter(right)
    return sorted({str(row[0]) for row in (left - true) + (true - left)})


def rebuild(*, progress: Progress | None = None) -> int:
    """Write every row and declared figure anew from the records; the number of rows."""
    tell = progress or (lambda _text: None)
    MeasureRow.objects.all().delete()
    written = 0
    for measure in all_measures():
        written += len(MeasureRow.objects.bulk_create(due(measure), batch_size=1000))
        tell(measure.code)
    DeclaredFigure.objects.all().delete()
    DeclaredFigure.objects.bulk_create(declared_rows(approved(DECLARATION)), batch_size=1000)
    tell(DECLARATION)
    return written
