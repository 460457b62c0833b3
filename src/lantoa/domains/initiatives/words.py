"""Starts and costs in the language of the page."""

from lantoa.core.records.starts import start_told
from lantoa.core.ui.formats import quantity_words
from lantoa.core.ui.records.start_field import start_words
from lantoa.domains.initiatives.models import Initiative
from lantoa.lib.numbers import DONG, Quantity


def since_words(initiative: Initiative) -> str:
    """The start as exactly as it was told; never more."""
    return start_words(start_told(initiative.since, initiative.since_precision))


def cost_words(initiative: Initiative) -> str:
    """The cost in words, 31 triệu đồng; empty where it is not told."""
    return "" if initiative.cost is None else quantity_words(Quantity.told(initiative.cost, unit=DONG))
