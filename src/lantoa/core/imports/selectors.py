"""Reading imports: those that a person sees, their counts, and what their columns hold."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, QuerySet

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, scope_q
from lantoa.core.imports.models import Import, ImportRow, Matching, RowState
from lantoa.core.records.kinds import Kind
from lantoa.core.units.models import Unit
from lantoa.lib.sheets import Cell

SAMPLES = 3
LOOKED_AT = 50


def imports_in_sight(actor: Actor, *, at: date) -> QuerySet[Import]:
    """The person's own imports, at units where they may still enter."""
    rows = Import.objects.filter(by=actor.pk).filter(scope_q(actor, Verb.ENTER, at=at, unit="unit", place="unit"))
    return rows.select_related("unit", "by__person")


def counts(source: Import) -> Counter[str]:
    """How many rows of the table are in each state."""
    rows = source.rows.exclude(state=RowState.ABOVE).order_by().values("state").annotate(count=Count("pk")).values_list("state", "count")
    return Counter(dict(rows))


def samples(source: Import) -> dict[int, list[str]]:
    """By column: the first few texts that stand in it."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = source.rows.exclude(state__in=(RowState.SKIPPED, RowState.ABOVE)).order_by("number").values_list("cells", flat=True)[:LOOKED_AT]
    for cells in rows:
        for place, kept in enumerate(cells):
            text = Cell.from_plain(kept).text
            if text and text not in found[place] and len(found[place]) < SAMPLES:
                found[place].append(text)
    return dict(found)


def matching_of(unit: Unit, kind: Kind) -> Matching | None:
    """How sheets of this kind were matched last at this unit."""
    return Matching.objects.filter(unit=unit, kind=kind.code).first()


def rows_shown(source: Import, states: Sequence[str]) -> QuerySet[ImportRow]:
    rows = source.rows.exclude(state=RowState.ABOVE).select_related("record").order_by("number")
    return rows.filter(state__in=states) if states else rows
