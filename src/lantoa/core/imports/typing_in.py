"""Cells as a person would have typed them into a field: one function for each kind of field, chosen by its class."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from lantoa.core.ui.records.fields import DayField, NumberField, PeriodField, QuantityField
from lantoa.core.ui.records.start_field import StartField
from lantoa.lib.days import FIRST_YEAR, LAST_YEAR, format_day_vi
from lantoa.lib.numbers import format_number_vi
from lantoa.lib.sheets import Cell, CellKind
from lantoa.lib.vietnamese import fold

YES: Final = frozenset({"x", "co", "yes", "true", "1", "dong y", "da dong y", "v", "y"})
NO: Final = frozenset({"", "khong", "no", "false", "0", "chua", "khong dong y", "n"})
LONGEST_SHOWN: Final = 60
KEYED: Final = re.compile(r"^(.*?)\s*#(\S+)$")
"""A unit with its key behind it, as sheets that are taken out name one whose name alone is unclear: xã Hiếu #23455@old."""

Choices = Mapping[str, str]  # folded label or code -> value


class CellRefused(ValueError):
    """A cell that says nothing that could be typed into its field; the message is for the person."""


def typed(field: forms.Field, cell: Cell, choices: Choices) -> str:
    """The cell as it would be typed into the field. Raises `CellRefused`."""
    if cell.kind == CellKind.ERROR:
        raise CellRefused(_("The formula of this cell fails: %(text)s. Mend it in the sheet.") % {"text": cell.text})
    for kind, write in BY_FIELD:
        if isinstance(field, kind):
            return write(cell, choices)
    return as_choice(cell, choices, field) if isinstance(field, forms.ChoiceField) else as_text(cell, choices)


def as_text(cell: Cell, _choices: Choices) -> str:
    """A text; a number without the grouping that a field of text would keep."""
    return cell.text.replace(".", ",") if cell.kind == CellKind.NUMBER else cell.text


def as_day(cell: Cell, _choices: Choices) -> str:
    day = cell.day_of_serial
    return format_day_vi(day) if day else cell.text


def as_start(cell: Cell, choices: Choices) -> str:
    """2021 is a year, 44334 the day that a sheet counts so."""
    if cell.kind == CellKind.NUMBER and cell.text.isdigit() and FIRST_YEAR <= int(cell.text) <= LAST_YEAR:
        return cell.text
    return as_day(cell, choices)


def as_number(cell: Cell, _choices: Choices) -> str:
    """A number as offices write it; a day that a sheet made of a number is told as it is, and refused by the field."""
    if cell.kind != CellKind.NUMBER:
        return cell.text
    try:
        return format_number_vi(Decimal(cell.text))
    except InvalidOperation:
        return cell.text


def as_plain_number(cell: Cell, _choices: Choices) -> str:
    return cell.text


def flat(choices: Any) -> list[tuple[str, Any]]:
    """The choices of a list, those of its groups included."""
    found = []
    for value, label in choices:
        found += flat(label) if isinstance(label, list | tuple) else [(str(value), label)]
    return [(value, label) for value, label in found if value]


def as_choice(cell: Cell, choices: Choices, field: forms.ChoiceField) -> str:
    """The value of the choice whose label or code the cell bears."""
    if cell.empty:
        return ""
    value = choices.get(fold(cell.text)) or one_alike(fold(cell.text), choices)
    if value is None:
        raise CellRefused(
            _("“%(text)s” is not on the list. Write one of: %(choices)s.")
            % {"text": shortened(cell.text), "choices": "; ".join(str(label) for _value, label in flat(field.choices))}
        )
    return value


def one_alike(text: str, choices: Choices) -> str | None:
    """The only choice whose label holds all these words, or all of whose words the text holds (“cây dược liệu” is “dược liệu”)."""
    words = set(text.split())
    found = {
        value
        for label, value in choices.items()
        if (" " in label and set(label.split()) <= words) or (len(words) > 1 and words <= set(label.split()))
    }
    return found.pop() if len(found) == 1 else None


def as_tick(cell: Cell, _choices: Choices) -> str:
    text = fold(cell.text)
    if text not in YES | NO:
        raise CellRefused(
            _("Write “x” or “có” for yes, “không” or nothing for no; “%(text)s” is neither.") % {"text": shortened(cell.text)}
        )
    return "on" if text in YES else ""


BY_FIELD: Final[tuple[tuple[Any, Callable[[Cell, Choices], str]], ...]] = (
    (StartField, as_start),
    (PeriodField, as_start),
    (DayField, as_day),
    (NumberField, as_number),
    (QuantityField, as_number),
    (forms.IntegerField, as_plain_number),
    (forms.BooleanField, as_tick),
)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def split_row(text: str, count: int) -> list[str]:
    """One line of a table as its fields: parted by | (written \\| within one), or else by the first colon."""
    if re.search(r"(?<!\\)\|", text):
        parts = [part.strip().replace("\\|", "|") for part in re.split(r"(?<!\\)\|", text)]
    else:
        parts = [part.strip().replace("\\|", "|") for part in text.split(":", 1)]
    return (parts + [""] * count)[: max(count, len(parts))]
