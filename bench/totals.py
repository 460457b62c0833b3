"""The roll-up of one measure, the report of 80, and the drill, through the program's own calls, against what one could do instead.

    python bench/totals.py --size s --rounds 30

Needs the development environment and requirements/bench.txt. Facts are loaded by COPY into a PostgreSQL of its own, totals rebuilt, cells
compared one by one before any time counts; 1,000 deltas wait all the while. Prints JSON.
"""

import argparse
import json
import random
import sys
import time
from datetime import date
from decimal import Decimal
from typing import Any

import rounds as protocol
from world import CATEGORIES, MAIN, SIZES, YEAR, Nation, define, load, postgres, prepare, run

WAITING = 1000
MEASURES = 80
CLOSURE_JOIN = """
SELECT c.ancestor_id, extract(month FROM f.day)::int, sum(f.value), count(*) FROM units_closure c JOIN fact f ON f.unit_id = c.descendant_id
WHERE c.hierarchy = 'state' AND c.ancestor_id = ANY(%s) GROUP BY 1, 2
"""
HASH_JOIN = """
SELECT c.ancestor_id, month(f.day), sum(f.value), count(*) FROM closure c JOIN fact f ON f.unit_id = c.descendant_id
WHERE c.ancestor_id IN (SELECT unnest(?)) GROUP BY 1, 2
"""
ONE_UNIT = """
SELECT extract(month FROM f.day)::int, f.cat, sum(f.value), count(*) FROM units_closure c JOIN fact f ON f.unit_id = c.descendant_id
WHERE c.hierarchy = 'state' AND c.ancestor_id = %s GROUP BY 1, 2
"""


class Bench:
    """The ways of asking, over one nation."""

    def __init__(self, nation: Nation, many: int) -> None:
        from django.db import connection

        from lantoa.core.measures.registry import measure_of
        from lantoa.core.units.models import Unit
        from lantoa.lib.periods import Period

        self.nation, self.many, self.connection = nation, many, connection
        self.measure = measure_of(MAIN)
        self.provinces = list(Unit.objects.filter(kind="province").order_by("pk")[:5])
        self.below = [[unit for unit in nation.depths[2] if nation.parent[unit] == province.pk] for province in self.provinces]
        self.months = [Period.parse(f"{YEAR}-{month:02}") for month in range(1, 13)]
        self.year = [Period.parse(str(YEAR))]

    def province(self, number: int) -> Any:
        return self.provinces[number % len(self.provinces)]

    # The roll-up: a province's children by months

    def ours(self, number: int) -> dict[Any, Any]:
        from lantoa.core.measures.grid import read_grid
        from lantoa.core.units.kinds import Hierarchy
        from lantoa.core.units.selectors import subs_on

        units = subs_on(self.province(number).pk, date(YEAR, 12, 31), Hierarchy.STATE)
        return read_grid([self.measure], units, self.months, hierarchy=Hierarchy.STATE)

    def keys(self, number: int) -> list[int]:
        """The province's children, found beforehand: the program looks for them itself, the peers are told."""
        return self.below[number % len(self.below)]

    def closure_join(self, number: int) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(CLOSURE_JOIN, [self.keys(number)])
            return cursor.fetchall()

    def duckdb(self, number: int) -> list[Any]:
        return self.duck.execute(HASH_JOIN, [self.keys(number)]).fetchall()

    def open_duckdb(self) -> None:
        """The same facts and tree as DuckDB's own tables, by way of files."""
        import tempfile
        from pathlib import Path

        import duckdb

        self.duck = duckdb.connect()
        with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as folder:
            for table, query in (("fact", "SELECT * FROM fact"), ("closure", "SELECT ancestor_id, descendant_id FROM units_closure")):
                file = Path(folder) / f"{table}.csv"
                export = f"COPY ({query}) TO STDOUT (FORMAT CSV, HEADER)"
                with file.open("wb") as out, self.connection.cursor() as cursor, cursor.copy(export) as rows:
                    for block in rows:
                        out.write(block)
                self.duck.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{file}')")

    # The report of 80 measures

    def report(self, number: int) -> dict[Any, Any]:
        from lantoa.core.measures.grid import read_grid
        from lantoa.core.units.kinds import Hierarchy

        return read_grid(self.measures, [self.province(number)], self.months, hierarchy=Hierarchy.STATE, by="sector")

    def children_report(self, number: int) -> dict[Any, Any]:
        from lantoa.core.measures.grid import read_grid
        from lantoa.core.units.kinds import Hierarchy
        from lantoa.core.units.selectors import subs_on

        units = subs_on(self.province(number).pk, date(YEAR, 12, 31), Hierarchy.STATE)
        return read_grid(self.measures, units, self.year, hierarchy=Hierarchy.STATE)

    def direct_one(self, number: int) -> list[Any]:
        """What one measure of the report costs directly."""
        with self.connection.cursor() as cursor:
            cursor.execute(ONE_UNIT, [self.province(number).pk])
            return cursor.fetchall()

    def direct_children(self, number: int) -> list[Any]:
        return self.closure_join(number)

    # The drill

    def drill(self, number: int) -> list[Any]:
        from lantoa.core.measures.reading import records_behind

        reading = self.readings[number % len(self.readings)]
        return list(records_behind(reading)[:50])


