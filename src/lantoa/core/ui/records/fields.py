"""Form fields for days, numbers and quantities as Vietnamese offices write them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lantoa.core.ui.days import DAY_FORMS, day_refusal, refusal
from lantoa.core.ui.records.sentences import number_refusal
from lantoa.lib.numbers import NumberError, Quantity, describe_quantity_vi, format_number_vi, parse_number_vi, parse_quantity_vi
from lantoa.lib.periods import Period, PeriodError, format_day_vi, label_vi, parse_day
from lantoa.lib.vietnamese import nfc


class DayField(forms.DateField):
    """A day, typed as 25/5/2023 in either language; the value is a `date`."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"error_messages": {"required": DAY_FORMS}, **kwargs})

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value))
        except PeriodError as error:
            raise ValidationError(day_refusal(error), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        return format_day_vi(value) if isinstance(value, date) else value


class PeriodField(forms.Field):
    """A period as people write it: 2023, 6 tháng đầu năm 2023, 18/5/2021..25/5/2023; the value is a `Period`."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off"}

    def to_python(self, value: Any) -> Period | None:
        if value in self.empty_values or isinstance(value, Period):
            return value or None
        try:
            return Period.parse(str(value))
        except PeriodError as error:
            raise ValidationError(refusal(error), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Period):
            return value
        text = label_vi(value)
        return text if Period.parse(text) == value else f"{format_day_vi(value.first)}..{format_day_vi(value.last)}"


class NumberField(forms.Field):
    """A number in Vietnamese form (3.500; 54,56; 46 triệu); the value is a `Decimal`, or an `int` where `places` is 0."""

    widget = forms.TextInput

    def __init__(self, *, places: int = 0, least: int | None = 0, most: int | None = None, **kwargs: Any) -> None:
        self.places, self.least, self.most = places, least, most
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Decimal | int | None:
        if value in self.empty_values:
            return None
        try:
            number = parse_number_vi(str(value)) if isinstance(value, str) else Decimal(value)
        except NumberError as error:
            raise ValidationError(number_refusal(error), code=error.code) from error
        if number != round(number, self.places):
            raise ValidationError(self.too_fine(), code="places")
        return int(number) if self.places == 0 else number

    def too_fine(self) -> str:
        if self.places == 0:
            return str(_("Write a whole number, without decimals."))
        return str(_("Write no more than %(places)d digits after the comma.") % {"places": self.places})

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value in self.empty_values:
            return
        if self.least is not None and value < self.least:
            raise ValidationError(
                _("The number must not be below %(least)s."), code="least", params={"least": format_number_vi(self.least)}
            )
        if self.most is not None and value > self.most:
            raise ValidationError(_("The number must not be above %(most)s."), code="most", params={"most": format_number_vi(self.most)})

    def prepare_value(self, value: Any) -> Any:
        return format_number_vi(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


class QuantityField(forms.Field):
    """A figure with its qualifier and unit: gần 40 tỷ đồng, hơn 200, 85-90%; the value is a `Quantity`. `unit`: what it is counted in."""

    widget = forms.TextInput

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off"}

    def to_python(self, value: Any) -> Quantity | None:
        if value in self.empty_values or isinstance(value, Quantity):
            return value or None
        try:
            return parse_quantity_vi(nfc(str(value)))
        except NumberError as error:
            raise ValidationError(number_refusal(error), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        return describe_quantity_vi(value) if isinstance(value, Quantity) else value
