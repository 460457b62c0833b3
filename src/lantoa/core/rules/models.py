"""Rows of rules and of days off that an administrator adds. Append-only: the database refuses their update and deletion."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import Person
from lantoa.core.units.models import Span


class Measured(models.TextChoices):
    """In what a rule's value is measured."""

    HOURS = "hours", _("hours")
    WORKING_DAYS = "workdays", _("working days")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")


class RuleRow(Span):
    """What a rule says from a day on. Of several rows that hold on a day the one that starts last counts; of these, the last entered."""

    code = models.CharField(max_length=60)
    value = models.PositiveIntegerField(_("value"))
    measured_in = models.CharField(_("measured in"), max_length=10, choices=Measured)
    basis = models.CharField(_("legal source"), max_length=300)
    doubt = models.CharField(_("what is doubtful"), max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("code", "-starts", "-pk")
        indexes = [models.Index(fields=("code", "starts"))]
        constraints = [models.CheckConstraint(name="rulerow_span", condition=Q(starts__lt=F("ends")))]

    def __str__(self) -> str:
        return f"{self.code}: {self.value} {self.measured_in}"


class DayKind(models.TextChoices):
    """What was decided of a day."""

    OFF = "off", _("day off")
    WORK = "work", _("working day in exchange")
    USUAL = "usual", _("as the calendar has it")


class DecidedDay(models.Model):
    """A day off or a day worked by a decision that the calendar does not know. Of several rows for a day the last entered counts."""

    day = models.DateField(_("day"))
    kind = models.CharField(_("what it is"), max_length=5, choices=DayKind)
    basis = models.CharField(_("decision"), max_length=300)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-day", "-pk")
        indexes = [models.Index(fields=("day",))]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}"
