"""How someone signed in: what a session proves of the one who acts, and from which day more is asked of those who decide."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings


@dataclass(frozen=True)
class Proof:
    """What this sign-in has proved. `demanded`: the day from which deciding asks for a second step has come."""

    by_pin: bool = False
    second_step: bool = False
    demanded: bool = False


def second_step_day() -> date | None:
    """The day from which those who decide need a second step (setting `second_step_by`); None where it is not demanded."""
    text = str(settings.LANTOA_SECOND_STEP_BY)
    return date.fromisoformat(text) if text else None
