"""What declared figures must hold, whoever wrote them: a form, the demo, an import."""

from decimal import InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.core.measures.registry import Measure, measure_of
from lantoa.lib.numbers import Quantity

KEYS = frozenset({"measure", "category", "low", "high", "qualifier"})


def check_figures(figures: Any) -> None:
    """Raise `ValidationError` unless each figure names a measure and category, and says a quantity, each once."""
    if not isinstance(figures, list) or not all(isinstance(figure, dict) and set(figure) <= KEYS for figure in figures):
        raise refused(_("Write each figure in a row of its own."))
    for figure in figures:
        if not is_known(figure) or not is_quantity(figure):
            raise refused(_("A declared figure needs a known measure, a known part of it, and how much: 37, hơn 200, 85-90."))
    told = [(figure["measure"], figure.get("category", "")) for figure in figures]
    if len(set(told)) < len(told):
        raise refused(_("One figure is written twice. Leave one of them."))


def refused(sentence: str) -> ValidationError:
    return ValidationError({"figures": sentence}, code="figures")


def is_known(figure: dict[str, Any]) -> bool:
    """Whether the measure exists and has this category: "sector=crops", "since=2022..", parts joined by "&"."""
    try:
        measure = measure_of(figure.get("measure", ""))
        return all(is_category(measure, part) for part in filter(None, str(figure.get("category", "")).split("&")))
    except KeyError:
        return False


def is_category(measure: Measure, part: str) -> bool:
    name, _sep, value = part.partition("=")
    dimension = measure.dimension(name)
    first, dots, last = value.partition("..")
    if dimension.ordered:
        ends = [end for end in (first, last) if end]
        return bool(ends) and all(end.isdigit() for end in ends) and (not (first and last) or int(first) <= int(last))
    return bool(value) and not dots and (dimension.choices is None or value in dict(dimension.choices()))


def is_quantity(figure: dict[str, Any]) -> bool:
    """Whether the figure is one that words can tell: not below nought, and two ends only where the words want them."""
    try:
        low = Quantity.told(figure["low"], figure.get("high"), qualifier=figure.get("qualifier") or "exact").low
    except (KeyError, ValueError, InvalidOperation):
        return False
    return low.is_finite() and low >= 0
