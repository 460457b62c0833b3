"""What the report pages show, worked out for the templates."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from lantoa.core.access.selectors import Actor
from lantoa.core.documents.document import Document, Figure, from_json
from lantoa.core.documents.figures import figure_of
from lantoa.core.measures.reading import Reading
from lantoa.core.records.models import Record
from lantoa.core.ui.figures.changes import Change, changed_records
from lantoa.core.ui.figures.panel import Behind, behind
from lantoa.core.ui.figures.standing import Told, told_standing
from lantoa.core.units.models import Unit
from lantoa.domains.reports.forms import FRAME, TextsForm
from lantoa.domains.reports.layouts import SECTION_OF
from lantoa.domains.reports.models import FrozenFigure, Report, Snapshot
from lantoa.domains.reports.selectors import (
    TextBelow,
    change_since,
    changed_figures,
    frozen_figure,
    latest_snapshot,
    reading_behind,
)

PANEL_RECORDS = 50


@dataclass(frozen=True)
class OutlineLine:
    """One line of the outline: where it leads, whether its text is written (None: it has none to write)."""

    text: str
    anchor: str
    level: int
    written: bool | None


@dataclass(frozen=True)
class Tally:
    """How many of a report's figures rest on records, on what units report, or on both."""

    counted: int
    declared: int
    mixed: int


@dataclass(frozen=True)
class Panel:
    """The lineage panel of one figure: what stands behind it now, and how that differs from the newest snapshot.

    `kept` and `now` are the number as the snapshot and today's report word it.
    """

    figure: Figure
    behind: Behind
    records: list[Record]
    changes: list[Change]
    was: FrozenFigure | None
    kept: str
    now: str
    told: Told

    @property
    def differs(self) -> bool:
        """Whether the figure reads differently today."""
        return bool(self.was and (self.was.value != self.behind.reading.value or self.kept != self.now or self.changes))


def take(form: forms.Form, error: ValidationError) -> None:
    """Put what a service refused beside the fields concerned."""
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, error)


def outline(document: Document) -> list[OutlineLine]:
    """The outline of a document."""
    return [
        OutlineLine(f"{block.number}{block.text}", block.key, block.level, bool(block.items) if block.type == "section" else None)
        for block in document.sections()
    ]


def tally(document: Document) -> Tally:
    figures = list(document.figures())
    declared, mixed = sum(figure.is_declared for figure in figures), sum(figure.is_mixed for figure in figures)
    return Tally(len(figures) - declared - mixed, declared, mixed)


def panel(report: Report, document: Document, key: str, *, actor: Actor, today: date) -> Panel | None:
    """The panel of the figure of this key; None where the report has no such figure."""
    figure = document.figure(key)
    if figure is None:
        return None
    reading = reading_behind(report, figure, by="unit")
    found = behind(reading, actor=actor, today=today)
    snapshot = latest_snapshot(report)
    was = frozen_figure(snapshot, key)
    changed = changed_records(change_since(was, reading), actor=actor, today=today)
    kept, now = both_worded(kept_texts(snapshot).get(key, ""), reading)
    return Panel(figure, found, list(found.records[:PANEL_RECORDS]), changed, was, kept, now, told_standing(reading))


def kept_texts(snapshot: Snapshot | None) -> dict[str, str]:
    """How the kept document words its figures, by their keys."""
    return {figure.key: figure.text for figure in from_json(snapshot.document).figures()} if snapshot else {}


def both_worded(kept: str, reading: Reading) -> tuple[str, str]:
    """A figure as it was kept and as it reads today, both with the thing counted or both without."""
    return kept, figure_of(reading, bare=not kept.endswith(str(reading.measure.unit_label))).text


@dataclass(frozen=True)
class FigureChange:
    """A figure that reads differently than in the snapshot."""

    frozen: FrozenFigure
    title: str
    category: str
    unit: Unit
    was: str
    now: str
    records: list[Change]


def changes(report: Report, *, actor: Actor, today: date) -> list[FigureChange]:
    """Every figure that differs from the newest snapshot, with the records that made the difference."""
    texts = kept_texts(latest_snapshot(report))
    return [
        FigureChange(
            frozen,
            str(reading.measure.title),
            reading.category,
            frozen.unit,
            *both_worded(texts.get(frozen.key, ""), reading),
            changed_records(change_since(frozen, reading), actor=actor, today=today),
        )
        for frozen, reading in changed_figures(report)
    ]


@dataclass(frozen=True)
class TextRow:
    """A text section on the writing page: its field, and what the sub-units wrote."""

    key: str
    field: forms.BoundField
    below: list[TextBelow]

    @property
    def units(self) -> int:
        """How many sub-units wrote it."""
        return len({below.unit.pk for below in self.below})


def text_rows(form: forms.Form, below: dict[str, list[TextBelow]]) -> list[TextRow]:
    return [TextRow(key, form[key], below.get(key, [])) for key in SECTION_OF]


@dataclass(frozen=True)
class TwoTexts:
    """A section, or a line of the head or the foot, as it stands and as it was about to be written."""

    field: forms.BoundField
    theirs: str
    mine: str


def both_versions(current: Report, form: TextsForm) -> list[TwoTexts]:
    """The sections and lines in which two people differ."""
    theirs = {**current.texts, **{name: getattr(current, name) for name in FRAME}}
    rows = [TwoTexts(form[name], str(theirs.get(name, "")), form.cleaned_data[name]) for name in (*SECTION_OF, *FRAME)]
    return [row for row in rows if row.theirs != row.mine]


def agreed_texts(form: TextsForm, rows: list[TwoTexts]) -> list[tuple[str, str]]:
    """The sections and lines in which both versions say the same."""
    differ = {row.field.name for row in rows}
    return [(name, form.cleaned_data[name]) for name in (*SECTION_OF, *FRAME) if name not in differ]
