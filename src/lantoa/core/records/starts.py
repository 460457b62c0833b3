"""How exactly a start is told; the field beside it then holds the first day of what was told."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import pgettext_lazy

from lantoa.lib.periods import Period, year_of


class Precision(models.TextChoices):
    """How exactly a start is told."""

    DAY = "day", pgettext_lazy("precision", "day")
    MONTH = "month", pgettext_lazy("precision", "month")
    YEAR = "year", pgettext_lazy("precision", "year")
    UNKNOWN = "unknown", pgettext_lazy("precision", "unknown")


@dataclass(frozen=True)
class Start:
    """A start that is told, at least by its year; `since` is the first day of what was told."""

    since: date
    precision: str


def start_told(since: date | None, since_precision: str) -> Start | None:
    """A start from the two fields in which a record keeps it; None where it is not known."""
    return None if since is None else Start(since, since_precision)


def precision_of(period: Period) -> str | None:
    """Whether a day, a month or a year was told; None for any other span."""
    if period.days == 1:
        return Precision.DAY
    if period == year_of(period.start):
        return Precision.YEAR
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    return Precision.MONTH if period.start.day == period.end.day == 1 and months == 1 else None
