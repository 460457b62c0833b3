"""The kind `report` and its lifecycle: written, closed, numbered once signed in the document system."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from lantoa.core.access.decisions import YES, Decision, no
from lantoa.core.access.roles import Verb
from lantoa.core.records.kinds import Column, Kind, register
from lantoa.core.records.lifecycle import Lifecycle, Step, aside_steps, register_lifecycle
from lantoa.core.records.models import State


def period_over(report: Any, actor: Any, today: date) -> Decision:
    """Figures are closed when the period is over."""
    last = report.period.last
    return (
        YES
        if last <= today
        else no(_("The period runs until %(day)s; figures are closed after that.") % {"day": last.strftime("%d/%m/%Y")})
    )


REPORT = register(
    Kind(
        code="report",
        model="reports.Report",
        prefix="BC",
        title=_("report"),
        plural=_("reports"),
        icon="file-text",
        fields=(
            "unit",
            "title",
            "day",
            "form",
            "genre",
            "hierarchy",
            "starts",
            "ends",
            "restated",
            "subject",
            "texts",
            "signer",
            "drafter",
            "number",
            "signed_on",
        ),
        form="",
        detail="",
        entry_verb=Verb.REPORT,
        listed=False,
        evidence_page="report-changes",
        related=("unit",),
        order=80,
        columns=(
            Column("title", _("Title"), lambda report: report.title, sort="sort_key"),
            Column("unit", _("Unit"), lambda report: report.unit.name, sort="unit__sort_key"),
            Column("period", _("Period"), lambda report: str(report.period), sort="ends"),
        ),
    )
)

register_lifecycle(
    Lifecycle(
        "report",
        State.DRAFT,
        (
            Step(
                "close", (State.DRAFT,), State.APPROVED, Verb.CLOSE, _("Close the figures"),
                guards=(period_over,), primary=True, past=_("figures closed"),
            ),
            Step("number", (State.APPROVED,), State.APPROVED, Verb.CLOSE, _("Note number and date"), past=_("number and date noted")),
            *aside_steps(verb=REPORT.entry_verb, sources=(State.DRAFT,)),
        ),
    )
)  # fmt: skip
