"""An initiative, with its hosts and places."""

from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.records.models import Record
from lantoa.core.records.results import check_results
from lantoa.core.records.starts import Precision
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives import checks
from lantoa.domains.initiatives.choices import Sector
from lantoa.lib.symbols import normal_symbol


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
        self.directive = normal_symbol(self.directive)
        checks.check_title(self.title)
        checks.check_days(self)
        check_results(self.results)
