"""What is counted of initiatives, and of the programme as a whole. Every row depends on its own record alone, never on today."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.measures.registry import Dimension, Fold, Row, Text, chosen, declared_measure, measure
from lantoa.domains.initiatives.choices import Sector
from lantoa.domains.initiatives.models import Initiative

ONE = Decimal(1)


def since_label(value: Any) -> Text:
    """A year, or a declared span of years such as "2022..", in words."""
    if value in (None, ""):
        return _("start not told")
    first, dots, last = str(value).partition("..")
    if not dots:
        return _("since %(year)s") % {"year": first}
    if first and last:
        return _("since %(first)s to %(last)s") % {"first": first, "last": last}
    return _("since %(year)s or later") % {"year": first} if first else _("since %(year)s or before") % {"year": last}


SINCE = Dimension("since", _("Year of the start"), since_label, ordered=True)
SECTOR = chosen("sector", _("Sector"), Sector)

INITIATIVES, PLACES = pgettext_lazy("counted", "initiatives"), pgettext_lazy("counted", "places")
HOUSEHOLDS, PEOPLE = pgettext_lazy("counted", "households"), pgettext_lazy("counted", "people")
MIXED, PRACTICES = pgettext_lazy("counted", "initiatives and exemplars"), pgettext_lazy("counted", "good ways of working")


def in_being(initiative: Initiative, num: Decimal, dims: dict[str, Any]) -> Iterator[Row]:
    """A stock's rows: it begins with the initiative (where the start is unknown, on the day of the source) and ends with its stop."""
    yield Row(initiative, initiative.since or initiative.day, num, dims=dims)
    if initiative.stopped:
        yield Row(initiative, initiative.stopped, -num, n=-1, dims=dims)


def dated(field: str) -> Callable[[QuerySet[Initiative]], Iterator[Row]]:
    """A flow's rows: each initiative once, on the day that stands in this field, if one does."""

    def rows(initiatives: QuerySet[Initiative]) -> Iterator[Row]:
        for one in initiatives:
            if day := getattr(one, field):
                yield Row(one, day, dims={"sector": one.sector})

    return rows


@measure(
    "initiatives.kept",
    kind="initiative",
    fold=Fold.STOCK,
    title=_("Initiatives in being"),
    unit_label=INITIATIVES,
    dimensions=(SINCE, SECTOR),
    order=10,
    headline=1,
    explain=_(
        "Approved initiatives that stand on the last day of the period, kept up or new, not stopped. Each counts once, at its own unit. "
        "Where the start is unknown it counts from the day of the source that first attests it."
    ),
)
def kept(initiatives: QuerySet[Initiative]) -> Iterator[Row]:
    for one in initiatives:
        yield from in_being(one, ONE, {"since": one.since.year if one.since else None, "sector": one.sector})


measure(
    "initiatives.new",
    kind="initiative",
    fold=Fold.FLOW,
    title=_("Initiatives begun"),
    unit_label=INITIATIVES,
    dimensions=(SECTOR,),
    order=11,
    explain=_(
        "Approved initiatives that began in the period. One whose start is unknown is not among them; "
        "one whose start is told by its year or month counts on the first day of it."
    ),
)(dated("since"))


measure(
    "initiatives.stopped",
    kind="initiative",
    fold=Fold.FLOW,
    title=_("Initiatives stopped"),
    unit_label=INITIATIVES,
    dimensions=(SECTOR,),
    order=12,
    explain=_("Approved initiatives that stopped in the period."),
)(dated("stopped"))


@measure(
    "initiatives.present_in",
    kind="initiative",
    fold=Fold.STOCK,
    title=_("Places with an initiative of this unit"),
    unit_label=PLACES,
    own_only=True,
    order=13,
    explain=_(
        "The places of each of the unit's own initiatives that stand on the last day of the period. "
        "Told of each unit for itself, never summed upward: one initiative in 14 communes is one initiative."
    ),
)
def present_in(initiatives: QuerySet[Initiative]) -> Iterator[Row]:
    for one in initiatives.annotate(places_count=Count("places")):
        if one.places_count:
            yield from in_being(one, Decimal(one.places_count), {})


@measure(
    "initiatives.households",
    kind="initiative",
    fold=Fold.STOCK,
    title=_("Households taking part"),
    unit_label=HOUSEHOLDS,
    dimensions=(SECTOR,),
    order=14,
    explain=_(
        "Households taking part in the initiatives that stand on the last day of the period, where the record tells them. "
        "A household in two initiatives is told twice."
    ),
)
def households(initiatives: QuerySet[Initiative]) -> Iterator[Row]:
    for one in initiatives:
        if one.households is not None:
            yield from in_being(one, Decimal(one.households), {"sector": one.sector})


for code, title, unit_label, fold, order in (
    ("programme.models_and_exemplars", _("Initiatives and exemplars together"), MIXED, Fold.FLOW, 90),
    ("programme.good_practices", _("Good ways of working"), PRACTICES, Fold.STOCK, 91),
    ("programme.frontline_people", _("People on the front line"), PEOPLE, Fold.FLOW, 93),
):
    declared_measure(code, title=title, unit_label=unit_label, fold=fold, order=order)
