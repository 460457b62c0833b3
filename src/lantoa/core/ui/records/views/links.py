"""Linking a record with another, and taking a link away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.decisions import Refused
from lantoa.core.records.links import link, unlink
from lantoa.core.records.models import Record
from lantoa.core.records.services import may_edit
from lantoa.core.ui.records.asking import Asked, fetch, listed_kind, page_of, signed_in
from lantoa.core.ui.records.beside import neighbours
from lantoa.core.ui.records.page_forms import LinkForm
from lantoa.core.ui.records.views.pages import shown

LINKS = "#links"


def fetch_editable(request: Asked, public_id: Any) -> Any:
    """The record, if the person may change it now; links are a part of it."""
    record = fetch(request, public_id)
    listed_kind(record.kind)
    decision = may_edit(record, request.user, today=request.day)
    if not decision:
        raise Refused(decision.reason)
    return record


@signed_in
@require_POST
def record_link(request: Asked, public_id: Any) -> HttpResponse:
    """Link the record with the one that was chosen, or show those that the words find."""
    record = fetch_editable(request, public_id)
    form = LinkForm(request.POST, record=record, actor=request.user, at=request.day)
    made = form.act(lambda values: linked(request, record, values))
    if made is None:
        return shown(request, record, linking=form)
    messages.success(request, _("Linked with “%(title)s”.") % {"title": form.cleaned_data["other"].title})
    return redirect(page_of(record) + LINKS)


def linked(request: Asked, record: Record, values: dict[str, Any]) -> Any:
    kind, back = values["relation"]
    return link(record, values["other"], kind=kind, back=back, by=request.user, today=request.day, key=values["key"])


@signed_in
@require_POST
def record_linkable(request: Asked, public_id: Any) -> HttpResponse:
    """The records that the words typed so far find, to choose one of. Posted, so that words about people stand in no address."""
    record = fetch_editable(request, public_id)
    form = LinkForm(request.POST, record=record, actor=request.user, at=request.day)
    return render(request, "ui/records/parts/linkable.html", {"linking": form})


@signed_in
@require_POST
def record_unlink(request: Asked, public_id: Any, key: Any) -> HttpResponse:
    """Take a link away. One that is gone already, or leads out of sight, leaves everything as it is."""
    record = fetch_editable(request, public_id)
    seen = [neighbour.link for neighbour in neighbours(record, actor=request.user, at=request.day)]
    found = next((one for one in seen if one.key == key), None)
    if found is not None and unlink(found, record, by=request.user, today=request.day):
        messages.success(request, _("The link was taken away."))
    else:
        messages.warning(request, _("This link is no longer there."))
    return redirect(page_of(record) + LINKS)
