"""The pages of a common approval: choose, read the sample, confirm, see what became of each."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.records.kinds import Kind, concrete
from lantoa.core.records.lifecycle import Step
from lantoa.core.ui.answers import OK, REFUSED
from lantoa.core.ui.links import with_day
from lantoa.core.ui.records.asking import Asked, listed_kind, next_page, signed_in
from lantoa.core.ui.records.bulk import MOST, Result, Selection, approve_each, in_sight, opened, select
from lantoa.core.ui.records.listing import approvable_among, approve_step
from lantoa.core.ui.records.views.pages import content_of

SESSION_RESULTS = "bulk_results"


@signed_in
def record_bulk(request: Asked, kind: str) -> HttpResponse:
    """POST: a choice from the list, or the confirmation of one. GET: what became of the last one."""
    found = listed_kind(kind)
    step = approve_step(found)
    if step is None:
        raise Http404
    if request.method != "POST":
        return results_page(request, found)
    selection = opened(request.POST.get("selection", ""), kind=found, by=request.user)
    if selection is None:
        return choose(request, found, step)
    return confirm(request, found, step, selection)


def choose(request: Asked, kind: Kind, step: Step) -> HttpResponse:
    """The sample of what was ticked in the list. Nothing is approved yet."""
    ticked = in_sight(request, request.POST.getlist("chosen"), kind=kind)
    allowed = approvable_among(ticked, kind, actor=request.user, day=request.day)
    records = [record for record in ticked if record.pk in allowed][:MOST]
    if not records:
        messages.warning(
            request, _("Tick records that await approval and were entered by others: none of those chosen is yours to approve.")
        )
        return redirect(next_page(request, reverse("record-list", args=[kind.code])))
    if len(records) < len(ticked):
        messages.warning(request, left_out(len(ticked) - len(records)))
    return sample_page(request, kind, step, select(records, kind=kind, by=request.user))


def left_out(count: int) -> str:
    return ngettext(
        "%(count)d record is left out: it is not yours to approve.",
        "%(count)d records are left out: they are not yours to approve.",
        count,
    ) % {"count": count}


def sample_page(request: Asked, kind: Kind, step: Step, selection: Selection, *, unread: bool = False) -> HttpResponse:
    records = in_sight(request, [key for key, _version in selection.chosen], kind=kind)
    sample = [content_of(concrete(record)) for record in records if str(record.public_id) in selection.sample]
    rest = [record for record in records if str(record.public_id) not in selection.sample]
    context = {
        "kind": kind, "step": step, "selection": selection.sign(), "sample": sample, "rest": rest, "total": len(records), "unread": unread,
        "seen": request.POST.getlist("seen"), "back": next_page(request, reverse("record-list", args=[kind.code])),
    }  # fmt: skip
    return render(request, "ui/records/bulk.html", context, status=REFUSED if unread else OK)


def confirm(request: Asked, kind: Kind, step: Step, selection: Selection) -> HttpResponse:
    """Approve each, once every record of the sample was ticked as read."""
    if not set(selection.sample) <= set(request.POST.getlist("seen")):
        return sample_page(request, kind, step, selection, unread=True)
    versions = dict(selection.chosen)
    records = in_sight(request, list(versions), kind=kind)
    results = approve_each(records, step, versions=versions, request=request)
    request.session[SESSION_RESULTS] = {kind.code: [asdict(result) for result in results]}
    return redirect("record-bulk", kind.code)


def results_page(request: Asked, kind: Kind) -> HttpResponse:
    kept: list[dict[str, Any]] = request.session.get(SESSION_RESULTS, {}).get(kind.code, [])
    if not kept:
        return redirect("record-list", kind.code)
    results = [Result(**one) for one in kept]
    done = [result for result in results if result.done]
    refused = [result for result in results if not result.done]
    context = {
        "kind": kind,
        "done": done,
        "refused": refused,
        "total": len(results),
        "approvals_url": with_day(reverse("approvals"), request.chosen),
    }
    return render(request, "ui/records/bulk_done.html", context)
