"""`lantoa measure`: one number with what it rests on. The keys of `--json` are documented in docs/cli.md."""

import json
from decimal import Decimal
from typing import Annotated, Any

import typer
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from lantoa.core.measures.folding import category_q
from lantoa.core.measures.reading import Part, Reading, read
from lantoa.core.measures.registry import Measure, all_measures, measure_of
from lantoa.core.measures.standing import Standing, standing_of
from lantoa.core.units.asking import NotUnderstood, day_typed, period_typed, unit_typed
from lantoa.core.units.cli import province_of
from lantoa.core.units.selectors import name_on
from lantoa.lib.days import format_day_vi
from lantoa.lib.numbers import format_number_en, format_number_vi

AS_IT_STOOD = "as_it_stood"  # each record counts where its unit stood on its own day
RESTATED = "restated"  # each record counts at the unit that bears it on a chosen day
BY_UNIT = "unit"

# Read once, when the command's language is known: the core's commands are imported after it was chosen.
Code = Annotated[str, typer.Argument(help=_("Code of the measure, for example initiatives.kept."))]
UnitName = Annotated[str, typer.Option("--unit", help=_("Code or name of the unit, with its superior where needed."))]
PeriodText = Annotated[str, typer.Option("--period", help=_("Period, both days included: 2021-05-18..2023-05-25, 2023, 2023-H1."))]
By = Annotated[str, typer.Option("--by", help=_("Split by unit or by a dimension of the measure."))]
Where = Annotated[str, typer.Option("--where", help=_("Only a category, for example since=2021 or since=2022.. (from 2022 on)."))]
Restated = Annotated[str, typer.Option("--restated", help=_("Restate to the units of this day, for example 2025-07-01."))]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print JSON."))]


def register(app: typer.Typer) -> None:
    """Add `measure` to the command."""
    app.command("measure", help=_("Read a measure: what is counted, what is declared, and who has reported."))(measure)


def measure(
    code: Code, unit: UnitName, period: PeriodText, by: By = "", where: Where = "", restated: Restated = "", as_json: AsJson = False
) -> None:  # fmt: skip
    """Print a reading. Raises `NotUnderstood` for anything that cannot be taken as typed."""
    found = measure_typed(code)
    span = period_typed(period)
    check_split(found, by=by, where=where)
    day = day_typed(restated) if restated else None
    try:
        reading = read(found, unit_typed(unit, at=day or span.last), span, by=by, where=where, restated=day)
    except ValidationError as error:
        raise NotUnderstood(*error.messages) from error
    if as_json:
        typer.echo(json.dumps(described(reading), ensure_ascii=False, indent=2))
    else:
        show(reading, Console(highlight=False))


def measure_typed(code: str) -> Measure:
    """The measure of this code. Raises `NotUnderstood` with all codes."""
    try:
        return measure_of(code)
    except KeyError as error:
        known = [f"  {found.code:<32} {found.title}" for found in all_measures()]
        raise NotUnderstood("\n".join([_("There is no measure “%(code)s”. There are:") % {"code": code}, *known])) from error


def check_split(found: Measure, *, by: str, where: str) -> None:
    """Raise `NotUnderstood` where the measure cannot be split or narrowed as asked."""
    names = ", ".join([BY_UNIT, *(dimension.name for dimension in found.dimensions)])
    if by and by not in names.split(", "):
        raise NotUnderstood(_("“%(by)s” does not split this measure. It can be split by: %(names)s.") % {"by": by, "names": names})
    try:
        if not all("=" in part for part in filter(None, where.split("&"))):
            raise KeyError(where)
        category_q(found, where)
    except (KeyError, ValueError) as error:
        shapes = {"where": where, "shapes": ", ".join(f"{dimension.name}=…" for dimension in found.dimensions) or "-"}
        raise NotUnderstood(_("“%(where)s” is no category of this measure. Write: %(shapes)s") % shapes) from error


