"""What stands behind a reading, ready for a panel or a page: how it is counted, by unit, records, declared wholes."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from lantoa.core.access.selectors import Actor
from lantoa.core.evidence.models import Citation
from lantoa.core.measures.declared import Declared
from lantoa.core.measures.reading import Part, Reading, records_behind, remainder_told
from lantoa.core.records.models import Record
from lantoa.core.ui.formats import quantity_words
from lantoa.lib.numbers import Qualifier, Quantity

BAR_STEPS = 100


@dataclass(frozen=True)
class PartLine:
    """One part of a reading as a bar: counted filled, declared hollow, in hundredths of the longest."""

    part: Part
    href: str
    text: str
    counted_width: int
    declared_width: int


@dataclass(frozen=True)
class SourceLine:
    """A declared whole, and what of it has no record, in the words in which it was told."""

    source: Declared
    whole: str
    rest: str


@dataclass(frozen=True)
class Behind:
    """All that a panel shows of a reading; `rest` is what has no record. `openable` of its `n` records are in the actor's sight."""

    reading: Reading
    text: str
    rest: str
    sources: tuple[SourceLine, ...]
    lines: tuple[PartLine, ...]
    records: QuerySet[Record]
    openable: int
    href: str


def figure_url(reading: Reading, *, part: Part | None = None, by: str = "") -> str:
    """The address of the page behind a reading, or behind one part of it."""
    unit = part.unit if part and part.unit else reading.unit
    where = reading.where if part is None or part.unit else "&".join(filter(None, (reading.where, part.key)))
    query = {"unit": unit.key, "period": str(reading.period), "hierarchy": reading.hierarchy, "where": where, "by": by}
    query["as"] = reading.restated.isoformat() if reading.restated else ""
    return reverse("figure", args=[reading.measure.code]) + "?" + urlencode({name: value for name, value in query.items() if value})


def worded(reading: Reading, part: Part | None = None, *, bare: bool = True) -> str:
    """A reading, or one of its parts, in the language of the page; `bare` leaves the thing counted to the words around it."""
    told = reading if part is None else part
    unit = "" if bare and reading.measure.fold != "ratio" else str(reading.measure.unit_label)
    return in_words(told.value, told.qualifier, told.high, unit=unit)


def in_words(value: Decimal, qualifier: str, high: Decimal | None, *, unit: str = "") -> str:
    low = shortened(value)
    return quantity_words(Quantity(low, low if high is None else shortened(high), unit, Qualifier(qualifier)))


def shortened(value: Decimal) -> Decimal:
    """Without decimals where there are none, else with two."""
    return value.quantize(Decimal(1) if value == value.to_integral_value() else Decimal("0.01"))


def part_lines(reading: Reading) -> tuple[PartLine, ...]:
    """The parts as bars on one scale."""
    longest = max((part.value for part in reading.parts), default=Decimal(0)) or Decimal(1)
    return tuple(
        PartLine(
            part, figure_url(reading, part=part), worded(reading, part),
            round(part.counted * BAR_STEPS / longest), round(part.declared * BAR_STEPS / longest),
        )
        for part in reading.parts
        if part.value or part.n
    )  # fmt: skip


def records_in_sight(reading: Reading, actor: Actor, *, today: date) -> QuerySet[Record]:
    """The records behind a reading as far as the actor may open them, each with the number of its files."""
    seen: Any = Record.objects.visible_to(actor, at=today).filter(pk__in=records_behind(reading))
    beside = Citation.objects.filter(record=OuterRef("pk"), withdrawn=False).order_by().values("record")
    files = Coalesce(Subquery(beside.annotate(files=Count("pk")).values("files")), 0)  # of those that are shown: a join counts all
    rows: QuerySet[Record] = seen.select_related("unit").annotate(files=files).order_by("unit__sort_key", "sort_key", "pk")
    return rows


def evidenced(reading: Reading, actor: Actor, *, today: date) -> int:
    """How many of the records in the actor's sight have evidence."""
    with_files = Citation.objects.filter(withdrawn=False).values("record")
    seen: Any = Record.objects.visible_to(actor, at=today).filter(pk__in=with_files).filter(pk__in=records_behind(reading))
    return int(seen.count())


def behind(reading: Reading, *, actor: Actor, today: date) -> Behind:
    """All that stands behind a reading, for this actor."""
    records = records_in_sight(reading, actor, today=today)
    rest, sources = in_words(*remainder_told(reading.sources)), source_lines(reading)
    return Behind(reading, worded(reading), rest, sources, part_lines(reading), records, records.count(), figure_url(reading))


def source_lines(reading: Reading) -> tuple[SourceLine, ...]:
    """What the units declared, each in its own words."""
    return tuple(
        SourceLine(source, in_words(source.low, source.qualifier, source.high), in_words(*remainder_told([source])))
        for source in reading.sources
    )
