"""The pages that ask for what a step of this domain brings: the day and reason of a stop, the consent that is withdrawn."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.decisions import Refused
from lantoa.core.records.lifecycle import Step
from lantoa.core.records.selectors import offers
from lantoa.core.records.services import EditConflict
from lantoa.core.ui.parts import Text
from lantoa.core.ui.records.asking import Asked, fetch, page_of, signed_in
from lantoa.core.ui.records.views.pages import content_of
from lantoa.core.ui.records.views.steps import done_sentence
from lantoa.domains.initiatives.forms import ConsentForm, ResumeForm, StopForm
from lantoa.domains.initiatives.services import resume_initiative, stop_initiative, withdraw_consent

STOP_EFFECT = _("It stays in the records and counts until the day on which it stopped; from that day on it is not in being.")
RESUME_EFFECT = _("It counts again as if it had not stopped. The stop stays in the history.")
CONSENT_EFFECT = _("It takes effect at once, without approval. What was consented to is no longer published from today on.")


def offered(request: Asked, public_id: Any, *names: str) -> tuple[Any, Step] | HttpResponse:
    """The record and the step of one of these names; to the record's page where its state no longer has it. Not found for another kind."""
    record = fetch(request, public_id)
    if record.kind not in {"initiative", "exemplar"}:
        raise Http404
    offer = next((offer for offer in offers(record, request.user, today=request.day) if offer.name in names), None)
    if offer is None:
        messages.warning(request, str(_("This step cannot be taken in the present state of the record.")))
        return redirect(page_of(record))
    if not offer.allowed:
        raise Refused(offer.reason)
    return record, offer.step


def ask(request: Asked, record: Any, step: Step, form: forms.Form, *, icon: str, effect: Text) -> HttpResponse:
    context = content_of(record) | {"step": step, "form": form, "icon": icon, "effect": effect}
    return render(request, "initiatives/step.html", context)


def done(request: Asked, step: Step, record: Any) -> HttpResponse:
    messages.success(request, done_sentence(step, record))
    return redirect(page_of(record))


def refused(form: forms.Form, error: ValidationError) -> None:
    """Put what a service refused beside the field concerned, or above the form."""
    for name, errors in (error.error_dict if hasattr(error, "error_dict") else {"": [error]}).items():
        form.add_error(name if name in form.fields else None, errors)


def changed_meanwhile(request: Asked, record: Any) -> HttpResponse:
    messages.warning(request, str(_("The record was changed since you opened it. Look at it again.")))
    return redirect(page_of(record))


@signed_in
def initiative_stop(request: Asked, public_id: Any) -> HttpResponse:
    """Asks for the day and reason of a stop, and records it."""
    found = offered(request, public_id, "stop")
    if isinstance(found, HttpResponse):
        return found
    record, step = found
    form = StopForm(request.POST or None, initial={"version": record.version, "stopped": min(request.at, request.day)})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            stopped = stop_initiative(
                record, day=told["stopped"], reason=told["stop_reason"], by=request.user, today=request.day, version=told["version"]
            )
            return done(request, step, stopped)
        except EditConflict:
            return changed_meanwhile(request, record)
        except ValidationError as error:
            refused(form, error)
    return ask(request, record, step, form, icon="circle-stop", effect=STOP_EFFECT)


@signed_in
def initiative_resume(request: Asked, public_id: Any) -> HttpResponse:
    """Asks why an initiative has not stopped after all, and takes the stop back."""
    found = offered(request, public_id, "resume")
    if isinstance(found, HttpResponse):
        return found
    record, step = found
    form = ResumeForm(request.POST or None, initial={"version": record.version})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            resumed = resume_initiative(record, reason=told["reason"], by=request.user, today=request.day, version=told["version"])
            return done(request, step, resumed)
        except EditConflict:
            return changed_meanwhile(request, record)
        except ValidationError as error:
            refused(form, error)
    return ask(request, record, step, form, icon="refresh-cw", effect=RESUME_EFFECT)


@signed_in
def exemplar_consents(request: Asked, public_id: Any) -> HttpResponse:
    """Asks which consent is withdrawn, and withdraws it."""
    found = offered(request, public_id, "withdraw_consent", "withdraw_consent_early")
    if isinstance(found, HttpResponse):
        return found
    record, step = found
    form = ConsentForm(request.POST or None, exemplar=record)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            withdrawn = withdraw_consent(record, what=told["what"], by=request.user, today=request.day, reason=told["reason"])
            return done(request, step, withdrawn)
        except ValidationError as error:
            refused(form, error)
    return ask(request, record, step, form, icon="ban", effect=CONSENT_EFFECT)