def number(value: Decimal | None) -> int | float | None:
    """A plain JSON number: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def described(reading: Reading) -> dict[str, Any]:
    """The reading under the keys that programs rely on."""
    unit, coverage, standing = reading.unit, reading.coverage, standing_of(reading)
    told = {
        "measure": reading.measure.code,
        "value": number(reading.value),
        "counted": number(reading.counted),
        "declared": number(reading.declared),
        "n": reading.n,
        "qualifier": str(reading.qualifier),
        "whole": number(reading.whole),
        "high": number(reading.high),
        "exceeds": reading.exceeds,
        "coverage": {"expected": coverage.expected, "reported": coverage.reported},
        "unit": {
            "code": unit.code or unit.key,
            "name": name_on(unit, reading.period.last),
            "province": province_of(unit, at=reading.period.last),
        },
        "period": str(reading.period),
        "reading": RESTATED if reading.restated else AS_IT_STOOD,
        "refolding": reading.refolding,
        "restated_to": reading.restated.isoformat() if reading.restated else None,
        "placed": standing.placed,
        "apart": [{**part_described(one.part), "since": one.since.isoformat()} for one in standing.apart],
    }
    return {**told, "parts": [part_described(part) for part in reading.parts]} if reading.by else told


def part_described(part: Part) -> dict[str, Any]:
    """A share of a reading; `key` is empty for the unit's own."""
    return {
        "key": part.key,
        "name": str(part.label),
        "value": number(part.value),
        "counted": number(part.counted),
        "declared": number(part.declared),
        "n": part.n,
        "qualifier": str(part.qualifier),
        "high": number(part.high),
        "overlaps": part.overlaps,
    }


def written(value: Decimal, decimals: int) -> str:
    """The number in the command's language."""
    rounded = round(value, decimals) if value != value.to_integral_value() else Decimal(int(value))
    return format_number_vi(rounded) if (get_language() or "vi").startswith("vi") else format_number_en(rounded)


def reading_text(reading: Reading) -> str:
    """Which of the two readings it is."""
    if reading.restated is None:
        return _("as it stood")
    return _("restated to the units of %(day)s") % {"day": reading.restated.strftime("%d/%m/%Y")}


def show(reading: Reading, out: Console) -> None:
    """The reading for reading."""
    found, coverage = reading.measure, reading.coverage
    table = Table(title=str(found.title), title_justify="left", show_header=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", overflow="fold")
    for label, text in (
        (_("Unit"), name_on(reading.unit, reading.period.last)),
        (_("Period"), str(reading.period)),
        (_("Reading"), reading_text(reading)),
        (_("Value"), f"{written(reading.value, found.decimals)} {found.unit_label}"),
        (_("Counted from records"), written(reading.counted, found.decimals)),
        (_("Declared, no record behind it"), written(reading.declared, found.decimals)),
        (_("Records"), str(reading.n)),
        (_("Sub-units that have reported"), f"{coverage.reported}/{coverage.expected}"),
    ):
        table.add_row(label, text)
    out.print(table)
    if reading.exceeds:
        out.print(_("More is counted than was declared; both are shown."))
    show_standing(reading, standing_of(reading), out)
    if reading.by:
        out.print(parts_table(reading))


def show_standing(reading: Reading, standing: Standing, out: Console) -> None:
    """What the number leaves out, or why it is the unit's own alone."""
    if not standing.placed:
        out.print(_("The unit has no place in this hierarchy; only its own records are counted."))
    for one in standing.apart:
        told = {"unit": one.unit.name, "day": format_day_vi(one.since), "value": written(one.part.value, reading.measure.decimals)}
        out.print(_("Not counted here: %(unit)s, without a superior since %(day)s: %(value)s.") % told)


def parts_table(reading: Reading) -> Table:
    """The shares of a reading for reading."""
    table = Table()
    table.add_column(_("Part"), overflow="fold")
    for heading in (_("Value"), _("Counted"), _("Declared"), _("Records")):
        table.add_column(heading, justify="right")
    for part in reading.parts:
        figures = [written(value, reading.measure.decimals) for value in (part.value, part.counted, part.declared)]
        table.add_row(str(part.label), *figures, str(part.n))
    return table
