"""What can be chosen: kinds of gift and of donor, and what is counted of those helped."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
