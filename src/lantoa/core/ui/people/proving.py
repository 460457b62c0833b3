"""How a request was signed in: its proof for those who act, the list of sessions, and what is written down about second steps."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialLogin
from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from lantoa.core.people.models import PersonEvent, User
from lantoa.core.people.proof import Proof, second_step_day
from lantoa.core.people.services import tell
from lantoa.core.people.sessions import SECOND_STEPS, forget_ended

BACKEND = "lantoa.core.ui.people.backend.Backend"
BY_PIN = "signed_in_by_pin"


class SignInMiddleware:
    """Gives the account of a request its proof."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            request.user.proof = proof_of(request, today=timezone.localdate())
        return self.get_response(request)


def proof_of(request: HttpRequest, *, today: date) -> Proof:
    """What this session has proved: by PIN or not, with a second step or not, and whether more is demanded on this day."""
    records = get_authentication_records(request, cast(User, request.user))
    second, day = any(record.get("method") == "mfa" for record in records), second_step_day()
    return Proof(by_pin=bool(request.session.get(BY_PIN)), second_step=second, demanded=day is not None and day <= today)


def sign_in_by_pin(request: HttpRequest, user: User) -> None:
    """Sign in someone whose phone and PIN were right. What those who decide need besides is asked for when they decide."""
    login(request, user, backend=BACKEND)
    request.session[BY_PIN] = True


def signed_in(*, request: HttpRequest | None, **_more: Any) -> None:
    """The new session is listed, by whichever way it began, and some that have ended are forgotten; without a browser there is none."""
    if request is not None and hasattr(request, "user"):
        forget_ended(now=timezone.now())
        UserSession.objects.create_from_request(request)


def second_step_added(*, request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """The event; and whoever has just set up a second step has shown it, so that the session counts as proved."""
    if authenticator.type in SECOND_STEPS:
        tell(user.person, PersonEvent.What.STEP_ADDED, by=user)
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def tied(*, sociallogin: SocialLogin, **_more: Any) -> None:
    """The provider's person has come for the first time, or was tied to the account that was signed in."""
    tell(sociallogin.user.person, PersonEvent.What.TIED, by=sociallogin.user)


def second_step_removed(*, user: User, authenticator: Authenticator, **_more: Any) -> None:
    if authenticator.type in SECOND_STEPS:
        tell(user.person, PersonEvent.What.STEP_REMOVED, by=user)
