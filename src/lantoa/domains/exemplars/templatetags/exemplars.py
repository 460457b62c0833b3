"""Tags of the page of an exemplar."""

from django import template

from lantoa.domains.exemplars import selectors, shown

register = template.Library()

for tag in (shown.consent_lines, selectors.may_name):
    register.simple_tag(tag)
