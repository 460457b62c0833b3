"""A graded product, and a partner in a value chain."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.records.end_day import EndDay
from lantoa.core.records.models import Record
from lantoa.core.units.models import Unit
from lantoa.domains.valuechain.choices import Group, Part, Stars


class Product(Record):
    """An OCOP product: its stars, and its certificate: given on `day`, and no longer valid on `expires`."""

    group = models.CharField(_("group of products"), max_length=12, choices=Group)
    stars = models.PositiveSmallIntegerField(_("stars"), choices=Stars)
    maker = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="products", verbose_name=_("who makes it")
    )
    decision = models.CharField(_("decision that grades it"), max_length=120, blank=True)
    expires = EndDay(_("certificate until (not included)"), last=_("last day of the certificate"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="product_stars", condition=Q(stars__in=Stars.values)),
            models.CheckConstraint(name="product_group", condition=Q(group__in=Group.values)),
        ]

    @property
    def last_day(self) -> date:
        """The last day on which the certificate is valid."""
        return self.expires - timedelta(days=1)

    def clean(self) -> None:
        """Refuses a certificate that ends before it begins."""
        if self.expires and self.day and self.expires <= self.day:
            raise ValidationError({"expires": _("The certificate must end after the day on which it was given.")})


class ChainPartner(Record):
    """Who buys, supplies or joins in a value chain: from `starts` on, until `ends` where an end is told."""

    part = models.CharField(_("part in the chain"), max_length=12, choices=Part)
    partner = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="chains", verbose_name=_("partner, a unit known here")
    )
    partner_name = models.CharField(_("partner, by name"), max_length=200, blank=True)
    goods = models.CharField(_("goods"), max_length=200, blank=True)
    contract = models.CharField(_("contract"), max_length=120, blank=True)
    starts = models.DateField(_("from"))
    ends = EndDay(_("until (not included)"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="chain_part", condition=Q(part__in=Part.values)),
            models.CheckConstraint(name="chain_ends_after_start", condition=Q(ends__isnull=True) | Q(ends__gt=F("starts"))),
            models.CheckConstraint(
                name="chain_one_partner",
                condition=Q(partner__isnull=False, partner_name="") | Q(partner__isnull=True) & ~Q(partner_name=""),
            ),
        ]

    def clean(self) -> None:
        """Refuses a partner told twice or not at all, and an end before the start."""
        if (self.partner is None) == (not self.partner_name.strip()):
            raise ValidationError({"partner_name": _("Name the partner once: as a unit known here, or by name.")})
        if self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The end must lie after the start.")})
