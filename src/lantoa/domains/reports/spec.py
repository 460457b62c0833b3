"""What a report is, apart from where it is kept: enough to make its document."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from lantoa.core.documents.document import Head
from lantoa.core.documents.heads import Letter
from lantoa.core.documents.heads import head_of as opening
from lantoa.core.documents.organs import BLANK
from lantoa.core.measures.registry import all_measures
from lantoa.core.measures.together import read_together
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.domains.reports.layouts import CONTRIBUTIONS, EXEMPLARS, FRONTLINE, KEPT, MIXED, NEW, PRACTICES, STOPPED, genre_title
from lantoa.domains.reports.models import Genre, Report
from lantoa.domains.reports.readings import Readings
from lantoa.lib.days import format_day_vi
from lantoa.lib.periods import Period


@dataclass(frozen=True)
class Spec:
    """A report that may or may not have been begun."""

    unit: Unit
    form: str
    genre: str
    period: Period
    hierarchy: Hierarchy
    subject: str
    texts: dict[str, str]
    signer: str = ""
    drafter: str = ""
    restated: date | None = None
    number: str = ""
    signed_on: date | None = None
    drawn: date | None = None

    @cached_property
    def readings(self) -> Readings:
        """Every measure that reports name, read once and together; a spec is made anew for each document."""
        named = {KEPT, NEW, STOPPED, EXEMPLARS, MIXED, PRACTICES, FRONTLINE, *CONTRIBUTIONS}
        known = [measure for measure in all_measures() if measure.code in named]
        return Readings(read_together(known, self.unit, self.period, hierarchy=self.hierarchy, restated=self.restated))


def spec_of(report: Report) -> Spec:
    """What the report is, for its document."""
    return Spec(
        report.unit, report.form, report.genre, report.period, Hierarchy(report.hierarchy), report.subject, report.texts,
        signer=report.signer, drafter=report.drafter, number=report.number, signed_on=report.signed_on, restated=report.restated,
        drawn=report.day,
    )  # fmt: skip


def head_of(spec: Spec) -> Head:
    """The opening of the report, with the names and superiors of its period's last day."""
    last = spec.period.last
    span = f"({format_day_vi(spec.period.first)} - {format_day_vi(last)})"
    subject = (f"{genre_title(Genre(spec.genre), spec.period)} {spec.subject}", span)
    return opening(
        Letter(
            spec.unit, spec.form, spec.hierarchy, last, title="BÁO CÁO", kind="BC", subject=subject,
            number=spec.number, signed_on=spec.signed_on, signer=spec.signer, drafter=spec.drafter, drawn=spec.drawn,
        )
    )  # fmt: skip


def number_example(spec: Spec) -> str:
    """A number with the symbol that this report bears: 120-BC/HU, 120/BC-UBND."""
    return head_of(replace(spec, number="")).number.replace(BLANK, "120")
