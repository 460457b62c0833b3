"""What people type at a command's prompt, understood or refused with the choices they have. The core's and domains' commands share it."""

from datetime import date

from django.utils.translation import gettext as _

from lantoa.core.units.models import Unit
from lantoa.core.units.naming import AmbiguousUnit, UnknownUnit, resolve_unit
from lantoa.core.units.selectors import UnitHit
from lantoa.lib.periods import Period, PeriodError, parse_day

WRONG_USAGE = 2


class NotUnderstood(ValueError):
    """What was typed cannot be taken as it stands; `messages` says why and what else there is. Ends a command with `exit_code`."""

    def __init__(self, *messages: str, exit_code: int = WRONG_USAGE) -> None:
        super().__init__(" ".join(messages))
        self.messages, self.exit_code = list(messages), exit_code


def unit_typed(text: str, *, at: date) -> Unit:
    """The one unit in being on this day that the name or code means. Raises `NotUnderstood` with the choices."""
    try:
        return resolve_unit(text, at=at)
    except AmbiguousUnit as error:
        lines = [_("“%(text)s” may be several units. Give the superior unit too, or the code:") % {"text": text}]
        raise NotUnderstood("\n".join(lines + [choice(hit) for hit in error.choices])) from error
    except UnknownUnit as error:
        lines = [_("There is no unit “%(text)s” on %(day)s.") % {"text": text, "day": at.strftime("%d/%m/%Y")}]
        if error.elsewhere:
            lines.append(_("At other times there is or was:"))
        raise NotUnderstood("\n".join(lines + [choice(UnitHit(unit, unit.name, "")) for unit in error.elsewhere])) from error


def choice(hit: UnitHit) -> str:
    """One line of a list to choose from: a code that is accepted, the name, and where it stands."""
    name = f"{hit.name}, {hit.context}" if hit.context else hit.name
    return f"  {hit.unit.key:<14} {name}"


def period_typed(text: str) -> Period:
    """The period as people write it, both days included. Raises `NotUnderstood`."""
    try:
        return Period.parse(text)
    except PeriodError as error:
        written = {"text": text, "reason": reason_of(error), "examples": "2021-05-18..2023-05-25, 2023, 2023-H1, 2023-05"}
        raise NotUnderstood(_("“%(text)s” is no period: %(reason)s. Write for example %(examples)s.") % written) from error


def day_typed(text: str) -> date:
    """A day as people write it. Raises `NotUnderstood`."""
    try:
        return parse_day(text)
    except PeriodError as error:
        written = {"text": text, "reason": reason_of(error), "examples": "2023-05-25, 25/5/2023"}
        raise NotUnderstood(_("“%(text)s” is no day: %(reason)s. Write for example %(examples)s.") % written) from error


def reason_of(error: PeriodError) -> str:
    """Why a day or period cannot be taken, as a part of a sentence."""
    return {
        "two_digit_year": _("write the year with four digits"),
        "no_such_day": _("the calendar has no such day"),
        "no_such_month": _("the calendar has no such month"),
        "year_out_of_range": _("the year lies too far away"),
        "reversed": _("the end lies before the start"),
    }.get(error.code, _("it cannot be read"))
