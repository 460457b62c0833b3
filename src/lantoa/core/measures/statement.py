"""A statement put together once and run many times."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Converters = dict[int, tuple[list[Callable[..., Any]], Any]]  # by column, with the expression that they convert


@dataclass(frozen=True)
class Statement:
    """What a query set would send to the database, with how it reads what comes back."""

    sql: str
    params: tuple[Any, ...]
    converters: Converters

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> "Statement":
        """The statement of a query set of plain values; without text where it cannot find anything."""
        compiler = rows.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return cls("", (), {})
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        return cls(sql, tuple(params), compiler.get_converters(columns))

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """What it finds now."""
        if not self.sql:
            return
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            found = cursor.fetchall()
        if not self.converters:
            yield from found
            return
        for row in found:
            told = list(row)
            for place, (steps, column) in self.converters.items():
                for convert in steps:
                    told[place] = convert(told[place], column, connection)
            yield tuple(told)
