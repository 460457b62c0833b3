"""The overview page."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import grants_of, is_in_scope, roots, units_in_scope
from lantoa.core.keeping.schedule import trouble
from lantoa.core.privacy.requests import waiting as waiting_requests
from lantoa.core.records.selectors import inbox, returned_to
from lantoa.core.ui.figures.readings import restated_for
from lantoa.core.ui.overview.board import deeds_of, headline_readings, unit_rows
from lantoa.core.ui.units.tree import unit_tree
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import name_on, successors

QUEUE = 5


def unit_asked(request: Any) -> Unit | None:
    """The unit that the address names, or that of the actor's first grant which still reaches its unit. 404 out of scope."""
    key = request.GET.get("unit", "")
    if key:
        unit = units_in_scope(request.user, Verb.VIEW, at=request.day).filter(key=key).first()
        if unit is None:
            raise Http404
        return unit
    return next((grant.unit for grant in grants_of(request.user, at=request.day) if reaches(request, grant.unit)), None)


def reaches(request: Any, unit: Unit) -> bool:
    """Whether a role at the unit still shows what is there: once a unit has ended, what it left is for those at its successors."""
    return unit.alive(request.day) or is_in_scope(request.user, Verb.VIEW, unit, at=request.day)


@login_required
def overview(request: Any) -> HttpResponse:
    """What a unit and its sub-units have told in the period, what waits for the person, and who has not been heard."""
    unit = unit_asked(request)
    if unit is None:
        ended = [grant.unit for grant in grants_of(request.user, at=request.day)]
        heirs = {unit.pk: list(successors(unit, at=request.day)) for unit in ended}
        return render(request, "ui/overview/nothing.html", {"ended": [(unit, heirs[unit.pk]) for unit in ended]})
    tree = Hierarchy(request.GET["hierarchy"]) if request.GET.get("hierarchy") in Hierarchy.values else unit.hierarchy
    restated = restated_for(request, unit)
    lines = headline_readings(unit, request.period, hierarchy=tree, restated=restated)
    waiting, approves = inbox(request.user, today=request.day), bool(roots(request.user, Verb.APPROVE, at=request.day))
    queue = list(waiting[:QUEUE])
    context = {
        "unit": unit, "restated": restated, "name": name_on(unit, request.at),
        "lines": lines, "coverage": lines[0].reading.coverage if lines else None,
        "deeds": deeds_of(lines, actor=request.user, today=request.day),
        "rows": unit_rows(unit, lines, request.period, hierarchy=tree, actor=request.user, today=request.day),
        "approves": approves, "queue": queue, "queue_count": waiting.count() if len(queue) == QUEUE else len(queue),
        "returned": returned_to(request.user, today=request.day)[:QUEUE],
        "successors": [] if unit.alive(request.at) else successors(unit, at=request.at),
        "backup_trouble": trouble(now=timezone.now()) if roots(request.user, Verb.MANAGE, at=request.day) else "",
        "data_requests": waiting_requests(request.user, at=request.day) if roots(request.user, Verb.PRIVACY, at=request.day) else 0,
        "tree": unit_tree(request.user, unit, at=request.at, today=request.day, hierarchy=tree),
    }  # fmt: skip
    return render(request, "ui/overview/overview.html", context)
