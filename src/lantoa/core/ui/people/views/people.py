"""Those whom one keeps, and the page of one person."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.accounts import close_account, give_address, may_keep, new_password_token, rename_person, reopen_account
from lantoa.core.access.decisions import Refused
from lantoa.core.access.devices import enrolled_people
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import people_in_sight, roots
from lantoa.core.people.models import Person, User
from lantoa.core.people.purposes import all_kept, law_on
from lantoa.core.privacy.looking import looked
from lantoa.core.privacy.models import What
from lantoa.core.privacy.requests import answering_units
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.people.forms import AddressForm, NameForm
from lantoa.core.ui.people.told import happenings, kept_people, open_invitations, posts_held, roles_of
from lantoa.core.ui.records.asking import Asked, signed_in

PER_PAGE = 50
ONCE = "password_link"  # where a link to a new password waits to be shown once


def manager_only(request: Asked) -> None:
    """Not found for those who manage nowhere."""
    if not roots(request.user, Verb.MANAGE, at=request.day):
        raise Http404


def fetch_person(request: Asked, public_id: UUID) -> Person:
    """The person, where the page may be opened; else not found."""
    person = people_in_sight(request.user, at=request.day).filter(public_id=public_id).select_related("user").first()
    if person is None:
        raise Http404
    return person


def path_to(request: Asked, *last: str | Person) -> list[Crumb]:
    """The path to a page of people; a person on it leads to the page of that person."""
    people = [Crumb(_("People"), with_day(reverse("people"), request.chosen))] if roots(request.user, Verb.MANAGE, at=request.day) else []
    return [*people, *(crumb_of(request, step) for step in last)]


def crumb_of(request: Asked, step: str | Person) -> Crumb:
    if isinstance(step, Person):
        return Crumb(step.name, with_day(reverse("person", args=[step.public_id]), request.chosen))
    return Crumb(step)


@signed_in
def people(request: Asked) -> HttpResponse:
    """Those whom the person keeps, their roles and posts, and the invitations that wait."""
    manager_only(request)
    text, role = request.GET.get("q", "").strip()[:120], request.GET.get("role", "")
    former = bool(request.GET.get("former"))
    found = kept_people(request.user, at=request.at, today=request.day, text=text, role=role if role in Role.values else "", former=former)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "q": text, "role": role, "roles": Role.choices, "former": former,
        "invitations": open_invitations(request.user, today=request.day, now=timezone.now()),
    }  # fmt: skip
    return render(request, "ui/people/people.html", context)


@signed_in
def person(request: Asked, public_id: UUID) -> HttpResponse:
    """One person: posts, and for those who keep the account roles and what was done."""
    found = fetch_person(request, public_id)
    own = found.pk == request.user.person_id
    keeps = None if own or not roots(request.user, Verb.MANAGE, at=request.day) else may_keep(request.user, found, today=request.day)
    looked(found, by=request.user, what=What.ACCOUNT, now=timezone.now())
    context: dict[str, Any] = {
        "person": found, "account": getattr(found, "user", None), "own": own, "keeps": keeps, "crumbs": path_to(request, found.name),
        "posts": posts_held(found, request.user, at=request.at, today=request.day),
        "roles": roles_of(found, request.user, at=request.at, today=request.day),
        "enrols": enrolled_people(request.user, at=request.day).filter(pk=found.pk).exists(),
        "happenings": happenings(found) if own or keeps else [], "link": request.session.pop(ONCE, None),
        "asks": not own and not hasattr(found, "erasure") and answering_units(found, request.user, at=request.day).exists(),
    }  # fmt: skip
    return render(request, "ui/people/person.html", context)


@signed_in
def person_rename(request: Asked, public_id: UUID) -> HttpResponse:
    """Correct a person's name."""
    found = fetch_person(request, public_id)
    if found.pk != request.user.person_id:
        decision = may_keep(request.user, found, today=request.day)
        if not decision:
            raise Refused(decision.reason)
    form = NameForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST":
        done = form.act(lambda values: rename_person(found, name=values["name"], by=request.user, today=request.day))
        if done is not None:
            messages.success(request, _("The name is corrected."))
            return redirect("person", public_id)
    return correction(request, found, form, _("Correct the name"))


@signed_in
def person_address(request: Asked, public_id: UUID) -> HttpResponse:
    """The e-mail address of a person's account, as the office gives it."""
    found = fetch_person(request, public_id)
    user: User | None = getattr(found, "user", None)
    if user is None:
        raise Http404
    decision = may_keep(request.user, found, today=request.day)
    if not decision:
        raise Refused(decision.reason)
    form = AddressForm(request.POST or None, initial={"email": user.email})
    if request.method == "POST":
        done = form.act(lambda values: give_address(user, email=values["email"], by=request.user, today=request.day))
        if done is not None:
            messages.success(request, _("The e-mail address is saved."))
            return redirect("person", public_id)
    return correction(request, found, form, _("E-mail address"))


def correction(request: Asked, person: Person, form: AddressForm | NameForm, title: str) -> HttpResponse:
    """A page with the one thing of a person that is set right."""
    context = {"form": form, "person": person, "title": title, "crumbs": path_to(request, person, title)}
    return render(request, "ui/people/correct.html", context, status=status_of(form))


@signed_in
@require_POST
def person_account(request: Asked, public_id: UUID) -> HttpResponse:
    """Close or reopen the account, or make a link with which the person sets a new password."""
    user = getattr(fetch_person(request, public_id), "user", None)
    acts: dict[str, Callable[..., User | str]] = {"close": close_account, "reopen": reopen_account, "link": new_password_token}
    act = acts.get(request.POST.get("act", ""))
    if user is None or act is None:
        raise Http404
    try:
        done = act(user, by=request.user, today=request.day)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("person", public_id)
    if isinstance(done, str):
        address = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": done})
        request.session[ONCE] = request.build_absolute_uri(address)
        return redirect("person", public_id)
    messages.success(request, _("The account is open again.") if done.is_active else _("The account is closed."))
    return redirect("person", public_id)


def kept(request: Any) -> HttpResponse:
    """What is kept of people, why, and until when; open to everyone, an invited person included."""
    return render(
        request,
        "ui/people/kept.html",
        {"kept": list(all_kept()), "law": law_on(request.day), "crumbs": path_to(request, _("What is kept of people"))},
    )
