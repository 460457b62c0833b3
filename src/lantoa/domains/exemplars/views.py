"""The page that asks which consent is withdrawn."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.ui.records.views.steps import step_with_values
from lantoa.domains.exemplars.forms import ConsentForm
from lantoa.domains.exemplars.models import Exemplar
from lantoa.domains.exemplars.services import withdraw_consent

EFFECT = _("It takes effect at once, without approval. What was consented to is no longer published from today on.")


@signed_in
def exemplar_consents(request: Asked, public_id: Any) -> HttpResponse:
    """Asks which consent is withdrawn, and withdraws it."""

    def act(exemplar: Exemplar, told: dict[str, Any]) -> Exemplar:
        return withdraw_consent(exemplar, what=told["what"], by=request.user, today=request.day, reason=told["reason"])

    return step_with_values(
        request, public_id, kind="exemplar", steps=("withdraw_consent", "withdraw_consent_early"),
        make_form=lambda data, exemplar: ConsentForm(data, exemplar=exemplar), act=act, icon="ban", effect=EFFECT,
    )  # fmt: skip
