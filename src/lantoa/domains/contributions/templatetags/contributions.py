"""Tags of the page of a contribution."""

from django import template

from lantoa.domains.contributions import selectors, words

register = template.Library()

for tag in (selectors.amount_of, selectors.helped_by, words.donor_words):
    register.simple_tag(tag)
