"""Acts on initiatives beside the usual entering and approving: stopping and resuming."""

from datetime import date
from typing import Any

from lantoa.core.people.models import User
from lantoa.core.records.services import advance
from lantoa.domains.initiatives.models import Initiative


def stop_initiative(initiative: Initiative, *, day: date, reason: str, by: User, today: date, version: int | None = None) -> Any:
    """The initiative stopped: `day` is the first on which it no longer stands. It stays in the records, and counts until then."""
    values = {"stopped": day, "stop_reason": reason.strip()}
    return advance(initiative, "stop", values=values, by=by, today=today, reason=reason, version=version)


def resume_initiative(initiative: Initiative, *, reason: str, by: User, today: date, version: int | None = None) -> Any:
    """The initiative has not stopped after all: the stop was told wrongly, or it was taken up again."""
    return advance(initiative, "resume", values={"stopped": None, "stop_reason": ""}, by=by, today=today, reason=reason, version=version)
