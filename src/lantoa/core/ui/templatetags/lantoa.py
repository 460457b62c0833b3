"""The components as template tags. A builtin of all templates: nothing to load."""

from django import template
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from lantoa.core.ui import days, formats
from lantoa.core.ui.components import basics, figures, forms, layout, lists, steps

register = template.Library()

for component in (
    basics.icon, basics.button, basics.chip, basics.tag, basics.empty_state, basics.seg, basics.avatar, basics.toast,
    figures.num, figures.declared_note, figures.stat, figures.bar, figures.pair,
    forms.field, forms.error_summary, forms.required_note, forms.copy_box,
    layout.breadcrumbs, layout.kv, layout.timeline, layout.life, layout.tree,
    steps.step_button, steps.refused_button,
    formats.figure, formats.quantity, formats.day_text, formats.days_late, days.period_text,
):  # fmt: skip
    register.simple_tag(component)

for block in (basics.banner, layout.fragment, layout.card, layout.page_head):
    register.simple_block_tag(block)

register.simple_block_tag(takes_context=True)(steps.confirm)
register.simple_tag(takes_context=True)(lists.pagination)
register.simple_tag(takes_context=True)(lists.sort_header)
register.filter("figure", formats.figure)
register.filter("day", formats.day_text)
register.filter("moment", formats.moment_text)
register.filter("period", days.period_text)


@register.simple_tag(takes_context=True)
def day_input(context: Context) -> SafeString:
    """The hidden fields by which a GET form keeps the chosen day and reading; nothing where none was chosen."""
    chosen = getattr(context.get("request"), "chosen", {})
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', chosen.items())
