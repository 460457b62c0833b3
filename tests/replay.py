"""Worlds that many tests begin with: made once in a run by the program's own services, then written again as the rows that these left.

Going through the services takes half a second and more each time, longer than most of what is tested in such a world.
"""

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from filelock import FileLock

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
    """What a maker returned, pickled (a copy is made of that in half the time), and the rows that it left."""

    made: bytes
    tables: dict[str, Table]

    def play(self) -> Made:
        name = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:  # tables refer to each other: looked at when all are written
            for table, left in self.tables.items():
                columns, marks = ", ".join(map(name, left.columns)), ", ".join(["%s"] * len(left.columns))
                rows = ", ".join([f"({marks})"] * len(left.rows))
                cursor.execute(f"INSERT INTO {name(table)} ({columns}) VALUES {rows}", [value for row in left.rows for value in row])
        tree_rewritten()
        copy: Made = pickle.loads(self.made)
        return copy

    def count_on(self) -> None:
        """In a process that has not made these rows itself: let the database draw its next numbers behind theirs."""
        models = [model for model in apps.get_models() if model._meta.db_table in self.tables]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


class Shelf:
    """Where the processes of one run leave recordings for each other; without a folder each keeps its own."""

    folder: Path | None = None

    def place(self, make: Callable[..., Any], asked: Any) -> Path | None:
        name = f"{make.__module__}.{make.__qualname__}-{hashlib.sha256(repr(asked).encode()).hexdigest()[:16]}.pickle"
        return self.folder / name if self.folder else None


SHELF = Shelf()


def replayed(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """A maker of rows that begins where there is no unit, person or record: from its second call on it writes what the first one left,
    in whichever process of the run that was.

    Where something is there already it makes as ever, and always where it changes what was there before it. What it returns is a copy of
    its own each time. Nothing waits for the end of the transaction but after the first call.
    """
    kept: dict[Any, Recording[Made] | None] = {}

    def first(asked: Any, given: Any, named: Any) -> Made:
        made, kept[asked] = recorded(lambda: make(*given, **named))
        return made

    @wraps(make)
    def come(*given: Given.args, **named: Given.kwargs) -> Made:
        asked = (given, tuple(sorted(named.items())))
        if something_there() or (asked in kept and kept[asked] is None):
            return make(*given, **named)
        if recording := kept.get(asked):
            return recording.play()
        place = SHELF.place(make, asked)
        if place is None:
            return first(asked, given, named)
        with FileLock(f"{place}.lock"):
            if not place.exists():
                made = first(asked, given, named)
                place.write_bytes(pickle.dumps(kept[asked]))
                return made
        found: Recording[Made] | None = pickle.loads(place.read_bytes())  # written by ourselves a moment ago
        kept[asked] = found
        if found is None:
            return make(*given, **named)
        played = found.play()
        found.count_on()
        return played

    return come


def recorded(make: Callable[[], Made]) -> tuple[Made, Recording[Made] | None]:
    """What was made, with its recording where nothing that was there before was changed."""
    before = everything()
    made = make()
    left = {table: rows.without(before[table]) for table, rows in everything().items()}
    whole = {table: rows for table, rows in left.items() if rows is not None}
    return made, Recording(pickle.dumps(made), {table: rows for table, rows in whole.items() if rows.rows}) if whole == left else None


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
