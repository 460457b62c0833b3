"""How initiatives, exemplars and contributions go from entry to approval, and what may follow."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb
from lantoa.core.records.lifecycle import Lifecycle, Step, entry_steps, register_lifecycle
from lantoa.core.records.models import State


def in_being(initiative: Any) -> bool:
    return initiative.stopped is None


def has_stopped(initiative: Any) -> bool:
    return initiative.stopped is not None


def has_consented(exemplar: Any) -> bool:
    return bool(exemplar.consented)


APPROVED, SUBMITTED = (State.APPROVED,), (State.SUBMITTED,)
STOP = Step(
    "stop", APPROVED, State.APPROVED, Verb.CORRECT, _("Record the stop"), needs_reason=True, past=_("stopped"), page="initiative-stop",
    applies=in_being,
)  # fmt: skip
RESUME = Step(
    "resume", APPROVED, State.APPROVED, Verb.CORRECT, _("Resume"), needs_reason=True, past=_("resumed"), page="initiative-resume",
    applies=has_stopped,
)  # fmt: skip
WITHDRAW = Step(
    "withdraw_consent", APPROVED, State.APPROVED, Verb.ENTER, _("Withdraw a consent"), past=_("consent withdrawn"),
    page="exemplar-consents", applies=has_consented,
)  # fmt: skip
WITHDRAW_EARLY = replace(WITHDRAW, name="withdraw_consent_early", sources=SUBMITTED, target=State.SUBMITTED)

INITIATIVE = register_lifecycle(Lifecycle("initiative", State.DRAFT, (*entry_steps(), STOP, RESUME)))
EXEMPLAR = register_lifecycle(Lifecycle("exemplar", State.DRAFT, (*entry_steps(), WITHDRAW, WITHDRAW_EARLY)))
CONTRIBUTION = register_lifecycle(Lifecycle("contribution", State.DRAFT, entry_steps()))
