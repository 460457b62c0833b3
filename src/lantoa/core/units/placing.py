"""Telling those above that the tree of some days has changed: what they derived from it for these days wants folding anew."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db import connection

Listener = Callable[[int, date, date], None]
_LISTENERS: list[Listener] = []


def on_placement_change(listener: Listener) -> Listener:
    """Register a listener, called with (unit id, starts, ends) in the transaction of every act that changes where a unit stands.

    On the days `starts <= day < ends` the unit, with all under it, stands elsewhere than before; the closure is rebuilt already.
    """
    _LISTENERS.append(listener)
    return listener


def tell_placements(spans: Iterable[tuple[int, date, date]]) -> None:
    """Call every listener once for each span."""
    for span in dict.fromkeys(spans):
        for listener in _LISTENERS:
            listener(*span)


def alone() -> None:
    """Wait until no other transaction changes the tree (PostgreSQL; SQLite has one writer at a time anyway).

    Two moves that are each right, done at once, could close a circle; the derived tables are rebuilt from what is read.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('units_tree'))")
