"""Many ids in one statement, as one value.

Written into it one by one, ten thousand take Django a tenth of a second each time, and for another number of them the statement is put
together anew.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, Lookup


@ForeignKey.register_lookup
class Among(Lookup[Any]):
    """`unit__among=listed(ids)`: one of these ids."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} IN (SELECT value FROM json_each(%s))", (*params, self.rhs)  # noqa: S608  (the column)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::bigint[])", (*params, self.rhs)


def listed(ids: Iterable[int]) -> str:
    """These ids as one value for `…__among`, as the database reads them."""
    written = json.dumps(list(ids))
    return "{" + written[1:-1] + "}" if connection.vendor == "postgresql" else written


def is_listed(many: int) -> bool:
    """Whether a kept statement is given so many ids as one value: on PostgreSQL several. SQLite looks up a few faster one by one."""
    return many > 1 and connection.vendor == "postgresql"
