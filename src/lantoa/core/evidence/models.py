"""Files, stored once by hash, and the citations that lay them beside a record."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import User
from lantoa.core.records.models import Event, Record


class Thumbnail(models.TextChoices):
    """How far the small picture of a file has come."""

    NONE = "none", _("not a picture")
    WAITING = "waiting", _("being made")
    READY = "ready", _("ready")
    FAILED = "failed", _("could not be made")


class Scan(models.TextChoices):
    """How far the pictures and scanned pages of a file were read for marks of state secrets before it was kept."""

    NOTHING = "nothing", _("nothing to read")
    READ = "read", _("read")
    PARTLY = "partly", _("read in part")
    UNREAD = "unread", _("not read")


class File(models.Model):
    """The bytes of a photo or document as they are kept, known by their SHA-256; it never changes, and its name is told by citations."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    path = models.CharField(max_length=120, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    mime = models.CharField(max_length=100, editable=False)
    extension = models.CharField(max_length=10, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    thumbnail = models.CharField(max_length=10, choices=Thumbnail, default=Thumbnail.NONE, editable=False)
    thumbnail_path = models.CharField(max_length=120, blank=True, editable=False)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.UNREAD, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    erased = models.BooleanField(default=False, editable=False)  # the bytes are gone for good; the row stays, since the history names it

    class Meta:
        constraints = [
            models.CheckConstraint(name="file_thumbnail_has_path", condition=~Q(thumbnail=Thumbnail.READY) | ~Q(thumbnail_path="")),
        ]

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def is_picture(self) -> bool:
        return self.mime.startswith("image/")

    @property
    def is_read(self) -> bool:
        """Whether nothing in it was left unread."""
        return self.scan in {Scan.NOTHING, Scan.READ}

    @property
    def is_table(self) -> bool:
        return self.extension in {"xlsx", "csv"}


class Citation(models.Model):
    """A file stands behind a record, or behind one event of it, under the name that its giver gave it. Withdrawn, never deleted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="citations")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="citations")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="citations")
    name = models.CharField(_("file name"), max_length=255)
    note = models.CharField(_("what it shows"), max_length=300, blank=True)
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    taken = models.DateField(_("day of the photo or document"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="citations")
    day = models.DateField(_("day on which it was added"), editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn = models.BooleanField(default=False, editable=False)
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(name="citation_once", fields=("record", "file"), condition=Q(withdrawn=False)),
            models.CheckConstraint(name="citation_withdrawn_says_why", condition=Q(withdrawn=False) | ~Q(withdrawn_reason="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """What it shows, or its file name where nobody said."""
        return self.note or self.name
