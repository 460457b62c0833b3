"""A figure with its unit and the word that softens it: gần 40 tỷ đồng, hơn 200 mô hình, 85-90%, hàng trăm hộ."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from lantoa.lib.numbers.reading import NUMBER, NumberError, read_amount, tidy
from lantoa.lib.numbers.writing import DONG, format_number_en, format_number_vi, format_quantity_en, format_quantity_vi, is_money
from lantoa.lib.vietnamese import nfc

Stored = Decimal | float | str


class Qualifier(StrEnum):
    """How a stated figure stands to the truth."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    RANGE = "range"
    TENS = "tens"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"

    @property
    def words_vi(self) -> str:
        """The words before the figure; nothing for an exact one."""
        return _WORDS[self][0]

    @property
    def words_en(self) -> str:
        return _WORDS[self][1]

    @property
    def is_vague(self) -> bool:
        """Whether no figure was stated at all (hàng trăm), only its size."""
        return self in _VAGUE


_WORDS: Final = {
    Qualifier.EXACT: ("", ""),
    Qualifier.ABOUT: ("khoảng", "about"),
    Qualifier.NEARLY: ("gần", "nearly"),
    Qualifier.MORE_THAN: ("hơn", "more than"),
    Qualifier.AT_LEAST: ("ít nhất", "at least"),
    Qualifier.RANGE: ("từ ... đến", "from ... to"),
    Qualifier.TENS: ("hàng chục", "tens of"),
    Qualifier.HUNDREDS: ("hàng trăm", "hundreds of"),
    Qualifier.THOUSANDS: ("hàng nghìn", "thousands of"),
}
_VAGUE: Final = {Qualifier.TENS: 10, Qualifier.HUNDREDS: 100, Qualifier.THOUSANDS: 1000}
SPREAD: Final = (Qualifier.RANGE, *_VAGUE)
"""Told with two ends."""


@dataclass(frozen=True)
class Quantity:
    """What was stated: `low` and `high` are equal but for a range and for vague words (hàng trăm: 100 to 999).

    `low` and `high` are the figures as stated, not the limits of the truth: those are `bounds`.
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        if self.low > self.high or (self.low == self.high) == (self.qualifier in SPREAD):
            raise ValueError(f"{self.low} to {self.high} cannot be {self.qualifier}")

    @classmethod
    def told(cls, low: Stored, high: Stored | None = None, *, qualifier: str = "exact", unit: str = "") -> Self:
        """A figure from its parts as they are kept; `high` is empty where it has one end. Raises `ValueError` or `InvalidOperation`."""
        least = Decimal(str(low))
        return cls(least, least if high in (None, "") else Decimal(str(high)), unit, Qualifier(qualifier))

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the most that the truth may be, None where the words set no limit (gần 40: at most 40)."""
        match self.qualifier:
            case Qualifier.ABOUT:
                return None, None
            case Qualifier.NEARLY:
                return None, self.high
            case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
                return self.low, None
        return self.low, self.high


_PREFIXES: Final = (
    ("trên dưới", Qualifier.ABOUT),
    ("không dưới", Qualifier.AT_LEAST),
    ("ít nhất", Qualifier.AT_LEAST),
    ("tối thiểu", Qualifier.AT_LEAST),
    ("xấp xỉ", Qualifier.ABOUT),
    ("ước khoảng", Qualifier.ABOUT),
    ("ước đạt", Qualifier.ABOUT),
    ("ước tính", Qualifier.ABOUT),
    ("khoảng", Qualifier.ABOUT),
    ("chừng", Qualifier.ABOUT),
    ("ước", Qualifier.ABOUT),
    ("gần", Qualifier.NEARLY),
    ("hơn", Qualifier.MORE_THAN),
    ("trên", Qualifier.MORE_THAN),
)
_UNKNOWN: Final = re.compile(r"(?:dưới|không quá|tối đa|chưa đến|chưa tới|chưa đầy)\b", re.IGNORECASE)
_NO_FIGURE: Final = re.compile(r"(?:hàng|nhiều|một số|vài|mấy|đông đảo|hầu hết|đa số)\b", re.IGNORECASE)
_HANG: Final = re.compile(r"hàng (chục|trăm|nghìn|ngàn)\b\s*(?:(nghìn|ngàn|triệu|tỷ|tỉ)\b\s*)?(.*)", re.IGNORECASE)
_UPWARD: Final = re.compile(rf"từ ({NUMBER}.*) trở lên", re.IGNORECASE)
_RANGE: Final = re.compile(rf"(?:từ )?(?P<low>{NUMBER}.*?)(?:\s*-\s*|\s+(?:đến|tới)\s+)(?P<high>{NUMBER}.*)", re.IGNORECASE)
_POWERS: Final = re.compile(r"\b([kcdm]?m)([23])\b")
_MONEY_UNIT: Final = re.compile(r"(?:đồng|vnđ|vnd|đ)(?![^\W\d_])", re.IGNORECASE)


