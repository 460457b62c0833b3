"""The list of suspected doubles, one pair with the choice for each field, telling apart, undoing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots
from lantoa.core.doubles.deciding import doubt_again, home_of, may_decide, may_merge, tell_apart
from lantoa.core.doubles.merging import may_undo, merge, to_move, undo
from lantoa.core.doubles.models import Pair, Verdict
from lantoa.core.doubles.selectors import merger_for, open_pairs, pair_for, told_apart
from lantoa.core.records.kinds import concrete, kind_of
from lantoa.core.records.models import State
from lantoa.core.records.services import EditConflict
from lantoa.core.ui.answers import CONFLICT, REFUSED, status_of
from lantoa.core.ui.doubles.choosing import choices, chosen_values, unanswered
from lantoa.core.ui.doubles.words import in_one_line, reasons_in_words
from lantoa.core.ui.marked import unmarked
from lantoa.core.ui.records.asking import Asked, page_of, signed_in
from lantoa.core.ui.units.forms import ActForm

PER_PAGE = 30


class ReasonForm(ActForm):
    """Why, in a few words; it may stay empty."""

    reason = forms.CharField(
        label=gettext_lazy("Remark"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kept in the history of both records."),
    )  # fmt: skip


class UndoForm(ReasonForm):
    """Why a merger is undone."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Kept in the history of both records."), error_messages={"required": gettext_lazy("Write the reason.")},
    )  # fmt: skip


@signed_in
def doubles(request: Asked) -> HttpResponse:
    """Pairs over which the person may decide; with `?verdict=distinct` those that were told apart."""
    if not roots(request.user, Verb.VIEW, at=request.day):
        raise Http404
    if not roots(request.user, Verb.CORRECT, at=request.day):
        raise Refused(_("Your role does not include deciding over suspected doubles."))
    apart = request.GET.get("verdict") == Verdict.DISTINCT
    rows = (told_apart if apart else open_pairs)(request.user, at=request.day)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    items = [(pair, kind_of(pair.first.kind), reasons_in_words(pair.reasons)) for pair in page]
    return render(request, "ui/doubles/list.html", {"page": page, "items": items, "apart": apart})


def fetch_pair(request: Asked, public_id: Any) -> Pair:
    pair = pair_for(request.user, public_id, at=request.day)
    if pair is None:
        raise Http404
    return pair


def sides(pair: Pair, stays: str) -> tuple[Any, Any]:
    """The record that stays and the one to be merged: as asked for, else the approved one, the older of two."""
    first, second = concrete(pair.first), concrete(pair.second)
    asked = {str(first.public_id): (first, second), str(second.public_id): (second, first)}
    return asked.get(stays) or ((second, first) if first.state != State.APPROVED == second.state else (first, second))


@signed_in
def double(request: Asked, public_id: Any) -> HttpResponse:
    """Two records side by side, with what to keep of each (GET), and the merger (POST)."""
    pair = fetch_pair(request, public_id)
    data = unmarked(request.POST) if request.method == "POST" else None
    kept, other = sides(pair, str((data or request.GET).get("stays", "")))
    form = ReasonForm(data)
    if data is None:
        return pair_page(request, pair, kept, other, form)
    allowed = may_merge(kept, other, request.user, today=request.day)
    if not allowed:
        raise Refused(allowed.reason)
    if unanswered(kept, other, data):
        form.add_error(None, _("Choose for each field what the record that stays shall say."))
        return pair_page(request, pair, kept, other, form, sent=data)
    try:
        done = form.act(lambda told: merged(request, pair, kept, other, data, told["reason"]))
    except (EditConflict, ValueError):
        messages.warning(request, _("One of the two records was changed since you opened this page. Look at both again."))
        return pair_page(request, pair, kept, other, ReasonForm(), status=CONFLICT)
    if done is None:
        return pair_page(request, pair, kept, other, form, sent=data)
    words = {"merged": other.reference or other.title, "kept": done.kept.reference or done.kept.title}
    messages.success(request, _("“%(merged)s” was merged into “%(kept)s”. This can be undone at any time.") % words)
    return redirect(page_of(done.kept))


def merged(request: Asked, pair: Pair, kept: Any, other: Any, data: Any, remark: str) -> Any:
    """The merger as it was asked for. Its reason in the histories: why the two were taken for one, and the remark."""
    versions = (int(data.get("version_kept", 0)), int(data.get("version_other", 0)))
    reason = ". ".join(filter(None, (in_one_line(pair.reasons), remark.strip())))
    values = chosen_values(kept, other, data)
    return merge(kept, other, values=values, by=request.user, today=request.day, reason=reason, versions=versions)


def pair_page(
    request: Asked, pair: Pair, kept: Any, other: Any, form: ReasonForm, *, sent: Any = None, status: int | None = None
) -> HttpResponse:
    decision = may_merge(kept, other, request.user, today=request.day)
    context = {
        "pair": pair, "kind": kind_of(kept.kind), "kept": kept, "other": other, "form": form, "reasons": reasons_in_words(pair.reasons),
        "choices": choices(kept, other, actor=request.user, at=request.day, sent=sent), "merging": decision,
        "deciding": may_decide(kept, other, request.user, today=request.day),
        "home": home_of(kept, other, today=request.day) if decision else None, "moved": to_move(kept, other),
        "distinct": pair.verdict == Verdict.DISTINCT,
    }  # fmt: skip
    refused = REFUSED if sent is not None else status_of(form)
    return render(request, "ui/doubles/pair.html", context, status=status or refused)


@signed_in
@require_POST
def double_apart(request: Asked, public_id: Any) -> HttpResponse:
    """The two are not doubles."""
    return decided(request, public_id, tell_apart, _("Noted: these are two different things. They will not be offered again."))


@signed_in
@require_POST
def double_again(request: Asked, public_id: Any) -> HttpResponse:
    """The two may be doubles after all."""
    return decided(request, public_id, doubt_again, _("The two records are offered as suspected doubles again."))


def decided(request: Asked, public_id: Any, act: Any, sentence: str) -> HttpResponse:
    pair = fetch_pair(request, public_id)
    form = ReasonForm(request.POST)
    done = form.act(lambda told: act(pair, by=request.user, today=request.day, reason=told["reason"].strip()))
    if done is None:
        allowed = may_decide(pair.first, pair.second, request.user, today=request.day)
        if not allowed:
            raise Refused(allowed.reason)
        kept, other = sides(pair, str(request.POST.get("stays", "")))
        return pair_page(request, pair, kept, other, form)
    messages.success(request, sentence)
    return redirect("doubles")


@signed_in
def merger_undo(request: Asked, public_id: Any) -> HttpResponse:
    """Asks why a merger is undone, and undoes it."""
    merger = merger_for(request.user, public_id, at=request.day)
    if merger is None:
        raise Http404
    decision = may_undo(merger, request.user, today=request.day)
    if not decision:
        raise Refused(decision.reason)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        done = form.act(lambda told: undo(merger, by=request.user, today=request.day, reason=told["reason"].strip()))
        if done is not None:
            messages.success(request, _("The merger was undone; both records are again what they were."))
            return redirect(page_of(merger.kept))
    context = {"merger": merger, "kind": kind_of(merger.kept.kind), "form": form}
    return render(request, "ui/doubles/undo.html", context, status=status_of(form))
