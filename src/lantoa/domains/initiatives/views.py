"""The pages that ask for what a step of an initiative brings: the day and reason of a stop, why it is taken up again."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.ui.records.views.steps import step_with_values
from lantoa.domains.initiatives.forms import ResumeForm, StopForm
from lantoa.domains.initiatives.models import Initiative
from lantoa.domains.initiatives.services import resume_initiative, stop_initiative

STOP_EFFECT = _("It stays in the records and counts until the day on which it stopped; from that day on it is not in being.")
RESUME_EFFECT = _("It counts again as if it had not stopped. The stop stays in the history.")


@signed_in
def initiative_stop(request: Asked, public_id: Any) -> HttpResponse:
    """Asks for the day and reason of a stop, and records it."""

    def make_form(data: Any, initiative: Initiative) -> StopForm:
        return StopForm(data, initial={"version": initiative.version, "stopped": min(request.at, request.day)})

    def act(initiative: Initiative, told: dict[str, Any]) -> Initiative:
        day, reason, version = told["stopped"], told["stop_reason"], told["version"]
        return stop_initiative(initiative, day=day, reason=reason, by=request.user, today=request.day, version=version)

    return step_with_values(
        request, public_id, kind="initiative", steps=("stop",), make_form=make_form, act=act, icon="circle-stop", effect=STOP_EFFECT
    )


@signed_in
def initiative_resume(request: Asked, public_id: Any) -> HttpResponse:
    """Asks why an initiative has not stopped after all, and takes the stop back."""

    def make_form(data: Any, initiative: Initiative) -> ResumeForm:
        return ResumeForm(data, initial={"version": initiative.version})

    def act(initiative: Initiative, told: dict[str, Any]) -> Initiative:
        return resume_initiative(initiative, reason=told["reason"], by=request.user, today=request.day, version=told["version"])

    return step_with_values(
        request, public_id, kind="initiative", steps=("resume",), make_form=make_form, act=act, icon="refresh-cw", effect=RESUME_EFFECT
    )
