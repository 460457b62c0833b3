"""Small filters of the report pages."""

from django import template
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lantoa.core.documents.document import Figure, Item
from lantoa.core.records.lifecycle import lifecycle_of
from lantoa.lib.numbers import Qualifier

register = template.Library()


@register.filter
def figure_link(url: str, key: str) -> str:
    """The report's address with this figure opened beside it."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'figure': key})}#lin"


@register.filter
def is_figure(item: Item) -> bool:
    return isinstance(item, Figure)


@register.filter
def remark(figure: Figure) -> str:
    """What a screen reader adds to a figure: that a part of it has no record, or that it is approximate."""
    if figure.is_mixed:
        return _("in part without records")
    return "" if figure.qualifier == Qualifier.EXACT else _("approximate")


@register.filter
def step_past(step: str, kind: str) -> str:
    """How the history tells a step."""
    told = {"create": _("begun"), "change": _("texts written"), "correct": _("corrected"), "evidence": _("file added")}
    found = {known.name: known.past for known in lifecycle_of(kind).steps}
    return str(found.get(step) or told.get(step, step))


@register.filter
def same(one: object, other: object) -> bool:
    """Whether both are the same value; nothing is the same as no value."""
    return one is not None and one == other
