"""Worlds that many tests begin with: made once in a process by the program's own services, then written again as the rows that these left.

Going through the services takes up to half a second each time, longer than most of what is tested in such a world.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from django.db import connection, transaction

from lantoa.core.units.closure import tree_rewritten

SOMETHING = "SELECT 1 FROM units_unit UNION ALL SELECT 1 FROM people_person UNION ALL SELECT 1 FROM records_record"
LEFT_OUT = {"django_migrations", "django_session"}
Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Table:
    """The rows of a table, each as it lies in the database."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def without(self, others: "Table") -> "Table | None":
        """The rows that the others are not among; None where some of the others are not among these."""
        known = {repr(row) for row in others.rows}
        left = tuple(row for row in self.rows if repr(row) not in known)
        return Table(self.columns, left) if len(left) + len(known) == len(self.rows) else None


@dataclass(frozen=True)
class Recording(Generic[Made]):
    """What a maker returned, and the rows that it left."""

    made: Made
    tables: dict[str, Table]

    def play(self) -> Made:
        name = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:  # tables refer to each other: looked at when all are written
            for table, left in self.tables.items():
                columns, marks = ", ".join(map(name, left.columns)), ", ".join(["%s"] * len(left.columns))
                rows = ", ".join([f"({marks})"] * len(left.rows))
                cursor.execute(f"INSERT INTO {name(table)} ({columns}) VALUES {rows}", [value for row in left.rows for value in row])
        tree_rewritten()
        return deepcopy(self.made)


def replayed(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """A maker of rows that begins where there is no unit, person or record: from its second call on it writes what the first one left.

    Where something is there already it makes as ever, and always where it changes what was there before it. What it returns is a copy of
    its own each time. Nothing waits for the end of the transaction but after the first call.
    """
    kept: dict[Any, Recording[Made] | None] = {}

    @wraps(make)
    def come(*given: Given.args, **named: Given.kwargs) -> Made:
        asked = (given, tuple(sorted(named.items())))
        if something_there() or (asked in kept and kept[asked] is None):
            return make(*given, **named)
        if recording := kept.get(asked):
            return recording.play()
        before = everything()
        made = make(*given, **named)
        left = {table: rows.without(before[table]) for table, rows in everything().items()}
        whole = {table: rows for table, rows in left.items() if rows is not None}
        kept[asked] = Recording(deepcopy(made), {table: rows for table, rows in whole.items() if rows.rows}) if whole == left else None
        return made

    return come


def something_there() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({SOMETHING})")
        return bool(cursor.fetchone()[0])


def everything() -> dict[str, Table]:
    """All rows of all tables."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - LEFT_OUT):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            found[table] = Table(tuple(column[0] for column in cursor.description), tuple(map(tuple, cursor.fetchall())))
    return found
