"""The pages of rules and of the calendar of working days."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import roots
from lantoa.core.access.services import check
from lantoa.core.rules.models import DecidedDay
from lantoa.core.rules.registry import told
from lantoa.core.rules.selectors import history, in_force
from lantoa.core.rules.services import add_rule, decide_day, may_write
from lantoa.core.ui.answers import status_of
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Crumb
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.ui.rules.forms import DayForm, RuleForm
from lantoa.core.ui.rules.told import calendar_of, entered, lines, past, term_text
from lantoa.lib.days import FIRST_YEAR, LAST_YEAR

SHOWN = 100


def require_role(request: Asked) -> None:
    if not roots(request.user, Verb.VIEW, at=request.day):
        raise Http404


def crumbs(request: Asked, last: str) -> list[Crumb]:
    return [Crumb(_("Rules with dates"), with_day(reverse("rules"), request.chosen)), Crumb(last)]


@signed_in
def rule_list(request: Asked) -> HttpResponse:
    """Every rule as it is on the day viewed."""
    require_role(request)
    groups = [(group, [(line, term_text(line.rule) if line.rule else "") for line in found]) for group, found in lines(at=request.at)]
    return render(request, "ui/rules/list.html", {"groups": groups})


@signed_in
def rule_page(request: Asked, code: str) -> HttpResponse:
    """A rule with its history; a row is added here."""
    require_role(request)
    try:
        known = told(code)
    except KeyError:
        raise Http404 from None
    decision = may_write(request.user, today=request.day)
    rows = history(code)
    now = in_force(rows, on=request.at)
    initial = {"measured_in": (now or rows[0]).measured_in} if rows else {}
    form = RuleForm(request.POST or None, actor=request.user, at=request.day, initial=initial)
    if request.method == "POST":
        check(decision)
        row = form.act(
            lambda values: add_rule(
                code, value=values["value"], measured_in=values["measured_in"], starts=values["starts"], ends=form.ends,
                basis=values["basis"], doubt=values["doubt"], by=request.user, today=request.day,
            )
        )  # fmt: skip
        if row is not None:
            messages.success(request, _("The row is added. What was counted before its first day stays."))
            return redirect("rule", code)
    context = {
        "told": known, "now": now, "term": term_text(now) if now else "", "rows": past(rows, at=request.at), "form": form,
        "decision": decision, "manages": bool(roots(request.user, Verb.MANAGE, at=request.day)),
        "crumbs": crumbs(request, str(known.title)),
    }  # fmt: skip
    return render(request, "ui/rules/rule.html", context, status=status_of(form))


@signed_in
def calendar(request: Asked) -> HttpResponse:
    """The days of a year that are off or worked against the week; a decided day is added here."""
    require_role(request)
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isdecimal() and FIRST_YEAR < int(typed[:5]) < LAST_YEAR else request.at.year
    decision = may_write(request.user, today=request.day)
    form = DayForm(request.POST or None)
    if request.method == "POST":
        check(decision)
        row = form.act(
            lambda values: decide_day(values["day"], kind=values["kind"], basis=values["basis"], by=request.user, today=request.day)
        )
        if row is not None:
            messages.success(request, _("The day is entered. Terms that run over it are counted anew."))
            return redirect(reverse("rule-days") + f"?year={row.day.year}")
    rows = DecidedDay.objects.select_related("entered_by").order_by("-pk")[:SHOWN]
    context = {
        "year": year, "days": calendar_of(year), "entries": [(row, entered(row)) for row in rows], "form": form,
        "decision": decision, "manages": bool(roots(request.user, Verb.MANAGE, at=request.day)),
        "crumbs": crumbs(request, _("Working days and holidays")),
    }  # fmt: skip
    return render(request, "ui/rules/days.html", context, status=status_of(form))
