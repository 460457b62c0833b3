"""Rows of measures, derived from approved records; declarations, and the figures derived from them."""

from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.measures.checks import check_figures
from lantoa.core.records.models import Record
from lantoa.core.units.models import Unit
from lantoa.lib.numbers import Qualifier
from lantoa.lib.periods import Period


class MeasureRow(models.Model):
    """One signed contribution of an approved record to a measure at the record's own unit. Derived; written by `measures.rows` only."""

    key = models.CharField(max_length=120, unique=True)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="measure_rows")
    measure = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="measure_rows")
    day = models.DateField()
    num = models.DecimalField(max_digits=24, decimal_places=4, default=Decimal(1))
    high = models.DecimalField(max_digits=24, decimal_places=4, null=True)  # the upper end where a range was told
    den = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    n = models.SmallIntegerField(default=1)
    qualifier = models.CharField(max_length=12, default=Qualifier.EXACT)
    dims = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=("unit", "measure", "day")), models.Index(fields=("measure", "day"))]

    def __str__(self) -> str:
        return self.key


class Declaration(Record):
    """What a unit reports as a whole for a period, without records behind it: figures with their source and day."""

    starts = models.DateField(_("period from"))
    ends = models.DateField(_("period until (not included)"))
    figures = models.JSONField(_("figures"), default=list, encoder=DjangoJSONEncoder)
    note = models.TextField(_("note"), blank=True, max_length=2000)

    class Meta:
        constraints = [models.CheckConstraint(name="declaration_span", condition=Q(starts__lt=F("ends")))]

    def clean(self) -> None:
        """Refuses a figure of no known measure or category, one that no words fit, and one that is told twice."""
        check_figures(self.figures)

    @property
    def period(self) -> Period:
        return Period(self.starts, self.ends)


class DeclaredFigure(models.Model):
    """A declared whole of an approved declaration, for one measure and category. Derived; written by `measures.rows` only."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="declared")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="declared_figures")
    measure = models.CharField(max_length=60)
    category = models.CharField(max_length=120, blank=True)
    starts = models.DateField()
    ends = models.DateField()
    low = models.DecimalField(max_digits=24, decimal_places=4)
    high = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    qualifier = models.CharField(max_length=12, default=Qualifier.EXACT)

    class Meta:
        indexes = [models.Index(fields=("measure", "category", "starts")), models.Index(fields=("unit", "measure"))]

    def __str__(self) -> str:
        return f"{self.measure} {self.category}: {self.low}"
