"""A report, and the drafts and closed figures kept of it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.documents.document import Style
from lantoa.core.people.models import User
from lantoa.core.records.end_day import EndDay
from lantoa.core.records.models import Record
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.lib.periods import Period


class Form(models.TextChoices):
    """The prescribed form."""

    PARTY = Style.PARTY.value, _("Party form (Guidance 36-HD/VPTW)")
    STATE = Style.STATE.value, _("State form (Decree 30/2020/NĐ-CP)")


class Genre(models.TextChoices):
    """What is reviewed, and for how long."""

    HALF_YEAR = "half_year", _("half-year report")
    YEAR = "year", _("yearly report")
    TWO_YEAR = "two_year", _("two-year review")
    THREE_YEAR = "three_year", _("three-year review")
    CLOSING = "closing", _("closing review")


class Report(Record):
    """A review of a unit for a period. Approved means: the figures are closed."""

    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.PARTY)
    genre = models.CharField(_("kind of report"), max_length=12, choices=Genre)
    hierarchy = models.CharField(_("hierarchy"), max_length=10, choices=Hierarchy, default=Hierarchy.PARTY)
    starts = models.DateField(_("period from"))
    ends = EndDay(_("period until (not included)"), last=_("last day of the period"))
    restated = models.DateField(_("restated to the units of"), null=True, blank=True)  # None: figures as they stood
    subject = models.CharField(_("what is reviewed"), max_length=400)
    texts = models.JSONField(_("text sections"), default=dict, blank=True)
    signer = models.CharField(_("who signs (post)"), max_length=120, blank=True)
    drafter = models.CharField(_("drafting office (abbreviation)"), max_length=40, blank=True)
    number = models.CharField(_("number and symbol"), max_length=40, blank=True)
    signed_on = models.DateField(_("date of issue"), null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="report_span", condition=Q(starts__lt=F("ends")))]

    @property
    def period(self) -> Period:
        return Period(self.starts, self.ends)


class Snapshot(models.Model):
    """A draft kept, or the closed figures (`closed`), of a report: the whole document as it stood, and its figures."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField()
    closed = models.BooleanField(default=False)
    restated = models.DateField(null=True)  # the reading that was frozen
    day = models.DateField()  # the business day; `taken_at` is the clock's
    taken_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField(encoder=DjangoJSONEncoder)
    asked = models.JSONField(default=dict)  # what the office's own templates asked for at that moment, by `ask_key`
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("report", "-number")
        constraints = [
            models.UniqueConstraint(name="snapshot_number", fields=("report", "number")),
            models.UniqueConstraint(name="snapshot_closed_once", fields=("report",), condition=Q(closed=True)),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.number}"


class FrozenFigure(models.Model):
    """One figure of a snapshot: its value, the keys of the rows behind it and their hash."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="figures")
    key = models.CharField(max_length=200)
    measure = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    where = models.CharField(max_length=120, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=4)
    counted = models.DecimalField(max_digits=24, decimal_places=4)
    declared = models.DecimalField(max_digits=24, decimal_places=4)
    n = models.PositiveIntegerField()
    lines = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="frozenfigure_once", fields=("snapshot", "key"))]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
