"""Acts on exemplars beside the usual entering and approving: withdrawing a consent."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.core.people.models import User
from lantoa.core.records.models import State
from lantoa.core.records.services import advance, change
from lantoa.domains.exemplars.checks import EVERY_CONSENT
from lantoa.domains.exemplars.choices import Consent
from lantoa.domains.exemplars.models import Exemplar


def withdraw_consent(exemplar: Exemplar, *, what: str, by: User, today: date, reason: str = "") -> Any:
    """A consent is withdrawn from today on, in any state of the record and without anybody's approval."""
    if what not in EVERY_CONSENT:
        raise ValidationError(_("There is no such consent."), code="unknown")
    if getattr(exemplar, f"consent_{what}") != Consent.GIVEN:
        raise ValidationError(_("This consent was not given, so that there is nothing to withdraw."), code="state")
    values = {f"consent_{what}": Consent.WITHDRAWN, f"consent_{what}_day": today}
    step = {State.APPROVED: "withdraw_consent", State.SUBMITTED: "withdraw_consent_early"}.get(State(exemplar.state))
    if step is None:
        return change(exemplar, values=values, by=by, today=today, reason=reason)
    return advance(exemplar, step, values=values, by=by, today=today, reason=reason)
