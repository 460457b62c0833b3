"""Reading initiatives: what each is on a day."""

from datetime import date

from django.db.models import Q

from lantoa.domains.initiatives.choices import Status
from lantoa.domains.initiatives.models import Initiative


def begun_on(initiative: Initiative) -> date:
    """The day on which the initiative begins to count: its start, or where that is unknown the day of the source that first attests it."""
    return initiative.since or initiative.day


def status_on(initiative: Initiative, at: date) -> Status | None:
    """What the initiative is on this day: new in the year looked at, kept up, or stopped; None before it is known to exist."""
    if initiative.stopped and initiative.stopped <= at:
        return Status.STOPPED
    if begun_on(initiative) > at:
        return None
    return Status.NEW if initiative.since and initiative.since.year == at.year else Status.KEPT


def has_status(status: str, at: date) -> Q:
    """The condition that initiatives have this status on this day; the same rule as `status_on`."""
    stopped, january = Q(stopped__lte=at), date(at.year, 1, 1)
    new = Q(since__gte=january, since__lte=at)
    kept = Q(since__lt=january) | Q(since__isnull=True, day__lte=at)
    return {
        Status.STOPPED: stopped, Status.NEW: new & ~Q(stopped__lte=at, stopped__isnull=False),
        Status.KEPT: kept & ~Q(stopped__lte=at, stopped__isnull=False),
    }[Status(status)]  # fmt: skip
