"""`lantoa report UNIT --period P --out FILE.docx|.xlsx`: the report of a unit, straight from the shell."""

from datetime import timedelta
from pathlib import Path

import typer

from lantoa.core.units.kinds import PARTY_KINDS, Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import committee_of
from lantoa.domains.reports.heads import Spec
from lantoa.domains.reports.layouts import DEFAULT_SUBJECT, genre_for
from lantoa.domains.reports.models import Form
from lantoa.lib.periods import Period


def spec_for(unit: Unit, period: Period, *, form: str = "") -> Spec:
    """The report of a unit that nobody has begun yet: a territory's in Party form is its committee's."""
    at = period.end - timedelta(days=1)
    chosen = form or (Form.PARTY if unit.kind in PARTY_KINDS or committee_of(unit, at=at) else Form.STATE)
    issuer = committee_of(unit, at=at) or unit if chosen == Form.PARTY else unit
    tree = Hierarchy.PARTY if issuer.kind in PARTY_KINDS else Hierarchy.STATE
    return Spec(issuer, chosen, genre_for(period), period, tree, DEFAULT_SUBJECT, {})


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("report")
    def report(
        unit: str = typer.Argument(help="Mã hoặc tên đơn vị, kèm cấp trên nếu trùng tên."),
        period: str = typer.Option(..., "--period", help="Kỳ: 2023, 2023-H1, 2021-05-18..2023-05-25."),
        out: Path = typer.Option(..., "--out", help="Tệp .docx hoặc .xlsx."),  # noqa: B008  # typer reads options this way
        form: str = typer.Option("", "--form", help="party (Đảng) hoặc state (Nhà nước)."),
    ) -> None:
        """Xuất báo cáo của một đơn vị cho một kỳ ra Word hoặc Excel."""
        write_report(unit, period, out, form)


def write_report(name: str, period_text: str, out: Path, form: str) -> None:
    from lantoa.core.units.asking import period_typed, unit_typed
    from lantoa.domains.reports import sheet, word
    from lantoa.domains.reports.content import build

    period = period_typed(period_text)
    unit = unit_typed(name, at=period.last)
    renderers = {".docx": word.render, ".xlsx": sheet.render}
    if out.suffix.lower() not in renderers:
        typer.echo("Tệp ra phải có đuôi .docx hoặc .xlsx.", err=True)
        raise typer.Exit(2)
    if form not in ("", *Form.values):
        typer.echo("Thể thức là party hoặc state.", err=True)
        raise typer.Exit(2)
    content = renderers[out.suffix.lower()](build(spec_for(unit, period, form=form)))
    partial = out.with_name(out.name + ".part")
    partial.write_bytes(content)
    partial.replace(out)
    typer.echo(str(out))
