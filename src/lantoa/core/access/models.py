"""Grants: a role at a unit for a period."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Role
from lantoa.core.people.models import Person
from lantoa.core.units.acts import Act
from lantoa.core.units.models import Span, Unit


class Grant(Span):
    """`person` has `role` at `unit` and all under it, for a span of days."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    basis = models.CharField(_("decision"), max_length=200, blank=True)
    granted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="grants_given")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-starts", "pk")
        indexes = [models.Index(fields=("person", "starts", "ends"))]
        constraints = [models.CheckConstraint(name="grant_span", condition=Q(starts__lt=F("ends")))]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.unit}"


class Reorganisation(models.Model):
    """A move, merger, split or dissolution done in the office: by whom, on which legal basis, with what effect. Only ever added to.

    `public_id` is drawn with the form, so that sending it twice does it once. `effects` holds kinds and counts, no names.
    """

    public_id = models.UUIDField(unique=True, editable=False)
    act = models.CharField(max_length=10, choices=Act)
    day = models.DateField(_("day"))
    basis = models.CharField(_("legal basis"), max_length=300)
    units = models.ManyToManyField(Unit, related_name="reorganisations")
    effects = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    entered = models.DateField()  # the business day; `made_at` is the clock's
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.act} {self.day}"
