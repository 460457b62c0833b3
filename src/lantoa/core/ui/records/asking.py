"""Who asks: the request as these views know it, and the way in for people who are signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Decision, no
from lantoa.core.access.selectors import grants_of, roots
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind, concrete, kind_of
from lantoa.core.records.models import Record
from lantoa.core.ui.days import DatedRequest
from lantoa.core.ui.records.kept_forms import keep_form

P = ParamSpec("P")


class Asked(DatedRequest):
    """A request by someone who is signed in."""

    user: User


def signed_in(view: Callable[Concatenate[Asked, P], HttpResponseBase]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Anonymous people sign in first; what they had typed into a form is kept for them until then."""

    def ask(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(sent_from(request) if request.method == "POST" else request.get_full_path())
        return view(cast(Asked, request), *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], wraps(view)(ask))


def sent_from(request: HttpRequest) -> str:
    """Where an anonymous sender of a form returns to: the form itself where it was kept, else the page it stood on."""
    if keep_form(request):
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    return page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() else "/"


def listed_kind(code: str) -> Kind:
    """The kind with generic pages of this code; any other is not found."""
    try:
        kind = kind_of(code)
    except KeyError:
        raise Http404 from None
    if not kind.listed:
        raise Http404
    return kind


def fetch(request: Asked, public_id: Any) -> Any:
    """The record as its own kind, where the person may see it; else not found."""
    rows = Record.objects.visible_to(request.user, at=request.day).filter(public_id=public_id)
    record = rows.select_related("unit", "place", "author__person", "approved_by__person").first()
    if record is None:
        raise Http404
    found = concrete(record)
    for name in ("unit", "place", "author", "approved_by"):
        setattr(found, name, getattr(record, name))
    return found


def may_enter(request: Asked, kind: Kind) -> Decision:
    """Whether the person may enter records of this kind anywhere."""
    if not grants_of(request.user, at=request.day):
        return no(_("No role has been granted to this account for this day. Ask the office of your unit."))
    if not roots(request.user, kind.entry_verb, at=request.day):
        return no(_("Your role does not include entering records."))
    return Decision(True)


def next_page(request: HttpRequest, default: str) -> str:
    """Where to go after an act: the page named by the form, if it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if ours else default


def page_of(record: Record) -> str:
    """The address of the record's page: a kind with pages of its own names it by its code."""
    if not kind_of(record.kind).listed:
        try:
            return reverse(record.kind, args=[record.public_id])
        except NoReverseMatch:
            pass
    return reverse("record", args=[record.public_id])