def wait(nation: Nation) -> None:
    """So many more facts, entered after the totals were built: in rows and deltas, and for the peers."""
    from lantoa.core.measures.models import MeasureRow
    from lantoa.core.measures.totals import append_deltas

    chance = random.Random(2)
    size = nation.size.facts
    made = [
        MeasureRow(
            key=f"w{number}", record_id=size + 1 + number, measure=MAIN, unit_id=chance.choice(nation.leaves),
            day=date(YEAR, 1 + chance.randrange(12), 1 + chance.randrange(28)), num=Decimal(chance.randrange(100)),
            dims={"sector": chance.choice(CATEGORIES)},
        )
        for number in range(WAITING)
    ]  # fmt: skip
    run(
        "CREATE TEMP TABLE more AS SELECT * FROM records_record WHERE id = 1",
        *(
            f"UPDATE more SET id = {row.record_id}, unit_id = {row.unit_id}, public_id = gen_random_uuid(), day = '{row.day}';"
            "INSERT INTO records_record SELECT * FROM more"
            for row in made
        ),
    )  # fmt: skip
    MeasureRow.objects.bulk_create(made)
    append_deltas([], made)
    run(
        *(
            f"INSERT INTO fact VALUES ({size + number}, {row.unit_id}, '{row.day}', '{row.dims['sector']}', {int(row.num)})"
            for number, row in enumerate(made, start=1)
        )
    )  # fmt: skip


def compare(bench: Bench) -> int:
    """Every cell of every way; the number of cells. Raises `SystemExit` where one differs."""
    cells = 0
    for number, _province in enumerate(bench.provinces):
        ours = {(place[1], place[2] + 1): (int(cell.value), cell.n) for place, cell in bench.ours(number).items()}
        for name, way in (("closure join", bench.closure_join), ("DuckDB", bench.duckdb)):
            theirs = {(unit, month): (int(value), n) for unit, month, value, n in way(number)}
            if ours != theirs:
                raise SystemExit(f"{name}: {len(set(ours.items()) ^ set(theirs.items()))} cells differ; no time counts")
        cells += len(ours)
    return cells


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", choices=SIZES, default="s")
    options.add_argument("--rounds", type=int, default=30)
    chosen = options.parse_args()
    nation = Nation(SIZES[chosen.size])
    with postgres() as url:
        prepare(url)
        print(json.dumps(measured(nation, chosen.size, chosen.rounds), indent=1))
    return 0


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr)


def measured(nation: Nation, size: str, many: int) -> dict[str, Any]:
    from lantoa.core.measures import recount

    found: dict[str, Any] = {"size": size, "machine": protocol.machine(), "facts": load(nation, say)}
    began = time.perf_counter()
    found["totals"] = recount.rebuild_totals()
    found["rebuild_s"] = round(time.perf_counter() - began, 1)
    say("totals are there")
    wait(nation)
    run("VACUUM ANALYZE")
    bench = Bench(nation, many)
    bench.open_duckdb()
    say("DuckDB has the same")
    found["cells_equal"] = compare(bench)
    ways = {"program": bench.ours, "closure join": bench.closure_join, "duckdb": bench.duckdb}
    found["roll-up"] = protocol.told(protocol.rounds(ways, many), "program")
    say("roll-up")
    found["report"] = report(bench, many)
    found["drill"] = drill(bench, many)
    found["machine_after"] = protocol.machine()
    return found


def report(bench: Bench, many: int) -> dict[str, Any]:
    """80 measures, of which 79 bear the totals of the first; directly, one measure is asked and its time taken 80 times."""
    bench.measures = [bench.measure, *(define(f"bench.{number:02}") for number in range(1, MEASURES))]
    columns = "num, high, den, n, hierarchy, {measure}, dimension, category, year, month, qualifier, unit_id"
    for measure in bench.measures[1:]:
        run(
            f"INSERT INTO measures_total ({columns.format(measure='measure')}) "
            f"SELECT {columns.format(measure=repr(measure.code))} FROM measures_total WHERE measure = '{MAIN}'"
        )
    run("VACUUM ANALYZE measures_total")
    first = {(place[2] + 1, place[3]): (int(cell.value), cell.n) for place, cell in bench.report(0).items() if place[0] == MAIN}
    if first != {(month, cat): (int(value), n) for month, cat, value, n in bench.direct_one(0)}:
        raise SystemExit("the report differs from the direct query; no time counts")
    taken = protocol.rounds({"program": bench.report, "direct, one measure": bench.direct_one}, many)
    taken["direct, 80 measures (derived)"] = [one * MEASURES for one in taken.pop("direct, one measure")]
    under = protocol.rounds({"program": bench.children_report, "direct, one measure": bench.direct_children}, many)
    under["direct, 80 measures (derived)"] = [one * MEASURES for one in under.pop("direct, one measure")]
    say("report")
    return {"one unit, 12 months, 5 categories": protocol.told(taken, "program"), "children, year": protocol.told(under, "program")}


def drill(bench: Bench, many: int) -> dict[str, Any]:
    """The first 50 records behind cells of communes and months; and that n is the count of all of them, for 1,000 cells."""
    from lantoa.core.measures.reading import read, records_behind
    from lantoa.core.units.models import Unit

    chance = random.Random(3)
    units = Unit.objects.in_bulk(chance.choices(bench.nation.depths[2], k=1000))
    communes = list(units.values())
    wrong = 0
    bench.readings = []
    for _number in range(1000):
        reading = read(MAIN, chance.choice(communes), chance.choice(bench.months))
        rows = records_behind(reading).count()
        wrong += rows != reading.n
        bench.readings.append(reading)
    taken = protocol.rounds({"program": bench.drill}, many)
    return {"cells": 1000, "wrong": wrong, **protocol.told(taken, "program")}


if __name__ == "__main__":
    sys.exit(main())
