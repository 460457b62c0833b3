"""`lantoa doubles`: look for records that tell of one and the same thing."""

from gettext import gettext as _
from typing import Annotated

import typer

from lantoa.cli.console import say, step
from lantoa.cli.tending import keep_doing, open_installation, pairs

doubles = typer.Typer(no_args_is_help=True)
doubles.callback()(lambda: None)  # one command alone would lose its name


@doubles.command("seek", help=_("Compare written records with others, until stopped; “lantoa run” does this by itself."))
def seek(
    once: Annotated[bool, typer.Option("--once", help=_("End when all is compared."))] = False,
    again: Annotated[bool, typer.Option("--again", help=_("Compare every record anew, as after an update."))] = False,
) -> None:
    """Compare what waits; with `--again` everything first."""
    open_installation()
    from lantoa.core.doubles import seeking

    if again:
        seeking.begin_again()
    if not once:
        keep_doing(pairs())
        return
    done = 0
    with step(_("Comparing records")) as progress:
        while told := seeking.seek():
            done += told
            progress(_("{count} records").format(count=done))
    say(_("{count} records compared; {open} pairs wait to be decided.").format(count=done, open=seeking.open_count()))
