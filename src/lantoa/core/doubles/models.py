"""What waits to be looked at, by what a record is found again, the pairs that were found, and the mergers that were done."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import User
from lantoa.core.records.models import Record


class Waiting(models.Model):
    """A record that was written since it was last compared with others; a row for each write, in its own transaction."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.record_id)


class Mark(models.Model):
    """A block in which a record stands: only records that share one are compared. A number made of area, host or words; no text."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    block = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=("block", "record"), name="doubles_block")]
        constraints = [models.UniqueConstraint(name="mark_once", fields=("record", "block"))]

    def __str__(self) -> str:
        return f"{self.record_id}: {self.block}"


class Verdict(models.TextChoices):
    """What people said of a pair."""

    OPEN = "open", _("not decided")
    DISTINCT = "distinct", _("not a double")


class Pair(models.Model):
    """Two records that may tell of one thing, with how alike they are (0 to 100) and why; `first` is the older row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(null=True)

    class Meta:
        ordering = ("-score", "pk")
        indexes = [models.Index(fields=("verdict", "-score"), name="doubles_open")]
        constraints = [
            models.UniqueConstraint(name="pair_once", fields=("first", "second")),
            models.CheckConstraint(name="pair_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(name="pair_verdict", condition=Q(verdict__in=Verdict.values)),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}: {self.score}"


class Merger(models.Model):
    """`merged` was merged into `kept`: what went over, and by which event of `kept` its values changed, so that it can be undone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="mergers")
    merged = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="merged_by")
    reason = models.TextField(blank=True)
    reference = models.CharField(max_length=40, blank=True)  # of `kept` before
    state = models.CharField(max_length=12)  # of `merged` before
    event = models.PositiveIntegerField(null=True)  # the number, in the chain of `kept`, of the event that changed its values
    moved = models.JSONField(default=dict)  # evidence, comments and links that went over, by their keys
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_day = models.DateField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(name="merger_once", fields=("merged",), condition=Q(undone_day__isnull=True)),
            models.CheckConstraint(
                name="merger_undone_by",
                condition=Q(undone_by__isnull=True, undone_day__isnull=True) | Q(undone_by__isnull=False, undone_day__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} in {self.kept_id}"
