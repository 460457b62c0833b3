"""The three kinds of this domain: what lists, pages, exports and the search need to know of each."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from lantoa.core.records.kinds import Column, Filter, Kind, Text, register
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.checks import CONSENTS, GUARDIAN
from lantoa.domains.initiatives.choices import Gift, Sector, Status, Who
from lantoa.domains.initiatives.models import Contribution, Exemplar, Initiative
from lantoa.domains.initiatives.selectors import amount_of, donor_name, has_status, status_on
from lantoa.domains.initiatives.words import donor_words, quantity_words, since_words

FIRST_YEAR = 2016  # Directive 05-CT/TW; what began before is found under "before"
PLACES_SHOWN = 3


def in_both_languages(label: Text) -> str:
    """A word as it is searched for, in either language of the pages."""
    words = []
    for language in ("vi", "en"):
        with override(language):
            words.append(str(label))
    return " ".join(words)


def place_names(units: list[Unit]) -> str:
    """The first places by name, and how many more there are."""
    shown = ", ".join(unit.name for unit in units[:PLACES_SHOWN])
    return f"{shown} + {len(units) - PLACES_SHOWN}" if len(units) > PLACES_SHOWN else shown


def initiative_words(record: Initiative) -> str:
    """Field, places, hosts, directive and movement: what an initiative is found by beside its title."""
    around = [unit.name for unit in (*record.places.all(), *record.hosts.all())]
    place = [record.place.name] if record.place is not None else []
    return " ".join((in_both_languages(Sector(record.sector).label), *around, *place, record.directive, record.movement))


def exemplar_words(record: Exemplar) -> str:
    """Who, where and what; names stay within the list's own scope."""
    named = [unit.name for unit in (record.collective, record.place) if unit is not None]
    person = [record.person.name] if record.person is not None else []
    return " ".join((in_both_languages(Who(record.who).label), *person, *named, record.collective_name, record.deed[:1000]))


def gift_words(record: Contribution) -> str:
    place = [record.place.name] if record.place is not None else []
    return " ".join((in_both_languages(Gift(record.gift).label), donor_name(record), record.purpose, *place))


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
            Column("unit", _("Unit"), lambda record: record.unit.name, sort="unit__sort_key"),
            Column("sector", _("Sector"), lambda record: record.get_sector_display(), sort="sector"),
            Column("places", _("Places"), lambda record: place_names(list(record.places.all()))),
            Column("since", _("Since"), since_words, sort="since"),
            Column("status", _("Status"), status_label, dated=True),
            Column("households", _("Households"), lambda record: record.households, sort="households", numeric=True, default=False),
            Column("hosts", _("Host organisations"), lambda record: place_names(list(record.hosts.all())), default=False),
            Column("movement", _("Movement"), lambda record: record.movement, sort="movement", default=False),
            Column("directive", _("Directive"), lambda record: record.directive, sort="directive", default=False),
            Column("reference", _("Reference"), lambda record: record.reference, sort="reference", default=False),
            Column("day", _("Day"), lambda record: record.day, sort="day", default=False),
        ),
        filters=(
            Filter("sector", _("Sector"), lambda: list(Sector.choices), lambda value: Q(sector=value)),
            Filter("status", _("Status"), lambda at: list(Status.choices), has_status, dated=True),
            Filter("since", _("Since"), since_years, since_q, dated=True),
            Filter("movement", _("Movement"), follows, lambda value: Q(movement="") if value == "no" else ~Q(movement="")),
        ),
        related=("place",), prefetch=("places", "hosts"), search=initiative_words, order=20,
    )
)  # fmt: skip
EXEMPLAR = register(
    Kind(
        code="exemplar", model="initiatives.Exemplar", prefix="GT", title=_("exemplar"), plural=_("exemplars"), icon="award",
        fields=(
            "unit", "title", "day", "place", "who", "person", "collective", "collective_name", "deed", "child",
            *(name for what in (*CONSENTS, GUARDIAN) for name in (f"consent_{what}", f"consent_{what}_day")), "source",
        ),
        form="lantoa.domains.initiatives.forms.ExemplarForm", detail="initiatives/exemplar.html",
        columns=(
            Column("title", _("Deed"), lambda record: record.title, sort="sort_key"),
            Column("who", _("Who it is"), lambda record: record.get_who_display(), sort="who"),
            Column("unit", _("Unit"), lambda record: record.unit.name, sort="unit__sort_key"),
            Column("place", pgettext_lazy("record", "Place"), lambda record: record.place.name if record.place is not None else ""),
            Column("day", _("Day"), lambda record: record.day, sort="day"),
            Column("reference", _("Reference"), lambda record: record.reference, sort="reference", default=False),
        ),
        filters=(Filter("who", _("Who it is"), lambda: list(Who.choices), lambda value: Q(who=value)),),
        related=("place", "person", "collective"), personal=frozenset({"title", "person", "deed", "place"}),
        subject=lambda record: record.person, search=exemplar_words, order=21,
    )
)  # fmt: skip
CONTRIBUTION = register(
    Kind(
        code="contribution", model="initiatives.Contribution", prefix="DG", title=_("contribution"), plural=_("contributions"), icon="gift",
        fields=(
            "unit", "title", "day", "place", "gift", "low", "high", "qualifier", "measured_in", "donor", "donor_person", "donor_unit",
            "donor_group", "purpose", "helped", "helped_low", "helped_high", "helped_qualifier", "source",
        ),
        form="lantoa.domains.initiatives.forms.ContributionForm", detail="initiatives/contribution.html",
        columns=(
            Column("title", _("Contribution"), lambda record: record.title, sort="sort_key"),
            Column("gift", _("Kind of gift"), lambda record: record.get_gift_display(), sort="gift"),
            Column("amount", _("Amount"), lambda record: quantity_words(amount_of(record)), sort="low", numeric=True),
            Column("donor", _("Donor"), donor_words),
            Column("unit", _("Unit"), lambda record: record.unit.name, sort="unit__sort_key"),
            Column("day", _("Day"), lambda record: record.day, sort="day"),
            Column("purpose", _("Purpose"), lambda record: record.purpose, default=False),
            Column("reference", _("Reference"), lambda record: record.reference, sort="reference", default=False),
        ),
        filters=(Filter("gift", _("Kind of gift"), lambda: list(Gift.choices), lambda value: Q(gift=value)),),
        related=("place", "donor_person", "donor_unit"), personal=frozenset({"title", "donor_person", "purpose"}),
        subject=lambda record: record.donor_person, search=gift_words, order=22,
    )
)  # fmt: skip
