"""How initiatives, exemplars and contributions go from entry to approval, and what may follow."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from lantoa.core.access.decisions import YES, Decision, no
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor
from lantoa.core.records.lifecycle import Lifecycle, Step, entry_steps, register_lifecycle
from lantoa.core.records.models import State


def already_stopped(initiative: Any, actor: Actor, today: date) -> Decision:
    return no(_("This initiative has stopped already.")) if initiative.stopped else YES


def not_stopped(initiative: Any, actor: Actor, today: date) -> Decision:
    return YES if initiative.stopped else no(_("This initiative has not stopped."))


def no_consent(exemplar: Any, actor: Actor, today: date) -> Decision:
    return YES if exemplar.consented else no(_("No consent is recorded that could be withdrawn."))


APPROVED, SUBMITTED = (State.APPROVED,), (State.SUBMITTED,)
WITHDRAW = {"label": _("Withdraw a consent"), "guards": (no_consent,), "past": _("consent withdrawn"), "page": "exemplar-consents"}

INITIATIVE = register_lifecycle(
    Lifecycle("initiative", State.DRAFT, (
        *entry_steps(),
        Step("stop", APPROVED, State.APPROVED, Verb.CORRECT, _("Record the stop"), guards=(already_stopped,), needs_reason=True,
             past=_("stopped"), page="initiative-stop"),
        Step("resume", APPROVED, State.APPROVED, Verb.CORRECT, _("Resume"), guards=(not_stopped,), needs_reason=True, past=_("resumed"),
             page="initiative-resume"),
    ))
)  # fmt: skip
EXEMPLAR = register_lifecycle(
    Lifecycle("exemplar", State.DRAFT, (
        *entry_steps(),
        Step("withdraw_consent", APPROVED, State.APPROVED, Verb.ENTER, **WITHDRAW),
        Step("withdraw_consent_early", SUBMITTED, State.SUBMITTED, Verb.ENTER, **WITHDRAW),
    ))
)  # fmt: skip
CONTRIBUTION = register_lifecycle(Lifecycle("contribution", State.DRAFT, entry_steps()))
