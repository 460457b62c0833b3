"""Finding records by words, as far as the actor may see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from lantoa.core.access.selectors import Actor
from lantoa.core.records.kinds import Kind, all_kinds
from lantoa.core.records.models import Record, RecordQuerySet
from lantoa.lib.vietnamese import fold

MOST_WORDS = 10  # more would only slow the search down


@dataclass(frozen=True)
class KindCount:
    """How many of the records found are of this kind."""

    kind: Kind
    count: int


def found_records(text: str, *, by: Actor, today: date, until: date) -> RecordQuerySet:
    """Records whose title or searched fields hold all words of the text, or that bear it as reference; newest first.

    Rights are those of `today`; records after the day `until` are left out.
    """
    words = fold(text).split()[:MOST_WORDS]
    if not words:
        return Record.objects.none()
    holding = Q()
    for word in words:
        holding &= Q(search_text__contains=word)
    searchable = [kind.code for kind in all_kinds() if kind.searchable]
    rows = Record.objects.visible_to(by, at=today).filter(holding | Q(reference__iexact=text.strip()), kind__in=searchable, day__lte=until)
    return rows.select_related("unit").order_by("-day", "-pk")


def counts_by_kind(rows: RecordQuerySet) -> list[KindCount]:
    """The kinds among these records with their counts, in the order of the loop."""
    counts = dict(rows.order_by().values_list("kind").annotate(found=Count("pk")))
    return [KindCount(kind, counts[kind.code]) for kind in all_kinds() if kind.code in counts]
