"""`{% url %}`, keeping the day that was chosen: every link inside the program carries `?at=` on. A builtin of all templates."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode, url
from django.utils.safestring import SafeString

from lantoa.core.ui.links import with_day

register = template.Library()


class DayURLNode(URLNode):
    """Django's own node, with `at=` added to what it made."""

    def render(self, context: Context) -> SafeString | str:
        made = super().render(context)
        param = getattr(context.get("request"), "at_param", "")
        if not self.asvar:
            return with_day(made, param)
        context[self.asvar] = with_day(context[self.asvar], param) if context[self.asvar] else ""
        return ""


@register.tag("url")
def day_url(parser: Parser, token: Token) -> DayURLNode:
    """As Django's `{% url %}`, `as name` included."""
    node = url(parser, token)
    return DayURLNode(node.view_name, node.args, node.kwargs, node.asvar)
