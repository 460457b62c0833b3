"""Amounts of gifts as people type them, in the unit in which their kind is counted."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lantoa.domains.contributions.choices import GIFT_UNITS, Gift
from lantoa.lib.numbers import Quantity
from lantoa.lib.vietnamese import fold

HECTARE = Decimal(10_000)  # m²
UNIT_NAMES = {
    Gift.MONEY: {"dong", "vnd"},
    Gift.LAND: {"m²", "m2", "met vuong"},
    Gift.WORK_DAYS: {"cong", "ngay cong", "ngay cong lao dong", "ngay"},
    Gift.VOLUNTEER_TURNS: {"luot", "luot nguoi", "luot tinh nguyen", "luot tinh nguyen vien"},
    Gift.RIDES: {"chuyen", "chuyen xe", "luot xe"},
}  # folded


def in_unit_of(gift: str, amount: Quantity) -> Quantity:
    """The amount in the unit in which this kind of gift is counted; a hectare is 10,000 m². Raises `ValidationError` for any other unit."""
    if gift == Gift.GOODS:
        if not amount.unit:
            raise ValidationError(_("Write what the goods are measured in: kg gạo, suất quà."), code="unit")
        return amount
    due, typed = GIFT_UNITS[Gift(gift)], fold(amount.unit)
    if typed in {"ha", "hecta"} and gift == Gift.LAND:
        return Quantity(amount.low * HECTARE, amount.high * HECTARE, due, amount.qualifier)
    if typed and typed not in {fold(name) for name in UNIT_NAMES[Gift(gift)]}:
        raise ValidationError(
            _("This kind of gift is counted in %(unit)s. Write the amount in it, or only the number.") % {"unit": due}, code="unit"
        )
    return Quantity(amount.low, amount.high, due, amount.qualifier)
