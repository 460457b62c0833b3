"""Tags of the page of a product."""

from django import template

from lantoa.domains.valuechain.selectors import validity_on

register = template.Library()
register.simple_tag(validity_on)
