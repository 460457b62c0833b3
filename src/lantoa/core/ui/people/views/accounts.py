"""Inviting, accepting an invitation, one's own account."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantoa.core.access.accounts import rename_person
from lantoa.core.access.roles import Role
from lantoa.core.access.selectors import managed_units
from lantoa.core.access.services import accept_invitation, invitations_alike, invite, open_invitation, withdraw_invitation
from lantoa.core.people.models import Invitation, User
from lantoa.core.people.services import set_address
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.people.forms import AcceptForm, InviteForm, MyAccountForm
from lantoa.core.ui.people.proving import BACKEND
from lantoa.core.ui.people.told import happenings, offer_of, posts_held, roles_of
from lantoa.core.ui.people.views.people import manager_only, path_to
from lantoa.core.ui.people.views.roles import named_in_address
from lantoa.core.ui.records.asking import Asked, signed_in

GONE = 410
INVITED = "invited"  # where the link of a new invitation waits to be shown once


@signed_in
def invite_page(request: Asked) -> HttpResponse:
    """Invite someone: the link is shown once, and mailed where the installation sends mail."""
    manager_only(request)
    form = InviteForm(request.POST or None, actor=request.user, at=request.day, initial=named_in_address(request))
    if request.method == "POST":
        made = form.act(
            lambda values: invite(
                name=values["name"], email=values["email"], role=values["role"], unit=values["unit"], starts=values["starts"],
                ends=form.ends, again=values.get("again", False), by=request.user, now=timezone.now(), today=request.day,
            )
        )  # fmt: skip
        if made is not None:
            invitation, secret = made
            link = request.build_absolute_uri(reverse("invitation", args=[secret]))
            request.session[INVITED] = {
                "link": link, "name": invitation.name, "offer": offer_of(invitation)._asdict(), "mailed": mailed(invitation, link),
            }  # fmt: skip
            return redirect("invite")
    context = {
        "form": form, "made": request.session.pop(INVITED, None), "crumbs": path_to(request, _("Invite")),
        "invitations": alike(form), "roles": Role.choices,
    }  # fmt: skip
    return render(request, "ui/people/invite.html", context, status=status_of(form))


def alike(form: InviteForm) -> list[Invitation]:
    """Those that wait already, where the form was refused for them."""
    if "again" not in form.errors:
        return []
    values = form.cleaned_data
    return invitations_alike(name=values["name"], role=values["role"], unit=values["unit"], now=timezone.now())


def mailed(invitation: Invitation, link: str) -> bool:
    """Send the link, if there is an address and the installation sends mail; whether it went."""
    if not invitation.email or settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend")):
        return False
    with translation.override(settings.LANGUAGE_CODE):
        text = render_to_string("ui/people/invitation.txt", {"invitation": invitation, "offer": offer_of(invitation), "link": link})
        subject = _("Invitation to Lan Toả")
    try:
        return bool(send_mail(subject, text, None, [invitation.email]))
    except (SMTPException, OSError):
        return False


@signed_in
@require_POST
def invitation_withdraw(request: Asked, pk: int) -> HttpResponse:
    """Take an invitation back."""
    rows = Invitation.objects.filter(unit__in=managed_units(request.user, at=request.day))
    found = rows.filter(pk=pk).select_related("unit").first()
    if found is None:
        raise Http404
    withdraw_invitation(found, by=request.user, now=timezone.now(), today=request.day)
    messages.success(request, _("The invitation is withdrawn; its link opens nothing any more."))
    return redirect("people")


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept an invitation: choose an account name and a password."""
    try:
        found = open_invitation(secret, now=timezone.now())
    except ValidationError as error:
        return render(request, "ui/people/gone.html", {"reason": " ".join(error.messages)}, status=GONE)
    if request.user.is_authenticated:
        return render(request, "ui/people/signed_in.html", {"invitation": found})
    form = AcceptForm(request.POST or None)
    if request.method == "POST":
        user = form.act(lambda values: accepted(request, secret, values))
        if isinstance(user, User):
            login(request, user, backend=BACKEND)
            messages.success(request, _("Welcome. The account is open."))
            return redirect("overview")
    return render(request, "ui/people/accept.html", {"form": form, "invitation": found, "offer": offer_of(found)}, status=status_of(form))


def accepted(request: Any, secret: str, values: dict[str, Any]) -> User:
    return accept_invitation(secret, username=values["username"], password=values["password"], now=timezone.now(), today=request.day)


@signed_in
def my_account(request: Asked) -> HttpResponse:
    """One's own name, address and language, posts, roles, and what was done about the account."""
    user, person = request.user, request.user.person
    form = MyAccountForm(request.POST or None, initial={"name": person.name, "email": user.email, "language": user.language})
    if request.method == "POST" and form.act(lambda values: saved(request, values)) is not None:
        answer = redirect("my-account")
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", max_age=settings.LANGUAGE_COOKIE_AGE)
        messages.success(request, _("The changes are saved."))
        return answer
    context = {
        "form": form, "account": user, "happenings": happenings(person),
        "posts": posts_held(person, user, at=request.at, today=request.day),
        "roles": roles_of(person, user, at=request.at, today=request.day),
    }  # fmt: skip
    return render(request, "ui/people/me.html", context, status=status_of(form))


@transaction.atomic
def saved(request: Asked, values: dict[str, Any]) -> User:
    user = request.user
    if values["name"].strip() != user.person.name:
        rename_person(user.person, name=values["name"], by=user, today=request.day)
    set_address(user, email=values["email"], given=False)
    user.language = values["language"]
    user.save(update_fields=["language"])
    return user
