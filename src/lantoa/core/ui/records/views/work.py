"""The approvals queue, and what a person has to do."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.second_step import strong_enough
from lantoa.core.access.selectors import grants_of, roots
from lantoa.core.records.kinds import Kind, all_kinds, concrete, kind_of
from lantoa.core.records.lifecycle import KEPT, Step, lifecycle_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.selectors import asked_again
from lantoa.core.ui.links import query, with_day
from lantoa.core.ui.parts import Option
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.ui.records.listing import PER_PAGE, approve_step
from lantoa.core.ui.records.queue import items, kinds_to_enter, own, waiting, waiting_count

SHOWN = 20  # of one's own records in each state


@signed_in
def approvals(request: Asked) -> HttpResponse:
    """What waits for this person's approval, over all kinds, and what came back to them."""
    every = waiting(request.user, today=request.day)
    counts: dict[str, int] = {}
    for code in every.order_by().values_list("kind", flat=True):
        counts[code] = counts.get(code, 0) + 1
    kinds = [kind for kind in all_kinds() if kind.code in counts]
    chosen = next((kind for kind in kinds if kind.code == request.GET.get("kind")), None)
    page = Paginator(every.filter(kind=chosen.code) if chosen else every, PER_PAGE).get_page(request.GET.get("page"))
    only = chosen or (kinds[0] if len(kinds) == 1 else None)
    returned = own(request.user, State.RETURNED, today=request.day)[:SHOWN]
    strong = strong_enough(request.user, Verb.APPROVE)
    context = {
        "weak": "" if strong else strong.reason,
        "page": page,
        "items": items(list(page), today=request.day),
        "options": options(request, kinds, counts, chosen),
        "bulk": only if strong and only and only.listed and approve_step(only) and len(page) > 1 else None,
        "returned": items(list(returned), today=request.day),
        "approves": bool(roots(request.user, Verb.APPROVE, at=request.day)),
    }
    return render(request, "ui/records/approvals.html", context)


def options(request: Asked, kinds: list[Kind], counts: dict[str, int], chosen: Kind | None) -> list[Option]:
    """The switch between all kinds and each that waits; none where only one does."""
    if len(kinds) < 2:
        return []

    def option(label: str, count: int, kind: Kind | None) -> Option:
        href = query(request, {"kind": kind.code if kind else None, "page": None})
        return Option(f"{label} {count}", href, kind is chosen, kind.icon if kind else "")

    each = [option(capfirst(str(kind.title)), counts[kind.code], kind) for kind in kinds]
    return [option(_("All"), sum(counts.values()), None), *each]


@signed_in
def reviews(request: Asked) -> HttpResponse:
    """What the person's units have not answered for half a year: still kept up, changed, or stopped."""
    if not grants_of(request.user, at=request.day):
        raise Http404
    page = Paginator(asked_again(request.user, today=request.day), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(record, kind_of(record.kind), ending_steps(record)) for record in page]
    corrects = bool(roots(request.user, Verb.CORRECT, at=request.day))
    return render(request, "ui/records/reviews.html", {"page": page, "rows": rows, "corrects": corrects, "kept": KEPT})


def ending_steps(record: Record) -> list[Step]:
    """The steps by which an approved record stays approved and brings a day of its own, such as a stop."""
    found = concrete(record)
    steps = lifecycle_of(record.kind).steps
    return [step for step in steps if step.page and record.state in step.sources and step.applies(found)]


@signed_in
def my_work(request: Asked) -> HttpResponse:
    """What came back, what is unfinished, what others are looking at; the buttons of recording at the thumb."""
    lists = {
        state: items(list(own(request.user, state, today=request.day)[:SHOWN]), today=request.day)
        for state in (State.RETURNED, State.DRAFT, State.SUBMITTED)
    }
    context = {
        "returned": lists[State.RETURNED], "drafts": lists[State.DRAFT], "awaiting": lists[State.SUBMITTED],
        "to_review": asked_again(request.user, today=request.day).count(),
        "to_approve": waiting_count(request.user, at=request.day), "enter": kinds_to_enter(request.user, day=request.day),
        "grants": grants_of(request.user, at=request.day), "approvals_url": with_day(reverse("approvals"), request.chosen),
    }  # fmt: skip
    return render(request, "ui/records/my_work.html", context)
