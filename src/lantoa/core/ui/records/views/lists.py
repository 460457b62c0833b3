"""The list of one kind, its columns, its export."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots, scope_q
from lantoa.core.privacy.looking import looked_at_all
from lantoa.core.privacy.models import What
from lantoa.core.records.kinds import Kind
from lantoa.core.records.saved import delete_filter, save_filter, saved_filters
from lantoa.core.ui.links import query
from lantoa.core.ui.records.asking import Asked, listed_kind, may_enter, next_page, signed_in
from lantoa.core.ui.records.exports import FORMATS, export
from lantoa.core.ui.records.listing import Listing, Pages, approvable_among, approve_step, columns_of, listing
from lantoa.core.ui.records.table import table_rows

SESSION_COLUMNS = "columns"
LONGEST_NUMBER = 19


def asked_list(request: Asked, kind: Kind) -> Listing:
    """The list that this request asks for, with the columns that the person chose last."""
    chosen = request.session.get(SESSION_COLUMNS, {}).get(kind.code)
    return listing(kind, request.GET, actor=request.user, day=request.day, at=request.at, columns=chosen)


@signed_in
def record_list(request: Asked, kind: str) -> HttpResponse:
    """Records of one kind, up to the day that is looked at."""
    found = listed_kind(kind)
    asked = asked_list(request, found)
    if (plain := plain_address(request, asked)) is not None:
        return redirect(plain)
    page = Pages(asked).get_page(request.GET.get("page"))
    approvable = approvable_among(list(page), found, actor=request.user, day=request.day)
    context = {
        "kind": found,
        "listing": asked,
        "page": page,
        "rows": table_rows(page, asked.columns, at=request.at, chosen=request.chosen, approvable=approvable, choosing=bool(approvable)),
        "approve": approve_step(found) if approvable else None,
        "every_column": columns_of(found),
        "enter": may_enter(request, found),
        "may_export": bool(roots(request.user, Verb.EXPORT, at=request.day)),
        "query": request.GET.urlencode(),
        "saved": list(saved_filters(request.user, found.code)),
    }
    return render(request, "ui/records/list.html", context)


def plain_address(request: Asked, asked: Listing) -> str | None:
    """The list's address with the unit named by its key, where it was written by name; a link that means the same to everyone."""
    unit = asked.chosen.get("unit")
    if unit is None or request.GET.get("unit") == unit.key:
        return None
    return request.path + query(request, {"unit": unit.key, "unit_line": None, "unit_is": None})


@signed_in
@require_POST
def record_columns(request: Asked, kind: str) -> HttpResponse:
    """Which columns this person wants to see of the kind; kept for the session."""
    found = listed_kind(kind)
    known = [column.name for column in columns_of(found)]
    chosen = [name for name in request.POST.getlist("column") if name in known]
    kept = request.session.get(SESSION_COLUMNS, {})
    request.session[SESSION_COLUMNS] = {**kept, found.code: chosen} if chosen else {**kept, found.code: None}
    return redirect(next_page(request, reverse("record-list", args=[found.code])))


@signed_in
@require_POST
def record_saved(request: Asked, kind: str) -> HttpResponse:
    """Keep the list as it is narrowed under a name, or delete a kept filter; back to the list."""
    found = listed_kind(kind)
    here = next_page(request, reverse("record-list", args=[found.code]))
    row = request.POST.get("delete", "")
    if row.isascii() and row.isdigit() and len(row) < LONGEST_NUMBER:
        if delete_filter(int(row), by=request.user):
            messages.success(request, _("The saved filter is deleted."))
        return redirect(here)
    try:
        kept = save_filter(found.code, name=request.POST.get("name", ""), query=urlsplit(here).query, by=request.user)
        messages.success(request, _("The filter is saved as “%(name)s”.") % {"name": kept.name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(here)


@signed_in
def record_export(request: Asked, kind: str) -> HttpResponseBase:
    """The list as a file: the same rows and columns, at the units where the person may export."""
    found = listed_kind(kind)
    if not roots(request.user, Verb.EXPORT, at=request.day):
        raise Refused(_("Your role does not include taking lists out as files. Ask the office of your unit if this is your duty."))
    asked = asked_list(request, found)
    records = asked.records.filter(scope_q(request.user, Verb.EXPORT, at=request.day))
    looked_at_all(records, found, by=request.user, what=What.EXPORT, now=timezone.now())
    chosen = request.GET.get("format", FORMATS[0])
    return export(records, asked.columns, kind=found, format=chosen if chosen in FORMATS else FORMATS[0], day=request.at)
