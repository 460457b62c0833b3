"""What can be chosen: of whom an exemplar tells, and what they have consented to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Who(models.TextChoices):
    """Of whom an exemplar tells."""

    PERSON = "person", pgettext_lazy("exemplar", "Person")
    HOUSEHOLD = "household", _("Household")
    COLLECTIVE = "collective", _("Collective")


class Consent(models.TextChoices):
    """Whether someone has agreed to one thing being published. Nothing is taken for granted."""

    NONE = "none", pgettext_lazy("consent", "not given")
    GIVEN = "given", pgettext_lazy("consent", "given")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "withdrawn")
