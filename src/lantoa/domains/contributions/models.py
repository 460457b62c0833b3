"""A contribution, its donor, and how many it helped."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import Person
from lantoa.core.records.models import Record
from lantoa.core.units.models import Unit
from lantoa.domains.contributions import checks
from lantoa.domains.contributions.choices import Donor, Gift, Helped
from lantoa.lib.numbers import SPREAD, Qualifier

QUALIFIERS = [(qualifier.value, qualifier.value) for qualifier in Qualifier]


def one_figure(high: str, qualifier: str) -> Q:
    """Told as one figure: no upper end, and no word that wants one."""
    return Q(**{f"{high}__isnull": True}) & ~Q(**{f"{qualifier}__in": SPREAD})


def two_ends(low: str, high: str, qualifier: str) -> Q:
    """Told as a range: both ends are there (a comparison with nothing would pass unseen), and a word that says so."""
    both = {f"{low}__isnull": False, f"{high}__isnull": False, f"{high}__gt": F(low)}
    return Q(**both, **{f"{qualifier}__in": SPREAD})


class Contribution(Record):
    """A gift (đóng góp) of one kind: how much as far as it was told, by whom, for what, and how many it helped."""

    gift = models.CharField(_("kind of gift"), max_length=16, choices=Gift)
    low = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)])
    high = models.DecimalField(_("amount at most"), max_digits=20, decimal_places=2, null=True, blank=True)
    qualifier = models.CharField(_("how exactly the amount is told"), max_length=12, choices=QUALIFIERS, default=Qualifier.EXACT)
    measured_in = models.CharField(_("unit of measure"), max_length=40, blank=True)
    donor = models.CharField(_("donor"), max_length=8, choices=Donor, default=Donor.UNNAMED)
    donor_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions", verbose_name=_("name of the donor")
    )
    donor_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions_given", verbose_name=_("organisation that gave")
    )
    donor_group = models.CharField(_("group that gave"), max_length=200, blank=True)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    helped = models.CharField(_("what is counted of those helped"), max_length=16, choices=Helped, blank=True)
    helped_low = models.PositiveBigIntegerField(_("how many were helped"), null=True, blank=True)
    helped_high = models.PositiveBigIntegerField(_("how many at most"), null=True, blank=True)
    helped_qualifier = models.CharField(_("how exactly it is told"), max_length=12, choices=QUALIFIERS, default=Qualifier.EXACT)

    class Meta:
        constraints = [
            models.CheckConstraint(name="contribution_gift", condition=Q(gift__in=Gift.values)),
            models.CheckConstraint(name="contribution_amount_not_negative", condition=Q(low__isnull=True) | Q(low__gte=0)),
            models.CheckConstraint(
                name="contribution_range",
                condition=one_figure("high", "qualifier") | two_ends("low", "high", "qualifier"),
            ),
            models.CheckConstraint(name="contribution_told_or_exact", condition=Q(low__isnull=False) | Q(qualifier=Qualifier.EXACT)),
            models.CheckConstraint(
                name="contribution_one_donor",
                condition=Q(donor=Donor.PERSON, donor_person__isnull=False, donor_unit__isnull=True, donor_group="")
                | Q(donor=Donor.UNIT, donor_person__isnull=True, donor_unit__isnull=False, donor_group="")
                | Q(donor=Donor.GROUP, donor_person__isnull=True, donor_unit__isnull=True) & ~Q(donor_group="")
                | Q(donor=Donor.UNNAMED, donor_person__isnull=True, donor_unit__isnull=True, donor_group=""),
            ),
            models.CheckConstraint(
                name="contribution_helped_counted",
                condition=Q(helped="", helped_low__isnull=True) | Q(helped__in=Helped.values, helped_low__isnull=False),
            ),
            models.CheckConstraint(
                name="contribution_helped_range",
                condition=one_figure("helped_high", "helped_qualifier") | two_ends("helped_low", "helped_high", "helped_qualifier"),
            ),
        ]  # fmt: skip

    def clean(self) -> None:
        """Refuses a gift measured in a unit that is not of its kind, and a donor who is not told as chosen."""
        checks.check_gift(self)
        checks.check_donor(self)
