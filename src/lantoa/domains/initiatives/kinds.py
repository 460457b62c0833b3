"""The kind `initiative`: what lists, pages, exports and the search need to know of it."""

from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.records.columns import DAY, REFERENCE, UNIT
from lantoa.core.records.kinds import Alike, Column, Filter, Kind, Text, in_both_languages, register
from lantoa.core.records.reviews import half_a_year_on
from lantoa.core.ui.records.shown import first_names
from lantoa.domains.initiatives.choices import Sector, Status
from lantoa.domains.initiatives.models import Initiative
from lantoa.domains.initiatives.selectors import has_status, status_on
from lantoa.domains.initiatives.words import since_words

FIRST_YEAR = 2016  # Directive 05-CT/TW; what began before is found under "before"


def initiative_words(record: Initiative) -> str:
    """Field, places, hosts, directive and movement: what an initiative is found by beside its title."""
    around = [unit.name for unit in (*record.places.all(), *record.hosts.all())]
    place = [record.place.name] if record.place is not None else []
    return " ".join((in_both_languages(Sector(record.sector).label), *around, *place, record.directive, record.movement))


def status_label(record: Initiative, at: date) -> Text:
    status = status_on(record, at)
    return status.label if status else ""


def since_years(at: date) -> list[tuple[str, Text]]:
    """Years to filter by: from the one looked at back to the Directive's, what began before it, what is not told."""
    years: list[tuple[str, Text]] = [(str(year), str(year)) for year in range(at.year, FIRST_YEAR - 1, -1)]
    return [*years, ("before", _("before %(year)d") % {"year": FIRST_YEAR}), ("unknown", pgettext_lazy("start", "not told"))]


def since_q(value: str, at: date) -> Q:
    if value == "unknown":
        return Q(since__isnull=True)
    return Q(since__lt=date(FIRST_YEAR, 1, 1)) if value == "before" else Q(since__year=int(value))


def follows() -> list[tuple[str, Text]]:
    """Whether an initiative follows a movement; which one is found by words."""
    return [("yes", _("follows one")), ("no", _("follows none"))]


INITIATIVE = register(
    Kind(
        code="initiative", model="initiatives.Initiative", prefix="MH", title=_("initiative"), plural=_("initiatives"), icon="sprout",
        fields=(
            "unit", "title", "day", "place", "sector", "hosts", "places", "since", "since_precision", "stopped", "stop_reason", "directive",
            "movement", "cost", "results", "households", "description", "source",
        ),
        form="lantoa.domains.initiatives.forms.InitiativeForm", detail="initiatives/initiative.html",
        columns=(
            Column("title", _("Initiative"), lambda record: record.title, sort="sort_key"),
            UNIT,
            Column("sector", _("Sector"), lambda record: Sector(record.sector).label, sort="sector"),
            Column("places", _("Places"), lambda record: first_names(list(record.places.all()))),
            Column("since", _("Since"), since_words, sort="since"),
            Column("status", _("Status"), status_label, dated=True),
            Column("households", _("Households"), lambda record: record.households, sort="households", numeric=True, default=False),
            Column("hosts", _("Host organisations"), lambda record: first_names(list(record.hosts.all())), default=False),
            Column("movement", _("Movement"), lambda record: record.movement, sort="movement", default=False),
            Column("directive", _("Directive"), lambda record: record.directive, sort="directive", default=False),
            REFERENCE,
            replace(DAY, default=False),
        ),
        filters=(
            Filter("sector", _("Sector"), lambda: list(Sector.choices), lambda value: Q(sector=value)),
            Filter("status", _("Status"), lambda at: list(Status.choices), has_status, dated=True),
            Filter("since", _("Since"), since_years, since_q, dated=True),
            Filter("movement", _("Movement"), follows, lambda value: Q(movement="") if value == "no" else ~Q(movement="")),
        ),
        related=("place",), prefetch=("places", "hosts"), search=initiative_words, order=20, due=half_a_year_on, stopped="stopped",
        alike=Alike(
            hosts=("hosts",), places=("places", "place"), since="since", precision="since_precision",
            together=(("since", "since_precision"), ("stopped", "stop_reason"), ("places", "place")),
        ),
    )
)  # fmt: skip
