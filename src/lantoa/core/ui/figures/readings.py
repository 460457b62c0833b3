"""Which of the two readings a page shows: as it stood, or restated to the units of the day that `?as=` names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.utils.translation import gettext as _

from lantoa.core.ui.days import DatedRequest
from lantoa.core.ui.formats import day_text
from lantoa.core.units.models import Unit

TWO_TIERS = date(2025, 7, 1)  # the first day without districts, on which provinces and communes were merged


@dataclass(frozen=True)
class ReadingChoice:
    """A reading that is offered; an empty `param` is as it stood."""

    label: str
    param: str


def restated_for(request: DatedRequest, unit: Unit) -> date | None:
    """The day to which this unit's figures are restated; said, and as it stood, where the unit is not in being then."""
    day = request.restated
    if day is None or unit.alive(day):
        return day
    words = {"unit": unit.name, "day": day_text(day)}
    messages.warning(request, _("%(unit)s did not exist on %(day)s: its figures are shown as they stood, not restated.") % words)
    return None


def choices(*, day: date, restated: date | None) -> Sequence[ReadingChoice]:
    """The readings offered on every page: as it stood, restated to today, to the first day of two tiers, and to the day chosen."""
    days = sorted({day, TWO_TIERS, *([restated] if restated else [])})
    told = [ReadingChoice(restated_text(one), one.isoformat()) for one in days]
    return [ReadingChoice(restated_text(None), ""), *told]


def restated_text(day: date | None) -> str:
    """The reading in words."""
    return _("Restated to the units of %(day)s") % {"day": day_text(day)} if day else _("As it stood")
