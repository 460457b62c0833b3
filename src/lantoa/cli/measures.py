"""`lantoa measures`: are the numbers those of the records? And the process that folds them."""

from gettext import gettext as _
from typing import Annotated

import typer

from lantoa.cli.console import complain, say, step
from lantoa.cli.tending import keep_doing, numbers, open_installation

measures = typer.Typer(no_args_is_help=True)


@measures.command("verify", help=_("Recount every number from the records; exit code 1 where one differs."))
def verify() -> None:
    """Name every difference, one a line."""
    open_installation()
    from lantoa.core.measures import recount, rows

    with step(_("Recounting the rows of all records")) as progress:
        wrong = [_("Row {key} is not what its record says.").format(key=key) for key in rows.verify(progress=progress)]
    with step(_("Recounting the totals")) as progress:
        wrong += [_("Total {what}").format(what=what) for what in recount.verify_totals(progress=progress)]
    for line in wrong:
        complain(line)
    if wrong:
        complain(_("{count} differences. “lantoa measures rebuild” writes all of it anew from the records.").format(count=len(wrong)))
        raise typer.Exit(1)
    say(_("No difference."))


@measures.command("rebuild", help=_("Write every number anew from the records."))
def rebuild(totals: Annotated[bool, typer.Option("--totals", help=_("Only the totals, from the rows as they are."))] = False) -> None:
    """Start over; people may go on working."""
    open_installation()
    from lantoa.core.measures import recount

    with step(_("Writing the numbers anew")) as progress:
        rows, written = (None, recount.rebuild_totals(progress=progress)) if totals else recount.rebuild_all(progress=progress)
    if rows is not None:
        say(_("{count} rows.").format(count=rows))
    say(_("{count} totals.").format(count=written))


@measures.command("fold", help=_("Carry what waits into the totals, until stopped; “lantoa run” does this by itself."))
def fold(once: Annotated[bool, typer.Option("--once", help=_("End when nothing waits."))] = False) -> None:
    """Fold batch by batch."""
    open_installation()
    if not once:
        keep_doing(numbers())
        return
    from lantoa.core.measures import folder

    say(_("{count} folded.").format(count=folder.fold_all()))
