"""How an exemplar goes from entry to approval, and how a consent is withdrawn afterwards."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Verb
from lantoa.core.records.lifecycle import Lifecycle, Step, entry_steps, register_lifecycle
from lantoa.core.records.models import State


def has_consented(exemplar: Any) -> bool:
    return bool(exemplar.consented)


WITHDRAW = Step(
    "withdraw_consent", (State.APPROVED,), State.APPROVED, Verb.ENTER, _("Withdraw a consent"), past=_("consent withdrawn"),
    page="exemplar-consents", applies=has_consented,
)  # fmt: skip
WITHDRAW_EARLY = replace(WITHDRAW, name="withdraw_consent_early", sources=(State.SUBMITTED,), target=State.SUBMITTED)

EXEMPLAR = register_lifecycle(Lifecycle("exemplar", State.DRAFT, (*entry_steps(), WITHDRAW, WITHDRAW_EARLY)))
