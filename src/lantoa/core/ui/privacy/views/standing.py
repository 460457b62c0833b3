"""Before an erasure is decided: where the name stands beyond what it reaches, and taking it out place by place."""

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

SHOWN = 200  # places on the page


@signed_in
def standing(request: Asked, public_id: UUID) -> HttpResponse:
    """The places, each with its link and, where the office may change it, a form of its own."""
    found = fetch_request(request, public_id)
    if found.wish != Wish.ERASE or not found.is_open:
        raise Http404
    check(may_decide(found, request.user, today=request.day))
    looked(found.person, by=request.user, what=What.REQUEST, now=timezone.now())
    wrong = None
    if request.method == "POST":
        code, form = request.POST.get("place", ""), NumberForm(request.POST, prefix=prefix_of(request.POST.get("place", "")))
        done = form.act(lambda values: clear(found, code, **values, by=request.user, today=request.day))
        if done is not None:
            said = _("The name is taken out of “%(field)s”; the history of the record tells by which decision.")
            messages.success(request, said % {"field": done.field})
            return redirect("data-standing", public_id)
        wrong = code, form
    places = places_of(found.person, request.user, today=request.day)
    rows = [(place, address_of(request, place), form_of(place, wrong)) for place in places[:SHOWN]]
    if wrong is not None and wrong[0] not in {place.code for place in places}:
        messages.error(request, _("The name does not stand there any more."))
        return redirect("data-standing", public_id)
    trail = [*crumbs(request, "")[:1], Crumb(str(found.person), with_day(reverse("data-request", args=[public_id]), request.chosen))]
    context = {"asked": found, "rows": rows, "count": len(places), "crumbs": [*trail, Crumb(_("Where the name still stands"))]}
    return render(request, "ui/privacy/standing.html", context, status=OK if wrong is None else REFUSED)


def prefix_of(code: str) -> str:
    """Fields of a page's many forms have names of their own; a code holds letters, digits and marks that stand in no name."""
    return "".join(letter if letter.isalnum() else "-" for letter in code)[:60]


def form_of(place: Place, wrong: tuple[str, NumberForm] | None) -> NumberForm | None:
    """The form of a place where the office may change it: the one that was refused, or a fresh one."""
    if place.act is None:
        return None
    return wrong[1] if wrong is not None and wrong[0] == place.code else NumberForm(prefix=prefix_of(place.code))


def address_of(request: Asked, place: Place) -> str:
    """The page on which the text stands."""
    if place.record is not None:
        return with_day(page_of(place.record), request.chosen)
    route, told = place.page
    return with_day(reverse(route, args=[told]), request.chosen)
