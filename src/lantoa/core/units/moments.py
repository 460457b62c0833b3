"""Work that sees the database as it was at one moment, and that no other process does at the same time."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def alone(work: str) -> Iterator[None]:
    """One transaction with one view of the database, while no other is inside `alone` with the same name of work.

    On PostgreSQL an advisory lock, taken before the transaction looks; on SQLite whoever writes is alone anyway (BEGIN IMMEDIATE).
    Inside a transaction of the caller's it is a part of that one.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    ask("SELECT pg_advisory_lock(hashtext(%s))", work)
    try:
        with transaction.atomic():
            ask("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        ask("SELECT pg_advisory_unlock(hashtext(%s))", work)


def stamp() -> Hashable:
    """A mark of all that is committed, asked for outside of a transaction: as long as it stays the same, nobody has written anything.

    On PostgreSQL the transactions that a statement sees; on SQLite its count of the changes of others, and this connection's own.
    """
    if connection.vendor == "postgresql":
        return str(ask("SELECT pg_current_snapshot()::text"))
    others = ask("PRAGMA data_version")
    return others, connection.connection.total_changes, connection.connection  # itself: a new one counts anew


def ask(sql: str, *values: str) -> Any:
    """What a statement tells in one word."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return (cursor.fetchone() or (None,))[0] if cursor.description else None
