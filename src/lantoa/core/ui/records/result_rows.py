"""The results of a record, row by row, and in words."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lantoa.core.records.results import MOST_RESULTS, result_quantity
from lantoa.core.ui.formats import quantity_words
from lantoa.core.ui.records.fields import QuantityField
from lantoa.core.ui.records.row_forms import RowForm, RowsForm
from lantoa.lib.days import FIRST_YEAR, LAST_YEAR
from lantoa.lib.numbers import Quantity


class ResultRow(RowForm):
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
    typed: ClassVar[tuple[str, ...]] = ("what", "amount", "year")

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if self.filled and not self.errors:
            if not found.get("what"):
                self.add_error("what", _("Write what the figure is of."))
            elif found.get("amount") is None:
                self.add_error("amount", _("Write how much: 12 hộ, hơn 300 triệu đồng, 85-90%."))
        return found

    def kept(self) -> dict[str, Any]:
        amount: Quantity = self.cleaned_data["amount"]
        told = {
            "what": self.cleaned_data["what"].strip(),
            "value": str(amount.low),
            "unit": amount.unit,
            "qualifier": str(amount.qualifier),
        }
        high = {"high": str(amount.high)} if amount.low != amount.high else {}
        return told | high | {"year": self.cleaned_data.get("year")}

    @classmethod
    def shown(cls, kept: dict[str, Any]) -> dict[str, Any]:
        return {"what": kept["what"], "amount": result_quantity(kept), "year": kept.get("year")}


class ResultsForm(RowsForm):
    """The form of a kind that keeps results."""

    template: ClassVar[str] = "ui/records/result_rows.html"
    row = ResultRow
    rows_field = "results"
    most_rows = MOST_RESULTS

    def words(self, name: str, value: Any) -> str:
        if name == "results":
            return "; ".join(f"{result['what']}: {quantity_words(result_quantity(result))}" for result in value)
        return super().words(name, value)


@dataclass(frozen=True)
class Result:
    """One result as a page shows it: its figure in words, what it is of, the year where it is told."""

    figure: str
    what: str
    year: str


def results_in_words(results: list[dict[str, Any]]) -> list[Result]:
    """Kept results in the order in which they are told."""
    return [Result(quantity_words(result_quantity(result)), result["what"], str(result.get("year") or "")) for result in results]
