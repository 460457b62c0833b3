"""`lantoa report UNIT --period P --out FILE.docx|.xlsx|.pdf [--template NAME]`: the report of a unit, straight from the shell."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.core.documents import sheet, word
from lantoa.core.documents.own.filling import fill
from lantoa.core.documents.own.selectors import newest, template_named, templates_for
from lantoa.core.documents.printing import NoPdf, pdf_of_document, pdf_of_word
from lantoa.core.units.asking import NotUnderstood, period_typed, unit_typed
from lantoa.core.units.kinds import PARTY_KINDS, Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import committee_of
from lantoa.core.units.today import business_day
from lantoa.domains.reports.content import build
from lantoa.domains.reports.layouts import DEFAULT_SUBJECT, genre_for
from lantoa.domains.reports.models import Form
from lantoa.domains.reports.own import subject_of_spec
from lantoa.domains.reports.spec import Spec
from lantoa.lib.periods import Period


def spec_for(unit: Unit, period: Period, *, form: str = "") -> Spec:
    """The report of a unit that nobody has begun yet: a territory's in Party form is its committee's."""
    at = period.end - timedelta(days=1)
    chosen = form or (Form.PARTY if unit.kind in PARTY_KINDS or committee_of(unit, at=at) else Form.STATE)
    issuer = committee_of(unit, at=at) or unit if chosen == Form.PARTY else unit
    tree = Hierarchy.PARTY if issuer.kind in PARTY_KINDS else Hierarchy.STATE
    return Spec(issuer, chosen, genre_for(period), period, tree, DEFAULT_SUBJECT, {}, drawn=business_day())


# Read once, when the command's language is known: the domains' commands are imported after it was chosen.
UnitName = Annotated[str, typer.Argument(help=_("Code or name of the unit, with its superior where needed."))]
PeriodText = Annotated[str, typer.Option("--period", help=_("Period, both days included: 2021-05-18..2023-05-25, 2023, 2023-H1."))]
OutFile = Annotated[Path, typer.Option("--out", help=_("The file to write: .docx, .xlsx or .pdf."))]
TemplateName = Annotated[str, typer.Option("--template", help=_("Name of one of the office's own templates that serve the unit."))]
FormCode = Annotated[str, typer.Option("--form", help=_("party or state; by itself that of the unit."))]


def register(app: typer.Typer) -> None:
    """Add `report` to the command."""
    app.command("report", help=_("Write the report of a unit for a period as a Word, Excel or PDF file."))(report)


def report(unit: UnitName, period: PeriodText, out: OutFile, form: FormCode = "", template: TemplateName = "") -> None:
    """Write the file whole or not at all. Raises `NotUnderstood` for anything that cannot be taken as typed, or not be made."""
    span = period_typed(period)
    found = unit_typed(unit, at=span.last)
    ending = out.suffix.lower()
    if ending not in (".docx", ".xlsx", ".pdf"):
        raise NotUnderstood(_("The file to write ends in .docx, .xlsx or .pdf."))
    if template and ending == ".xlsx":
        raise NotUnderstood(_("An own template is written as .docx or .pdf."))
    if form not in ("", *Form.values):
        raise NotUnderstood(_("The form is party or state."))
    if not out.resolve().parent.is_dir():
        raise NotUnderstood(_("There is no folder %(folder)s to write into.") % {"folder": out.resolve().parent})
    spec = spec_for(found, span, form=form)
    content = in_template(spec, template, ending) if template else made(spec, ending)
    partial = out.with_name(out.name + ".part")
    partial.write_bytes(content)
    partial.replace(out)
    typer.echo(str(out))


def made(spec: Spec, ending: str) -> bytes:
    """The report in the prescribed form."""
    document = build(spec)
    if ending == ".pdf":
        return printed(lambda: pdf_of_document(document))
    return word.render(document) if ending == ".docx" else sheet.render(document)


def in_template(spec: Spec, name: str, ending: str) -> bytes:
    """The report in one of the office's own templates."""
    at = spec.period.last
    template = template_named(name, spec.unit, at=at)
    if template is None:
        names = ", ".join(known.name for known in templates_for(spec.unit, at=at))
        none = _("No own template serves %(unit)s yet; upload one on the page “Word templates”.")
        some = _("No own template “%(name)s” serves %(unit)s. There is: %(names)s.")
        raise NotUnderstood((some if names else none) % {"name": name, "unit": spec.unit.name, "names": names})
    try:
        content = fill(newest(template), subject_of_spec(spec)).content
    except ValidationError as error:
        raise NotUnderstood(*error.messages, exit_code=1) from None
    return printed(lambda: pdf_of_word(content)) if ending == ".pdf" else content


def printed(make: Callable[[], bytes]) -> bytes:
    """What `make` prints; the reason where it cannot be printed here."""
    try:
        return make()
    except NoPdf as error:
        raise NotUnderstood(str(error), exit_code=1) from None
