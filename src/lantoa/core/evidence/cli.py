"""`lantoa evidence sweep`: clearing the store by hand; the background worker does it once a day while files are added."""

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.evidence.sweeping import sweep
from lantoa.core.evidence.tasks import LEFT_ALONE


def register(app: typer.Typer) -> None:
    """Add `evidence` to the command."""
    group = typer.Typer(no_args_is_help=True)
    group.command("sweep", help=_("Remove stored files that no record knows and that are older than a day."))(sweep_by_hand)
    app.add_typer(group, name="evidence", help=_("Evidence: the store of files."))


def sweep_by_hand() -> None:
    """Remove what crashes have left, and say how many files it was."""
    removed = sweep(before=timezone.now() - LEFT_ALONE)
    typer.echo(ngettext("%(count)d file removed.", "%(count)d files removed.", removed) % {"count": removed})
