"""Units, their names, placements and successions. Spans are half-open: `starts <= day < ends`."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.units.kinds import Hierarchy, UnitKind, home_hierarchy

BEGINNING = date(1, 1, 1)  # a start that no source tells
FOREVER = date(9999, 12, 31)  # no end is known


class Span(models.Model):
    """A half-open span of days, `starts` included, `ends` not."""

    starts = models.DateField(_("from"), default=BEGINNING)
    ends = models.DateField(_("until (not included)"), default=FOREVER)

    class Meta:
        abstract = True

    def alive(self, day: date) -> bool:
        return self.starts <= day < self.ends


class Unit(Span):
    """A territory, body or host. Its identity is permanent; name, parents and codes change over time."""

    key = models.CharField(_("key"), max_length=64, unique=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=35, blank=True, help_text=_("Code of the statistics office, or the office's own."))
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    name = models.CharField(_("official name"), max_length=300)
    folded = models.CharField(max_length=300, editable=False)
    bare = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=1200, editable=False)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    class Meta:
        ordering = ("sort_key", "pk")
        indexes = [models.Index(fields=("bare",)), models.Index(fields=("folded",)), models.Index(fields=("kind", "starts"))]
        constraints = [
            models.CheckConstraint(name="unit_span", condition=Q(starts__lt=F("ends"))),
            models.UniqueConstraint(name="unit_code_from", fields=("code", "kind", "starts"), condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def hierarchy(self) -> Hierarchy:
        """The hierarchy in which the unit reports."""
        return home_hierarchy(self.kind)

    @property
    def ended(self) -> bool:
        return self.ends < FOREVER


class UnitName(Span):
    """A name that a unit bore for a time; a unit that was never renamed has no row here."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("official name"), max_length=300)
    folded = models.CharField(max_length=300, editable=False, db_index=True)
    bare = models.CharField(max_length=300, editable=False, db_index=True)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    class Meta:
        ordering = ("unit", "starts")
        constraints = [models.CheckConstraint(name="unitname_span", condition=Q(starts__lt=F("ends")))]

    def __str__(self) -> str:
        return self.name


class Placement(Span):
    """`unit` stands under `parent` in one hierarchy for a span; spans of one unit and hierarchy never overlap (kept by triggers)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="placements")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="child_placements")
    hierarchy = models.CharField(_("hierarchy"), max_length=10, choices=Hierarchy)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=("parent", "hierarchy", "starts")), models.Index(fields=("unit", "hierarchy", "starts"))]
        constraints = [
            models.CheckConstraint(name="placement_span", condition=Q(starts__lt=F("ends"))),
            models.CheckConstraint(name="placement_not_self", condition=~Q(unit=F("parent"))),
        ]

    def __str__(self) -> str:
        return f"{self.unit} < {self.parent}"


class Closure(Span):
    """Derived: `descendant` stands anywhere under `ancestor` (or is it, depth 0) for a span. Written only by `units.closure`."""

    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="above")
    hierarchy = models.CharField(max_length=10, choices=Hierarchy)
    depth = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=("ancestor", "hierarchy", "starts", "descendant", "ends"), name="closure_down"),
            models.Index(fields=("descendant", "hierarchy", "starts", "ancestor", "ends"), name="closure_up"),
        ]

    def __str__(self) -> str:
        return f"{self.descendant_id} under {self.ancestor_id}"


class Succession(models.Model):
    """`old` ended on `day` and `new` took over the whole or a part of it. `is_default`: the heir of what cannot be told apart."""

    old = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="successions")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessions")
    day = models.DateField(_("day"))
    whole = models.BooleanField(_("the whole unit passed over"), default=True)
    is_default = models.BooleanField(default=True)
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="succession_once", fields=("old", "new"))]

    def __str__(self) -> str:
        return f"{self.old} -> {self.new}"


class Heir(models.Model):
    """Derived: `heir` holds what `unit` left, from `since` on, directly or through several successions. Written only by `units.heirs`.

    `custody`: not a successor; it keeps the records of a unit that ended, or lost its superior, with none to follow.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="heirs")
    heir = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="inherits_from")
    since = models.DateField(default=BEGINNING)
    custody = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(name="heir_once", fields=("unit", "heir"))]

    def __str__(self) -> str:
        return f"{self.unit_id} => {self.heir_id}"
