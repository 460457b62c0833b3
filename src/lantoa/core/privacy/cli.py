"""`lantoa privacy`: the retention run by hand, and forgetting anew after an older backup was restored."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.privacy import erasing, retention

DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only count; everything stays."))]
Lists = Annotated[list[Path] | None, typer.Argument(help=_("Further lists of persons forgotten, besides those of the installation."))]


def register(app: typer.Typer) -> None:
    """Add `privacy` to the command."""
    group = typer.Typer(no_args_is_help=True)
    group.command("retention", help=_("Let go of what has been kept long enough; the worker does so once a day."))(let_go)
    group.command("replay", help=_("Forget anew everyone whom a restored backup has brought back."))(replay)
    app.add_typer(group, name="privacy", help=_("Personal data: how long they stay, and who was forgotten."))


def let_go(dry_run: DryRun = False) -> None:
    """Print how much of each was let go of, or would be."""
    found = retention.run(now=timezone.now(), dry=dry_run)
    for term, count in found:
        typer.echo(f"{count:>8}  {term.label}")
    typer.echo(_("Nothing was changed.") if dry_run else _("Done."))


def replay(lists: Lists = None) -> None:
    """Say how many were forgotten anew."""
    count = erasing.replay(*(path.expanduser().absolute() for path in lists or ()), now=timezone.now())
    typer.echo(ngettext("%(count)d person was forgotten anew.", "%(count)d persons were forgotten anew.", count) % {"count": count})
