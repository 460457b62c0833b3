"""That someone opened what tells of a person: packages below tell it here, those above that keep a log of it listen."""

from collections.abc import Callable

from lantoa.core.people.models import User
from lantoa.core.records.models import Record

Listener = Callable[[Record, User, str], None]
_LISTENERS: list[Listener] = []


def on_open(listener: Listener) -> Listener:
    """Register a listener, called with the record (its header may do), who opened it, and what of it was opened."""
    _LISTENERS.append(listener)
    return listener


def opened(record: Record, *, by: User, what: str) -> None:
    """Someone opens the record itself or a file beside it."""
    for listener in _LISTENERS:
        listener(record, by, what)
