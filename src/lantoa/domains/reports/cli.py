"""`lantoa report UNIT --period P --out FILE.docx|.xlsx`: the report of a unit, straight from the shell."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from lantoa.core.documents import sheet, word
from lantoa.core.units.asking import NotUnderstood, period_typed, unit_typed
from lantoa.core.units.kinds import PARTY_KINDS, Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import committee_of
from lantoa.domains.reports.content import build
from lantoa.domains.reports.layouts import DEFAULT_SUBJECT, genre_for
from lantoa.domains.reports.models import Form
from lantoa.domains.reports.spec import Spec
from lantoa.lib.periods import Period


def spec_for(unit: Unit, period: Period, *, form: str = "") -> Spec:
    """The report of a unit that nobody has begun yet: a territory's in Party form is its committee's."""
    at = period.end - timedelta(days=1)
    chosen = form or (Form.PARTY if unit.kind in PARTY_KINDS or committee_of(unit, at=at) else Form.STATE)
    issuer = committee_of(unit, at=at) or unit if chosen == Form.PARTY else unit
    tree = Hierarchy.PARTY if issuer.kind in PARTY_KINDS else Hierarchy.STATE
    return Spec(issuer, chosen, genre_for(period), period, tree, DEFAULT_SUBJECT, {})


# Read once, when the command's language is known: the domains' commands are imported after it was chosen.
UnitName = Annotated[str, typer.Argument(help=_("Code or name of the unit, with its superior where needed."))]
PeriodText = Annotated[str, typer.Option("--period", help=_("Period, both days included: 2021-05-18..2023-05-25, 2023, 2023-H1."))]
OutFile = Annotated[Path, typer.Option("--out", help=_("The file to write: .docx or .xlsx."))]
FormCode = Annotated[str, typer.Option("--form", help=_("party or state; by itself that of the unit."))]


def register(app: typer.Typer) -> None:
    """Add `report` to the command."""
    app.command("report", help=_("Write the report of a unit for a period as a Word or Excel file."))(report)


def report(unit: UnitName, period: PeriodText, out: OutFile, form: FormCode = "") -> None:
    """Write the file whole or not at all. Raises `NotUnderstood` for anything that cannot be taken as typed."""
    span = period_typed(period)
    found = unit_typed(unit, at=span.last)
    renderers = {".docx": word.render, ".xlsx": sheet.render}
    if out.suffix.lower() not in renderers:
        raise NotUnderstood(_("The file to write ends in .docx or .xlsx."))
    if form not in ("", *Form.values):
        raise NotUnderstood(_("The form is party or state."))
    if not out.resolve().parent.is_dir():
        raise NotUnderstood(_("There is no folder %(folder)s to write into.") % {"folder": out.resolve().parent})
    partial = out.with_name(out.name + ".part")
    partial.write_bytes(renderers[out.suffix.lower()](build(spec_for(found, span, form=form))))
    partial.replace(out)
    typer.echo(str(out))
