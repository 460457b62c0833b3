"""The kinds `product` and `chain`: what lists, pages, exports and the search need to know of them."""

from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.records.columns import DAY, REFERENCE, UNIT
from lantoa.core.records.kinds import Alike, ChainStep, Column, Filter, Kind, Text, in_both_languages, register
from lantoa.domains.valuechain.choices import Group, Part, Stars, Validity
from lantoa.domains.valuechain.models import ChainPartner, Product
from lantoa.domains.valuechain.selectors import has_validity, validity_on

ORDER, LAST = {Part.SUPPLIER: 10, Part.COOPERATIVE: 20, Part.BUYER: 30}, 40
STEPS = {
    Part.SUPPLIER: pgettext_lazy("chain", "Supply"),
    Part.COOPERATIVE: pgettext_lazy("chain", "Cooperative"),
    Part.BUYER: pgettext_lazy("chain", "Purchase under contract"),
}


def product_words(record: Product) -> str:
    return " ".join((in_both_languages(Group(record.group).label), record.maker.name if record.maker else "", record.decision))


def chain_words(record: ChainPartner) -> str:
    return " ".join((in_both_languages(Part(record.part).label), partner_of(record), record.goods, record.contract))


def partner_of(record: ChainPartner) -> str:
    return record.partner.name if record.partner is not None else record.partner_name


def product_step(record: Product) -> ChainStep:
    """The product that came of it, with its stars, as long as the certificate runs."""
    return ChainStep(LAST, _("OCOP product"), f"{record.title}, {Stars(record.stars).label}", record.day, record.expires)


def partner_step(record: ChainPartner) -> ChainStep:
    """Who supplies, joins or buys, with goods and contract."""
    told = ", ".join(filter(None, (partner_of(record), record.goods, record.contract)))
    return ChainStep(ORDER[Part(record.part)], STEPS[Part(record.part)], told, record.starts, record.ends)


def validity_label(record: Product, at: date) -> Text:
    validity = validity_on(record, at)
    return validity.label if validity else ""


PRODUCT = register(
    Kind(
        code="product", model="valuechain.Product", prefix="SP", title=_("OCOP product"), plural=_("OCOP products"), icon="package",
        fields=("unit", "title", "day", "place", "group", "stars", "maker", "decision", "expires", "source"),
        form="lantoa.domains.valuechain.forms.ProductForm", detail="valuechain/product.html",
        columns=(
            Column("title", _("Product"), lambda record: record.title, sort="sort_key"),
            UNIT,
            Column("stars", _("Stars"), lambda record: record.stars, sort="stars", numeric=True),
            Column("group", _("Group of products"), lambda record: Group(record.group).label, sort="group"),
            Column("maker", _("Who makes it"), lambda record: record.maker.name if record.maker else ""),
            Column("status", _("Certificate"), validity_label, dated=True),
            Column("expires", _("Last day of the certificate"), lambda record: record.last_day, sort="expires"),
            replace(DAY, label=_("Day of the certificate"), plain=False),
            REFERENCE,
        ),
        filters=(
            Filter("stars", _("Stars"), lambda: [(str(value), label) for value, label in Stars.choices], lambda value: Q(stars=int(value))),
            Filter("runs", _("Certificate"), lambda at: list(Validity.choices), has_validity, dated=True),
        ),
        related=("place", "maker"), search=product_words, in_bar=False, order=24, alike=Alike(hosts=("maker",)),
        chain=product_step,
    )
)  # fmt: skip

CHAIN = register(
    Kind(
        code="chain", model="valuechain.ChainPartner", prefix="CG", title=_("partner in a value chain"),
        plural=_("partners in value chains"), icon="handshake",
        fields=("unit", "title", "day", "part", "partner", "partner_name", "goods", "contract", "starts", "ends", "source"),
        form="lantoa.domains.valuechain.forms.ChainPartnerForm", detail="",
        columns=(
            Column("title", _("Title"), lambda record: record.title, sort="sort_key"),
            UNIT,
            Column("part", _("Part in the chain"), lambda record: Part(record.part).label, sort="part"),
            Column("partner", pgettext_lazy("chain", "Partner"), partner_of),
            Column("goods", _("Goods traded"), lambda record: record.goods, default=False),
            Column("starts", _("Takes part from"), lambda record: record.starts, sort="starts"),
            DAY,
            REFERENCE,
        ),
        filters=(Filter("part", _("Part in the chain"), lambda: list(Part.choices), lambda value: Q(part=value)),),
        related=("partner",), search=chain_words, in_bar=False, order=25, chain=partner_step,
    )
)  # fmt: skip
