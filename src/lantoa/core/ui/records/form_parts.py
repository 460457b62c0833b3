"""Parts that the forms of several kinds share: long texts, sources, places, reasons, figures of two ends."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.lib.numbers import Quantity

SOURCE_DAY = _("The day of the source that tells of it.")
NOTHING_CHOSEN = ("", "---------")


def choice_field(label: Any, choices: type[models.TextChoices], *, required: bool = True) -> forms.ChoiceField:
    """One of these, chosen from a list that begins empty."""
    return forms.ChoiceField(label=label, required=required, choices=[NOTHING_CHOSEN, *choices.choices])


def text_area(label: Any, *, length: int, rows: int = 3, required: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=length, widget=widget, help_text=hint)


def source_field() -> forms.CharField:
    """Where it is told."""
    hint = _("Report, decision or article that tells of it.")
    return forms.CharField(label=_("Source"), required=False, max_length=300, help_text=hint)


def place_field() -> UnitField:
    hint = _("Name of the commune, ward or village, with its superior where needed.")
    return UnitField(label=pgettext_lazy("record", "Place"), required=False, help_text=hint)


def reason_field(label: Any, sentence: Any, *, length: int = 1000, hint: Any = "") -> forms.CharField:
    """A reason that must be given; `sentence` asks for it where it is missing."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=length, widget=widget, help_text=hint, error_messages={"required": sentence})


def ends_of(amount: Quantity | None, low: str, high: str, qualifier: str) -> dict[str, Any]:
    """A figure as a record keeps it: its two ends and its words, under these names."""
    if amount is None:
        return {low: None, high: None, qualifier: "exact"}
    return {low: amount.low, high: amount.high if amount.high != amount.low else None, qualifier: str(amount.qualifier)}
