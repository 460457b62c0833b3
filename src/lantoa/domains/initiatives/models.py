"""Initiatives, exemplars and contributions."""

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import Person
from lantoa.core.records.models import Record
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives import checks
from lantoa.domains.initiatives.choices import Consent, Donor, Gift, Helped, Precision, Sector, Who
from lantoa.lib.numbers import Qualifier

QUALIFIERS = [(qualifier.value, qualifier.value) for qualifier in Qualifier]


class Initiative(Record):
    """Something that people do and keep doing (mô hình): by whom, where, since when, with what results."""

    sector = models.CharField(_("sector"), max_length=16, choices=Sector)
    hosts = models.ManyToManyField(Unit, blank=True, related_name="initiatives_hosted", verbose_name=_("host organisations"))
    places = models.ManyToManyField(Unit, blank=True, related_name="initiatives_here", verbose_name=_("places"))
    since = models.DateField(_("since"), null=True, blank=True)
    since_precision = models.CharField(_("how exactly the start is told"), max_length=8, choices=Precision, default=Precision.UNKNOWN)
    stopped = models.DateField(_("stopped on"), null=True, blank=True)
    stop_reason = models.CharField(_("why it stopped"), max_length=300, blank=True)
    directive = models.CharField(_("directive that it follows"), max_length=80, blank=True)
    movement = models.CharField(_("movement that it follows"), max_length=200, blank=True)
    cost = models.DecimalField(_("cost in dong"), max_digits=20, decimal_places=0, null=True, blank=True, validators=[MinValueValidator(0)])
    results = models.JSONField(_("results"), default=list, blank=True, encoder=DjangoJSONEncoder)
    households = models.PositiveIntegerField(_("households taking part"), null=True, blank=True)
    description = models.TextField(_("description"), blank=True, max_length=4000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="initiative_stopped_after_start",
                condition=Q(stopped__isnull=True) | Q(since__isnull=True) | Q(stopped__gte=F("since")),
            ),
            models.CheckConstraint(
                name="initiative_stop_has_reason",
                condition=Q(stopped__isnull=True, stop_reason="") | Q(stopped__isnull=False) & ~Q(stop_reason=""),
            ),
            models.CheckConstraint(
                name="initiative_since_told",
                condition=Q(since__isnull=True, since_precision=Precision.UNKNOWN)
                | Q(since__isnull=False) & ~Q(since_precision=Precision.UNKNOWN),
            ),
            models.CheckConstraint(name="initiative_cost_not_negative", condition=Q(cost__isnull=True) | Q(cost__gte=0)),
            models.CheckConstraint(name="initiative_households_not_negative", condition=Q(households__isnull=True) | Q(households__gte=0)),
            models.CheckConstraint(name="initiative_sector", condition=Q(sector__in=Sector.values)),
        ]

    def clean(self) -> None:
        """Refuses a movement, a start after the day of the source, a stop before the start, a result that says nothing."""
        self.directive = checks.normal_symbol(self.directive)
        checks.check_title(self.title)
        checks.check_days(self)
        checks.check_results(self.results)


class Exemplar(Record):
    """A person, household or collective told of for a good deed (điển hình). What may be published follows from consents alone."""

    who = models.CharField(_("who it is"), max_length=12, choices=Who)
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="exemplars",
        verbose_name=_("name of the person or householder"),
    )
    collective = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="exemplars", verbose_name=_("collective")
    )
    collective_name = models.CharField(_("name of the collective"), max_length=200, blank=True)
    deed = models.TextField(_("deed"), max_length=2000)
    child = models.BooleanField(_("a child"), default=False)
    consent_name = models.CharField(_("consent to publish the name"), max_length=10, choices=Consent, default=Consent.NONE)
    consent_name_day = models.DateField(_("day of the consent to the name"), null=True, blank=True)
    consent_photo = models.CharField(_("consent to publish photographs"), max_length=10, choices=Consent, default=Consent.NONE)
    consent_photo_day = models.DateField(_("day of the consent to photographs"), null=True, blank=True)
    consent_income = models.CharField(_("consent to publish the income"), max_length=10, choices=Consent, default=Consent.NONE)
    consent_income_day = models.DateField(_("day of the consent to the income"), null=True, blank=True)
    consent_land = models.CharField(_("consent to publish the land"), max_length=10, choices=Consent, default=Consent.NONE)
    consent_land_day = models.DateField(_("day of the consent to the land"), null=True, blank=True)
    consent_guardian = models.CharField(_("consent of a child's guardian"), max_length=10, choices=Consent, default=Consent.NONE)
    consent_guardian_day = models.DateField(_("day of the guardian's consent"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="exemplar_who", condition=Q(who__in=Who.values)),
            models.CheckConstraint(name="exemplar_person_named", condition=~Q(who=Who.PERSON) | Q(person__isnull=False)),
            models.CheckConstraint(
                name="exemplar_collective_named",
                condition=Q(who=Who.COLLECTIVE, person__isnull=True) & (Q(collective__isnull=False) | ~Q(collective_name=""))
                | ~Q(who=Who.COLLECTIVE) & Q(collective__isnull=True, collective_name=""),
            ),
            models.CheckConstraint(name="exemplar_child_is_a_person", condition=Q(child=False) | Q(who=Who.PERSON)),
            *(
                models.CheckConstraint(
                    name=f"exemplar_{what}_consent_dated",
                    condition=Q(**{f"consent_{what}": Consent.NONE, f"consent_{what}_day__isnull": True})
                    | Q(**{f"consent_{what}__in": [Consent.GIVEN, Consent.WITHDRAWN], f"consent_{what}_day__isnull": False}),
                )
                for what in (*checks.CONSENTS, checks.GUARDIAN)
            ),
        ]  # fmt: skip

    def clean(self) -> None:
        """Refuses an exemplar of whom nobody is named, and consents that cannot be."""
        checks.check_who(self)
        checks.check_consents(self)

    @property
    def consented(self) -> bool:
        """Whether any consent is given."""
        return any(getattr(self, f"consent_{what}") == Consent.GIVEN for what in (*checks.CONSENTS, checks.GUARDIAN))


def one_figure(high: str, qualifier: str) -> Q:
    """Told as one figure: no upper end, and no word that wants one."""
    return Q(**{f"{high}__isnull": True}) & ~Q(**{f"{qualifier}__in": checks.SPREAD})


def two_ends(low: str, high: str, qualifier: str) -> Q:
    """Told as a range: both ends are there (a comparison with nothing would pass unseen), and a word that says so."""
    both = {f"{low}__isnull": False, f"{high}__isnull": False, f"{high}__gt": F(low)}
    return Q(**both, **{f"{qualifier}__in": checks.SPREAD})


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
