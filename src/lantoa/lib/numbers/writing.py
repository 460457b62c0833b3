"""Writing numbers: a comma before decimals and a full stop between thousands in Vietnamese, the other way round in English."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

NO_BREAK_SPACE: Final = "\u00a0"
DONG: Final = "đồng"
"""The unit that makes a quantity money."""

_TO_VIETNAMESE: Final = str.maketrans(",.", ".,")
_MONEY_SCALES: Final = ((Decimal(10**9), "tỷ", "billion"), (Decimal(10**6), "triệu", "million"))


def format_number_en(value: Decimal | int, *, places: int | None = None) -> str:
    """54.56 and 3,500; all decimals but trailing zeros, or exactly `places`, halves rounded away from zero."""
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a number that can be written: {value}")
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        return f"{number + 0:,f}"
    text = f"{number + 0:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_number_vi(value: Decimal | int, *, places: int | None = None) -> str:
    """54,56 and 3.500; rounding as in `format_number_en`."""
    return format_number_en(value, places=places).translate(_TO_VIETNAMESE)


def format_money_vi(amount_in_dong: Decimal | int) -> str:
    """40 tỷ đồng, 1,25 tỷ đồng, 300 triệu đồng; in full (1.234.567 đồng) where two decimals would not be exact."""
    value, scale, _ = _money_scale(amount_in_dong)
    return _joined(format_number_vi(value), scale, DONG)


def format_money_en(amount_in_dong: Decimal | int) -> str:
    """40 billion dong, 300 million dong, 1,234,567 dong; the scale is chosen as in `format_money_vi`."""
    value, _, scale = _money_scale(amount_in_dong)
    return _joined(format_number_en(value), scale, "dong")


def is_money(unit: str) -> bool:
    """Whether the unit is đồng, or đồng for something (đồng/năm)."""
    return unit == DONG or unit.startswith((f"{DONG}/", f"{DONG} "))


def format_quantity_vi(value: Decimal | int, unit: str) -> str:
    """3.500 m², 54,56% and, where the unit is đồng, 40 tỷ đồng; a no-break space keeps the number with its unit."""
    return format_money_vi(value) + unit.removeprefix(DONG) if is_money(unit) else _with_unit(format_number_vi(value), unit)


def format_quantity_en(value: Decimal | int, unit: str) -> str:
    """3,500 m², 54.56%, 40 billion dong; a unit other than đồng is written as given."""
    return format_money_en(value) + unit.removeprefix(DONG) if is_money(unit) else _with_unit(format_number_en(value), unit)


def _with_unit(number: str, unit: str) -> str:
    """`number` and `unit` on one line, with no space before a percent sign."""
    return f"{number}{unit}" if unit.startswith(("%", "‰")) else _joined(number, unit)


def _money_scale(amount: Decimal | int) -> tuple[Decimal, str, str]:
    """The amount in the largest scale that two decimals express exactly, with the scale's names in both languages."""
    whole = Decimal(amount)
    for size, vietnamese, english in _MONEY_SCALES:
        if abs(whole) >= size and whole % (size / 100) == 0:
            return whole / size, vietnamese, english
    return whole, "", ""


def _joined(*parts: str) -> str:
    return NO_BREAK_SPACE.join(part for part in parts if part)
