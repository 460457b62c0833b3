"""Pages for what went wrong: what happened, and what to do. The page of a failed program (500) asks no database."""

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Verb
from lantoa.core.access.second_step import strong_enough

LAST_RESORT = (
    "<!doctype html><html lang=vi><meta charset=utf-8><title>Lan Toả</title>"
    "<p>Chương trình gặp lỗi, chưa ghi được gì. Thử lại sau ít phút; nếu vẫn lỗi, báo người quản trị."
    "<p lang=en>The program failed; nothing was written. Try again in a few minutes, then tell the administrator.</html>"
)


@dataclass(frozen=True)
class Problem:
    """What a person reads when a page cannot be given."""

    status: int
    title: str
    happened: str
    todo: str
    back: str = ""
    link: str = ""


def page_before(request: HttpRequest) -> str:
    """The page that the person came from, where it is one of ours."""
    referer = request.headers.get("Referer", "")
    known = url_has_allowed_host_and_scheme(referer, allowed_hosts={request.headers.get("Host", "")})
    return referer if known and referer != request.build_absolute_uri() else ""


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem as a page, in the person's language."""
    return render(request, "ui/problem.html", {"problem": problem}, status=problem.status)


def not_offered(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Stands at an address that a library brings and this program does not offer."""
    raise Http404


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 where the request itself was too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return too_large(request)
    title, happened = _("The request cannot be read"), _("The address or the data sent is not in a form that the program understands.")
    return problem_page(request, Problem(400, title, happened, _("Go back, check what was entered, and try again."), page_before(request)))


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413: more was sent at once than is accepted. Nothing of it was kept."""
    happened = _("What was sent is larger than this installation accepts at once, so nothing was saved.")
    todo = _("Go back and send fewer or smaller files; photos need not be larger than 2000 pixels on a side.")
    return problem_page(request, Problem(413, _("Too much at once"), happened, todo, page_before(request)))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the reason where the refusal gave one."""
    reason = exception.reason if isinstance(exception, Refused) else _("Your role does not allow this here.")
    if reason == str(strong_enough(getattr(request, "user", None), Verb.MANAGE).reason):
        todo, link = _("Then go back and try again. Reading and entering go on without it."), reverse("my-sign-in")
    else:
        todo, link = _("If this is part of your duties, ask the office of your unit to grant the role."), ""
    return problem_page(request, Problem(403, _("Not allowed"), reason, todo, page_before(request), link))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: also for what exists outside the person's scope, in the same words."""
    happened = _("There is nothing at this address, or it lies outside what you may see.")
    todo = _("Check the address, look for the record by its name, or ask the office of your unit.")
    return problem_page(request, Problem(404, _("Page not found"), happened, todo, page_before(request)))


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: too many attempts in a short time."""
    happened = _("Too many attempts in a short time from this account or this network.")
    return problem_page(request, Problem(429, _("Wait a moment"), happened, _("Wait five minutes and try again. Nothing was lost.")))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened before the sign-in changed or ran out."""
    happened = _("This form was opened before the present sign-in, so nothing was saved.")
    todo = _("Go back to the form and load it again. What was typed is kept in this browser tab and offered there; then send it again.")
    return problem_page(request, Problem(403, _("The form is out of date"), happened, todo, page_before(request)))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without the request, so that no context processor asks the database."""
    happened = _("The program failed, and what was being saved has not been saved.")
    todo = _("Try again in a few minutes. If it fails again, tell the administrator what you were doing and at what time.")
    problem = Problem(500, _("Something failed"), happened, todo)
    try:
        return HttpResponse(render_to_string("ui/problem.html", {"problem": problem}), status=500)
    except Exception:  # whatever broke the page may break this one too
        return HttpResponse(LAST_RESORT, status=500)
