"""What the overview shows of a unit, worked out from the registry's headline measures."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor
from lantoa.core.measures.reading import UNALLOCATED, Part, Reading
from lantoa.core.measures.registry import Fold, Measure, all_measures
from lantoa.core.measures.restating import allotment
from lantoa.core.measures.together import read_together, split_together
from lantoa.core.records.models import Record, State
from lantoa.core.ui.figures.panel import evidenced, figure_url, worded
from lantoa.core.units.closure import on_day
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Closure, Unit
from lantoa.lib.periods import Period

DOTS = 400  # beyond this many single records a bar tells more than dots
COLUMNS = 39  # dots in a row of the waffle
PITCH = 18


@dataclass(frozen=True)
class Headline:
    """One headline measure of the unit."""

    reading: Reading
    text: str
    href: str

    @property
    def told(self) -> bool:
        """Whether anything is counted or declared."""
        return bool(self.reading.value or self.reading.n)


@dataclass(frozen=True)
class Dot:
    """One single thing of the waffle: where it stands, and which of the marks it bears (d0 evidence, d1 record only, d2 no record)."""

    x: int
    y: int
    mark: str


@dataclass(frozen=True)
class Deeds:
    """Words beside deeds for the first headline stock: told, recorded, with evidence; `whole` is the larger of both at each unit."""

    reading: Reading
    href: str
    dots: tuple[Dot, ...]
    width: int
    height: int
    whole: int
    told: int
    recorded: int
    evidenced: int

    @property
    def bare(self) -> int:
        """Without a record."""
        return self.whole - self.recorded


@dataclass(frozen=True)
class Cell:
    """A measure of one sub-unit: None where nothing was told."""

    text: str
    href: str
    declared: bool
    note: str = ""


@dataclass(frozen=True)
class UnitRow:
    """A sub-unit and its headline measures."""

    unit: Unit | None
    name: str
    cells: tuple[Cell | None, ...]
    waiting: int
    heard: bool


def headlines() -> list[Measure]:
    """The measures that stand on the overview, in their order."""
    return sorted((found for found in all_measures() if found.headline), key=lambda found: found.headline)


def headline_readings(unit: Unit, period: Period, *, hierarchy: Hierarchy, restated: date | None = None) -> list[Headline]:
    """Each headline measure of the unit, split by sub-unit; as it stood, or restated to the units of a day."""
    tree = allotment(unit, restated, hierarchy=hierarchy) if restated else None
    wholes = read_together(headlines(), unit, period, hierarchy=hierarchy, restated=tree)
    parted = split_together([whole for whole in wholes.values() if not whole.measure.declared_only])
    readings = wholes | {reading.measure.code: reading for reading in parted}
    return [Headline(reading, worded(reading, bare=False), figure_url(reading)) for reading in readings.values()]


def deeds_of(lines: list[Headline], *, actor: Actor, today: date) -> Deeds | None:
    """The waffle of the first headline stock that counts single things."""
    found = next(
        (line.reading for line in lines if line.reading.measure.fold == Fold.STOCK and not line.reading.measure.declared_only), None
    )
    if found is None or not found.value:
        return None
    with_files = evidenced(found, actor, today=today)
    whole, recorded = int(found.value), found.n
    over = sum((source.counted - source.low for source in found.sources if source.exceeds), Decimal(0))
    told = max(0, int(found.value - over))
    marks = ["d0"] * with_files + ["d1"] * max(0, recorded - with_files) + ["d2"] * max(0, whole - recorded)
    rows = -(-whole // COLUMNS) if whole <= DOTS else 0
    dots = (
        tuple(Dot(PITCH // 2 + PITCH * (number // rows), PITCH // 2 + PITCH * (number % rows), mark) for number, mark in enumerate(marks))
        if rows
        else ()
    )
    width = PITCH * (-(-len(dots) // rows) if rows else 0)
    return Deeds(found, figure_url(found), dots, width, PITCH * rows, whole, told, recorded, with_files)


def unit_rows(unit: Unit, lines: list[Headline], period: Period, *, hierarchy: Hierarchy, actor: Actor, today: date) -> list[UnitRow]:
    """The unit's own share and each sub-unit of the day, in administrative (name) order; never sorted by score."""
    coverage = lines[0].reading.coverage if lines else None
    left: list[Part | None] = [next((part for part in line.reading.parts if part.key == UNALLOCATED), None) for line in lines]
    parts: list[dict[int, Part]] = [
        {part.unit.pk: part for part in line.reading.parts if part.unit and part.key != UNALLOCATED} for line in lines
    ]
    others = {
        part.unit.pk: part.unit for line in lines for part in line.reading.parts if part.unit and part.value and part.unit.pk != unit.pk
    }
    subs = sorted({sub.pk: sub for sub in (*(coverage.units if coverage else ()), *others.values())}.values(), key=lambda sub: sub.sort_key)
    day = next((line.reading.restated for line in lines if line.reading.restated), period.last)
    waiting = waiting_under([sub.pk for sub in subs], actor=actor, today=today, hierarchy=hierarchy, day=day)
    rows = []
    for sub in ([unit] if any(unit.pk in found for found in parts) else []) + subs:
        cells = tuple(cell_of(line.reading, found.get(sub.pk)) for line, found in zip(lines, parts, strict=True))
        rows.append(UnitRow(sub, sub.name, cells, waiting.get(sub.pk, 0), coverage is not None and sub.pk in coverage.heard))
    if any(left):
        told = tuple(cell_of(line.reading, part) for line, part in zip(lines, left, strict=True))
        rows.append(UnitRow(None, _("Not allocated to one unit"), told, 0, heard=False))
    return rows


def cell_of(reading: Reading, part: Part | None) -> Cell | None:
    if part is None or not (part.value or part.n):
        return None
    note = str(part.n) if part.declared and part.n else ""
    return Cell(worded(reading, part), figure_url(reading, part=part), part.only_declared, note)


def waiting_under(units: list[int], *, actor: Actor, today: date, hierarchy: Hierarchy, day: date) -> dict[int, int]:
    """How many submitted records wait at or under each of these units, of those that the actor may see; two statements at most."""
    seen: Any = Record.objects.visible_to(actor, Verb.VIEW, at=today).filter(state=State.SUBMITTED)
    counts = dict(seen.order_by().values("unit").annotate(count=Count("pk")).values_list("unit", "count"))
    found: Counter[int] = Counter()
    if counts:
        above = Closure.objects.filter(on_day(day), ancestor__in=units, hierarchy=hierarchy, descendant__in=list(counts))
        for ancestor, descendant in above.values_list("ancestor", "descendant"):
            found[ancestor] += counts[descendant]
    return found
