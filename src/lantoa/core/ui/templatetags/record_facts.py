"""Tags for the facts on a record's page: values that may not be told, and units with the word that they have ended."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lantoa.core.evidence.selectors import anchor_of
from lantoa.core.ui.formats import quantity_words
from lantoa.core.ui.links import with_day
from lantoa.core.ui.records.result_rows import results_in_words
from lantoa.core.units.models import Unit

register = template.Library()
for tag in (anchor_of, quantity_words, results_in_words):
    register.simple_tag(tag)


@register.simple_tag
def told(value: Any) -> Any:
    """The value, or that it is not told."""
    return format_html('<span class="muted">{}</span>', _("not told")) if value in (None, "") else value


@register.simple_tag(takes_context=True)
def unit_links(context: Context, units: Iterable[Unit] | Unit | None) -> SafeString:
    """The pages of these units (or of this one) in Vietnamese order, each with the word where it has ended by the day looked at."""
    request: Any = context["request"]
    named = [units] if isinstance(units, Unit) else sorted(units or (), key=lambda unit: unit.sort_key)
    links = ((unit_link(unit, at=request.at, chosen=getattr(request, "chosen", {})),) for unit in named)
    return format_html_join(", ", "{}", links) or told(None)


def unit_link(unit: Unit, *, at: date, chosen: Mapping[str, str]) -> SafeString:
    ended = "" if unit.alive(at) else format_html(' <span class="tiny">{}</span>', _("ended"))
    return format_html('<a href="{}">{}</a>{}', with_day(reverse("unit", args=[unit.key]), chosen), unit.name, ended)
