"""An import, its rows, and how a unit's sheets of a kind are matched. The file itself is not kept once it is read."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import User
from lantoa.core.records.models import Record
from lantoa.core.units.models import Unit


class Stage(models.TextChoices):
    """How far an import has come."""

    READING = "reading", _("being read")
    READ = "read", _("to be matched")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    ENTERING = "entering", _("being entered")
    ENTERED = "entered", _("entered")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    REFUSED = "refused", _("not taken")


WORKING = (Stage.READING, Stage.CHECKING, Stage.ENTERING, Stage.UNDOING)


class RowState(models.TextChoices):
    """What has become of a row."""

    NEW = "new", _("not checked yet")
    READY = "ready", _("ready to enter")
    WRONG = "wrong", _("to be mended")
    SKIPPED = "skipped", _("left out")
    ABOVE = "above", _("above the table")
    DONE = "done", _("entered")
    UNDONE = "undone", _("taken back")
    KEPT = "kept", _("not taken back")


class Import(models.Model):
    """A sheet of one kind of record, read for a unit by a person, who alone sees it.

    `header` holds the names of the columns; `matching` which column (or which text, the same for all rows) fills which field of the form;
    `refusal` why the sheet was not taken. Of one that bears a mark of secrecy not even its name stays.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=30)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()  # the business day; `at` is the clock's
    at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(auto_now=True)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    language = models.CharField(max_length=7)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.READING)
    header = models.JSONField(default=dict)
    matching = models.JSONField(default=dict)
    submit = models.BooleanField(_("submit for approval"), default=False)
    refusal = models.TextField(blank=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.file_name or gettext("Sheet")

    @property
    def working(self) -> bool:
        return self.stage in WORKING


class ImportRow(models.Model):
    """A row of the sheet by its number there. `faults` are sentences by field, under "" what concerns the whole row.

    `key` becomes the record's public id, so that no row is ever entered twice. Once it is entered its cells are emptied.
    """

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=RowState, default=RowState.NEW)
    faults = models.JSONField(default=dict)
    key = models.UUIDField(default=uuid.uuid4)
    record = models.ForeignKey(Record, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(name="importrow_number", fields=("source", "number")),
            models.CheckConstraint(
                name="importrow_entered_has_record",
                condition=~models.Q(state__in=["done", "undone", "kept"]) | models.Q(record__isnull=False, version__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=("source", "state", "number"))]

    def __str__(self) -> str:
        return f"{self.source_id}.{self.number} {self.state}"


class Matching(models.Model):
    """How a unit's sheets of a kind were matched last: by field the folded name of its column, or the text for all rows."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    columns = models.JSONField(default=dict)
    same = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="matching_once", fields=("unit", "kind"))]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind}"
