"""An office's own Word templates and their versions. A version is never changed; a template is laid aside, never deleted."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.evidence.models import File
from lantoa.core.people.models import User
from lantoa.core.units.models import Unit


class OwnTemplate(models.Model):
    """A Word template that a unit keeps for its documents, and for those of the units under it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="own_templates")
    name = models.CharField(_("name of the template"), max_length=120)
    aside_on = models.DateField(_("laid aside on"), null=True, blank=True, editable=False)
    aside_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(name="owntemplate_name_once", fields=("unit", "name"), condition=Q(aside_on__isnull=True)),
            models.CheckConstraint(name="owntemplate_aside_by_someone", condition=Q(aside_on__isnull=True) | Q(aside_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """One file of a template, as it was uploaded; the newest is the one that is filled."""

    template = models.ForeignKey(OwnTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file name"), max_length=255)
    asked = models.JSONField(editable=False)  # what it asks for, as it was read when it came in (`lib.wordforms.Read`)
    note = models.CharField(_("what is new"), max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()  # the business day; `at` is the clock's
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("template", "-number")
        constraints = [models.UniqueConstraint(name="templateversion_number", fields=("template", "number"))]

    def __str__(self) -> str:
        return f"{self.template_id}.{self.number}"
