"""Rows of measures, derived from approved records, and their totals; declarations, and the figures derived from them."""

from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.measures.checks import check_figures
from lantoa.core.records.end_day import EndDay
from lantoa.core.records.models import Record
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Span, Unit
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
    ends = EndDay(_("period until (not included)"), last=_("last day of the period"))
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


class Sums(models.Model):
    """What rows of one qualifier add up to. `high` is the sum of the upper ends, `num` itself where none was told."""

    num = models.DecimalField(max_digits=24, decimal_places=4, default=Decimal(0))
    high = models.DecimalField(max_digits=24, decimal_places=4, default=Decimal(0))
    den = models.DecimalField(max_digits=24, decimal_places=4, default=Decimal(0))
    n = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Delta(Sums):
    """A row that came (or, with negative sums, went), at the record's own unit, until the folder carries it into the totals."""

    measure = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    qualifier = models.CharField(max_length=12, default=Qualifier.EXACT)
    dims = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=("measure", "unit"))]

    def __str__(self) -> str:
        return f"{self.measure} {self.day}: {self.num}"


class Total(Sums):
    """The sums of all rows that count at a unit in a month, or in a year (`month` 0); of all, or of one category of one dimension.

    A stock's are the changes of that month or year, what units brought along or took away by moving among them.
    Derived; written by `measures.folder` and `measures.recount` only. No row, or one of noughts, says nothing.
    """

    pk = models.CompositePrimaryKey("unit_id", "hierarchy", "measure", "dimension", "category", "year", "month", "qualifier")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    hierarchy = models.CharField(max_length=10, choices=Hierarchy)
    measure = models.CharField(max_length=60)
    dimension = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=120, blank=True)
    year = models.SmallIntegerField()
    month = models.SmallIntegerField()
    qualifier = models.CharField(max_length=12, default=Qualifier.EXACT)

    def __str__(self) -> str:
        return f"{self.measure} {self.dimension}={self.category} at {self.unit_id}, {self.year}-{self.month}: {self.num}"


class Refold(Span):
    """A row of the closure that is no more (`sign` -1) or is new (+1), until the folder has carried its unit's totals over.

    `began` and `gone` are the life of the unit that stood below, as it was then.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    hierarchy = models.CharField(max_length=10, choices=Hierarchy)
    began = models.DateField()
    gone = models.DateField()
    sign = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"{self.unit_id} under {self.ancestor_id}: {self.sign}"
