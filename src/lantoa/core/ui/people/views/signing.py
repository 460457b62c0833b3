"""How one signs in, and how those sign in whose phones one keeps: second step, phones, sessions, signing out from afar."""

from base64 import b64encode
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantoa.core.access.accounts import may_keep
from lantoa.core.access.devices import (
    drop_second_step,
    enrolled_people,
    may_enrol,
    offer_device,
    revoke_device,
    sign_out,
    unlock_device,
    untie,
)
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots
from lantoa.core.people.devices import spaced
from lantoa.core.people.models import Device, Person, User
from lantoa.core.people.proof import second_step_day
from lantoa.core.people.sessions import tie_of
from lantoa.core.privacy.looking import looked
from lantoa.core.privacy.models import What
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.context import Chrome
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.people.device_forms import OfferForm
from lantoa.core.ui.people.provider import BY_ADDRESS
from lantoa.core.ui.people.signing import phones_of, running_sessions, steps_of
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.units.closure import on_day
from lantoa.lib.vietnamese import fold

PER_PAGE = 50
OFFERED = "device_offered"  # where the code of a phone waits to be shown once


@signed_in
def my_sign_in(request: Asked) -> HttpResponse:
    """One's own second step, phones and sessions."""
    context = {
        "steps": steps_of(request.user), "phones": phones_of(request.user, now=timezone.now()),
        "sessions": running_sessions(request.user, request), "demanded_on": second_step_day(), "proof": request.user.proof,
        "act_url": reverse("my-sign-in-act"), "own": True, "tie": tie_of(request.user), "found_by": found_by(request.user),
    }  # fmt: skip
    return render(request, "ui/people/my_sign_in.html", context)


@signed_in
@require_POST
def my_sign_in_act(request: Asked) -> HttpResponse:
    """Sign out elsewhere, or revoke one's own phone."""
    done = acted(request, request.user, "sign-out", "sign-out-all", "revoke", "untie")
    messages.success(request, done)
    return redirect("my-sign-in")


@signed_in
def my_tie(request: Asked) -> HttpResponse:
    """The way to the provider for who ties the own account; first it is confirmed that it is they. Not there without a provider."""
    if Chrome(request).provider is None:
        raise Http404
    if not did_recently_reauthenticate(request):
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
    return render(request, "ui/people/tie_account.html")


def acted(request: Asked, user: User, *allowed: str) -> str:
    """Do what the form asks for on this account's sign-in; what to say of it. Anything that is not allowed here is not found."""
    act, by, today = request.POST.get("act", ""), request.user, request.day
    if act not in allowed:
        raise Http404
    if act == "sign-out":
        sign_out(user, by=by, today=today, keep=request.session.session_key, only=number(request))
        return _("Signed out there.")
    if act == "sign-out-all":
        sign_out(user, by=by, today=today, keep=request.session.session_key)
        return _("Signed out everywhere else.") if user.pk == by.pk else _("Signed out everywhere.")
    if act == "untie":
        untie(user, by=by, today=today)
        return _("The tie is ended.")
    if act == "drop":
        drop_second_step(user, by=by, today=today)
        return _("The second step is removed. It has to be set up again.")
    device = Device.objects.filter(user=user, pk=number(request)).select_related("user__person").first()
    if device is None:
        raise Http404
    if act == "unlock":
        unlock_device(device, by=by, today=today)
        return _("The phone is unlocked.")
    revoke_device(device, by=by, today=today)
    return _("The phone is revoked; it signs nobody in any more.")


def found_by(user: User) -> str:
    """The address by which the provider finds this account anew; empty where it does not."""
    return user.email if user.email_given and settings.LANTOA_OIDC_MATCH == BY_ADDRESS else ""


def number(request: Asked) -> int:
    """The row that the form names; anything but a number is not found."""
    text = request.POST.get("row", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def keeper_only(request: Asked) -> None:
    """Not found for those who keep nobody's phones."""
    if not roots(request.user, Verb.ENROL, at=request.day):
        raise Http404


def kept_person(request: Asked, public_id: UUID) -> Person:
    """Someone whose phones one keeps; else not found."""
    found = enrolled_people(request.user, at=request.day).filter(public_id=public_id).select_related("user").first()
    if found is None:
        raise Http404
    return found


def path_to(request: Asked, *last: str) -> list[Crumb]:
    return [Crumb(_("Phones and sign-in"), with_day(reverse("sign-ins"), request.chosen)), *(Crumb(label) for label in last)]


@signed_in
def sign_ins(request: Asked) -> HttpResponse:
    """Those whose phones one keeps, with their phones."""
    keeper_only(request)
    text = request.GET.get("q", "").strip()[:120]
    people = enrolled_people(request.user, at=request.day).select_related("user")
    for word in fold(text).split():
        people = people.filter(folded__contains=word)
    roles = Prefetch("grants", Grant.objects.filter(on_day(request.day)).select_related("unit"), to_attr="roles_now")
    people = people.prefetch_related(roles, "user__devices")
    return render(request, "ui/people/sign_ins.html", {"page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")), "q": text})


@never_cache
@signed_in
def person_sign_in(request: Asked, public_id: UUID) -> HttpResponse:
    """One person's phones and sessions; offering a phone. Its code is shown once."""
    person = kept_person(request, public_id)
    looked(person, by=request.user, what=What.SIGN_IN, now=timezone.now())
    user: User = person.user
    keeps = may_enrol(request.user, person, today=request.day)
    form = OfferForm(request.POST or None)
    if request.method == "POST":
        made = form.act(lambda values: offer_device(user, name=values["name"], by=request.user, today=request.day, now=timezone.now()))
        if made is not None:
            request.session[OFFERED] = {"device": made[0].pk, "name": made[0].name, "code": made[1]}
            return redirect("person-sign-in", public_id)
    context = {
        "person": person, "account": user, "keeps": keeps, "form": form, "crumbs": path_to(request, person.name),
        "steps": steps_of(user) if may_keep(request.user, person, today=request.day) else None,
        "phones": phones_of(user, now=timezone.now()) if keeps else [], "sessions": running_sessions(user, request) if keeps else [],
        "offered": shown_once(request, user), "act_url": reverse("person-sign-in-act", args=[public_id]),
        "tie": tie_of(user) if keeps else None, "found_by": found_by(user) if keeps else "",
    }  # fmt: skip
    return render(request, "ui/people/person_sign_in.html", context, status=status_of(form))


def shown_once(request: Asked, user: User) -> dict[str, Any] | None:
    """The code of a phone just offered, its address, and that as a picture; None where there is none to show."""
    made = request.session.pop(OFFERED, None)
    if made is None or not Device.objects.filter(pk=made["device"], user=user).exists():
        return None
    address = request.build_absolute_uri(reverse("device", args=[made["code"]]))
    return {"name": made["name"], "code": spaced(made["code"]), "address": address, "picture": picture_of(address)}


def picture_of(address: str) -> str:
    """The address as a QR code, as an image that needs no request of its own."""
    return "data:image/svg+xml;base64," + b64encode(get_adapter().build_totp_svg(address).encode()).decode()


@signed_in
@require_POST
def person_sign_in_act(request: Asked, public_id: UUID) -> HttpResponse:
    """Unlock or revoke a phone, sign out from afar, remove a second step."""
    person = kept_person(request, public_id)
    try:
        messages.success(request, acted(request, person.user, "sign-out", "sign-out-all", "unlock", "revoke", "drop", "untie"))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("person-sign-in", public_id)
