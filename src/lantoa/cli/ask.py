"""What people type on the command line, understood or refused with the choices they have."""

from datetime import date
from gettext import gettext as _
from typing import TYPE_CHECKING

from lantoa.cli.console import complain, leave
from lantoa.lib.periods import Period, PeriodError, parse_day

if TYPE_CHECKING:
    from lantoa.core.units.models import Unit

REASONS = {
    "two_digit_year": _("write the year with four digits"),
    "no_such_day": _("the calendar has no such day"),
    "no_such_month": _("the calendar has no such month"),
    "year_out_of_range": _("the year lies too far away"),
    "reversed": _("the end lies before the start"),
}


def find_unit_or_exit(name: str, at: date) -> "Unit":
    """The one unit in being on `at` that the name or code means; an unknown or ambiguous one ends the command with 2."""
    from lantoa.core.units.naming import AmbiguousUnit, UnknownUnit, resolve_unit

    try:
        return resolve_unit(name, at=at)
    except AmbiguousUnit as error:
        complain(_("“{name}” may be several units. Give the superior unit too, or the code:").format(name=name))
        for hit in error.choices:
            complain(f"  {hit.unit.code or hit.unit.key:<12} {hit.name}, {hit.context}".rstrip(", "))
        raise SystemExit(2) from error
    except UnknownUnit as error:
        complain(_("There is no unit “{name}” on {day}.").format(name=name, day=at.strftime("%d/%m/%Y")))
        if error.elsewhere:
            complain(_("At other times there is or was:"))
        for unit in error.elsewhere:
            complain(f"  {unit.code or unit.key:<12} {unit.name}")
        raise SystemExit(2) from error


def parse_period_or_exit(text: str) -> Period:
    """The period as people write it, both days included; anything else ends the command with 2."""
    try:
        return Period.parse(text)
    except PeriodError as error:
        examples = "2021-05-18..2023-05-25, 2023, 2023-H1, 2023-05"
        leave(
            _("“{text}” is no period: {reason}. Write for example {examples}.").format(
                text=text, reason=reason_of(error), examples=examples
            ),
            code=2,
        )


def parse_day_or_exit(text: str) -> date:
    """A day as people write it; anything else ends the command with 2."""
    try:
        return parse_day(text)
    except PeriodError as error:
        leave(
            _("“{text}” is no day: {reason}. Write for example {examples}.").format(
                text=text, reason=reason_of(error), examples="2023-05-25, 25/5/2023"
            ),
            code=2,
        )


def reason_of(error: PeriodError) -> str:
    return REASONS.get(error.code, _("it cannot be read"))
