"""How an initiative goes from entry to approval, how it stops and how it is taken up again."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb
from lantoa.core.records.lifecycle import Lifecycle, Step, entry_steps, register_lifecycle, still_kept
from lantoa.core.records.models import State


def in_being(initiative: Any) -> bool:
    return initiative.stopped is None


def has_stopped(initiative: Any) -> bool:
    return initiative.stopped is not None


APPROVED = (State.APPROVED,)
STOP = Step(
    "stop", APPROVED, State.APPROVED, Verb.CORRECT, _("Record the stop"), needs_reason=True, past=_("stopped"), page="initiative-stop",
    applies=in_being,
)  # fmt: skip
RESUME = Step(
    "resume", APPROVED, State.APPROVED, Verb.CORRECT, _("Resume"), needs_reason=True, past=_("resumed"), page="initiative-resume",
    applies=has_stopped,
)  # fmt: skip

INITIATIVE = register_lifecycle(Lifecycle("initiative", State.DRAFT, (*entry_steps(), still_kept(in_being), STOP, RESUME)))
