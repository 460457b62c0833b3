"""Results told in a record, kept as plain data: what, how much (a figure, its upper end where it is a range), in which year."""

from decimal import InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lantoa.lib.numbers import Quantity

MOST_RESULTS = 20
RESULT_KEYS = frozenset({"what", "value", "high", "unit", "year", "qualifier"})


def check_results(results: Any) -> None:
    """Raise `ValidationError` for the field `results` where one of them does not say what it is, how much, or a year that can be."""
    if not isinstance(results, list) or len(results) > MOST_RESULTS:
        raise ValidationError({"results": _("Write at most %(count)d results.") % {"count": MOST_RESULTS}})
    if not all(map(is_result, results)):
        raise ValidationError({"results": _("Each result needs what it is and its figure: “income of a household”, “hơn 300 triệu đồng”.")})


def is_result(result: Any) -> bool:
    if not isinstance(result, dict) or not set(result) <= RESULT_KEYS or not str(result.get("what", "")).strip():
        return False
    try:
        result_quantity(result)
    except (InvalidOperation, KeyError, TypeError, ValueError):
        return False
    year = result.get("year")
    return year is None or (isinstance(year, int) and 1900 <= year <= 2199)


def result_quantity(result: dict[str, Any]) -> Quantity:
    """The figure of a result, as it was told."""
    words = {"qualifier": result.get("qualifier", "exact"), "unit": result.get("unit", "")}
    return Quantity.told(result["value"], result.get("high"), **words)
