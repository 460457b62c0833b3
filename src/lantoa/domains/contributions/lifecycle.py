"""How a contribution goes from entry to approval."""

from lantoa.core.records.lifecycle import Lifecycle, entry_steps, register_lifecycle
from lantoa.core.records.models import State

CONTRIBUTION = register_lifecycle(Lifecycle("contribution", State.DRAFT, entry_steps()))
