"""The office's side: the queue of requests, entering one for someone without an account, deciding; the register of processing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import may_at, people_in_sight, roots
from lantoa.core.access.services import check
from lantoa.core.people.models import Person
from lantoa.core.people.purposes import all_kept, law_on
from lantoa.core.privacy.copying import left_out, take_copy
from lantoa.core.privacy.looking import looked
from lantoa.core.privacy.models import DataRequest, What, Wish
from lantoa.core.privacy.requests import (
    acknowledge,
    answering_units,
    ask,
    decide,
    extend,
    lift,
    may_copy,
    may_decide,
    may_handle,
    may_lift,
    opened,
    requests_for,
)
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.redacting import records_about
from lantoa.core.rules.clocks import open_book
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.formats import moment_text
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.privacy.forms import AskedForm, DecideForm, NumberForm
from lantoa.core.ui.privacy.told import COPY_HEAD, clocks_of, copy_lines, copy_tree, effect_of, steps_of
from lantoa.core.ui.records.asking import Asked, fetch, page_of, signed_in
from lantoa.core.ui.records.exports import as_xlsx, attachment
from lantoa.core.units.models import Unit

PER_PAGE = 50


def office_only(request: Asked) -> None:
    """Not found for those who answer no requests."""
    if not roots(request.user, Verb.PRIVACY, at=request.day):
        raise Http404


def crumbs(request: Asked, last: str) -> list[Crumb]:
    return [Crumb(_("Personal data"), with_day(reverse("data-requests"), request.chosen)), Crumb(last)]


@signed_in
def queue(request: Asked) -> HttpResponse:
    """The requests at one's units, the open ones first."""
    office_only(request)
    page = Paginator(requests_for(request.user, today=request.day), PER_PAGE).get_page(request.GET.get("page"))
    now, book = timezone.now(), open_book()
    rows = [(one, clocks_of(one, now=now, book=book)[1]) for one in page]
    return render(request, "ui/privacy/queue.html", {"page": page, "rows": rows})


@signed_in
def request_new(request: Asked, public_id: UUID) -> HttpResponse:
    """Enter what the person of a record asked for, who has no account."""
    office_only(request)
    record = fetch(request, public_id)
    person = kind_of(record.kind).subject(record)
    if person is None or hasattr(person, "erasure"):
        raise Http404
    check(may_at(request.user, Verb.PRIVACY, record.unit, at=request.day))
    return enter(request, person, Unit.objects.filter(pk=record.unit_id), record=record)


@signed_in
def request_person(request: Asked, public_id: UUID) -> HttpResponse:
    """The same for one of whom no record tells, but who has or had a role or a post where the office answers requests."""
    office_only(request)
    person = get_object_or_404(Person.objects.filter(erasure=None), public_id=public_id)
    units = answering_units(person, request.user, at=request.day)
    if not units.exists():
        raise Http404
    return enter(request, person, units)


def enter(request: Asked, person: Person, units: QuerySet[Unit], *, record: Any = None) -> HttpResponse:
    """The form for what someone asked on paper or in person."""
    form = AskedForm(request.POST or None, units=units)
    if request.method == "POST":
        made = form.act(lambda values: ask(person, **values, by=request.user, now=timezone.now(), today=request.day))
        if made is not None:
            messages.success(request, _("The request is entered; its term runs from now."))
            return redirect("data-request", made.public_id)
    back = reverse("person", args=[person.public_id]) if record is None else page_of(record)
    trail = crumbs(request, _("Enter a request"))
    context = {"form": form, "person": person, "record": record, "back": with_day(back, request.chosen), "crumbs": trail}
    return render(request, "ui/privacy/asked.html", context, status=status_of(form))


