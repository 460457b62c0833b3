"""What is counted of contributions, each kind for itself. Every row depends on its own record alone, never on today."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.measures.registry import Fold, Row, Text, chosen, declared_measure, measure
from lantoa.domains.contributions.choices import Gift
from lantoa.domains.contributions.models import Contribution

GIFT = chosen("gift", _("Kind of gift"), Gift)
GIFTS = pgettext_lazy("counted", "gifts")


def amounts(gifts: Iterable[Contribution], kind: Gift) -> Iterator[Row]:
    """Gifts of one kind whose amount was told, with both ends of a range."""
    for gift in gifts:
        if gift.gift == kind and gift.low is not None:
            yield Row(gift, gift.day, gift.low, high=gift.high, qualifier=gift.qualifier)


def amount_measure(code: str, kind: Gift, title: Text, unit_label: Text, order: int) -> None:
    """One measure for one kind of gift: kinds are never added together."""
    measure(
        code,
        kind="contribution",
        fold=Fold.FLOW,
        title=title,
        unit_label=unit_label,
        order=order,
        explain=_(
            "Approved contributions of this kind whose amount is told, as it is told: “nearly” stays nearly, a range a range. "
            "A gift whose amount is not told is counted among the gifts and adds nothing here."
        ),
    )(lambda gifts: amounts(gifts, kind))


amount_measure("contributions.money", Gift.MONEY, _("Money given"), "đồng", 30)
amount_measure("contributions.land", Gift.LAND, _("Land given"), "m²", 31)
amount_measure("contributions.work_days", Gift.WORK_DAYS, _("Work days given"), pgettext_lazy("counted", "work days"), 32)
amount_measure("contributions.volunteer_turns", Gift.VOLUNTEER_TURNS, _("Volunteer turns"), pgettext_lazy("counted", "turns"), 33)
amount_measure("contributions.rides", Gift.RIDES, _("Rides given"), pgettext_lazy("counted", "rides"), 34)


@measure(
    "contributions.goods",
    kind="contribution",
    fold=Fold.FLOW,
    title=_("Gifts of goods"),
    unit_label=GIFTS,
    order=35,
    explain=_("How many approved gifts of goods there are. Their amounts stand in unlike measures and are not added."),
)
def goods(gifts: QuerySet[Contribution]) -> Iterator[Row]:
    for gift in gifts:
        if gift.gift == Gift.GOODS:
            yield Row(gift, gift.day)


@measure(
    "contributions.gifts",
    kind="contribution",
    fold=Fold.FLOW,
    title=_("Contributions"),
    unit_label=GIFTS,
    dimensions=(GIFT,),
    order=36,
    headline=3,
    explain=_("How many approved contributions there are, of every kind, with those whose amount is not told."),
)
def gifts(contributions: QuerySet[Contribution]) -> Iterator[Row]:
    for gift in contributions:
        yield Row(gift, gift.day, dims={"gift": gift.gift})


declared_measure(
    "contributions.household_turns", title=_("Household turns helped"), unit_label=pgettext_lazy("counted", "household turns"),
    fold=Fold.FLOW, order=92,
)  # fmt: skip
