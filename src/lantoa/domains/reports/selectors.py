"""Reading reports: their snapshots, the texts of sub-units, what has changed since."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from lantoa.core.documents.document import Document, from_json
from lantoa.core.measures.freezing import Difference, Lines, compare, lines_of
from lantoa.core.measures.reading import Reading, read
from lantoa.core.records.models import State
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import children
from lantoa.domains.reports.content import build
from lantoa.domains.reports.models import FrozenFigure, Report, Snapshot
from lantoa.domains.reports.spec import head_of, spec_of
from lantoa.lib.periods import Period, label_vi


def latest_snapshot(report: Report) -> Snapshot | None:
    """The newest draft kept, or the closed figures."""
    return report.snapshots.order_by("-number").first()


def closed_snapshot(report: Report) -> Snapshot | None:
    """The closed figures, if they were closed."""
    return report.snapshots.filter(closed=True).first()


def document_of(report: Report) -> Document:
    """The document to show: as closed where figures were closed (number and date as noted since), else as it stands now."""
    closed = closed_snapshot(report)
    if closed is None:
        return build(spec_of(report))
    kept = from_json(closed.document)
    if not report.signed_on:
        return kept
    noted = replace(kept.head, number=report.number, place_and_day=head_of(spec_of(report)).place_and_day)
    return replace(kept, head=noted)


def reading_behind(report: Report, figure: Any, *, by: str = "") -> Reading:
    """The reading of today behind a figure of the report."""
    unit = Unit.objects.get(key=figure.unit)
    return reading_of_report(report, figure.measure, unit, where=figure.where, by=by)


def reading_of_report(report: Report, measure: str, unit: Unit, *, where: str, by: str = "") -> Reading:
    """A reading of today for the report's period, in its hierarchy and as it is read: as it stood, or restated."""
    return read(measure, unit, report.period, hierarchy=Hierarchy(report.hierarchy), where=where, by=by, restated=report.restated)


def frozen_figure(snapshot: Snapshot | None, key: str) -> FrozenFigure | None:
    return snapshot.figures.filter(key=key).first() if snapshot else None


def change_since(frozen: FrozenFigure | None, reading: Reading) -> Difference:
    """Records that came, went or say something else since the figure was kept."""
    kept: Lines = frozen.lines if frozen else {}
    return compare(kept, lines_of(reading)) if frozen else Difference()


def changed_figures(report: Report) -> list[tuple[FrozenFigure, Reading]]:
    """Figures of the newest snapshot that read differently today, with today's reading."""
    snapshot = latest_snapshot(report)
    told = {figure.key: figure.qualifier for figure in from_json(snapshot.document).figures()} if snapshot else {}
    found = []
    for frozen in snapshot.figures.select_related("unit") if snapshot else ():
        reading = reading_of_report(report, frozen.measure, frozen.unit, where=frozen.where)
        now = (reading.value, reading.counted, reading.declared, reading.qualifier)
        was = (frozen.value, frozen.counted, frozen.declared, told.get(frozen.key, reading.qualifier))
        if now != was or lines_of(reading) != frozen.lines:
            found.append((frozen, reading))
    return found


@dataclass(frozen=True)
class TextBelow:
    """What a direct sub-unit wrote in a section; `period` where its report tells of a part of the period only."""

    unit: Unit
    period: Period | None
    text: str

    @property
    def title(self) -> str:
        """Whose text it is, as a report says it."""
        return f"{self.unit.name} ({label_vi(self.period)})" if self.period else self.unit.name


def texts_below(report: Report, section: str) -> list[TextBelow]:
    """What the direct sub-units wrote in this section of their own closed reports within the period; of several of one period the last.

    In the order of the units' names, and of the periods.
    """
    last = report.ends - timedelta(days=1)
    subs = children(report.unit, at=last, hierarchy=Hierarchy(report.hierarchy))
    reports = Report.objects.filter(unit__in=subs, starts__gte=report.starts, ends__lte=report.ends, state=State.APPROVED)
    ordered = reports.select_related("unit").order_by("unit__sort_key", "unit", "starts", "ends", "pk")
    last_ones = {(below.unit_id, below.starts, below.ends): below for below in ordered}.values()
    whole = report.period
    found = [
        TextBelow(below.unit, None if below.period == whole else below.period, below.texts.get(section, "").strip()) for below in last_ones
    ]
    return [below for below in found if below.text]
