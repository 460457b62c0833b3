"""How products and partners go from entry to approval."""

from lantoa.core.records.lifecycle import Lifecycle, entry_steps, register_lifecycle
from lantoa.core.records.models import State

PRODUCT = register_lifecycle(Lifecycle("product", State.DRAFT, entry_steps()))
CHAIN = register_lifecycle(Lifecycle("chain", State.DRAFT, entry_steps()))
