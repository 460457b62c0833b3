"""`lantoa doctor`: is the installation sound, and what is to be done where it is not?"""

import importlib
import importlib.util
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import gettext as _
from typing import Annotated

import typer

from lantoa.cli import database
from lantoa.cli.console import out, say
from lantoa.cli.engine import require_installation, start_django
from lantoa.cli.place import choose_place, enter
from lantoa.lib.health import Asked, Check, Finding, Level, all_checks, failed

SIGNS = {Level.OK: "✓", Level.WARNING: "!", Level.FAILED: "✗"}


def doctor(
    full: Annotated[bool, typer.Option("--full", help=_("Read every evidence file and the whole database; may take long."))] = False,
    test_mail: Annotated[str, typer.Option("--test-mail", help=_("Send a test mail to this address."))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=_("Print JSON."))] = False,
) -> None:
    """Look at everything that can be looked at; exit code 1 where something must be mended."""
    place = choose_place()
    require_installation(place)
    start_django(enter(place))
    database.check_reachable()
    load_checks()
    asked = Asked(now=datetime.now(UTC), full=full, mail_to=test_mail)
    found = []
    for check in all_checks():
        findings = list(looked(check, asked))
        found += [(check, finding) for finding in findings]
        if not as_json:
            tell(check, findings)
    if as_json:
        out.print_json(json.dumps([as_row(check, finding) for check, finding in found], ensure_ascii=False))
    if any(finding.level == Level.FAILED for _check, finding in found):
        raise typer.Exit(1)


def load_checks() -> None:
    """Import the `health` of every package that has one."""
    from django.apps import apps

    for config in apps.get_app_configs():
        if config.name.startswith("lantoa.") and importlib.util.find_spec(f"{config.name}.health"):
            importlib.import_module(f"{config.name}.health")


def looked(check: Check, asked: Asked) -> Iterator[Finding]:
    """What the check found; one that cannot be carried out has failed."""
    try:
        yield from check.look(asked)
    except Exception as error:
        told = _("This could not be looked at: {reason}").format(reason=database.first_line(error))
        yield failed(told, _("Mend what the other lines tell first, then look again."))


def tell(check: Check, findings: list[Finding]) -> None:
    for finding in findings:
        say(f"{SIGNS[finding.level]} {check.title}: {finding.text}")
        if finding.todo:
            say(f"    → {finding.todo}")


def as_row(check: Check, finding: Finding) -> dict[str, str]:
    return {"check": check.code, "title": str(check.title), "level": finding.level.value, "text": finding.text, "todo": finding.todo}
