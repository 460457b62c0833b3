"""Filling the empty tables of either database in one transaction: triggers asleep meanwhile, keys and sequences as they were."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connection, models, transaction

from lantoa.core.keeping.snapshot import last_number, sequence_of
from lantoa.core.keeping.tables import AT_ONCE, Codec, Tables


@contextmanager
def all_or_nothing(tables: Tables) -> Iterator[None]:
    """One transaction in which the database's triggers stay silent; at its end every foreign key is checked and they are back.

    Triggers refuse changes of history and fill derived rows; both were done when the rows were first written.
    """
    with transaction.atomic():
        kept = silence(tables)
        yield
        check_references()
        wake(tables, kept)


def silence(tables: Tables) -> list[tuple[str, str]]:
    """Put the triggers to sleep; on SQLite they are taken away, and what made them is given back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            kept = [(str(name), str(sql)) for name, sql in cursor.fetchall()]
            for name, _sql in kept:
                cursor.execute(f"DROP TRIGGER {quoted(name)}")
            return kept
        for table in tables:
            cursor.execute(f"ALTER TABLE {quoted(table)} DISABLE TRIGGER USER")
    return []


def wake(tables: Tables, kept: list[tuple[str, str]]) -> None:
    with connection.cursor() as cursor:
        for _name, sql in kept:
            cursor.execute(sql)
        if connection.vendor == "postgresql":
            for table in tables:
                cursor.execute(f"ALTER TABLE {quoted(table)} ENABLE TRIGGER USER")


def check_references() -> None:
    """Raises `IntegrityError` where a row points to none."""
    if connection.vendor == "sqlite":
        connection.check_constraints()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def clear(tables: Tables) -> None:
    """Take away what the migrations themselves have written."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {quoted(table)}")  # noqa: S608  (a name from our own migrations)


def fill(codec: Codec, rows: Iterable[list[Any]]) -> None:
    """Write the rows, each as `Codec.decode` gave it."""
    table = quoted(codec.model._meta.db_table)
    names = ", ".join(quoted(found.column) for column in codec.columns if (found := field_named(codec.model, column.name)))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(codec.columns))
        waiting = iter(rows)
        while batch := list(islice(waiting, AT_ONCE)):
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", batch)  # noqa: S608  (names from our own migrations)


def field_named(model: type[models.Model], attname: str) -> Any:
    return next(found for found in model._meta.local_concrete_fields if found.attname == attname)


def go_on_after(model: type[models.Model], last: int) -> None:
    """The table's next key comes after `last` and after every key there is."""
    sequence = sequence_of(model)
    if sequence is None:
        return
    highest = model._base_manager.aggregate(found=models.Max("pk"))["found"] or 0
    number = max(last, highest)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(number, 1), number > 0])
        elif last_number(model) == 0:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [sequence])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [sequence, number])
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [number, sequence])


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)
