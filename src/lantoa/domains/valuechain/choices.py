"""What can be chosen: the stars and group of a product, the part of a partner; what a certificate is on a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stars(models.IntegerChoices):
    """What a product was graded; below three there is no certificate."""

    THREE = 3, _("3 stars")
    FOUR = 4, _("4 stars")
    FIVE = 5, _("5 stars")


class Group(models.TextChoices):
    """The six groups of products of the programme (Decision 919/QĐ-TTg of 1/8/2022)."""

    FOOD = "food", _("Food")
    DRINKS = "drinks", _("Drinks")
    HERBS = "herbs", _("Medicinal herbs and products of them")
    CRAFTS = "crafts", _("Handicrafts")
    ORNAMENTAL = "ornamental", _("Ornamental plants and animals")
    TOURISM = "tourism", _("Community tourism, ecotourism and places to visit")


class Validity(models.TextChoices):
    """Whether a certificate runs on a day: derived, never stored."""

    RUNS = "yes", pgettext_lazy("certificate", "valid")
    ENDED = "no", pgettext_lazy("certificate", "expired")


class Part(models.TextChoices):
    """What a partner does in the chain."""

    BUYER = "buyer", pgettext_lazy("chain", "buys under contract")
    SUPPLIER = "supplier", pgettext_lazy("chain", "supplies")
    COOPERATIVE = "cooperative", pgettext_lazy("chain", "joins as a cooperative")
