"""A day on which something no longer holds, told to people as the last one on which it does."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

LAST_DAY = _("last day")


class EndDay(models.DateField):  # type: ignore[type-arg]  # as Django's own
    """The first day that no longer counts; people are shown the day before it, under the name `last`.

    To migrations it is a day like any other.
    """

    def __init__(self, *words: Any, last: Any = LAST_DAY, **named: Any) -> None:
        self.last = last
        super().__init__(*words, **named)

    def deconstruct(self) -> Any:
        name, _path, words, named = super().deconstruct()
        return name, "django.db.models.DateField", words, named


def as_shown(field: Any, value: Any) -> Any:
    """A value of this field as people are shown it."""
    return value - timedelta(days=1) if isinstance(field, EndDay) and isinstance(value, date) else value
