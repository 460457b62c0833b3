"""A report in an office's own template: what it is filled with, which templates serve it, and what is kept when figures are closed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lantoa.core.documents.models import OwnTemplate, TemplateVersion
from lantoa.core.documents.own.answers import Subject, answers
from lantoa.core.documents.own.selectors import asked_by, newest, templates_for
from lantoa.core.documents.own.words import Unknown
from lantoa.core.units.kinds import Hierarchy
from lantoa.domains.reports.blocks import paragraphs
from lantoa.domains.reports.layouts import KEPT, SECTIONS
from lantoa.domains.reports.models import Report
from lantoa.domains.reports.selectors import closed_snapshot, document_of
from lantoa.domains.reports.spec import Spec, head_of, spec_of
from lantoa.lib.wordforms import Answer

LISTS = {KEPT: "records"}


@dataclass(frozen=True)
class Offer:
    """A template that serves a report. `read_today` are its placeholders whose figures were not closed with the report's."""

    template: OwnTemplate
    version: TemplateVersion
    read_today: tuple[str, ...]


def subject_of_spec(spec: Spec, **more: Any) -> Subject:
    """What a template is filled with for a report that may not have been begun."""
    texts = {section.key: tuple(paragraphs(spec.texts.get(section.key, ""))) for section in SECTIONS}
    return Subject(spec.unit, spec.period, Hierarchy(spec.hierarchy), head_of(spec), texts, lists=LISTS, restated=spec.restated, **more)


def subject_of(report: Report) -> Subject:
    """What a template is filled with for this report: the closed figures where they were closed."""
    snapshot = closed_snapshot(report)
    if snapshot is None:
        return subject_of_spec(spec_of(report))
    kept: Mapping[str, Answer] = {key: Answer.from_plain(raw) for key, raw in snapshot.asked.items()}
    document = document_of(report)
    return replace(subject_of_spec(spec_of(report), document=document, kept=kept), head=document.head)


def offered(report: Report) -> list[Offer]:
    """The templates that serve the report's unit on the last day of its period, nearest first."""
    subject, found = subject_of(report), []
    for template in templates_for(report.unit, at=report.period.last):
        version = newest(template)
        found.append(Offer(template, version, unclosed(version, subject) if subject.document else ()))
    return found


def unclosed(version: TemplateVersion, subject: Subject) -> tuple[str, ...]:
    try:
        return tuple(answers(asked_by(version).asks, subject).read_today)
    except Unknown:
        return ()  # filling it says why it cannot be filled


def answers_for_templates(report: Report, *, at: date) -> dict[str, Any]:
    """What the templates of this day ask for, as it reads now; kept with the closed figures."""
    subject, kept = subject_of_spec(spec_of(report)), dict[str, Any]()
    for template in templates_for(report.unit, at=at):
        try:
            told = answers(asked_by(newest(template)).asks, subject)
        except Unknown:
            continue
        kept.update({key: answer.as_plain() for key, answer in told.calls.items() if not key.startswith('["muc"')})
    return kept
