"""A start as exactly as it is told: typed, and in the language of the page."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from lantoa.core.records.starts import Precision, Start, precision_of
from lantoa.core.ui.days import refusal
from lantoa.core.ui.formats import day_text
from lantoa.lib.periods import Period, PeriodError, format_day_vi

START_FORMS = _("Write a year, a month or a day: 2021, 3/2021, 25/3/2021.")


class StartField(forms.Field):
    """2021, 3/2021 or 25/3/2021; empty where the start is not known. The value is a `Start` or None."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "inputmode": "numeric", "class": "input--date"}

    def to_python(self, value: Any) -> Start | None:
        if value in self.empty_values or isinstance(value, Start):
            return value or None
        try:
            period = Period.parse(str(value))
        except PeriodError as error:
            raise ValidationError(START_FORMS if error.code == "unreadable" else refusal(error), code=error.code) from error
        precision = precision_of(period)
        if precision is None:
            raise ValidationError(START_FORMS, code="shape")
        return Start(period.start, precision)

    def prepare_value(self, value: Any) -> Any:
        return start_words(value, day_words=format_day_vi) if isinstance(value, Start) else value


def start_words(start: Start | None, *, day_words: Callable[[date], str] = day_text) -> str:
    """A start as exactly as it was told, never more; a day in the language of the page."""
    if start is None:
        return pgettext("start", "not told")
    if start.precision == Precision.YEAR:
        return str(start.since.year)
    return f"{start.since.month}/{start.since.year}" if start.precision == Precision.MONTH else day_words(start.since)


def start_values(start: Start | None) -> dict[str, Any]:
    """The two fields in which a record keeps a start."""
    return {"since": start.since, "since_precision": start.precision} if start else {"since": None, "since_precision": Precision.UNKNOWN}
