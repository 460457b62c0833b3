"""Taking a step with one record: approve, return with a reason, and the like."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.decisions import Refused
from lantoa.core.records.lifecycle import Step, lifecycle_of
from lantoa.core.records.models import Record
from lantoa.core.records.selectors import Offer, offers
from lantoa.core.records.services import EditConflict, advance
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.marked import MarkFreeForm
from lantoa.core.ui.parts import Text
from lantoa.core.ui.records.asking import Asked, fetch, next_page, page_of, signed_in
from lantoa.core.ui.records.beside import STEP_ICONS, step_buttons
from lantoa.core.ui.records.views.pages import content_of


class StepForm(MarkFreeForm):
    """The reason of a step, and the version that the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    next = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    use_required_attribute = False

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not step.needs_reason:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = gettext_lazy("Write the reason.")


def offered(request: Asked, record: Record, name: str) -> Offer | None:
    """The step as it is offered now; None where the record's state no longer has it. An unknown step is not found."""
    if name not in {step.name for step in lifecycle_of(record.kind).steps}:
        raise Http404
    return next((offer for offer in offers(record, request.user, today=request.day) if offer.name == name), None)


def moved_on(request: Asked, record: Record) -> HttpResponse:
    """Back to where the person came from: the record's state no longer has the step."""
    words = {"title": record.title, "state": record.get_state_display()}
    messages.warning(request, _("“%(title)s” has moved on meanwhile: %(state)s.") % words)
    return redirect(next_page(request, page_of(record)))


def changed_meanwhile(request: Asked, record: Record) -> HttpResponse:
    """To the record as it is now: it is not the one that the person has seen."""
    messages.warning(request, _("“%(title)s” was changed since you opened it. Look at it again.") % {"title": record.title})
    return redirect(page_of(record))


@signed_in
def record_step(request: Asked, public_id: Any, step: str) -> HttpResponse:
    """The record whole with one step to take (GET), and the taking of it (POST)."""
    record = fetch(request, public_id)
    offer = offered(request, record, step)
    if offer is None:
        return moved_on(request, record)
    if not offer.allowed:
        raise Refused(offer.reason)
    if offer.step.page:
        return redirect(offer.step.page, record.public_id)
    if request.method == "POST":
        return take_step(request, record, offer.step)
    form = StepForm(initial={"version": record.version, "next": next_page(request, "")}, step=offer.step)
    return step_page(request, record, offer.step, form)


def take_step(request: Asked, record: Any, step: Step) -> HttpResponse:
    form = StepForm(request.POST, step=step)
    if not form.is_valid():
        return step_page(request, record, step, form)
    reason, version = form.cleaned_data.get("reason", ""), form.cleaned_data["version"]
    try:
        done = advance(record, step.name, by=request.user, today=request.day, reason=reason, version=version)
    except EditConflict:
        return changed_meanwhile(request, record)
    except ValidationError as error:
        take(form, error)
        return step_page(request, record, step, form)
    messages.success(request, done_sentence(step, done))
    return redirect(next_page(request, page_of(done)))


def done_sentence(step: Step, record: Record) -> str:
    """What was done, to which record, under which number."""
    words = {"done": capfirst(str(step.past or step.label)), "title": record.title, "reference": record.reference}
    return (_("%(done)s: %(title)s, %(reference)s.") if record.reference else _("%(done)s: %(title)s.")) % words


def step_page(request: Asked, record: Any, step: Step, form: StepForm) -> HttpResponse:
    others = step_buttons(offers(record, request.user, today=request.day), record, chosen={})  # the page adds it
    look = {
        "icon": STEP_ICONS.get(step.name, "check"),
        "back": next_page(request, page_of(record)),
        "others": [button for button in others if button.offer.allowed and button.in_head and button.offer.name != step.name],
    }
    context = content_of(record) | {"step": step, "form": form, **look}
    return render(request, "ui/records/step.html", context, status=status_of(form))


def step_with_values(
    request: Asked, public_id: Any, *, kind: str, steps: tuple[str, ...], make_form: Callable[[Any, Any], forms.Form],
    act: Callable[[Any, dict[str, Any]], Record], icon: str, effect: Text,
) -> HttpResponse:  # fmt: skip
    """The page of a step (the offered one of `steps`) that brings values of its own.

    `make_form` takes what was sent and the record; `act` takes the record and what was told, and calls the service; `effect` says beside
    the button what will follow. A record of another kind is not found.
    """
    record = fetch(request, public_id)
    if record.kind != kind:
        raise Http404
    offer = next(filter(None, (offered(request, record, name) for name in steps)), None)
    if offer is None:
        return moved_on(request, record)
    if not offer.allowed:
        raise Refused(offer.reason)
    form = make_form(request.POST or None, record)
    if request.method == "POST" and form.is_valid():
        try:
            done = act(record, form.cleaned_data)
        except EditConflict:
            return changed_meanwhile(request, record)
        except ValidationError as error:
            take(form, error)
        else:
            messages.success(request, done_sentence(offer.step, done))
            return redirect(page_of(done))
    context = content_of(record) | {"step": offer.step, "form": form, "icon": icon, "effect": effect}
    return render(request, "ui/records/step_values.html", context, status=status_of(form))


def take(form: forms.Form, error: ValidationError) -> None:
    """Put what a service refused beside the field concerned, or above the form."""
    for name, errors in (error.error_dict if hasattr(error, "error_dict") else {"": [error]}).items():
        form.add_error(name if name in form.fields else None, errors)
