"""Keeping derived rows in step with records: rewritten for one record in the transaction that writes it, recounted for all by `verify`."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from lantoa.core.measures.models import DeclaredFigure, Declaration, MeasureRow
from lantoa.core.measures.registry import Measure, all_measures, measures_of_kind
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import on_change

DECLARATION = "declaration"


def derive(measure: Measure, records: Any) -> Iterator[MeasureRow]:
    """The rows that these records have by definition; unsaved."""
    counts: dict[int, int] = {}
    for row in measure.rows(records):
        number = counts[row.record.pk] = counts.get(row.record.pk, 0) + 1
        yield MeasureRow(
            key=f"{row.record.public_id}/{measure.code}/{number}", record_id=row.record.pk, measure=measure.code, unit_id=row.record.unit_id,
            day=row.day, num=row.num, high=row.high, den=row.den, n=row.n, qualifier=row.qualifier, dims=row.dims,
        )  # fmt: skip


def approved(kind: str, **conditions: Any) -> Any:
    return kind_of(kind).model_class._default_manager.filter(state=State.APPROVED, **conditions).select_related("unit")


def refresh(record: Record) -> None:
    """Rewrite the rows of one record."""
    MeasureRow.objects.filter(record=record.pk).delete()
    rows = [row for measure in measures_of_kind(record.kind) for row in derive(measure, approved(record.kind, pk=record.pk))]
    MeasureRow.objects.bulk_create(rows)
    if record.kind == DECLARATION:
        refresh_declared(record)


def refresh_declared(record: Record) -> None:
    """Rewrite the declared figures of one declaration."""
    DeclaredFigure.objects.filter(declaration=record.pk).delete()
    for declaration in Declaration.objects.filter(pk=record.pk, state=State.APPROVED):
        DeclaredFigure.objects.bulk_create(declared_rows(declaration))


def declared_rows(declaration: Declaration) -> Iterator[DeclaredFigure]:
    for figure in declaration.figures:
        yield DeclaredFigure(
            declaration=declaration, unit_id=declaration.unit_id, measure=figure["measure"], category=figure.get("category", ""),
            starts=declaration.starts, ends=declaration.ends, low=Decimal(str(figure["low"])),
            high=Decimal(str(figure["high"])) if figure.get("high") not in (None, "") else None, qualifier=figure.get("qualifier", "exact"),
        )  # fmt: skip


@on_change
def keep_rows(before: dict[str, Any] | None, record: Record) -> None:
    """Any write of a record rewrites what is derived from it; a draft has nothing to derive."""
    if record.state == State.APPROVED or (before or {}).get("state") == State.APPROVED:
        refresh(record)


def compared(row: MeasureRow) -> tuple[Any, ...]:
    den = None if row.den is None else Decimal(row.den)
    return (row.key, row.record_id, row.unit_id, row.day, Decimal(row.num), den, row.n, row.qualifier, tuple(sorted(row.dims.items())))


def verify(*, progress: Callable[[str], None] | None = None) -> list[str]:
    """Recount every measure from its records; the keys of rows that differ, none if all is well."""
    wrong: list[str] = []
    for measure in all_measures():
        kept = {compared(row) for row in MeasureRow.objects.filter(measure=measure.code)}
        due = {compared(row) for row in derive(measure, approved(measure.kind))} if measure.kind else set()
        wrong += sorted(str(row[0]) for row in kept ^ due)
        if progress:
            progress(measure.code)
    return wrong


def rebuild(*, progress: Callable[[str], None] | None = None) -> int:
    """Write every row anew from the records; the number of rows."""
    MeasureRow.objects.all().delete()
    written = 0
    for measure in all_measures():
        rows = list(derive(measure, approved(measure.kind))) if measure.kind else []
        MeasureRow.objects.bulk_create(rows, batch_size=1000)
        written += len(rows)
        if progress:
            progress(measure.code)
    return written
