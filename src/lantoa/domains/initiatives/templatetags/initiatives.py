"""Tags of the pages of initiatives, exemplars and contributions."""

from django import template

from lantoa.core.evidence.selectors import anchor_of
from lantoa.domains.initiatives import selectors, shown, words
from lantoa.domains.initiatives.choices import SECTOR_ICONS, Sector

register = template.Library()

for tag in (
    anchor_of, shown.life_of, shown.results_of, shown.units_of, shown.consent_lines, shown.may_name,
    selectors.status_on, selectors.amount_of, selectors.helped_by,
    words.since_words, words.quantity_words, words.donor_words, words.cost_words,
):  # fmt: skip
    register.simple_tag(tag)


@register.simple_tag
def sector_icon(sector: str) -> str:
    """The icon of a field of initiatives."""
    return SECTOR_ICONS[Sector(sector)]