def fetch_request(request: Asked, public_id: UUID) -> DataRequest:
    """A request at one's units; else not found."""
    rows = requests_for(request.user, today=request.day).select_related(
        "person__user", "unit", "entered_by__person", "acknowledged_by__person", "extended_by__person", "decided_by__person"
    )
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@signed_in
def request_page(request: Asked, public_id: UUID) -> HttpResponse:
    """A request, its terms, what the person's data are found in, and deciding."""
    found = fetch_request(request, public_id)
    by, now, today, act = request.user, timezone.now(), request.day, request.POST.get("act", "")
    form = DecideForm(request.POST if act == "decide" else None, erases=found.wish == Wish.ERASE)
    lifting = NumberForm(request.POST if act == "lift" else None)
    if request.method == "POST":
        if act == "decide" and not found.is_open:
            messages.error(request, already(found))
            return redirect("data-request", public_id)
        done = acted(request, found, form, lifting)
        if done:
            messages.success(request, done)
            return redirect("data-request", public_id)
    looked(found.person, by=by, what=What.REQUEST, now=now)
    context = {
        "asked": found, "text": opened(found.person, found.text), "answer": opened(found.person, found.answer),
        "clocks": clocks_of(found, now=now), "steps": steps_of(found), "form": form, "crumbs": crumbs(request, str(found.person)),
        "handle": may_handle(found, by, today=today), "decision": may_decide(found, by, today=today), "effect": effect_of(found),
        "records": in_sight(request, found.person), "account": getattr(found.person, "user", None), "lifting": lifting,
        "account_page": found.person in people_in_sight(by, at=today), "lift": found.stops and may_lift(found, by, today=today),
        "copy": may_copy(found, by, today=today),
    }  # fmt: skip
    return render(request, "ui/privacy/request.html", context, status=status_of(form, lifting))


def already(found: DataRequest) -> str:
    """That someone decided before: who, when and by which decision."""
    told = {"name": str(found.decided_by), "moment": moment_text(found.decided_at), "number": found.decision}
    return _("%(name)s has decided this request already, at %(moment)s by %(number)s. Nothing was changed now.") % told


def in_sight(request: Asked, person: Person) -> list[tuple[Any, bool]]:
    """The records about the person, and whether the one who asks may open each."""
    records = list(records_about(person))
    seen: set[int] = set()
    for kind in {record.kind for record in records}:
        rows = kind_of(kind).model_class.objects.visible_to(request.user, at=request.day)
        seen |= set(rows.filter(pk__in=[record.pk for record in records]).values_list("pk", flat=True))
    return [(record, record.pk in seen) for record in records]


def acted(request: Asked, found: DataRequest, form: DecideForm, lifting: NumberForm) -> str:
    """What was done, in words; empty where the form is to be mended."""
    by, now, today = request.user, timezone.now(), request.day
    act = request.POST.get("act", "")
    simple: dict[str, tuple[Callable[..., DataRequest], str]] = {
        "acknowledge": (acknowledge, _("The request is acknowledged.")),
        "extend": (extend, _("The term is extended.")),
    }
    if act in simple:
        step, said = simple[act]
        try:
            step(found, by=by, now=now, today=today)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return ""
        return said
    if act == "lift":
        check(may_lift(found, by, today=today))
        lifted = lifting.act(lambda values: lift(found, **values, by=by, now=now, today=today))
        return _("The restriction is lifted.") if lifted is not None else ""
    if act != "decide":
        raise Http404
    check(may_decide(found, by, today=today))
    done = form.act(lambda values: decide(found, **values, by=by, now=now, today=today))
    return _("The request is decided.") if done is not None else ""


@require_POST
@signed_in
def request_copy(request: Asked, public_id: UUID) -> HttpResponseBase:
    """The copy that the person asked for, as a file to hand over; who made it stands among those who looked."""
    found = fetch_request(request, public_id)
    check(may_copy(found, request.user, today=request.day))
    return copy_file(request, found.person)


def copy_file(request: Asked, person: Person) -> HttpResponseBase:
    """All that is held of a person, in words as Excel, or for other programs as JSON."""
    rows, now = take_copy(person, by=request.user, now=timezone.now()), timezone.localtime()
    name = f"du-lieu-ca-nhan-{now:%Y-%m-%d}"
    missing = left_out(own=request.user.person_id == person.pk)
    if request.POST.get("format") == "json":
        told = JsonResponse(
            {"made": now.isoformat(), "held": copy_tree(rows), "left_out": missing}, json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
        told["Content-Disposition"] = attachment(f"{name}.json")
        return told
    return as_xlsx([str(title) for title in COPY_HEAD], copy_lines(rows, missing), name=f"{name}.xlsx", title=_("Personal data"))


@signed_in
def register(request: Asked) -> HttpResponse:
    """The register of processing: every kind of datum with its purpose, ground and time, and where it is held."""
    if not (roots(request.user, Verb.PRIVACY, at=request.day) or roots(request.user, Verb.MANAGE, at=request.day)):
        raise Http404
    context = {"kept": list(all_kept()), "law": law_on(timezone.localdate()), "crumbs": crumbs(request, _("Register of processing"))}
    return render(request, "ui/privacy/register.html", context)