def parse_quantity_vi(text: str) -> Quantity:
    """gần 40 tỷ đồng, hơn 200 mô hình, 85-90%, từ 300 đến 500 triệu đồng, hàng trăm hộ, 3.500m2; else a NumberError."""
    words = tidy(text)
    if vague := _HANG.fullmatch(words):
        return _vague(vague)
    if _NO_FIGURE.match(words):
        raise NumberError("no_figure", nfc(text))
    if _UNKNOWN.match(words):
        raise NumberError("qualifier_unknown", nfc(text))
    if upward := _UPWARD.fullmatch(words):
        return _stated(upward[1], Qualifier.AT_LEAST, text)
    qualifier, words = _take_qualifier(words)
    if match := _RANGE.fullmatch(words):
        if qualifier not in (Qualifier.EXACT, Qualifier.ABOUT):
            raise NumberError("ambiguous", nfc(text))
        return _range(match["low"], match["high"], text)
    return _stated(words, qualifier, text)


def describe_quantity_vi(quantity: Quantity) -> str:
    """gần 40 tỷ đồng; từ 85 đến 90%; hàng trăm triệu đồng."""
    words, unit = quantity.qualifier.words_vi, quantity.unit
    if quantity.qualifier.is_vague:
        return _spaced(words, _vague_scale(quantity)[0], unit)
    if quantity.qualifier is Qualifier.RANGE:
        low = format_quantity_vi(quantity.low, unit) if is_money(unit) else format_number_vi(quantity.low)
        return f"từ {low} đến {format_quantity_vi(quantity.high, unit)}"
    return _spaced(words, format_quantity_vi(quantity.low, unit))


def describe_quantity_en(quantity: Quantity) -> str:
    """nearly 40 billion dong; from 85 to 90%; hundreds of millions of dong; a unit other than đồng stays as it is."""
    words, unit = quantity.qualifier.words_en, quantity.unit
    if quantity.qualifier.is_vague:
        unit = unit.replace(DONG, "dong", 1) if is_money(unit) else unit
        return _spaced(words, _vague_scale(quantity)[1], unit) if unit else words.removesuffix(" of")
    if quantity.qualifier is Qualifier.RANGE:
        low = format_quantity_en(quantity.low, unit) if is_money(unit) else format_number_en(quantity.low)
        return f"from {low} to {format_quantity_en(quantity.high, unit)}"
    return _spaced(words, format_quantity_en(quantity.low, unit))


def _vague(match: re.Match[str]) -> Quantity:
    """hàng trăm triệu đồng: at least 100 million, below 1,000 million."""
    size = {"chục": Qualifier.TENS, "trăm": Qualifier.HUNDREDS}.get(match[1].lower(), Qualifier.THOUSANDS)
    scale = read_amount(f"1 {match[2]}" if match[2] else "1", match.group())[0]
    low = _VAGUE[size] * scale
    return Quantity(low, 10 * low - scale, _clean_unit(match[3]), size)


def _vague_scale(quantity: Quantity) -> tuple[str, str]:
    """The scale word between hàng trăm and its unit, in both languages."""
    scale = quantity.low / _VAGUE[quantity.qualifier]
    return {1000: ("nghìn", "thousands of"), 10**6: ("triệu", "millions of"), 10**9: ("tỷ", "billions of")}.get(int(scale), ("", ""))


def _take_qualifier(words: str) -> tuple[Qualifier, str]:
    for prefix, qualifier in _PREFIXES:
        if words.lower().startswith(prefix + " "):
            return qualifier, words[len(prefix) :].lstrip()
    return Qualifier.EXACT, words


def _range(low: str, high: str, text: str) -> Quantity:
    """Both ends; a first number without a word of its own takes the scale and unit of the second (300 đến 500 triệu đồng)."""
    most, unit = read_amount(high, text)
    if re.fullmatch(NUMBER, low):
        low += re.sub(NUMBER, "", high, count=1)
    least, low_unit = read_amount(low, text)
    if low_unit not in ("", unit):
        raise NumberError("mixed_units", nfc(text))
    if least >= most:
        raise NumberError("reversed", nfc(text))
    return Quantity(least, most, _clean_unit(unit), Qualifier.RANGE)


def _stated(words: str, qualifier: Qualifier, text: str) -> Quantity:
    value, unit = read_amount(words, text)
    return Quantity(value, value, _clean_unit(unit), qualifier)


def _clean_unit(unit: str) -> str:
    """m2 is m², đ and VNĐ are đồng; anything else stays as typed."""
    squared = _POWERS.sub(lambda match: match[1] + "²³"[int(match[2]) - 2], unit)
    return _MONEY_UNIT.sub(DONG, squared, count=1) if _MONEY_UNIT.match(squared) else squared


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
