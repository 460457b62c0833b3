"""What every answer has: its day, kept across redirects; the way on for a form sent by a script; the status of a refused form."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme

from lantoa.core.ui.answers import OK, status_of
from lantoa.core.ui.days import Chosen, DatedRequest, choose, reading_day, refusal, usual
from lantoa.core.ui.links import with_day
from lantoa.core.units.today import business_day
from lantoa.lib.periods import PeriodError

REDIRECTS = (301, 302, 303, 307, 308)
REDIRECT_HEADERS = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url")


class DayMiddleware:
    """Sets `request.day`, `at`, `period`, `at_param`, `restated` and `chosen` (see `days.DatedRequest`).

    A wrong `?at=` never fails the page: it is shown at the business day, with a sentence that says what is wrong.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        dated = cast(DatedRequest, request)
        dated.day = business_day()
        chosen = chosen_day(dated)
        dated.at, dated.period, dated.at_param = chosen.at, chosen.period, chosen.param
        dated.restated = chosen_reading(dated)
        carried = {"at": chosen.param, "as": dated.restated.isoformat() if dated.restated else ""}
        dated.chosen = {name: value for name, value in carried.items() if value}
        return keep_day(dated, self.get_response(dated))


def chosen_day(request: DatedRequest) -> Chosen:
    """What `?at=` of this request means; a wrong one leaves a message and means the business day."""
    try:
        return choose(request.GET.get("at", ""), today=request.day)
    except PeriodError as error:
        if request.method == "GET":
            messages.warning(request, refusal(error))
        return usual(request.day)


def chosen_reading(request: DatedRequest) -> date | None:
    """What `?as=` of this request means; a wrong one leaves a message and means as it stood."""
    try:
        return reading_day(request.GET.get("as", ""))
    except PeriodError as error:
        if request.method == "GET":
            messages.warning(request, refusal(error))
        return None


def keep_day(request: DatedRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Adds the chosen day to a redirect within the installation; addresses of others are left as they are."""
    for header in REDIRECT_HEADERS:
        target = response.get(header, "")
        if request.chosen and target and url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
            response[header] = with_day(target, request.chosen)
    return response


class SentByScriptMiddleware:
    """Tells a form that a script has sent (`sending.js`) where to go on, in `X-Lantoa-Go`, instead of redirecting it.

    The script would follow the redirect by itself and read the page, with its messages, before the person does. `X-Lantoa-Answer` says
    that the program itself has answered, not what stands before it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.headers.get("X-Lantoa-Sent") != "script":
            return response
        response["X-Lantoa-Answer"] = "yes"
        if response.status_code in REDIRECTS:
            response.status_code = OK
            response["X-Lantoa-Go"] = response["Location"]
            del response["Location"]
        return response


class RefusedFormMiddleware:
    """A refused form of the sign-in library answers 422, as our own do (`answers.status_of`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: SimpleTemplateResponse) -> SimpleTemplateResponse:
        """Before the page is rendered."""
        form = (response.context_data or {}).get("form")
        if response.status_code == OK and isinstance(form, BaseForm):
            response.status_code = status_of(form)
        return response
