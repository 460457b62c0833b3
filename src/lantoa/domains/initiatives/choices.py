"""What can be chosen: the field of an initiative, and what it is on a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sector(models.TextChoices):
    """The field of an initiative, which may differ from that of its host."""

    FARMING = "farming", _("Farming")
    LIVESTOCK = "livestock", _("Livestock")
    CROPS = "crops", _("Crops")
    FISHERY = "fishery", _("Fishery")
    MEDICINAL = "medicinal", _("Medicinal plants")
    ENVIRONMENT = "environment", _("Environment and landscape")
    WELFARE = "welfare", _("Social welfare")
    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education")
    SECURITY = "security", _("Public order and traffic safety")
    INFRASTRUCTURE = "infrastructure", _("Rural infrastructure")
    CULTURE = "culture", _("Culture")
    DIGITAL = "digital", _("Digital transformation")
    ADMINISTRATION = "administration", _("Administrative reform")
    OTHER = "other", _("Other sector")


SECTOR_ICONS = {
    Sector.FARMING: "wheat", Sector.LIVESTOCK: "wheat", Sector.CROPS: "sprout", Sector.FISHERY: "fish", Sector.MEDICINAL: "leaf",
    Sector.ENVIRONMENT: "trees", Sector.WELFARE: "heart-handshake", Sector.HEALTH: "hand-heart", Sector.EDUCATION: "graduation-cap",
    Sector.SECURITY: "shield-check", Sector.INFRASTRUCTURE: "route", Sector.CULTURE: "book-open", Sector.DIGITAL: "globe",
    Sector.ADMINISTRATION: "landmark", Sector.OTHER: "sprout",
}  # fmt: skip


class Status(models.TextChoices):
    """What an initiative is on a day: derived, never stored."""

    NEW = "new", pgettext_lazy("initiative", "New in the year")
    KEPT = "kept", pgettext_lazy("initiative", "Kept up")
    STOPPED = "stopped", pgettext_lazy("initiative", "Stopped")
