"""On the phone: enrolling it with a one-time code and a new PIN, and signing in by PIN."""

from typing import Any, cast

from allauth.account.views import login as password_page
from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache

from lantoa.core.people.devices import COOKIE_DAYS, TRIES, device_of, enrol, enter, offered, plain_code, revoke
from lantoa.core.people.models import User
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.people.device_forms import CodeForm, NewPinForm, PinForm
from lantoa.core.ui.people.proving import sign_in_by_pin

COOKIE = "lantoa_device"
GONE = 410


def remember(answer: HttpResponse, kept: str) -> HttpResponse:
    """The phone keeps its secret where no script reads it."""
    answer.set_cookie(COOKIE, kept, max_age=COOKIE_DAYS * 86400, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return answer


def onward(request: HttpRequest) -> str:
    """Where the person wanted to go before signing in, if it is one of ours; empty for nowhere."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else ""


def too_many(request: HttpRequest, action: str) -> HttpResponse | None:
    """The page that asks to wait, where this was tried too often from one place (setting ACCOUNT_RATE_LIMITS); else None."""
    return cast(HttpResponse | None, consume_or_429(request, action=action))


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The page for the password; on an enrolled phone the one for its PIN, unless the password is asked for."""
    if request.method == "GET" and "password" not in request.GET and device_of(request.COOKIES.get(COOKIE, "")):
        query = urlencode({"next": onward(request)}) if onward(request) else ""
        return redirect(f"{reverse('device-pin')}?{query}".rstrip("?"))
    answer: HttpResponseBase = password_page(request)
    return answer


@never_cache
def device_code(request: HttpRequest) -> HttpResponse:
    """Type the code that the office gave."""
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        if (limited := too_many(request, "device_code")) is not None:
            return limited
        device = form.act(lambda values: offered(values["code"], now=timezone.now()))
        if device is not None:
            return redirect("device", plain_code(form.cleaned_data["code"]))
    return render(request, "ui/people/device_code.html", {"form": form}, status=status_of(form))


@never_cache
def device(request: Any, code: str) -> HttpResponse:
    """Set a PIN on this phone; from then on it signs in with the PIN."""
    try:
        found = offered(code, now=timezone.now())
    except ValidationError as error:
        return render(request, "ui/people/device_gone.html", {"reason": " ".join(error.messages)}, status=GONE)
    if request.user.is_authenticated:
        return render(request, "ui/people/device_elsewhere.html", {"device": found})
    form = NewPinForm(request.POST or None)
    if request.method == "POST":
        if (limited := too_many(request, "device_code")) is not None:
            return limited
        made = form.act(lambda values: enrol(code, pin=values["pin"], now=timezone.now()))
        if made is not None:
            enrolled, kept = made
            if before := device_of(request.COOKIES.get(COOKIE, "")):
                revoke(before)
            sign_in_by_pin(request, enrolled.user)
            return remember(redirect("overview"), kept)
    return render(request, "ui/people/device.html", {"form": form, "device": found}, status=status_of(form))


@never_cache
def device_pin(request: Any) -> HttpResponse:
    """Sign in with the PIN of this phone."""
    kept = request.COOKIES.get(COOKIE, "")
    found = device_of(kept)
    if request.user.is_authenticated:
        return redirect(onward(request) or "overview")
    if found is None:
        answer = render(request, "ui/people/device_unknown.html")
        answer.delete_cookie(COOKIE)
        return answer
    form = PinForm(request.POST or None)
    if request.method == "POST":
        if (limited := too_many(request, "pin")) is not None:
            return limited
        user = form.act(lambda values: enter(kept, pin=values["pin"], now=timezone.now()))
        if isinstance(user, User):
            sign_in_by_pin(request, user)
            return remember(redirect(onward(request) or "overview"), kept)
        found.refresh_from_db()
    locked = found.tries >= TRIES
    context = {"form": form, "device": found, "locked": locked, "next": onward(request)}
    return render(request, "ui/people/device_pin.html", context, status=status_of(form))
