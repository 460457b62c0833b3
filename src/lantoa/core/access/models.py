"""Grants: a role at a unit for a period."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.access.roles import Role
from lantoa.core.people.models import Person
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
