"""The log of breaches."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import may_at
from lantoa.core.access.services import check
from lantoa.core.privacy.breaches import breaches_for, log_breach, note_breach, report_breach
from lantoa.core.privacy.models import Breach
from lantoa.core.rules.clocks import open_book
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.privacy.forms import BreachForm, NoteForm, ReportForm
from lantoa.core.ui.privacy.told import breach_clock
from lantoa.core.ui.privacy.views.office import crumbs, office_only
from lantoa.core.ui.records.asking import Asked, signed_in


def breach_crumbs(request: Asked, last: str) -> list[Crumb]:
    """The path through the list of breaches."""
    return [*crumbs(request, "")[:1], Crumb(_("Breaches"), with_day(reverse("breaches"), request.chosen)), Crumb(last)]


@signed_in
def breach_list(request: Asked) -> HttpResponse:
    """The breaches at one's units, each with its clock."""
    office_only(request)
    now, book = timezone.now(), open_book()
    rows = [(one, breach_clock(one, now=now, book=book)) for one in breaches_for(request.user, today=request.day)]
    return render(request, "ui/privacy/breaches.html", {"rows": rows, "crumbs": crumbs(request, _("Breaches"))})


@signed_in
def breach_new(request: Asked) -> HttpResponse:
    """Enter a breach as soon as it is discovered."""
    office_only(request)
    local = timezone.localtime()
    form = BreachForm(request.POST or None, actor=request.user, at=request.day, initial={"day": local.date(), "hour": f"{local:%H:%M}"})
    if request.method == "POST":
        made = form.act(
            lambda values: log_breach(
                values["unit"], discovered_at=form.moment, what=values["what"], kinds=values["kinds"], concerned=values["concerned"],
                by=request.user, now=timezone.now(), today=request.day,
            )
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The breach is entered; its term runs from the hour of discovery."))
            return redirect("breach", made.public_id)
    trail = breach_crumbs(request, _("Enter a breach"))
    return render(request, "ui/privacy/breach_new.html", {"form": form, "crumbs": trail}, status=status_of(form))


@signed_in
def breach_page(request: Asked, public_id: UUID) -> HttpResponse:
    """A breach with its clock, and what was done."""
    found = breaches_for(request.user, today=request.day).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    act, local = request.POST.get("act", ""), timezone.localtime()
    report = ReportForm(
        request.POST if act == "report" else None, actor=request.user, at=request.day,
        initial={"day": local.date(), "hour": f"{local:%H:%M}"},
    )  # fmt: skip
    note = NoteForm(request.POST if act == "note" else None)
    if request.method == "POST":
        check(may_at(request.user, Verb.PRIVACY, found.unit, at=request.day))
        if done := acted(request, found, act, report, note):
            messages.success(request, done)
            return redirect("breach", public_id)
    context: dict[str, Any] = {
        "breach": found, "clock": breach_clock(found, now=timezone.now()),
        "notes": found.notes.select_related("by__person").order_by("-at"), "report": report, "note": note,
        "crumbs": breach_crumbs(request, found.kinds),
    }  # fmt: skip
    return render(request, "ui/privacy/breach.html", context, status=status_of(report if act == "report" else note))


def acted(request: Asked, found: Breach, act: str, report: ReportForm, note: NoteForm) -> str:
    """What was done, in words; empty where a form is to be mended."""
    told: dict[str, Any] = {"by": request.user, "now": timezone.now(), "today": request.day}
    if act == "report":
        done = report.act(lambda values: report_breach(found, number=values["number"], reported_at=report.moment, **told))
        return _("It is noted that the breach was reported.") if done is not None else ""
    if act == "note":
        return _("The note is added.") if note.act(lambda values: note_breach(found, text=values["text"], **told)) is not None else ""
    raise Http404
