"""An exemplar and what may be published of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import Person
from lantoa.core.records.models import Record
from lantoa.core.units.models import Unit
from lantoa.domains.exemplars import checks
from lantoa.domains.exemplars.choices import Consent, Who


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
                for what in checks.EVERY_CONSENT
            ),
        ]  # fmt: skip

    def clean(self) -> None:
        """Refuses an exemplar of whom nobody is named, and consents that cannot be."""
        checks.check_who(self)
        checks.check_consents(self)

    @property
    def consented(self) -> bool:
        """Whether any consent is given."""
        return any(getattr(self, f"consent_{what}") == Consent.GIVEN for what in checks.EVERY_CONSENT)
