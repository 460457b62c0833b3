"""The page behind a number."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import units_in_scope
from lantoa.core.measures.reading import Reading, read
from lantoa.core.measures.registry import measure_of
from lantoa.core.ui.days import DatedRequest
from lantoa.core.ui.figures.panel import behind, figure_url, part_lines
from lantoa.core.ui.figures.readings import restated_for
from lantoa.core.ui.figures.standing import told_standing
from lantoa.core.ui.parts import Option
from lantoa.core.units.kinds import Hierarchy
from lantoa.lib.periods import Period, PeriodError

PAGE = 50


def reading_asked(request: DatedRequest, code: str) -> Reading:
    """The reading that the address names. 404 where it names nothing in sight."""
    unit = units_in_scope(request.user, Verb.VIEW, at=request.day).filter(key=request.GET.get("unit", "")).first()
    if unit is None:
        raise Http404(_("There is no such unit in your scope."))
    try:
        measure = measure_of(code)
        period = Period.parse(request.GET["period"]) if request.GET.get("period") else request.period
        by = request.GET.get("by", "") or ("" if measure.declared_only else "unit")
        tree = request.GET.get("hierarchy", "")
        return read(
            measure,
            unit,
            period,
            by=by,
            where=request.GET.get("where", ""),
            hierarchy=Hierarchy(tree) if tree else None,
            restated=restated_for(request, unit),
        )
    except (KeyError, ValueError, PeriodError) as error:
        raise Http404(_("There is no such figure.")) from error


def splits(reading: Reading) -> list[Option]:
    """The ways in which the figure can be split."""
    ways = [("unit", _("By unit")), *((dimension.name, dimension.title) for dimension in reading.measure.dimensions)]
    return [Option(title, figure_url(reading, by=name), reading.by == name) for name, title in ways]


@login_required
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """A number with all that stands behind it."""
    reading = reading_asked(request, code)  # type: ignore[arg-type]  # dated by DayMiddleware
    found = behind(reading, actor=request.user, today=request.day)  # type: ignore[attr-defined]  # set by the middleware of the day
    pages = Paginator(found.records, PAGE)
    pages.count = found.openable  # counted already
    page = pages.get_page(request.GET.get("page"))
    context = {
        "behind": found, "reading": reading, "page": page, "lines": part_lines(reading),
        "splits": [] if reading.measure.declared_only else splits(reading), "declarations": declarations_of(reading),
        "told": told_standing(reading),
    }  # fmt: skip
    return render(request, "ui/figures/figure.html", context)


def declarations_of(reading: Reading) -> dict[int, str]:
    """Public ids of the declarations behind a reading, by their key."""
    from lantoa.core.measures.models import Declaration

    rows = Declaration.objects.filter(pk__in=[source.record for source in reading.sources])
    return {pk: str(public_id) for pk, public_id in rows.values_list("pk", "public_id")}
