"""Reading contributions: how much was given, by whom, and how many it helped."""

from lantoa.domains.contributions.models import Contribution
from lantoa.lib.numbers import Quantity


def amount_of(gift: Contribution) -> Quantity | None:
    """How much was given, as it was told; None where it was not."""
    if gift.low is None:
        return None
    return Quantity.told(gift.low, gift.high, qualifier=gift.qualifier, unit=gift.measured_in)


def helped_by(gift: Contribution) -> Quantity | None:
    """How many were helped, as it was told; None where it was not."""
    if gift.helped_low is None:
        return None
    return Quantity.told(gift.helped_low, gift.helped_high, qualifier=gift.helped_qualifier, unit=str(gift.get_helped_display()))


def donor_name(gift: Contribution) -> str:
    """Who gave, as far as it is told; empty for an unnamed donor."""
    if gift.donor_person is not None:
        return gift.donor_person.name
    return gift.donor_unit.name if gift.donor_unit is not None else gift.donor_group
