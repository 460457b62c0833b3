"""`lantoa manage`: Django's own commands in the chosen installation, for developers."""

import sys

import typer

from lantoa.cli.place import choose_place, enter


def manage(context: typer.Context) -> None:
    """Pass the words on to Django."""
    from django.core.management import ManagementUtility

    enter(choose_place())
    sys.argv[0] = "lantoa manage"
    ManagementUtility(["lantoa manage", *context.args]).execute()
