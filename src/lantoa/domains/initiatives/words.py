"""Starts, figures and donors in the language of the page."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lantoa.core.ui.formats import day_text
from lantoa.domains.initiatives.choices import GIFT_UNITS, Donor, Gift, Precision
from lantoa.domains.initiatives.models import Contribution, Initiative
from lantoa.domains.initiatives.selectors import donor_name
from lantoa.lib.numbers import Quantity, describe_quantity_en, describe_quantity_vi


def since_words(initiative: Initiative) -> str:
    """The start as exactly as it was told; never more."""
    if initiative.since is None:
        return pgettext("start", "not told")
    if initiative.since_precision == Precision.YEAR:
        return str(initiative.since.year)
    if initiative.since_precision == Precision.MONTH:
        return f"{initiative.since.month}/{initiative.since.year}"
    return day_text(initiative.since)


def quantity_words(quantity: Quantity | None) -> str:
    """A figure as it was told: gần 40 tỷ đồng, nearly 40 billion dong; that it was not told is said so."""
    if quantity is None:
        return _("amount not told")
    return describe_quantity_vi(quantity) if (get_language() or "vi").startswith("vi") else describe_quantity_en(quantity)


def cost_words(initiative: Initiative) -> str:
    """The cost in words, 31 triệu đồng; empty where it is not told."""
    return "" if initiative.cost is None else quantity_words(Quantity(initiative.cost, initiative.cost, GIFT_UNITS[Gift.MONEY]))


def donor_words(gift: Contribution) -> str:
    return donor_name(gift) if gift.donor != Donor.UNNAMED else _("unnamed")
