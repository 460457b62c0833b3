"""The command with all its parts: its own, and those that the packages bring in their `cli.py`."""

import importlib
import importlib.util
import os
import secrets
from gettext import gettext as _
from typing import Annotated

import typer

from lantoa.cli.audit import audit
from lantoa.cli.backup import backup
from lantoa.cli.doctor import doctor
from lantoa.cli.doubles import doubles
from lantoa.cli.engine import start_django
from lantoa.cli.manage import manage
from lantoa.cli.measures import measures
from lantoa.cli.place import choose_place, enter
from lantoa.cli.restore import restore
from lantoa.cli.run import run
from lantoa.cli.setup import setup
from lantoa.cli.tending import tend, work


def options(
    lang: Annotated[str, typer.Option(help=_("Language of this command: vi or en."), envvar="LANTOA_LANG")] = "vi",
    debug: Annotated[bool, typer.Option("--debug", help=_("Show where in the program a failure arose."))] = False,
) -> None:
    """Lan Toả on the command line."""
    if lang not in {"vi", "en"}:
        raise typer.BadParameter(_("The language is vi or en."))


def assemble() -> typer.Typer:
    """The program's own commands; they may run before anything is set up."""
    app = typer.Typer(
        callback=options, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=_("Lan Toả on the command line.")
    )
    app.command("run", help=_("Start the program: the real installation where one was set up, else the demo."))(run)
    app.command("setup", help=_("Set up a real installation: folder, database, first administrator, mail."))(setup)
    app.command("backup", help=_("Copy the database and the files into one archive."))(backup)
    app.command("restore", help=_("Fill an empty installation from such an archive."))(restore)
    app.command("doctor", help=_("Look whether the installation is sound, and say what to do where it is not."))(doctor)
    app.add_typer(audit, name="audit", help=_("Check the audit trail."))
    app.add_typer(doubles, name="doubles", help=_("Look for records that tell of one and the same thing."))
    app.add_typer(measures, name="measures", help=_("Check the numbers, write them anew, fold them."))
    app.command("tend", help=_("Fold numbers, seal events, seek doubles, until stopped; “lantoa run” does this by itself."))(tend)
    app.command("work", help=_("Do what pages leave to be done, until stopped; “lantoa run” does this by itself."))(work)
    passing = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
    app.command("manage", context_settings=passing, help=_("For developers: Django's own commands."))(manage)
    return app


def own_commands() -> set[str]:
    return {"run", "setup", "backup", "restore", "doctor", "audit", "doubles", "measures", "tend", "work", "manage"}


def add_domains(app: typer.Typer) -> None:
    """Add the commands of every installed package of the program; loads Django in the chosen place, and makes nothing there."""
    place = choose_place()
    if not place.folder.exists():
        os.environ.setdefault("LANTOA_SECRET_KEY", secrets.token_urlsafe())
    start_django(enter(place, make=place.folder.exists()))
    from django.apps import apps

    for config in apps.get_app_configs():
        if config.name.startswith("lantoa.") and importlib.util.find_spec(f"{config.name}.cli"):
            importlib.import_module(f"{config.name}.cli").register(app)
