"""Names of units for a form, while a person types."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import hits_in_sight, units_in_scope, visible_units
from lantoa.core.ui.records.asking import Asked, signed_in
from lantoa.core.ui.records.unit_fields import full_name
from lantoa.core.units.naming import find_units
from lantoa.lib.periods import PeriodError, parse_day

SUGGESTED = 12
SHORTEST = 2
NOT_NAMES = {"at", "verb", "day"}


def day_typed(request: Asked) -> date:
    """The day that stands in the form beside the names, on which they are read; else the day that is looked at."""
    try:
        return parse_day(request.GET.get("day", ""))
    except PeriodError:
        return request.at


@signed_in
def unit_names(request: Asked) -> HttpResponse:
    """A few units in sight whose name holds what was typed, as options of a list; with `verb`, only those where the person may do that.

    With the `day` of the form, units of that day are found, as the form will read them.
    """
    typed = " ".join(str(value) for name, value in request.GET.items() if name not in NOT_NAMES).strip()
    found = find_units(typed, at=day_typed(request), limit=SUGGESTED) if len(typed) >= SHORTEST else []
    hits = hits_in_sight(found, request.user, at=request.day)
    verb = str(request.GET.get("verb", ""))
    scope = units_in_scope(request.user, verb, at=request.day) if verb in Verb.values else visible_units(request.user, at=request.day)
    allowed = set(scope.filter(pk__in=[hit.unit.pk for hit in hits]).values_list("pk", flat=True))
    names = [full_name(hit) for hit in hits if hit.unit.pk in allowed]
    return render(request, "ui/records/unit_names.html", {"names": names})
