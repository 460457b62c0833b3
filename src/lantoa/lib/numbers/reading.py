"""Reading one number as Vietnamese people type it, with its scale word (46 triệu) if it has one."""

import re
from decimal import Decimal
from typing import Final

from lantoa.lib.vietnamese import nfc

NUMBER: Final = r"[0-9](?:[0-9.,]*[0-9])?"
"""What may be a number once found in a text; `to_decimal` says which number, or why none."""
SCALES: Final = {
    "chục": Decimal(10),
    "trăm": Decimal(100),
    "nghìn": Decimal(10**3),
    "ngàn": Decimal(10**3),
    "vạn": Decimal(10**4),
    "triệu": Decimal(10**6),
    "tỷ": Decimal(10**9),
    "tỉ": Decimal(10**9),
}
LARGEST: Final = Decimal(10**17)

_UNCLEAR: Final = frozenset({"k", "tr", "trđ", "trieu", "nghin"})
_UNCLEAR_ALONE: Final = frozenset({"ty", "ti", "ngan", "tram", "van", "chuc"})
_MONEY_WORDS: Final = frozenset({"đồng", "dong", "đ", "vnđ", "vnd"})
_PLAIN: Final = re.compile(r"[0-9]+")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DECIMALS: Final = re.compile(r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+),(?P<part>[0-9]+)")
_ENGLISH_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ENGLISH_DECIMALS: Final = re.compile(r"[0-9]+\.[0-9]+")
_WORD: Final = re.compile(r"[^\W\d_]+")


class NumberError(ValueError):
    """A number or quantity that cannot be taken as typed; `text` is what was typed.

    Codes: blank; unreadable; too_large; ambiguous (54.56, 1,234, 3 500 and 1 tỷ 2 may each mean two numbers);
    english_format (1,234.5); scale_unclear (46 tr, 46 trieu); unit_not_expected; reversed (a range from high to low);
    mixed_units; no_figure (hàng vạn, nhiều); qualifier_unknown (dưới 40, không quá 40).
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text
        self.params = {"text": text}


def parse_number_vi(text: str) -> Decimal:
    """3.500 is 3500; 54,56 is 54.56; 46 triệu is 46000000; 1 tỷ 200 triệu, 3 tỷ rưỡi and a minus sign are read too.

    A unit behind it is refused here: see `parse_quantity_vi`.
    """
    words = tidy(text)
    number, unit = read_amount(words.removeprefix("-").lstrip(), text)
    if unit:
        raise NumberError("unit_not_expected", nfc(text))
    return -number if words.startswith("-") else number


def tidy(text: str) -> str:
    """Composed, one kind of dash, single spaces, no full stop at the end; an empty text is a NumberError."""
    words = " ".join(re.sub("[‐‑‒–—−]", "-", nfc(text)).split()).rstrip(".,; ")
    if not words:
        raise NumberError("blank", nfc(text))
    return words


def read_amount(words: str, text: str) -> tuple[Decimal, str]:
    """The number that `words` begin with, times its scale, and the unit that follows; an error names `text`."""
    total, last, rest = Decimal(0), None, words
    while match := re.match(NUMBER, rest):
        value = to_decimal(match.group(), text)
        scale, rest = _take_scale(rest[match.end() :].lstrip())
        if last is not None and not 1 < scale < last:
            raise NumberError("ambiguous", nfc(text))
        total, last = total + value * scale, scale
    if last is None:
        raise NumberError("unreadable", nfc(text))
    if last > 1 and re.match(r"rưỡi\b", rest.lower()):
        total, rest = total + last / 2, rest[len("rưỡi") :].lstrip()
    if total >= LARGEST:
        raise NumberError("too_large", nfc(text))
    _refuse_unclear_unit(rest, text)
    return total, rest


def to_decimal(token: str, text: str) -> Decimal:
    """The one number that `token` can be in Vietnamese writing; an error names `text`."""
    if len(token) > 24:
        raise NumberError("too_large", nfc(text))
    if _PLAIN.fullmatch(token) or _GROUPED.fullmatch(token):
        return Decimal(token.replace(".", ""))
    if match := _DECIMALS.fullmatch(token):
        if len(match["part"]) == 3 and _ENGLISH_THOUSANDS.fullmatch(token):
            raise NumberError("ambiguous", nfc(text))
        return Decimal(f"{match['whole'].replace('.', '')}.{match['part']}")
    if _ENGLISH_THOUSANDS.fullmatch(token):
        raise NumberError("english_format", nfc(text))
    raise NumberError("ambiguous" if _ENGLISH_DECIMALS.fullmatch(token) else "unreadable", nfc(text))


def _take_scale(rest: str) -> tuple[Decimal, str]:
    """The product of the scale words at the beginning of `rest` (nghìn tỷ), 1 if there is none, and what follows them."""
    scale = Decimal(1)
    while (match := _WORD.match(rest)) and (factor := SCALES.get(match.group().lower())):
        scale, rest = scale * factor, rest[match.end() :].lstrip()
    return scale, rest


def _refuse_unclear_unit(unit: str, text: str) -> None:
    """Refuse what is no unit at all, or may be a scale word without its marks: 46 tr, 46 trieu, 5 ty."""
    if unit and not (unit[0].isalpha() or unit[0] in "%‰"):
        raise NumberError("unreadable", nfc(text))
    words = [word.lower() for word in _WORD.findall(unit)]
    alone = len(words) == 1 or (len(words) > 1 and words[1] in _MONEY_WORDS)
    if words and (words[0] in _UNCLEAR or (words[0] in _UNCLEAR_ALONE and alone)):
        raise NumberError("scale_unclear", nfc(text))
