"""Days and figures as people read them, in the language of the page: 25/5/2023, 54,56%, 3.500 m², 46 triệu đồng."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from lantoa.lib.numbers import Quantity, describe_quantity_en, describe_quantity_vi

NBSP = "\N{NO-BREAK SPACE}"
Number = int | float | Decimal

WEEKDAYS = (
    lambda: pgettext("weekday", "Monday"),
    lambda: pgettext("weekday", "Tuesday"),
    lambda: pgettext("weekday", "Wednesday"),
    lambda: pgettext("weekday", "Thursday"),
    lambda: pgettext("weekday", "Friday"),
    lambda: pgettext("weekday", "Saturday"),
    lambda: pgettext("weekday", "Sunday"),
)


def figure(value: Number | str | None) -> str:
    """A number in the page's form, grouped, without needless zeros; words pass as they are; None is told, never printed as 0."""
    if value is None:
        return _("not told yet")
    if isinstance(value, str):
        return value
    return formats.number_format(plain(value), force_grouping=True)


def plain(value: Number) -> int | Decimal:
    """The number without the zeros that say nothing: 3500.00 is 3500, 54.50 is 54.5."""
    exact = Decimal(str(value))
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def quantity(value: Number | str | None, unit: str = "") -> str:
    """A figure with its unit, which never stand on two lines; the per cent sign stands close."""
    if value is None or not unit:
        return figure(value)
    return figure(value) + ("" if unit == "%" else NBSP) + unit.replace(" ", NBSP)


def quantity_words(told: Quantity | None) -> str:
    """A figure as it was told: gần 40 tỷ đồng, nearly 40 billion dong; that it was not told is said so."""
    if told is None:
        return _("amount not told")
    return describe_quantity_vi(told) if (get_language() or "vi").startswith("vi") else describe_quantity_en(told)


def day_text(day: date | None, *, weekday: bool = False) -> str:
    """A day as the office writes it, with its weekday where that helps: Thứ Hai, 29/5/2023."""
    if day is None:
        return _("not told yet")
    text = formats.date_format(day, "DATE_FORMAT")
    return f"{WEEKDAYS[day.weekday()]()}, {text}" if weekday else text


def moment_text(moment: datetime | None) -> str:
    """A day with its hour, at the installation's own time: 24/5/2023, 16:40."""
    if moment is None:
        return _("not told yet")
    local = timezone.localtime(moment)
    return f"{day_text(local.date())}, {local:%H:%M}"


def days_late(count: int) -> str:
    """By how much something is late."""
    return ngettext("%(count)d day overdue", "%(count)d days overdue", count) % {"count": count}
