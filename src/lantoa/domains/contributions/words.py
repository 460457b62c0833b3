"""Donors in the language of the page."""

from django.utils.translation import gettext as _

from lantoa.domains.contributions.choices import Donor
from lantoa.domains.contributions.models import Contribution
from lantoa.domains.contributions.selectors import donor_name


def donor_words(gift: Contribution) -> str:
    return donor_name(gift) if gift.donor != Donor.UNNAMED else _("unnamed")
