"""Granting, ending and handing over roles; entering who holds a post."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lantoa.core.access.accounts import appoint, end_tenure
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import managed_grants, managed_tenures, people_in_sight, units_in_scope
from lantoa.core.access.services import end_grant, grant, hand_over
from lantoa.core.people.models import Person, Tenure
from lantoa.core.people.services import know_person
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.people.forms import AppointForm, EndForm, GrantForm, HandOverForm
from lantoa.core.ui.people.told import held_before, role_act_rows, role_acts
from lantoa.core.ui.people.views.people import PER_PAGE, manager_only, path_to
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.ui.units.told import span_text


def named_in_address(request: Asked) -> dict[str, Any]:
    """What the address names already: the person, the unit; and today as the first day."""
    initial: dict[str, Any] = {"starts": request.day}
    if key := request.GET.get("unit", ""):
        initial["unit"] = units_in_scope(request.user, Verb.MANAGE, at=request.day).filter(key=key).first()
    if asked := uuid_or_none(request.GET.get("person", "")):
        initial["person"] = people_in_sight(request.user, at=request.day).select_related("user").filter(public_id=asked).first()
    return initial


def uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def done(request: Asked, person: Person, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("person", person.public_id)


@signed_in
def grant_new(request: Asked) -> HttpResponse:
    """Give someone a role at a unit."""
    manager_only(request)
    form = GrantForm(request.POST or None, actor=request.user, at=request.day, initial=named_in_address(request))
    if request.method == "POST":
        given = form.act(
            lambda values: grant(
                person=values["person"], role=values["role"], unit=values["unit"], starts=values["starts"], ends=form.ends,
                basis=values["basis"], by=request.user, today=request.day,
            )
        )  # fmt: skip
        if given is not None:
            return done(request, given.person, _("The role is granted."))
    context = {"form": form, "crumbs": path_to(request, _("Grant a role"))}
    return render(request, "ui/people/grant.html", context, status=status_of(form))


@signed_in
def role_history(request: Asked) -> HttpResponse:
    """Which roles were granted, ended and handed over at one's units, by whom and when."""
    manager_only(request)
    page = Paginator(role_acts(request.user, today=request.day), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "ui/people/role_history.html",
        {"page": page, "rows": role_act_rows(page), "crumbs": path_to(request, _("History of roles"))},
    )


def fetch_grant(request: Asked, pk: int) -> Grant:
    """A role at a unit that the person manages; else not found."""
    held = managed_grants(request.user, at=request.day).filter(pk=pk).select_related("person", "unit").first()
    if held is None:
        raise Http404
    return held


@signed_in
def grant_end(request: Asked, pk: int) -> HttpResponse:
    """End a role; one that has not begun is taken back on its first day."""
    held = fetch_grant(request, pk)
    form = EndForm(request.POST or None, actor=request.user, at=request.day, initial={"day": max(request.day, held.starts)})
    if request.method == "POST":
        person = held.person
        if form.act(lambda values: end_grant(held, day=values["day"], by=request.user, today=request.day)) is not None:
            return done(request, person, _("The role ends on that day.") if held.pk else _("The role is taken back."))
    context = {
        "form": form, "held": held, "term": span_text(held.starts, held.ends), "crumbs": path_to(request, held.person, _("End a role")),
        "ahead": held.starts > request.day, "before": held_before(held),
    }  # fmt: skip
    return render(request, "ui/people/end.html", context, status=status_of(form))


@signed_in
def grant_handover(request: Asked, pk: int) -> HttpResponse:
    """Hand a role over to another person."""
    held = fetch_grant(request, pk)
    form = HandOverForm(request.POST or None, actor=request.user, at=request.day, initial={"day": max(request.day, held.starts)})
    if request.method == "POST":
        passed = form.act(
            lambda values: hand_over(held, to=values["to"], day=values["day"], basis=values["basis"], by=request.user, today=request.day)
        )
        if passed is not None:
            return done(request, passed.person, _("The role is handed over; what was begun stays at the unit."))
    crumbs = path_to(request, held.person, _("Hand over a role"))
    context = {"form": form, "held": held, "term": span_text(held.starts, held.ends), "crumbs": crumbs}
    return render(request, "ui/people/handover.html", context, status=status_of(form))


@signed_in
def appoint_page(request: Asked) -> HttpResponse:
    """Enter who holds a post, and for which term."""
    manager_only(request)
    initial = named_in_address(request)
    if isinstance(initial.get("person"), Person):
        initial["person"] = initial["person"].user.username if hasattr(initial["person"], "user") else initial["person"].name
    form = AppointForm(request.POST or None, actor=request.user, at=request.day, initial=initial)
    if request.method == "POST":
        tenure = form.act(lambda values: appointed(request, form, values))
        if tenure is not None:
            return done(request, tenure.person, _("The post is entered."))
    context = {"form": form, "crumbs": path_to(request, _("Enter who holds a post"))}
    return render(request, "ui/people/appoint.html", context, status=status_of(form))


@transaction.atomic
def appointed(request: Asked, form: AppointForm, values: dict[str, Any]) -> Tenure:
    """The term, with the person made known first where that was asked."""
    person = know_person(values["person"]) if values["newcomer"] else values["known"]
    return appoint(
        person, title=values["title"], unit=values["unit"], starts=values["starts"], ends=form.ends, basis=values["basis"],
        by=request.user, today=request.day,
    )  # fmt: skip


@signed_in
def tenure_end(request: Asked, pk: int) -> HttpResponse:
    """End the term of a post."""
    tenure = managed_tenures(request.user, at=request.day).filter(pk=pk).select_related("person", "post__unit").first()
    if tenure is None:
        raise Http404
    form = EndForm(request.POST or None, actor=request.user, at=request.day, initial={"day": max(request.day, tenure.starts)})
    if request.method == "POST":
        person = tenure.person
        if form.act(lambda values: end_tenure(tenure, day=values["day"], by=request.user, today=request.day)) is not None:
            return done(request, person, _("The term ends on that day."))
    context = {"form": form, "tenure": tenure, "crumbs": path_to(request, tenure.person, _("End a term"))}
    return render(request, "ui/people/end.html", context, status=status_of(form))
