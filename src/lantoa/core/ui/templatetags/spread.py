"""The tag of the replication tree."""

from typing import Any

from django import template
from django.template.context import Context

from lantoa.core.ui.records.spread import Spread, spread_of

register = template.Library()


@register.simple_tag(takes_context=True)
def spread_under(context: Context, record: Any) -> Spread | None:
    """What follows the record's example, as far as the person may see it."""
    request: Any = context["request"]
    return spread_of(record, actor=request.user, today=request.day, at=request.at)
