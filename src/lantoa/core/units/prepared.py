"""Statements put together once and run many times: to compose one takes Django longer than the database takes to answer it."""

import re
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache, wraps
from types import SimpleNamespace
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import DecimalField, IntegerField, QuerySet
from django.db.models.query import ModelIterable

NUMBERS = (IntegerField, DecimalField)
KEPT = 128  # forms of one reading that a process keeps
Converters = dict[int, tuple[list[Callable[..., Any]], Any]]  # by column, with the expression that they convert
Value = int | str | date | datetime
Given = ParamSpec("Given")
Found = TypeVar("Found")


def stand_in(kind: type, number: int) -> Any:
    """What stands for the value of this number while a statement is composed: of its kind, and met nowhere else."""
    if issubclass(kind, datetime):
        return datetime(3, 3, 3, microsecond=number, tzinfo=UTC)
    if issubclass(kind, date):
        return date(3, 3, 3) + timedelta(days=number)
    return f"\ue000{number}\ue001" if issubclass(kind, str) else 2**62 + number


def adapted(value: Any) -> Any:
    """The value as the database takes it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


@dataclass(frozen=True)
class Statement:
    """What a query set would send to the database, with how it reads what comes back. `slots`: among the parameters, the places of the
    values that are given each time, with their numbers."""

    sql: str
    params: tuple[Any, ...] | None
    converters: Converters
    slots: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, rows: QuerySet[Any, Any], *stand_ins: Any) -> "Statement":
        """The statement of a query set; without text where it cannot find anything. `stand_ins` are given anew in each run.

        Raises `ValueError` where one of them has not come among the parameters as it is.
        """
        return cls.composed(rows.query.get_compiler(connection=connections[DEFAULT_DB_ALIAS]), stand_ins)

    @classmethod
    def composed(cls, compiler: Any, stand_ins: Sequence[Any] = ()) -> "Statement":
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return cls("", None, {})
        columns = compiler.select[: compiler.col_count]
        converters = compiler.get_converters([column for column, _sql, _alias in columns])
        numbers = {adapted(value): number for number, value in enumerate(stand_ins)}
        slots = tuple((place, numbers[value]) for place, value in enumerate(params) if isinstance(value, Hashable) and value in numbers)
        if {number for _place, number in slots} != set(numbers.values()):
            raise ValueError("a value that is given each time must come into the statement as it is")
        if connection.vendor != "postgresql":
            return cls(sql, tuple(params), converters, slots)
        given = {place for place, (column, _sql, _alias) in enumerate(columns) if isinstance(column.output_field, NUMBERS)}
        left = {place: steps for place, steps in converters.items() if place not in given}  # the driver gives them as they are
        return cls(*written_in(sql, params, slots), left, tuple((place, number) for place, (_old, number) in enumerate(slots)))

    def filled(self, *values: Value) -> tuple[Any, ...] | None:
        """The parameters, with these values."""
        if not self.slots or self.params is None:
            return self.params
        given = list(self.params)
        for place, number in self.slots:
            value, stood = adapted(values[number]), given[place]
            given[place] = type(stood)(value) if isinstance(stood, int) else value  # an integer as wide as its column
        return tuple(given)

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """What it finds now."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(*values))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return list(map(self.converted, found)) if self.converters else found

    def converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        told = list(row)
        for place, (steps, column) in self.converters.items():
            for convert in steps:
                told[place] = convert(told[place], column, connection)
        return tuple(told)


def written_in(sql: str, params: Sequence[Any], slots: Sequence[tuple[int, int]]) -> tuple[str, tuple[Any, ...] | None]:
    """On PostgreSQL the parameters are written into the text once, not each time; those of the slots stay outside."""
    outside = {place for place, _number in slots}
    marked = [stand_in(str, place) if place in outside else value for place, value in enumerate(params)]
    with connection.cursor() as cursor:
        text: str = cursor.mogrify(sql, marked)
    if not slots:
        return text, None
    text = re.sub("'\ue000[0-9]+\ue001'", "%s", text.replace("%", "%%"))
    return text, tuple(params[place] for place, _number in slots)


def prepared(rows: Callable[Given, QuerySet[Any, Found]]) -> Callable[Given, list[Found]]:
    """A reading by a few values (ids, texts, days), composed when it is first asked for that many of these kinds, and only run afterwards.

    `rows` makes the query set, of models or of plain rows. It may hand its values on to conditions, never ask what they are or reckon with
    them: it sees others in their place.
    """

    @lru_cache(maxsize=KEPT)
    def composed(_vendor: str, kinds: tuple[type, ...]) -> tuple[Any, Statement]:
        stand_ins = [stand_in(kind, number) for number, kind in enumerate(kinds)]
        found = rows(*stand_ins)  # type: ignore[call-arg]  # values of the same kinds as those given
        compiler = found.query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])
        statement = Statement.composed(compiler, stand_ins)
        return compiler if issubclass(found._iterable_class, ModelIterable) else None, statement

    @wraps(rows)
    def read(*values: Given.args, **_named: Given.kwargs) -> list[Found]:
        given: tuple[Any, ...] = values
        compiler, statement = composed(connection.vendor, tuple(map(type, given)))
        found: list[Any] = statement.rows(*given) if compiler is None else models(compiler, statement, given)
        return found

    return read


def models(compiler: Any, statement: Statement, values: Sequence[Any]) -> list[Any]:
    """The models that a statement finds, made by Django as ever; the compiler is the one that composed it."""
    if not statement.sql:
        return []
    now = copy(compiler)
    now.connection = connections[DEFAULT_DB_ALIAS]  # of this thread
    now.as_sql = lambda *_asked, **_named: (statement.sql, statement.filled(*values))
    query = SimpleNamespace(get_compiler=lambda *_asked, **_named: now)
    rows: Any = SimpleNamespace(db=DEFAULT_DB_ALIAS, query=query, _known_related_objects={})
    return list(ModelIterable(rows))
