"""`lantoa account drop-second-step`: for the sole administrator who lost app, passkey and recovery codes."""

from typing import Annotated

import typer
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.core.access.devices import drop_second_step
from lantoa.core.people.models import User
from lantoa.core.units.today import business_day

Username = Annotated[str, typer.Argument(help=_("The account name."))]


def register(app: typer.Typer) -> None:
    """Add `account` to the command."""
    group = typer.Typer(no_args_is_help=True)
    group.callback()(lambda: None)  # one command alone would lose its name
    group.command("drop-second-step", help=_("Remove the second step of someone who lost it, and end their sessions."))(drop_by_hand)
    app.add_typer(group, name="account", help=_("Accounts: what no page can do."))


def drop_by_hand(username: Username) -> None:
    """Remove it, and say so; it is written into the person's history as done by the installation."""
    user = User.objects.filter(username__iexact=username).select_related("person").first()
    if user is None:
        raise ValidationError(_("There is no account “%(name)s”.") % {"name": username})
    drop_second_step(user, by=None, today=business_day())
    typer.echo(
        _("The second step of %(name)s is removed. The password alone signs in until a new one is set up.") % {"name": user.username}
    )
