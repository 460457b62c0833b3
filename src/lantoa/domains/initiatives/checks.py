"""What an initiative must hold, said in sentences that a clerk can act on; the database holds the same by constraints."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.core.records.starts import Precision
from lantoa.lib.periods import format_day_vi
from lantoa.lib.vietnamese import fold


def check_title(title: str) -> None:
    """A movement is never an initiative."""
    if fold(title).startswith("phong trao "):
        raise ValidationError(
            {"title": _("A movement (phong trào) is not an initiative and is not counted as one. Write what is done here as the title, "
                        "and the name of the movement in “Movement that it follows”.")},
            code="movement",
        )  # fmt: skip


def check_days(initiative: Any) -> None:
    since, stopped, day = initiative.since, initiative.stopped, initiative.day
    if (since is None) != (initiative.since_precision == Precision.UNKNOWN):
        raise ValidationError({"since": _("Write since when, as exactly as it is told, or leave the start empty.")})
    if since and day and since > day:
        raise ValidationError({"since": _("The start must not lie after the day of the source, %(day)s.") % {"day": format_day_vi(day)}})
    begun: date | None = since or day
    if stopped and begun and stopped < begun:
        raise ValidationError(
            {"stopped": _("It cannot have stopped before it is known to exist, %(day)s.") % {"day": format_day_vi(begun)}}
        )
    if bool(stopped) != bool(initiative.stop_reason.strip()):
        field, sentence = ("stop_reason", _("Write why it stopped.")) if stopped else ("stopped", _("Write the day on which it stopped."))
        raise ValidationError({field: sentence})
