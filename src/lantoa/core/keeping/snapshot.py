"""Reading the whole database as it stands at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction

SQLITE_NEXT = "SELECT seq FROM sqlite_sequence WHERE name = %s"
POSTGRES_NEXT = "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM {sequence}"


@contextmanager
def one_moment() -> Iterator[None]:
    """Within the block every query sees the rows of one moment; nobody who writes has to wait for it."""
    if connection.vendor == "sqlite":
        cursor = connection.cursor()
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM django_migrations")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
        return
    with transaction.atomic():
        connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def last_number(model: type[models.Model]) -> int | None:
    """The last number that the table has drawn for its key, of a deleted row even; None where it draws none."""
    sequence = sequence_of(model)
    if sequence is None:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(SQLITE_NEXT, [sequence])
        else:
            cursor.execute(POSTGRES_NEXT.format(sequence=sequence))
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def sequence_of(model: type[models.Model]) -> str | None:
    """What draws the numbers of the table's key: on SQLite the table itself, on PostgreSQL its sequence."""
    table, key = model._meta.db_table, model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField):
        return None
    if connection.vendor == "sqlite":
        return table
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key.column])
        found: Any = cursor.fetchone()
    return str(found[0]) if found and found[0] else None


def applied() -> list[tuple[str, str]]:
    """The migrations that the database went through, within the snapshot."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [(str(app), str(name)) for app, name in cursor.fetchall()]
