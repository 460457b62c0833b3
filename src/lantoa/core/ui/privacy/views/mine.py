"""What is held of oneself, who looked, and what one asks for."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.models import Grant
from lantoa.core.people.purposes import law_on
from lantoa.core.privacy.looking import looks_at
from lantoa.core.privacy.requests import ask, opened, requests_of
from lantoa.core.rules.clocks import open_book
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.privacy.forms import AskForm
from lantoa.core.ui.privacy.told import clocks_of, effect_of, lines_of, steps_of
from lantoa.core.ui.privacy.views.office import copy_file
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.units.models import Unit

SHOWN = 100  # looks on the page


def crumbs(request: Asked, last: str) -> list[Crumb]:
    return [Crumb(_("What is held about me"), with_day(reverse("my-data"), request.chosen)), Crumb(last)]


@signed_in
def my_data(request: Asked) -> HttpResponse:
    """What is held of the person, who looked at it, and what they have asked for."""
    person = request.user.person
    held, nothing = lines_of(person)
    looks, now, book = looks_at(person), timezone.now(), open_book()
    context = {
        "held": held, "nothing": nothing, "looks": looks[:SHOWN], "looks_count": looks.count(),
        "asked": [(one, clocks_of(one, now=now, book=book)[1]) for one in requests_of(person)],
        "law": law_on(timezone.localdate()), "may_ask": units_of(request).exists(),
    }  # fmt: skip
    return render(request, "ui/privacy/mine.html", context)


def units_of(request: Asked) -> QuerySet[Unit]:
    """The units where the person has or had a role; their offices answer."""
    return Unit.objects.filter(pk__in=Grant.objects.filter(person=request.user.person_id).values("unit")).order_by("sort_key")


@require_POST
@signed_in
def my_copy(request: Asked) -> HttpResponseBase:
    """One's own data as a file to take along."""
    return copy_file(request, request.user.person)


@signed_in
def data_ask(request: Asked) -> HttpResponse:
    """Ask the office for something about one's data."""
    units = units_of(request)
    if not units.exists():
        raise Http404
    form = AskForm(request.POST or None, units=units)
    if request.method == "POST":
        made = form.act(
            lambda values: ask(
                request.user.person, wish=values["wish"], text=values["text"], unit=values["unit"], by=request.user, now=timezone.now(),
                today=request.day,
            )
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The request is sent. The office answers within the term that is shown."))
            return redirect("my-data-request", made.public_id)
    context = {"form": form, "crumbs": crumbs(request, _("Make a request"))}
    return render(request, "ui/privacy/ask.html", context, status=status_of(form))


@signed_in
def my_request(request: Asked, public_id: UUID) -> HttpResponse:
    """One's own request, with its terms and its answer."""
    rows = requests_of(request.user.person).select_related("person", "entered_by__person", "acknowledged_by__person", "extended_by__person")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    context = {
        "asked": found, "text": opened(found.person, found.text), "answer": opened(found.person, found.answer),
        "clocks": clocks_of(found, now=timezone.now()), "steps": steps_of(found), "own": True, "effect": effect_of(found),
        "crumbs": crumbs(request, str(found.get_wish_display()).capitalize()),
    }  # fmt: skip
    return render(request, "ui/privacy/request.html", context)
