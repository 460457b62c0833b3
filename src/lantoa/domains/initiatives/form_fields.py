"""Fields of this domain's forms: a start as exactly as it is told, results row by row, amounts in the unit of their kind."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from lantoa.core.ui.days import refusal
from lantoa.core.ui.records.fields import QuantityField
from lantoa.domains.initiatives.checks import MOST_RESULTS
from lantoa.domains.initiatives.choices import GIFT_UNITS, Gift, Precision
from lantoa.domains.initiatives.selectors import result_quantity
from lantoa.lib.days import FIRST_YEAR, LAST_YEAR
from lantoa.lib.numbers import Quantity
from lantoa.lib.periods import Period, PeriodError, format_day_vi, year_of
from lantoa.lib.vietnamese import fold

BLANK_ROWS = 2  # offered below those that are filled
START_FORMS = _("Write a year, a month or a day: 2021, 3/2021, 25/3/2021.")
HECTARE = Decimal(10_000)  # m²
UNIT_NAMES = {
    Gift.MONEY: {"dong", "vnd"},
    Gift.LAND: {"m²", "m2", "met vuong"},
    Gift.WORK_DAYS: {"cong", "ngay cong", "ngay cong lao dong", "ngay"},
    Gift.VOLUNTEER_TURNS: {"luot", "luot nguoi", "luot tinh nguyen", "luot tinh nguyen vien"},
    Gift.RIDES: {"chuyen", "chuyen xe", "luot xe"},
}  # folded


@dataclass(frozen=True)
class Start:
    """A start and how exactly it is told; `since` is the first day of what was told."""

    since: date
    precision: str


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
        return start_words(value) if isinstance(value, Start) else value


def precision_of(period: Period) -> str | None:
    """Whether a day, a month or a year was told; None for any other span."""
    if period.days == 1:
        return Precision.DAY
    if period == year_of(period.start):
        return Precision.YEAR
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    return Precision.MONTH if period.start.day == period.end.day == 1 and months == 1 else None


def start_words(start: Start) -> str:
    """A start as it is typed."""
    if start.precision == Precision.YEAR:
        return str(start.since.year)
    return f"{start.since.month}/{start.since.year}" if start.precision == Precision.MONTH else format_day_vi(start.since)


class ResultRow(forms.Form):
    """One result: what it is, how much, in which year."""

    what = forms.CharField(label=_("Result"), required=False, max_length=200)
    amount = QuantityField(label=_("Figure"), required=False)
    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    use_required_attribute = False

    @property
    def filled(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("what", "amount", "year"))

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if self.filled and not self.errors:
            if not found.get("what"):
                self.add_error("what", _("Write what the figure is of."))
            elif found.get("amount") is None:
                self.add_error("amount", _("Write how much: 12 hộ, hơn 300 triệu đồng, 85-90%."))
        return found

    def result(self) -> dict[str, Any]:
        """The row as an initiative keeps it."""
        amount: Quantity = self.cleaned_data["amount"]
        told = {
            "what": self.cleaned_data["what"].strip(),
            "value": str(amount.low),
            "unit": amount.unit,
            "qualifier": str(amount.qualifier),
        }
        high = {"high": str(amount.high)} if amount.low != amount.high else {}
        return told | high | {"year": self.cleaned_data.get("year")}


def row_of(result: dict[str, Any]) -> dict[str, Any]:
    """A kept result as the initial values of a row."""
    return {"what": result["what"], "amount": result_quantity(result), "year": result.get("year")}


def result_rows(data: Any = None, *, initial: list[dict[str, Any]] | None = None, extra: int = 0) -> "BaseFormSet[ResultRow]":
    """The rows of the form, those filled first, some blank ones below."""
    make = forms.formset_factory(ResultRow, extra=extra, max_num=MOST_RESULTS, absolute_max=MOST_RESULTS)
    return make(data, initial=initial, prefix="results")


def in_unit_of(gift: str, amount: Quantity) -> Quantity:
    """The amount in the unit in which this kind of gift is counted; a hectare is 10,000 m². Raises `ValidationError` for any other unit."""
    if gift == Gift.GOODS:
        if not amount.unit:
            raise ValidationError(_("Write what the goods are measured in: kg gạo, suất quà."), code="unit")
        return amount
    due, typed = GIFT_UNITS[Gift(gift)], fold(amount.unit)
    if typed in {"ha", "hecta"} and gift == Gift.LAND:
        return Quantity(amount.low * HECTARE, amount.high * HECTARE, due, amount.qualifier)
    if typed and typed not in {fold(name) for name in UNIT_NAMES[Gift(gift)]}:
        raise ValidationError(
            _("This kind of gift is counted in %(unit)s. Write the amount in it, or only the number.") % {"unit": due}, code="unit"
        )
    return Quantity(amount.low, amount.high, due, amount.qualifier)
