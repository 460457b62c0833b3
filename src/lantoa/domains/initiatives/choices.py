"""What can be chosen: sectors, states of an initiative, kinds of exemplar, of consent and of gift."""

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


class Precision(models.TextChoices):
    """How exactly a start is told. `since` then holds the first day of what was told."""

    DAY = "day", pgettext_lazy("precision", "day")
    MONTH = "month", pgettext_lazy("precision", "month")
    YEAR = "year", pgettext_lazy("precision", "year")
    UNKNOWN = "unknown", pgettext_lazy("precision", "unknown")


class Status(models.TextChoices):
    """What an initiative is on a day: derived, never stored."""

    NEW = "new", pgettext_lazy("initiative", "New in the year")
    KEPT = "kept", pgettext_lazy("initiative", "Kept up")
    STOPPED = "stopped", pgettext_lazy("initiative", "Stopped")


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


class Gift(models.TextChoices):
    """Kinds of gift, each counted for itself."""

    MONEY = "money", _("Money")
    LAND = "land", _("Land")
    WORK_DAYS = "work_days", _("Work days")
    VOLUNTEER_TURNS = "volunteer_turns", _("Volunteer turns")
    GOODS = "goods", _("Goods")
    RIDES = "rides", _("Rides")


GIFT_UNITS = {
    Gift.MONEY: "đồng", Gift.LAND: "m²", Gift.WORK_DAYS: "ngày công", Gift.VOLUNTEER_TURNS: "lượt", Gift.RIDES: "chuyến",
}  # fmt: skip
"""What a gift is measured in, as offices write it; goods name their own."""


class Donor(models.TextChoices):
    """Who gave. A donor may stay unnamed."""

    PERSON = "person", pgettext_lazy("donor", "A person")
    UNIT = "unit", pgettext_lazy("donor", "An organisation")
    GROUP = "group", pgettext_lazy("donor", "A group of people")
    UNNAMED = "unnamed", pgettext_lazy("donor", "Unnamed")


class Helped(models.TextChoices):
    """What is counted of those who were helped: numbers only, never names."""

    HOUSEHOLDS = "households", pgettext_lazy("counted", "households")
    PEOPLE = "people", pgettext_lazy("counted", "people")
    HOUSEHOLD_TURNS = "household_turns", pgettext_lazy("counted", "household turns")
