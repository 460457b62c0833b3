"""What a contribution must hold, said in sentences that a clerk can act on; the database holds the same by constraints."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.domains.contributions.choices import GIFT_UNITS, Donor, Gift
from lantoa.lib.numbers import SPREAD, Qualifier


def check_gift(gift: Any) -> None:
    """A gift of a kind is measured in that kind's unit; goods name their own."""
    due = GIFT_UNITS.get(gift.gift)
    if due and gift.measured_in not in ("", due):
        words = {"kind": gift.get_gift_display(), "unit": due}
        raise ValidationError({"measured_in": _("%(kind)s: write the amount in %(unit)s.") % words}, code="unit")
    if gift.gift == Gift.GOODS and gift.low is not None and not gift.measured_in.strip():
        raise ValidationError({"measured_in": _("Write what the goods are measured in: kg gạo, suất quà.")})
    gift.measured_in = due or gift.measured_in
    for low, high, qualifier, field in (
        (gift.low, gift.high, gift.qualifier, "low"), (gift.helped_low, gift.helped_high, gift.helped_qualifier, "helped_low"),
    ):  # fmt: skip
        spread = high is not None
        if spread != (qualifier in SPREAD) or (spread and (low is None or high <= low)):
            raise ValidationError({field: _("A range needs a lower and a higher end.")})
        if low is None and qualifier != Qualifier.EXACT:
            raise ValidationError({field: _("Write the figure, or leave it out altogether.")})
    if bool(gift.helped) != (gift.helped_low is not None):
        raise ValidationError({"helped_low": _("Write how many were helped, and whether households or people are counted.")})


def check_donor(gift: Any) -> None:
    """The donor is told by the one field of the kind chosen."""
    told = {
        Donor.PERSON: gift.donor_person is not None, Donor.UNIT: gift.donor_unit is not None, Donor.GROUP: bool(gift.donor_group.strip()),
    }  # fmt: skip
    fields = {Donor.PERSON: "donor_person", Donor.UNIT: "donor_unit", Donor.GROUP: "donor_group"}
    for donor, given in told.items():
        if given != (gift.donor == donor):
            sentence = (
                _("Write who gave, or choose “Unnamed”.") if gift.donor == donor else _("Leave this empty, or choose this kind of donor.")
            )
            raise ValidationError({fields[donor]: sentence})
