"""A statement put together once and run many times."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import IntegerField, QuerySet

Converters = dict[int, tuple[list[Callable[..., Any]], Any]]  # by column, with the expression that they convert


@dataclass(frozen=True)
class Statement:
    """What a query set would send to the database, with how it reads what comes back."""

    sql: str
    params: tuple[Any, ...] | None
    converters: Converters

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> "Statement":
        """The statement of a query set of plain values; without text where it cannot find anything."""
        compiler = rows.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return cls("", None, {})
        columns = compiler.select[: compiler.col_count]
        converters = compiler.get_converters([column for column, _sql, _alias in columns])
        if connection.vendor != "postgresql":
            return cls(sql, tuple(params), converters)
        with connection.cursor() as cursor:  # hundreds of values are written into the text once, not each time
            text = cursor.mogrify(sql, params)
        whole = {place for place, (column, _sql, _alias) in enumerate(columns) if isinstance(column.output_field, IntegerField)}
        return cls(text, None, {place: steps for place, steps in converters.items() if place not in whole})  # the driver gives integers

    def rows(self) -> list[tuple[Any, ...]]:
        """What it finds now."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return list(map(self.converted, found)) if self.converters else found

    def converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        told = list(row)
        for place, (steps, column) in self.converters.items():
            for convert in steps:
                told[place] = convert(told[place], column, connection)
        return tuple(told)
