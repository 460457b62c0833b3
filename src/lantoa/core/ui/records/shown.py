"""Values of records in words: in tables, facts, histories and exports."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Manager, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.records.end_day import EndDay, as_shown
from lantoa.core.records.kinds import Kind
from lantoa.core.ui.formats import day_text, figure
from lantoa.core.ui.parts import Text
from lantoa.core.units.models import FOREVER, Unit

HEAD = ("title", "unit", "day", "place")  # shown in the head of the page already


def in_words(value: Any) -> str:
    """A value as a person reads it; empty for what is not told."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return day_text(timezone.localtime(value).date())
    if isinstance(value, date):
        return _("without end") if value == FOREVER else day_text(value)
    if isinstance(value, int | float | Decimal):
        return figure(value)
    if isinstance(value, Manager):
        return in_words(value.all())
    if isinstance(value, list | tuple | set | QuerySet):
        return list_in_words(value)
    return str(value)


def list_in_words(values: Iterable[Any]) -> str:
    """A list by its members where these have names, by its length where they are tables of their own."""
    members = list(values)
    if members and isinstance(members[0], dict):
        return ngettext("%(count)d row", "%(count)d rows", len(members)) % {"count": len(members)}
    return ", ".join(filter(None, map(in_words, members)))


def field_of(model: type[models.Model], name: str) -> Any:
    """The field of this name, or None where it is none."""
    return next((field for field in model._meta.get_fields() if field.name == name), None)


def label_of(model: type[models.Model], name: str) -> str:
    """The name of a field as people read it; never the program's own."""
    field = field_of(model, name)
    if field is None or not hasattr(field, "verbose_name"):
        return ""
    return capfirst(str(field.last if isinstance(field, EndDay) else field.verbose_name))


def fact(record: Any, name: str) -> str:
    """A field's value in words, a choice by its label."""
    chosen = getattr(record, f"get_{name}_display", None)
    return str(chosen()) if chosen is not None else in_words(as_shown(field_of(type(record), name), getattr(record, name)))


def first_names(units: Sequence[Unit], *, most: int = 3) -> str:
    """The first units by name, and how many more there are."""
    shown = ", ".join(unit.name for unit in units[:most])
    return f"{shown} + {len(units) - most}" if len(units) > most else shown


def facts(record: Any, kind: Kind, *, leave_out: Iterable[str] = HEAD) -> list[tuple[Text, str]]:
    """(name, value) of every field of the kind; for kinds without a page of their own."""
    model = type(record)
    return [(label_of(model, name), fact(record, name)) for name in kind.fields if name not in leave_out]
