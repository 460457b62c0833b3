"""The side tree as a tag: `{% load unit_pages %}{% side_tree tree %}`. Its links keep the page, the day and all else that was chosen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lantoa.core.ui.components.basics import icon, seg
from lantoa.core.ui.components.layout import tree
from lantoa.core.ui.links import query, with_day
from lantoa.core.ui.parts import Option, TreeNode
from lantoa.core.ui.units.tree import icon_of
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit

register = template.Library()
ANEW = ("page",)  # what another unit or hierarchy leaves behind


@register.simple_tag(takes_context=True)
def side_tree(context: Context, nodes: Sequence[TreeNode]) -> SafeString:
    """The nodes of `unit_tree` with their links made for this page."""
    request: Any = context["request"]
    return tree([linked(node, request) for node in nodes])


def linked(node: TreeNode, request: Any) -> TreeNode:
    """A node whose "?unit=" is laid over this page's own address; other addresses keep the chosen day."""
    parts = urlsplit(node.href)
    if parts.path or parts.netloc:
        href = with_day(node.href, getattr(request, "chosen", {}))
    else:
        changes: dict[str, str | None] = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        href = query(request, {**changes, **dict.fromkeys(ANEW)})
    return replace(node, href=href, children=tuple(linked(child, request) for child in node.children))


@register.simple_tag(takes_context=True)
def hierarchy_switch(context: Context, current: str) -> SafeString:
    """The switch between the Party's and the State's tree, on the same page."""
    request: HttpRequest = context["request"]
    labels = ((Hierarchy.PARTY, pgettext("hierarchy", "Party")), (Hierarchy.STATE, pgettext("hierarchy", "State")))
    options = [Option(label, query(request, {"hierarchy": code, **dict.fromkeys(ANEW)}), current=code == current) for code, label in labels]
    return seg(options, label=_("Tree of units"))


@register.simple_tag(takes_context=True)
def moment_switch(context: Context, now: bool) -> SafeString:
    """The switch between the units of the day looked at and those of today."""
    request: HttpRequest = context["request"]
    labels = (("then", pgettext("units", "On the day viewed"), not now), ("now", pgettext("units", "Today"), now))
    options = [Option(label, query(request, {"view": code, "open": None}), current=current) for code, label, current in labels]
    return seg(options, label=_("Units of which day"))


@register.simple_tag(takes_context=True)
def unit_icon(context: Context, unit: Unit) -> SafeString:
    """The picture of a unit's kind."""
    return icon(icon_of(unit, context["request"].at))


@register.simple_tag(takes_context=True)
def unit_url(context: Context, name: str, unit: Unit, *parts: str) -> str:
    """A page about this unit (`?unit=`), at the chosen day."""
    address = f"{reverse(name, args=parts)}?{urlencode({'unit': unit.key})}"
    return with_day(address, getattr(context["request"], "chosen", {}))
