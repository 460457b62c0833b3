"""The rows of a list, written out. What is the same in every line, a column's label or the chip of a state, is made once for the page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.core.records.kinds import Column
from lantoa.core.ui.components.basics import chip
from lantoa.core.ui.components.markup import NOTHING, maybe
from lantoa.core.ui.links import with_day
from lantoa.core.ui.records.shown import in_words

NOBODY = UUID(int=0)
STATE = "state"


def table_rows(
    records: Iterable[Any], columns: Sequence[Column], *, at: date, chosen: Mapping[str, str], approvable: frozenset[int] = frozenset(),
    choosing: bool = False,
) -> SafeString:  # fmt: skip
    """A line for each record: the first column opens it, the others bear their labels for narrow screens, the state is a chip.

    Links carry on what was `chosen` for the program, the viewed day above all. Where records can be approved together (`choosing`),
    those that can are ticked in a cell of their own.
    """
    address = with_day(reverse("record", args=[NOBODY]), chosen)
    first, *others = columns
    heads = [(column, *begun(column)) for column in others]
    in_chip = cache(chip)

    def line(record: Any) -> SafeString:
        opened = address.replace(str(NOBODY), str(record.public_id))
        return format_html(
            '<tr>{}<th scope="row"><a class="list__title" href="{}">{}</a>{}</th>{}</tr>',
            tick(record, can=record.pk in approvable) if choosing else NOTHING,
            opened,
            in_words(first.of(record, at=at)),
            maybe('<span class="tiny">{}</span>', record.reference),
            format_html_join("", "{}", ((cell(record, *head),) for head in heads)),
        )

    def cell(record: Any, column: Column, filled: SafeString, empty: SafeString) -> SafeString:
        if column.name == STATE:
            later = format_html(" {}", in_chip("entered_later")) if record.entered_later else NOTHING
            return format_html('<td class="cell-state">{}{}</td>', in_chip(record.state), later)
        text = in_words(column.of(record, at=at))
        return format_html("{}{}</td>", filled if text else empty, text)

    return format_html_join("\n", "{}", ((line(record),) for record in records))


def begun(column: Column) -> tuple[SafeString, SafeString]:
    """How a cell of the column begins: one with something in it, and an empty one."""
    numeric = " n" if column.numeric else ""
    label = NOTHING if column.plain else format_html('<span class="cell-label">{}</span>', column.label)
    filled, empty = (format_html('<td class="cell-{}{}{}">{}', column.name, numeric, kept, label) for kept in ("", " is-empty"))
    return filled, empty


def tick(record: Any, *, can: bool) -> SafeString:
    """The box by which a record is chosen for a common approval."""
    box = '<label><input type="checkbox" name="chosen" value="{}" data-pick><span class="sr">{}: {}</span></label>'
    return format_html('<td class="pick">{}</td>', format_html(box, record.public_id, _("Choose"), record.title) if can else NOTHING)
