"""Tags of the page of an initiative."""

from django import template

from lantoa.domains.initiatives import selectors, shown, words
from lantoa.domains.initiatives.choices import SECTOR_ICONS, Sector

register = template.Library()

for tag in (shown.life_of, shown.results_of, selectors.status_on, words.since_words, words.cost_words):
    register.simple_tag(tag)


@register.simple_tag
def sector_icon(sector: str) -> str:
    """The icon of a field of initiatives."""
    return SECTOR_ICONS[Sector(sector)]
