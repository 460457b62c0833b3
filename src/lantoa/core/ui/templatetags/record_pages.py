"""Tags of the pages of records that only some of them load."""

from typing import Any

from django import template

from lantoa.core.ui.records.declarations import PageLine, page_lines

register = template.Library()


@register.simple_tag
def declared_lines(record: Any) -> list[PageLine]:
    """The figures of a declaration in words, each with the page where it opens."""
    return page_lines(record)
