"""Making a report, keeping its drafts, closing its figures, numbering it once signed elsewhere."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Verb
from lantoa.core.documents.document import Document, as_json
from lantoa.core.measures.freezing import digest_of, freeze
from lantoa.core.people.models import User
from lantoa.core.records.models import State
from lantoa.core.records.selectors import can
from lantoa.core.records.services import advance, change, create
from lantoa.core.units.models import Unit
from lantoa.domains.reports.content import build
from lantoa.domains.reports.models import FrozenFigure, Report, Snapshot
from lantoa.domains.reports.own import answers_for_templates
from lantoa.domains.reports.selectors import reading_of_report, texts_below
from lantoa.domains.reports.spec import number_example, spec_of
from lantoa.lib.days import format_day_vi


@transaction.atomic
def start_report(*, values: dict[str, Any], by: User, today: date, now: datetime, public_id: UUID | None = None) -> Report:
    """A new report with its first draft kept. A second submission of the same form returns the same report."""
    values = {**values, "day": max(min(values["ends"] - timedelta(days=1), today), values["unit"].starts)}
    report: Report = create("report", values=values, by=by, today=today, public_id=public_id)
    if not report.snapshots.exists():
        keep_draft(report, by=by, today=today, now=now)
    return report


@transaction.atomic
def write_texts(
    report: Report, *, texts: dict[str, str], by: User, today: date, frame: dict[str, str] | None = None, version: int | None = None
) -> Report:
    """Write the text sections of an open report; `frame`: what is reviewed, who signs, who drafted."""
    written = {key: text for key, text in texts.items() if text.strip()}
    changed: Report = change(report, values={"texts": written, **(frame or {})}, by=by, today=today, version=version)
    return changed


def merge_texts(report: Report, *, section: str) -> str:
    """The section's own text followed by what the sub-units wrote, each under its name; not saved."""
    parts = [report.texts.get(section, "").strip()]
    parts += [f"{below.title}: {below.text}" for below in texts_below(report, section) if below.text not in parts[0]]
    return "\n".join(part for part in parts if part)


@transaction.atomic
def keep_draft(report: Report, *, by: User, today: date, now: datetime, closed: bool = False) -> Snapshot:
    """Keep the document and its figures as they stand now. Raises `Refused` where `by` may not write the report."""
    allowed = can(by, Verb.CLOSE if closed else Verb.REPORT, report, at=today)
    if not allowed:
        raise Refused(allowed.worded(_("Your role does not allow writing reports at this unit.")).reason)
    document = build(spec_of(report))
    last = report.snapshots.order_by("-number").first()
    figures = list(frozen_figures(report, document))
    plain, asked = as_json(document), answers_for_templates(report, at=today) if closed else {}
    snapshot = Snapshot.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        closed=closed,
        restated=report.restated,
        day=today,
        taken_at=now,
        by=by,
        document=plain,
        asked=asked,
        digest=digest_of([plain, asked] if asked else [plain], {figure.key: figure.digest for figure in figures}),
    )
    for figure in figures:
        figure.snapshot = snapshot
    FrozenFigure.objects.bulk_create(figures)
    return snapshot


def frozen_figures(report: Report, document: Document) -> Any:
    """Each figure of the document with the rows behind it; unsaved."""
    units = {unit.key: unit for unit in Unit.objects.filter(key__in={figure.unit for figure in document.figures()})}
    for figure in document.figures():
        frozen = freeze(reading_of_report(report, figure.measure, units[figure.unit], where=figure.where))
        yield FrozenFigure(
            key=figure.key,
            measure=figure.measure,
            unit=units[figure.unit],
            where=figure.where,
            value=Decimal(figure.value),
            counted=Decimal(figure.counted),
            declared=Decimal(figure.declared),
            n=frozen.n,
            lines=frozen.lines,
            digest=frozen.digest,
        )


@transaction.atomic
def close_figures(report: Report, *, by: User, today: date, now: datetime, version: int | None = None) -> Report:
    """Chốt số liệu: freeze every figure; the report is not written any more. Raises `Refused` before the period is over."""
    closed: Report = advance(report, "close", by=by, today=today, version=version)
    keep_draft(closed, by=by, today=today, now=now, closed=True)
    return closed


@transaction.atomic
def number_report(report: Report, *, number: str, signed_on: date, by: User, today: date) -> Report:
    """Note the number and date that the office's document system gave the signed report. The program claims no signature of its own."""
    if report.state != State.APPROVED:
        raise ValidationError(_("Close the figures first; the number comes from the document system after signing."))
    if not number.strip():
        example = {"number": number_example(spec_of(report))}
        raise ValidationError({"number": _("Write the number and symbol, for instance %(number)s.") % example})
    if signed_on > today:
        raise ValidationError({"signed_on": _("The date of issue is no day after today, %(day)s.") % {"day": format_day_vi(today)}})
    if signed_on < report.period.last:
        told = _("The period runs until %(day)s; the report is issued on that day or later.")
        raise ValidationError({"signed_on": told % {"day": format_day_vi(report.period.last)}})
    numbered: Report = advance(report, "number", values={"number": number.strip(), "signed_on": signed_on}, by=by, today=today)
    return numbered
