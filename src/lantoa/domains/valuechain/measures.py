"""What is counted: products while their certificate runs, partners while they take part. A row depends on its own record alone."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.measures.registry import Dimension, Fold, Row, chosen, measure
from lantoa.domains.valuechain.choices import Group, Part, Stars
from lantoa.domains.valuechain.models import ChainPartner, Product

STARS = Dimension(
    "stars", _("Stars"), lambda value: Stars(int(value)).label if value else _("not told"), ordered=True,
    choices=lambda: [(str(value), label) for value, label in Stars.choices],
)  # fmt: skip
GROUP, PART = chosen("group", _("Group of products"), Group), chosen("part", _("Part in the chain"), Part)


@measure(
    "valuechain.products", kind="product", fold=Fold.STOCK, title=_("OCOP products"), unit_label=pgettext_lazy("counted", "products"),
    dimensions=(STARS, GROUP), order=50,
    explain=_("Approved products of three to five stars whose certificate runs on the last day of the period."),
)  # fmt: skip
def products(found: QuerySet[Product]) -> Iterator[Row]:
    for one in found:
        dims = {"stars": one.stars, "group": one.group}
        yield Row(one, one.day, dims=dims)
        yield Row(one, one.expires, Decimal(-1), n=-1, dims=dims)


@measure(
    "valuechain.partners", kind="chain", fold=Fold.STOCK, title=_("Partners in value chains"),
    unit_label=pgettext_lazy("counted", "partners"), dimensions=(PART,), order=51,
    explain=_("Approved buyers, suppliers and cooperatives that take part on the last day of the period."),
)  # fmt: skip
def partners(found: QuerySet[ChainPartner]) -> Iterator[Row]:
    for one in found:
        yield Row(one, one.starts, dims={"part": one.part})
        if one.ends:
            yield Row(one, one.ends, Decimal(-1), n=-1, dims={"part": one.part})
