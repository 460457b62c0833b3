"""The retention run: what has been kept long enough goes. Packages register what they let go of; the worker runs it once a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise

Sweep = Callable[[datetime], int]


@dataclass(frozen=True)
class Term:
    """One thing that is let go of after a time. `sweep` removes what is due at a moment and says how much that was."""

    code: str
    label: str | Promise
    sweep: Sweep


_terms: dict[str, Term] = {}


def register(code: str, label: str | Promise, sweep: Sweep) -> None:
    """Make known what is let go of; called by being imported from an AppConfig.ready()."""
    _terms[code] = Term(code, label, sweep)


def run(*, now: datetime, dry: bool = False) -> list[tuple[Term, int]]:
    """Let go of what is due, each in a transaction of its own; how much of each. `dry`: count only, everything stays."""
    found = []
    for term in _terms.values():
        with transaction.atomic():
            found.append((term, term.sweep(now)))
            transaction.set_rollback(dry)
    return found
