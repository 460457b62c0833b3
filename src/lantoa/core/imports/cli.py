"""`lantoa import KIND FILE --unit UNIT --as ACCOUNT [--dry-run]`: a sheet, straight from the shell, under a person's own rights."""

from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Annotated, cast

import typer
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.table import Table

from lantoa.core.evidence.services import Upload
from lantoa.core.imports.entering import begin_entering
from lantoa.core.imports.filling import Filler
from lantoa.core.imports.matching import match, missing, proposal
from lantoa.core.imports.models import Import, RowState, Stage
from lantoa.core.imports.selectors import counts, rows_shown
from lantoa.core.imports.staging import drop, read_sheet, received
from lantoa.core.imports.targets import Target, targets_of
from lantoa.core.imports.working import carry_on
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind, all_kinds
from lantoa.core.units.asking import NotUnderstood, unit_typed
from lantoa.core.units.models import Unit
from lantoa.core.units.today import business_day

MOST_TOLD = 50  # rows to mend that are listed

KindCode = Annotated[str, typer.Argument(metavar="KIND", help=_("The kind of record: initiative, exemplar, contribution, declaration."))]
SheetFile = Annotated[Path, typer.Argument(metavar="FILE", help=_("The sheet: .xlsx or .csv."))]
UnitName = Annotated[str, typer.Option("--unit", help=_("Code or name of the unit to which rows without one belong."))]
Account = Annotated[str, typer.Option("--as", help=_("Account name of the person who enters; their rights hold."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only look through the rows; nothing is kept."))]
Submit = Annotated[bool, typer.Option("--submit", help=_("Submit the records for approval; by itself they are drafts."))]
LeaveOut = Annotated[bool, typer.Option("--leave-out-wrong", help=_("Enter the rows that are right although others are not."))]
SheetName = Annotated[str, typer.Option("--sheet", help=_("Name of the sheet, where the file has several."))]


def register(app: typer.Typer) -> None:
    """Add `import` to the command."""
    app.command("import", help=_("Enter the rows of a sheet as records."))(import_sheet)


def import_sheet(
    kind: KindCode, file: SheetFile, unit: UnitName, account: Account, dry_run: DryRun = False, submit: Submit = False,
    leave_out_wrong: LeaveOut = False, sheet: SheetName = "",
) -> None:  # fmt: skip
    """Read, match as remembered or by the columns' names, look through, enter. Raises `NotUnderstood` where it stops on the way."""
    today = business_day()
    found, by = kind_typed(kind), account_typed(account)
    source = read_file(file, sheet, found, unit_typed(unit, at=today), by=by)
    try:
        targets = matched(source, found, by=by)
        carried(source, today=today)
        tally = counts(source)
        tell_wrong(source, targets, tally[RowState.WRONG])
        if dry_run:
            drop(source)
            typer.echo(summary(tally))
            raise typer.Exit(1 if tally[RowState.WRONG] else 0)
        if tally[RowState.WRONG] and not leave_out_wrong:
            drop(source)
            raise NotUnderstood(
                _("Nothing was entered. Mend the sheet, or enter the right rows alone with --leave-out-wrong."), exit_code=1
            )
        begin_entering(source, submit=submit)
    except ValidationError:
        drop(source)
        raise
    carried(source, today=today)
    typer.echo(summary(counts(source)))


def carried(source: Import, *, today: date) -> None:
    """Do all that is begun. Raises `NotUnderstood` where the database takes no more: a batch is kept whole or not at all."""
    try:
        carry_on(source, today=today, told=tell_progress)
    except DatabaseError as error:
        if source.stage != Stage.ENTERING:
            with suppress(DatabaseError):
                drop(source)
            why = _("The database could not be written; its disk may be full. Nothing was entered. Make room, then give the command again.")
            raise NotUnderstood(why, exit_code=1) from error
        why = _(
            "The database could not be written; its disk may be full. %(count)d records were entered and stay. Make room: the rest "
            "goes on when the program starts again, or from the page “Imported sheets”."
        )
        raise NotUnderstood(why % {"count": counts(source)[RowState.DONE]}, exit_code=1) from error


def kind_typed(code: str) -> Kind:
    """The kind of this code that can be imported. Raises `NotUnderstood` with the codes there are."""
    known = {kind.code: kind for kind in all_kinds() if kind.listed}
    if code not in known:
        raise NotUnderstood(_("There is no kind “%(code)s”. There is: %(known)s.") % {"code": code, "known": ", ".join(known)})
    return known[code]


def account_typed(name: str) -> User:
    user = User.objects.filter(username__iexact=name, is_active=True).select_related("person").first()
    if user is None:
        raise NotUnderstood(_("There is no account “%(name)s”.") % {"name": name})
    return user


def read_file(file: Path, sheet: str, kind: Kind, unit: Unit, *, by: User) -> Import:
    """The sheet's rows, staged. Raises `NotUnderstood` and what `read_sheet` raises."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise NotUnderstood(_("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror or error}) from None
    came = received(cast(Upload, UploadedFile(BytesIO(content), size=len(content))), file.name, sheet=sheet)
    return read_sheet(came, kind, unit, by=by, today=business_day(), now=timezone.now())


def matched(source: Import, kind: Kind, *, by: User) -> list[Target]:
    """Take the columns as they are proposed. Raises `NotUnderstood` where a field that must be filled has none."""
    targets = targets_of(kind, Filler(kind, source.unit, by=by, today=source.day).blank)
    proposed = proposal(source, targets)
    if lacking := missing(targets, proposed.columns, proposed.same):
        told = {"labels": ", ".join(one.label for one in lacking), "names": "; ".join(filter(None, source.header["names"]))}
        drop(source)
        raise NotUnderstood(
            _("No column was found for: %(labels)s. The sheet has: %(names)s. Match its columns once on the page “Import a sheet”, "
              "or name them as the template does.") % told,
            exit_code=1,
        )  # fmt: skip
    match(source, targets, columns=proposed.columns, same=proposed.same)
    return targets


def tell_progress(source: Import) -> None:
    """A line for each batch of a long sheet."""
    tally = counts(source)
    if source.working and sum(tally.values()) > 1000:
        typer.echo(summary(tally), err=True)


def summary(tally: dict[str, int]) -> str:
    """How many rows are in which state, in words."""
    return ", ".join(f"{tally[state]} {state.label}" for state in RowState if tally[state])


def tell_wrong(source: Import, targets: list[Target], count: int) -> None:
    """The first rows to mend, with their columns and sentences."""
    if not count:
        return
    labels = {target.name: target.label for target in targets}
    table = Table(title=ngettext("%(count)d row to mend", "%(count)d rows to mend", count) % {"count": count})
    for name in (_("Row"), _("Column"), _("What to do")):
        table.add_column(name, overflow="fold")
    for row in rows_shown(source, (RowState.WRONG,))[:MOST_TOLD]:
        for name, sentences in row.faults.items():
            table.add_row(str(row.number), labels.get(name, ""), " ".join(sentences))
    Console(stderr=True).print(table)
