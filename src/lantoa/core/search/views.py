"""The page of the one search box."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lantoa.core.access.selectors import hits_in_sight
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.values import mark_sentence
from lantoa.core.search.selectors import KindCount, counts_by_kind, found_records
from lantoa.core.units.naming import find_units
from lantoa.lib.marks import classification_mark
from lantoa.lib.vietnamese import nfc

if TYPE_CHECKING:
    from lantoa.core.ui.days import DatedRequest

LONGEST_QUERY = 200
UNITS_SHOWN = 10
RECORDS_A_PAGE = 20
REFUSED = "refused"


@require_safe
def search(request: "DatedRequest") -> HttpResponseBase:
    """Units and records that the words of `?q=` find. A marked query is sent away at once, so that it stays in no address and no page."""
    if classification_mark(query_of(request)):
        return redirect(f"{reverse('search')}?{REFUSED}=mark")
    return found(request)


def query_of(request: "DatedRequest") -> str:
    return nfc(request.GET.get("q", "")).strip()[:LONGEST_QUERY]


@login_required
def found(request: "DatedRequest") -> HttpResponse:
    """The page with what was found, or with what can be."""
    text = query_of(request)
    context: dict[str, Any] = {"text": text, "refusal": mark_sentence() if REFUSED in request.GET else ""}
    if text:
        context |= results(request, text)
    return render(request, "search/results.html", context)


def results(request: "DatedRequest", text: str) -> dict[str, Any]:
    """What was found, one page of the records; units only beside the first page of all kinds."""
    rows = found_records(text, by=request.user, today=request.day, until=request.at)
    kinds = counts_by_kind(rows)
    chosen = next((entry for entry in kinds if entry.kind.code == request.GET.get("kind")), None)
    page = page_of(rows.filter(kind=chosen.kind.code) if chosen else rows, [chosen] if chosen else kinds, request.GET.get("page"))
    units = hits_in_sight(find_units(text, limit=UNITS_SHOWN), request.user, at=request.day) if chosen is None and page.number == 1 else []
    shown = [(record, kind_of(record.kind)) for record in page.object_list]
    return {"page": page, "records": shown, "kinds": kinds, "chosen": chosen, "units": units}


def page_of(rows: Any, kinds: list[KindCount], number: str | None) -> Any:
    """One page of the records; their number is known from the counts by kind."""
    paginator = Paginator(rows, RECORDS_A_PAGE)
    paginator.__dict__["count"] = sum(entry.count for entry in kinds)
    return paginator.get_page(number)
