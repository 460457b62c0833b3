"""`{% url %}`, keeping the day and reading that were chosen: links carry `?at=` and `?as=`. A builtin of all templates."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode, url
from django.utils.safestring import SafeString

from lantoa.core.ui.links import with_day

register = template.Library()


class DayURLNode(URLNode):
    """Django's own node, with what was chosen added to what it made."""

    def render(self, context: Context) -> SafeString | str:
        made = super().render(context)
        chosen = getattr(context.get("request"), "chosen", {})
        if not self.asvar:
            return with_day(made, chosen)
        context[self.asvar] = with_day(context[self.asvar], chosen) if context[self.asvar] else ""
        return ""


@register.tag("url")
def day_url(parser: Parser, token: Token) -> DayURLNode:
    """As Django's `{% url %}`, `as name` included."""
    node = url(parser, token)
    return DayURLNode(node.view_name, node.args, node.kwargs, node.asvar)
