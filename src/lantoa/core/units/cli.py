"""`lantoa units`: finding units by the names that people use. The keys of `--json` are documented in docs/cli.md."""

import json
from datetime import date, timedelta
from typing import Annotated, Any

import typer
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from lantoa.core.units.asking import NotUnderstood, day_typed
from lantoa.core.units.kinds import PROVINCIAL, Hierarchy
from lantoa.core.units.models import BEGINNING, FOREVER, Unit
from lantoa.core.units.naming import find_units
from lantoa.core.units.selectors import UnitHit, ancestors, successors

NOTHING_FOUND = 1
TODAY_AND_ON = FOREVER - timedelta(days=1)  # heirs in being then have no end that is known

# Read once, when the command's language is known: the core's commands are imported after it was chosen.
Name = Annotated[str, typer.Argument(help=_("Name, whole or in part, with marks or without; its superior may follow after a comma."))]
At = Annotated[str, typer.Option("--at", help=_("Only units in being on this day."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON."))]


def register(app: typer.Typer) -> None:
    """Add `units` to the command."""
    group = typer.Typer(no_args_is_help=True)
    group.command("find", help=_("Find units by name or code, at any time or on a day."))(find)
    app.add_typer(group, name="units", help=_("Units: territories, committees, agencies and hosts."))


def find(name: Name, at: At = "", as_json: AsJson = False) -> None:
    """Print the units that bear or bore this name, the exact ones first. Raises `NotUnderstood` where there is none."""
    day = day_typed(at) if at else None
    found = find_units(name, at=day)
    if as_json:
        typer.echo(json.dumps([described(hit, at=day) for hit in found], ensure_ascii=False, indent=2))
    elif found:
        Console(highlight=False).print(table_of(found, at=day))
    if not found:
        when = _(" on %(day)s") % {"day": day.strftime("%d/%m/%Y")} if day else ""
        raise NotUnderstood(_("There is no unit “%(name)s”%(when)s.") % {"name": name, "when": when}, exit_code=NOTHING_FOUND)


def described(hit: UnitHit, *, at: date | None) -> dict[str, Any]:
    """A hit under the keys that programs rely on; `from` and `to` are days in being, None where not known or still in being."""
    unit = hit.unit
    day = at or unit.ends - timedelta(days=1)
    above = list(ancestors(unit, at=day, hierarchy=unit.hierarchy))
    return {
        "code": unit.code or unit.key,
        "name": hit.name,
        "kind": unit.kind,
        "from": None if unit.starts == BEGINNING else unit.starts.isoformat(),
        "to": None if unit.ends == FOREVER else (unit.ends - timedelta(days=1)).isoformat(),
        "parent": above[-1].name if above else None,
        "successors": [{"code": heir.code or heir.key, "name": heir.name} for heir in successors(unit, at=TODAY_AND_ON)],
        "province": province_of(unit, at=day),
    }


def province_of(unit: Unit, *, at: date) -> str | None:
    """The name of the province in which the unit stands on this day, or stood at its end."""
    if unit.kind in PROVINCIAL:
        return unit.name
    return next((above.name for above in ancestors(unit, at=at, hierarchy=Hierarchy.STATE) if above.kind in PROVINCIAL), None)


def table_of(found: list[UnitHit], *, at: date | None) -> Table:
    """The hits for reading, at 80 columns as well: a name tells the kind, so that it has no column of its own."""
    table = Table()
    for heading in (_("Code"), _("Name"), _("Superior"), _("In being"), _("Now")):
        table.add_column(heading, overflow="fold", min_width=12 if heading == _("In being") else None)
    for hit in found:
        heirs = ", ".join(heir.name for heir in successors(hit.unit, at=TODAY_AND_ON))
        table.add_row(hit.unit.code or hit.unit.key, hit.name, hit.context, in_being(hit.unit), heirs)
    return table


def in_being(unit: Unit) -> str:
    """From when until when, a line each; what is not known, or has no end, is left out."""
    first = "" if unit.starts == BEGINNING else _("since %(day)s") % {"day": date_format(unit.starts, "DATE_FORMAT")}
    last = "" if not unit.ended else _("until %(day)s") % {"day": date_format(unit.ends - timedelta(days=1), "DATE_FORMAT")}
    return "\n".join(filter(None, (first, last)))
