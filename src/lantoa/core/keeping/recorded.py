"""The tables of an empty SQLite database as they stand after all migrations, recorded in `recorded.sql` (`make tables` writes it).

An installation has a hundred migrations behind it, which an empty database went through in ten seconds and more of the processor; the
tables that come of it are laid in a fraction of one. What is newer than the recording is migrated as ever, so that an old recording costs
time and nothing else. PostgreSQL goes through the migrations: its tables are made once in the life of an installation.
"""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from lantoa.core.keeping.tables import Node

FILE = Path(__file__).parent / "recorded.sql"
GONE_THROUGH = "-- migration: "
BETWEEN = ";\n\n"
STRUCTURE = """
    SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
    ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name
"""


def lay_tables(wanted: frozenset[Node] | None = None) -> bool:
    """Make the recorded tables in an empty SQLite database and note their migrations as gone through; whether that was done.

    Nothing is done where the database holds a table, or where a migration of the recording is not among those `wanted`. All or nothing.
    """
    nodes, statements = read(FILE.read_text("utf-8"))
    if connection.vendor != "sqlite" or connection.introspection.table_names() or (wanted is not None and not wanted.issuperset(nodes)):
        return False
    recorder = MigrationRecorder(connection)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        for node in nodes:
            recorder.record_applied(*node)
    return True


def read(text: str) -> tuple[list[Node], list[str]]:
    """The migrations that a recording holds, and its statements."""
    head, _end, rest = text.partition("\n\n")
    nodes = [line.removeprefix(GONE_THROUGH).split() for line in head.splitlines() if line.startswith(GONE_THROUGH)]
    return [(app, name) for app, name in nodes], rest.strip().removesuffix(";").split(BETWEEN)


def recording() -> str:
    """What this SQLite database, whose tables hold nothing yet, would be recorded as."""
    return "\n".join(lines())


def lines() -> Iterator[str]:
    yield "-- Written by `make tables` from the migrations; lantoa.core.keeping.recorded lays it."
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        yield from (f"{GONE_THROUGH}{app} {name}" for app, name in cursor.fetchall())
        cursor.execute(STRUCTURE)
        statements = [sql.strip() for (sql,) in cursor.fetchall()]
    assert not [sql for sql in statements if BETWEEN in sql]
    yield ""
    yield BETWEEN.join(statements) + ";\n"
