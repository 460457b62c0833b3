"""The form and the page of declared figures: what a unit reports as wholes, with their period, source and day."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from lantoa.core.measures.models import Declaration
from lantoa.core.measures.registry import Measure, all_measures, measure_of
from lantoa.core.people.models import User
from lantoa.core.records.models import State
from lantoa.core.ui.days import usual
from lantoa.core.ui.formats import quantity_words
from lantoa.core.ui.parts import Text
from lantoa.core.ui.records.beside import figure_page
from lantoa.core.ui.records.categories import category_words, dimension_choices, list_id, part_lists, read_category, typed_category
from lantoa.core.ui.records.fields import PeriodField, QuantityField
from lantoa.core.ui.records.forms import Section
from lantoa.core.ui.records.row_forms import RowForm, RowsForm
from lantoa.lib.numbers import Quantity
from lantoa.lib.vietnamese import fold

MOST_ROWS = 60
PERIOD_HELP = gettext_lazy("For instance 2023, 6 tháng đầu năm 2023, or 18/5/2021..25/5/2023.")
SOURCE_HELP = gettext_lazy("The report or paper that states the figures, with its number and day.")


class FigureRow(RowForm):
    """One declared figure: of which measure, of which part of it, how much."""

    measure = forms.ChoiceField(label=gettext_lazy("Figure"), required=False)
    part = forms.CharField(label=gettext_lazy("Part"), required=False, max_length=100)
    amount = QuantityField(label=gettext_lazy("Amount"), required=False)
    typed: ClassVar[tuple[str, ...]] = ("measure", "part", "amount")

    def __init__(self, *args: Any, choices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"] = forms.ChoiceField(label=_("Figure"), required=False, choices=[("", "---------"), *choices])
        self.fields["part"].widget.attrs |= {"autocomplete": "off", "data-part": True, "list": list_id(str(self["measure"].value() or ""))}

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        if not self.filled or self.errors:
            return found
        if not found.get("measure"):
            self.add_error("measure", _("Choose the figure."))
        elif found.get("amount") is None:
            self.add_error("amount", _("Write how much: 37, hơn 200, 85-90."))
        else:
            self.check_parts(found)
        return found

    def check_parts(self, found: dict[str, Any]) -> None:
        code, _sep, dimension = found["measure"].partition("|")
        measure = measure_of(code)
        unit: str = found["amount"].unit
        if unit and fold(unit) not in unit_names(measure):
            self.add_error("amount", _("This figure is told in %(unit)s. Write only the number.") % {"unit": measure.unit_label})
        if dimension and not found.get("part"):
            self.add_error("part", _("Write which part the figure is of."))
        elif found.get("part") and not dimension:
            self.add_error("part", _("Choose above by what the figure is split, or leave the part empty."))
        elif dimension:
            try:
                found["category"] = read_category(measure, dimension, found["part"])
            except ValidationError as error:
                self.add_error("part", error)

    def kept(self) -> dict[str, Any]:
        amount: Quantity = self.cleaned_data["amount"]
        spread = amount.low != amount.high
        return {
            "measure": self.cleaned_data["measure"].partition("|")[0], "category": self.cleaned_data.get("category", ""),
            "low": str(amount.low), "high": str(amount.high) if spread else None, "qualifier": str(amount.qualifier),
        }  # fmt: skip

    @classmethod
    def shown(cls, kept: dict[str, Any]) -> dict[str, Any]:
        code = kept["measure"]
        measure = next((one for one in all_measures() if one.code == code), None)
        dimension, part = typed_category(measure, kept.get("category", ""))
        return {"measure": f"{code}|{dimension}" if dimension else code, "part": part, "amount": amount_of(kept)}


def unit_names(measure: Measure) -> set[str]:
    """What a measure is counted in, as people of either language write it, folded."""
    names = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.add(fold(str(measure.unit_label)))
    return names


def amount_of(figure: dict[str, Any], *, unit: str = "") -> Quantity:
    """A stored figure as the quantity that was told."""
    return Quantity.told(figure["low"], figure.get("high"), qualifier=figure.get("qualifier") or "exact", unit=unit)


class DeclarationForm(RowsForm):
    """Figures that a unit reports without records behind them. They stand beside what is counted, never inside."""

    period = PeriodField(label=gettext_lazy("Period"), help_text=PERIOD_HELP)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, help_text=SOURCE_HELP)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    template: ClassVar[str] = "ui/records/declaration_rows.html"
    row, rows_field, most_rows, fresh = FigureRow, "figures", MOST_ROWS, 3
    sections: ClassVar[tuple[Section, ...]] = (
        Section(gettext_lazy("Which figures, from where"), ("unit", "title", "period", "day", "source")),
        Section(gettext_lazy("Note"), ("note",), folded=True),
    )

    def __init__(self, data: Any = None, *, instance: Any = None, actor: User, at: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, instance=instance, actor=actor, at=at, initial=initial)
        self.fields["title"].help_text = _("For instance: Số liệu mô hình sơ kết 2 năm")
        self.fields["day"].help_text = _("The day of the source.")
        self.initial.setdefault("period", usual(at).period)

    @property
    def part_lists(self) -> list[tuple[str, list[str]]]:
        """Lists of what can stand for a part, by their ids."""
        return part_lists(all_measures(), at=self.at)

    def row_arguments(self) -> dict[str, Any]:
        return {"choices": dimension_choices(all_measures())}

    def initial_of(self, instance: Any) -> dict[str, Any]:
        return super().initial_of(instance) | {"period": instance.period}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.rows.is_valid() and not self.kept_rows():
            self.add_error(None, _("Write at least one figure."))
        return found

    def values(self) -> dict[str, Any]:
        found = super().values()
        period = found.pop("period")
        return found | {"starts": period.start, "ends": period.end}

    def words(self, name: str, value: Any) -> str:
        if name == "figures":
            return "; ".join(f"{line.title}: {line.amount}" for line in lines_of(value))
        return super().words(name, value)


@dataclass(frozen=True)
class FigureLine:
    """One declared figure in words."""

    measure: Measure | None
    title: Text
    amount: str
    category: str


def lines_of(figures: list[dict[str, Any]]) -> list[FigureLine]:
    """The figures of a declaration in words; one whose measure is gone keeps its code out of sight and its amount."""
    return [line_of(figure) for figure in figures]


def line_of(figure: dict[str, Any]) -> FigureLine:
    category = figure.get("category", "")
    try:
        measure = measure_of(figure["measure"])
    except KeyError:
        return FigureLine(None, _("a figure that is no longer kept"), quantity_words(amount_of(figure)), category)
    words = category_words(measure, category)
    title = f"{measure.title}, {words}" if words else measure.title
    return FigureLine(measure, title, quantity_words(amount_of(figure, unit=str(measure.unit_label))), category)


@dataclass(frozen=True)
class PageLine:
    """A declared figure on its declaration's page, with the address at which it opens; none while it is not approved."""

    title: Text
    amount: str
    href: str


def page_lines(declaration: Declaration) -> list[PageLine]:
    """The figures of a declaration in words, each leading to the page behind it."""
    approved = declaration.state == State.APPROVED
    return [PageLine(line.title, line.amount, line_page(declaration, line) if approved else "") for line in lines_of(declaration.figures)]


def line_page(declaration: Declaration, line: FigureLine) -> str:
    if line.measure is None:
        return ""
    return figure_page(line.measure.code, declaration.unit, period=str(declaration.period), where=line.category)
