"""Acts on initiatives and exemplars beside the usual entering and approving: stopping, resuming, withdrawing a consent."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.core.people.models import User
from lantoa.core.records.models import State
from lantoa.core.records.services import advance, change
from lantoa.domains.initiatives.checks import CONSENTS, GUARDIAN
from lantoa.domains.initiatives.choices import Consent
from lantoa.domains.initiatives.models import Exemplar, Initiative


def stop_initiative(initiative: Initiative, *, day: date, reason: str, by: User, today: date, version: int | None = None) -> Any:
    """The initiative stopped: `day` is the first on which it no longer stands. It stays in the records, and counts until then."""
    values = {"stopped": day, "stop_reason": reason.strip()}
    return advance(initiative, "stop", values=values, by=by, today=today, reason=reason, version=version)


def resume_initiative(initiative: Initiative, *, reason: str, by: User, today: date, version: int | None = None) -> Any:
    """The initiative has not stopped after all: the stop was told wrongly, or it was taken up again."""
    return advance(initiative, "resume", values={"stopped": None, "stop_reason": ""}, by=by, today=today, reason=reason, version=version)


def withdraw_consent(exemplar: Exemplar, *, what: str, by: User, today: date, reason: str = "") -> Any:
    """A consent is withdrawn from today on, in any state of the record and without anybody's approval."""
    if what not in (*CONSENTS, GUARDIAN):
        raise ValidationError(_("There is no such consent."), code="unknown")
    if getattr(exemplar, f"consent_{what}") != Consent.GIVEN:
        raise ValidationError(_("This consent was not given, so that there is nothing to withdraw."), code="state")
    values = {f"consent_{what}": Consent.WITHDRAWN, f"consent_{what}_day": today}
    step = {State.APPROVED: "withdraw_consent", State.SUBMITTED: "withdraw_consent_early"}.get(State(exemplar.state))
    if step is None:
        return change(exemplar, values=values, by=by, today=today, reason=reason)
    return advance(exemplar, step, values=values, by=by, today=today, reason=reason)
