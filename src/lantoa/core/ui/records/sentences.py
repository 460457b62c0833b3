"""What is wrong with a number as typed, in a sentence that says how to write it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantoa.lib.numbers import NumberError

LONGEST_SHOWN = 60  # letters of a wrong number that a refusal repeats

HOW = _("“%(text)s” may mean two numbers. Put a full stop between thousands and a comma before decimals: 3.500 or 54,56.")
NUMBERS: dict[str, str | Promise] = {
    "blank": _("Write a number."),
    "unreadable": _("“%(text)s” is not a number. Write for instance 3.500 or 54,56."),
    "too_large": _("The number “%(text)s” is too large. Check the count of its digits."),
    "ambiguous": HOW,
    "english_format": HOW,
    "scale_unclear": _("Write the word after the number in full in “%(text)s”: 46 triệu, 5 tỷ."),
    "unit_not_expected": _("Write only the number, without the words after it in “%(text)s”."),
    "reversed": _("The range “%(text)s” goes from high to low. Write the smaller number first."),
    "mixed_units": _("The two ends of “%(text)s” have different units. Give both the same."),
    "no_figure": _("“%(text)s” states no figure that can be kept. Write the number that the source gives."),
    "qualifier_unknown": _("“%(text)s” states only an upper limit. Write the figure itself: gần 40, khoảng 40, 35-40."),
}


def number_refusal(error: NumberError) -> str:
    """The sentence for a number or quantity that cannot be taken as typed."""
    shown = error.text if len(error.text) <= LONGEST_SHOWN else error.text[:LONGEST_SHOWN] + "…"
    return str(NUMBERS[error.code]) % {"text": shown}
