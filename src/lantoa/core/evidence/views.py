"""Pages of evidence: adding it to a record, opening a file, withdrawing it."""

import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from lantoa.core.access.decisions import Refused
from lantoa.core.evidence import store
from lantoa.core.evidence.forms import EvidenceForm, WithdrawForm
from lantoa.core.evidence.models import Citation, Thumbnail
from lantoa.core.evidence.scanning import can_read
from lantoa.core.evidence.selectors import anchor_of, citation_for, may_cite
from lantoa.core.evidence.services import cite, withdraw_citation
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Record
from lantoa.core.records.opening import opened
from lantoa.lib.scans import SECONDS

if TYPE_CHECKING:
    from lantoa.core.ui.records.asking import Asked

SECONDS_OF_A_SENDING = 40.0  # for reading the pictures of all its files
LEAST_SECONDS = 3.0  # for each file, however many there are
REFUSED = 422  # the status of an answer that asks to mend something
INLINE = ("image/", "application/pdf")  # what a browser shows without running anything


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken, and why. A marked file is told by its place in the sending only."""

    name: str
    sentence: str


@login_required
@require_http_methods(["GET", "POST"])
def add(request: "Asked", public_id: uuid.UUID) -> HttpResponse:
    """Evidence for a record: each file is taken or refused by itself, and every refusal is said beside its file."""
    record = Record.objects.visible_to(request.user, at=request.day).filter(public_id=public_id).select_related("unit").first()
    if record is None:
        raise Http404
    decision = may_cite(record, request.user, today=request.day)
    if not decision:
        raise Refused(decision.reason)
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()
    refusals: list[Refusal] = []
    if form.is_bound and form.is_valid():
        taken, refusals = take_all(request, record, form)
        if taken:
            said = ngettext("%(count)d file was added as evidence.", "%(count)d files were added as evidence.", taken)
            messages.success(request, said % {"count": taken})
        if not refusals:
            return to_place(record)
    context = {"record": record, "form": form, "refusals": refusals, "place": kind_of(record.kind).evidence_page}
    return render(request, "evidence/add.html", context, status=REFUSED if form.errors or refusals else 200)


def take_all(request: "Asked", record: Record, form: EvidenceForm) -> tuple[int, list[Refusal]]:
    """How many of the form's files were taken, and those that were not."""
    told = {name: value for name, value in form.cleaned_data.items() if name != "uploads"}
    refusals, unread = [], []
    until = time.monotonic() + SECONDS_OF_A_SENDING
    for number, upload in enumerate(form.cleaned_data["uploads"], start=1):
        try:
            left = max(LEAST_SECONDS, until - time.monotonic())
            citation = cite(record, upload=upload, name=upload.name, **told, by=request.user, today=request.day, seconds=min(SECONDS, left))
            if not citation.file.is_read and can_read():
                unread.append(citation.name)
        except ValidationError as error:
            name = _("File %(number)d") % {"number": number} if error.error_list[0].code == "classified" else upload.name
            refusals.append(Refusal(name, " ".join(error.messages)))
    if unread:
        messages.warning(request, unread_sentence(unread))
    return len(form.cleaned_data["uploads"]) - len(refusals), refusals


def unread_sentence(names: list[str]) -> str:
    """Which files the person must look through, since the program could not."""
    said = ngettext(
        "Not all that is written in the pictures of %(names)s could be read. Look through it yourself: a file marked MẬT, TỐI MẬT or "
        "TUYỆT MẬT must be withdrawn at once.",
        "Not all that is written in the pictures of %(names)s could be read. Look through them yourself: a file marked MẬT, TỐI MẬT or "
        "TUYỆT MẬT must be withdrawn at once.",
        len(names),
    )
    return said % {"names": ", ".join(f"“{name}”" for name in names)}


def to_place(record: Record) -> HttpResponseRedirect:
    """To the record's evidence, on the page where it stands."""
    return HttpResponseRedirect(reverse(kind_of(record.kind).evidence_page, args=[record.public_id]) + f"#{anchor_of(record)}")


def fetch(request: "Asked", public_id: uuid.UUID) -> Citation:
    """The citation, if its record is in sight; everything else is not there."""
    found = citation_for(request.user, public_id, today=request.day)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def file(request: "Asked", public_id: uuid.UUID) -> HttpResponseBase:
    """The file itself: photos and PDFs are shown, all else is downloaded."""
    citation = fetch(request, public_id)
    opened(citation.record, by=request.user, what="evidence")
    shown = citation.file.mime.startswith(INLINE)
    return handed_out(
        request, citation.file.path, tag=citation.file.digest, mime=citation.file.mime, name=citation.name, download=not shown
    )


@login_required
@require_safe
def thumbnail(request: "Asked", public_id: uuid.UUID) -> HttpResponseBase:
    """The small picture, once it is made."""
    citation = fetch(request, public_id)
    if citation.file.thumbnail != Thumbnail.READY:
        raise Http404
    return handed_out(request, citation.file.thumbnail_path, tag=f"t-{citation.file.digest}", mime="image/jpeg", name="", download=False)


def handed_out(request: "Asked", path: str, *, tag: str, mime: str, name: str, download: bool) -> HttpResponseBase:
    """The bytes at this path, walled off from the rest of the site; not sent again to a browser that has them and may still have them."""
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{tag}"',
    }
    known = get_conditional_response(request, etag=headers["ETag"])
    if known is not None:
        for header in ("Content-Security-Policy", "Cache-Control", "ETag"):
            known[header] = headers[header]
        return known
    try:
        content = store.full_path(path).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(content, as_attachment=download, filename=name, content_type=mime, headers=headers)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: "Asked", public_id: uuid.UUID) -> HttpResponse:
    """Withdraw evidence, with the reason; the history keeps its name and hash."""
    citation = fetch(request, public_id)
    decision = may_cite(citation.record, request.user, today=request.day)
    if not decision:
        raise Refused(decision.reason)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_citation(citation, reason=form.cleaned_data["reason"], by=request.user, today=request.day)
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            messages.success(request, _("The evidence was withdrawn."))
            return to_place(citation.record)
    context = {"citation": citation, "record": citation.record, "form": form, "place": kind_of(citation.record.kind).evidence_page}
    return render(request, "evidence/withdraw.html", context, status=REFUSED if form.errors else 200)
