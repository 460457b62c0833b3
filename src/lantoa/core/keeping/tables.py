"""The tables of an installation as its migrations made them, and their rows in a form that no database has to itself.

A row is a JSON list in the order of the table's columns. The digest of a table is the sum of its rows' hashes, so that the order in
which a database hands them out does not matter; JSON within a row counts by its content, not by the order of its keys.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.utils.duration import duration_string

Node = tuple[str, str]
NOT_KEPT = {"django_session", "usersessions_usersession"}  # whoever holds a session's key is signed in
PLAIN = (models.IntegerField, models.CharField, models.TextField, models.BooleanField, models.FloatField)
AT_ONCE = 2000
MODULUS = 1 << 256


@dataclass(frozen=True)
class Column:
    """A column, with what turns its values into JSON, back, and into what the database is given."""

    name: str
    kind: models.Field[Any, Any]
    plain: bool
    is_json: bool


class Tables(dict[str, type[models.Model]]):
    """The tables that belong to a set of migrations, by name: each with its model as it was then."""


@dataclass
class Tally:
    """Rows of a table and the sum of their hashes."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.total += int.from_bytes(hashlib.sha256(line).digest())

    @property
    def digest(self) -> str:
        return f"{self.total % MODULUS:064x}"


@dataclass
class Codec:
    """How the rows of one table are written and read."""

    model: type[models.Model]
    columns: list[Column] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = [column_of(found) for found in self.model._meta.local_concrete_fields if not getattr(found, "generated", False)]
        self.has_json = any(column.is_json for column in self.columns)
        self.special = [(number, column) for number, column in enumerate(self.columns) if not column.plain]

    def encode(self, row: Sequence[Any]) -> tuple[bytes, bytes]:
        """The line of a row, and what its digest is made of."""
        line = dumped(row)
        if not self.has_json:
            return line, line
        same = [canonical(value) if column.is_json else value for column, value in zip(self.columns, row, strict=True)]
        return line, dumped(same, sort_keys=True)

    def decode(self, line: bytes) -> list[Any]:
        """What the database is given for this line. Raises `ValueError` where it is no row of this table."""
        row = json.loads(line)
        if not isinstance(row, list) or len(row) != len(self.columns):
            raise ValueError("a row has another number of columns than its table")
        for number, column in self.special:
            row[number] = prepared(column, row[number])
        return row


def tables_at(nodes: Iterable[Node]) -> Tables:
    """The tables as these migrations leave them, by name."""
    state = MigrationLoader(connection).project_state(list(nodes))
    found = {
        model._meta.db_table: model
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in NOT_KEPT
    }
    return Tables(sorted(found.items()))


def column_of(found: models.Field[Any, Any]) -> Column:
    kind: Any = found
    while kind.is_relation:
        kind = kind.target_field
    is_json = isinstance(kind, models.JSONField)
    plain = isinstance(kind, PLAIN) and type(kind).__module__.startswith("django.db.models.fields")
    return Column(found.attname, kind, plain, is_json)


def rows_of(model: type[models.Model], columns: Sequence[Column]) -> Iterator[tuple[Any, ...]]:
    """Every row of the table by its key, a few thousand at a time."""
    rows: Any = model._base_manager.order_by("pk").values_list(*(column.name for column in columns))
    return iter(rows.iterator(chunk_size=AT_ONCE))


def tally(model: type[models.Model], *, each: Callable[[], None] | None = None) -> Tally:
    """Count and digest a table as it is in the database now."""
    codec, counted = Codec(model), Tally()
    for row in rows_of(model, codec.columns):
        counted.add(codec.encode(row)[1])
        if each:
            each()
    return counted


def dumped(row: Any, *, sort_keys: bool = False) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys, default=portable).encode()


def portable(value: Any) -> str:
    """A value that JSON does not know, as its field reads it back."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case timedelta():
            return duration_string(value)
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(bytes(value)).decode()
        case UUID():
            return str(value)
    raise TypeError(f"no portable form of {type(value).__name__}")


def canonical(value: Any) -> Any:
    """JSON as either database gives it back: PostgreSQL keeps no difference between 1e16 and 10000000000000000."""
    match value:
        case dict():
            return {key: canonical(part) for key, part in value.items()}
        case list() | tuple():
            return [canonical(part) for part in value]
        case float() if value.is_integer():
            return int(value)
    return value


def prepared(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if not column.is_json:
        value = column.kind.to_python(value)
    return column.kind.get_db_prep_save(value, connection)
