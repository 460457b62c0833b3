"""Before an erasure is decided: where the name stands beyond what it reaches, and taking it out place by place."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lantoa.core.access.services import check
from lantoa.core.privacy.looking import looked
from lantoa.core.privacy.models import What, Wish
from lantoa.core.privacy.requests import may_decide
from lantoa.core.privacy.standing import Place, clear, places_of
from lantoa.core.ui.answers import OK, REFUSED
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.privacy.forms import NumberForm
from lantoa.core.ui.privacy.views.office import crumbs, fetch_request
from lantoa.core.ui.records.asking import Asked, page_of, signed_in

LEAVE, LOOK_AGAIN, LEFT = "leave", "look_again", "data-standing-left"
LEFT_MOST = 1000
SHOWN = 200  # places of a sort on the page


@dataclass(frozen=True)
class Row:
    """A place on the page: its address, empty where there is none, and its form where the office may change it."""

    place: Place
    address: str
    form: NumberForm | None


@signed_in
def standing(request: Asked, public_id: UUID) -> HttpResponse:
    """The places, each with its link and, where the office may change it, a form of its own."""
    found = fetch_request(request, public_id)
    if found.wish != Wish.ERASE or not found.is_open:
        raise Http404
    check(may_decide(found, request.user, today=request.day))
    looked(found.person, by=request.user, what=What.REQUEST, now=timezone.now())
    code, act, form = request.POST.get("place", ""), request.POST.get("act", ""), None
    if act in (LEAVE, LOOK_AGAIN):
        mark_left(request, public_id, code, left=act == LEAVE)
        return redirect("data-standing", public_id)
    if request.method == "POST":
        form = NumberForm(request.POST, prefix=prefix_of(code))
        done = form.act(lambda values: clear(found, code, **values, by=request.user, today=request.day))
        if done is not None:
            messages.success(request, taken_out(done))
            return redirect("data-standing", public_id)
    places = places_of(found.person, request.user, today=request.day)
    if form is not None and code not in {place.code for place in places}:
        messages.error(request, _("The name does not stand there any more."))
        return redirect("data-standing", public_id)
    trail = [*crumbs(request, "")[:1], Crumb(str(found.person), with_day(reverse("data-request", args=[public_id]), request.chosen))]
    wrong = (code, form) if form is not None else None
    context = {"asked": found, "crumbs": [*trail, Crumb(_("Where the name still stands"))], **sorts(request, public_id, places, wrong)}
    return render(request, "ui/privacy/standing.html", context, status=OK if form is None else REFUSED)


def taken_out(done: Place) -> str:
    """What became of a place."""
    if done.record is None:
        return _("The name is taken out of “%(field)s”.") % {"field": done.field}
    return _("The name is taken out of “%(field)s”; the history of the record tells by which decision.") % {"field": done.field}


def sorts(request: Asked, public_id: UUID, places: list[Place], wrong: tuple[str, NumberForm] | None) -> dict[str, Any]:
    """The places by sort: the whole name, what may be a shorter form of it, and those of these that someone chose to leave."""
    left = set(request.session.get(LEFT, {}).get(str(public_id), ()))
    groups: dict[str, list[Place]] = {"whole": [], "offered": [], "left": []}
    for place in places:
        groups["whole" if not place.offered else "left" if place.code in left else "offered"].append(place)
    rows = {
        name: [Row(place, address_of(request, place), form_of(place, wrong)) for place in found[:SHOWN]] for name, found in groups.items()
    }
    return {**rows, "counts": {name: len(found) for name, found in groups.items()}}


def mark_left(request: Asked, public_id: UUID, code: str, *, left: bool) -> None:
    """Remember in this sign-in that a shorter form means someone else, or that it is to be looked at again. A code names nobody."""
    kept = request.session.get(LEFT, {})
    codes = {*kept.get(str(public_id), ())} - {code}
    request.session[LEFT] = {**kept, str(public_id): sorted(codes | {code[:80]} if left else codes)[:LEFT_MOST]}


def prefix_of(code: str) -> str:
    """Fields of a page's many forms have names of their own; a code holds letters, digits and marks that stand in no name."""
    return "".join(letter if letter.isalnum() else "-" for letter in code)[:60]


def form_of(place: Place, wrong: tuple[str, NumberForm] | None) -> NumberForm | None:
    """The form of a place where the office may change it: the one that was refused, or a fresh one."""
    if place.act is None:
        return None
    return wrong[1] if wrong is not None and wrong[0] == place.code else NumberForm(prefix=prefix_of(place.code))


def address_of(request: Asked, place: Place) -> str:
    """The page on which the text stands; empty where the actor has none of it."""
    if place.record is not None:
        return with_day(page_of(place.record), request.chosen)
    route, told = place.page
    if not route:
        return ""
    return with_day(reverse(route, args=[told]), request.chosen)
