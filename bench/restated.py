"""A reading restated to the units of a day against the same as it stood, both through the program, in turn, in one run.

    python bench/restated.py --each 10 --rounds 20

Needs the development environment (make dev). The whole real tree in a temporary SQLite database; at every commune and district of
30 June 2025 so many approved records of 2024, each counting one. Totals are folded. Read are the country and the five provinces with the
most predecessors, by unit, as it stood in 2024 and restated to the units of 1 July 2025; sums of both are compared before any time counts.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEW, LAST, REFORM = "initiatives.new", date(2025, 6, 30), date(2025, 7, 1)


def prepare(home: str) -> None:
    """Point the program at an empty database of its own and set it up."""
    os.environ.update(LANTOA_HOME=home, LANTOA_DEMO="1", DJANGO_SETTINGS_MODULE="lantoa.config.settings")
    os.environ.pop("LANTOA_DATABASE", None)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django
    from django.core.management import call_command

    django.setup()
    from lantoa.core.keeping.recorded import lay_tables

    lay_tables()
    call_command("migrate", verbosity=0)


def fill(each: int) -> int:
    """The tree and the records with their rows; how many."""
    from django.db import transaction
    from django.db.models import QuerySet

    from lantoa.core.measures.models import MeasureRow
    from lantoa.core.measures.recount import rebuild_totals
    from lantoa.core.records.models import Record, State
    from lantoa.core.units.closure import refresh_statistics
    from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL
    from lantoa.core.units.models import Unit
    from lantoa.core.units.services import load_tree
    from tests.factories import make_account

    load_tree()
    units = Unit.objects.filter(starts__lte=LAST, ends__gt=LAST, kind__in=(*COMMUNAL, *DISTRICT_LEVEL)).values_list("pk", flat=True)
    author, plain = make_account(), QuerySet(Record)  # the program's own manager refuses what leaves no event
    day = [date(2024, 1, 1) + timedelta(36 * number % 366) for number in range(each)]
    with transaction.atomic():
        plain.bulk_create(
            (
                Record(kind="initiative", unit_id=unit, title="Mô hình", day=day[number], author=author, state=State.APPROVED)
                for unit in units
                for number in range(each)
            ),
            batch_size=500,
        )
        MeasureRow.objects.bulk_create(
            (
                MeasureRow(key=f"{pk}/{NEW}/1", record_id=pk, measure=NEW, unit_id=unit, day=when, num=Decimal(1))
                for pk, unit, when in Record.objects.values_list("pk", "unit", "day")
            ),
            batch_size=1000,
        )
    rebuild_totals()
    refresh_statistics()  # as the running program does
    return len(units) * each


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--each", type=int, default=10, help="records of each unit")
    options.add_argument("--rounds", type=int, default=20)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as home:
        prepare(home)
        count = fill(chosen.each)
        from lantoa.core.measures.reading import read
        from lantoa.core.units.models import Unit
        from lantoa.lib.periods import Period

        period = Period.parse("2024")
        country = Unit.objects.get(kind="country")
        provinces = [part.unit for part in read(NEW, country, period, by="unit", restated=REFORM).parts if part.unit and part.n]
        provinces = sorted(provinces, key=lambda unit: -unit.predecessions.count())[:5]

        def timed(unit: Unit, restated: date | None) -> tuple[float, int]:
            began = time.perf_counter()
            told = read(NEW, unit, period, by="unit", restated=restated)
            return time.perf_counter() - began, int(told.counted)

        if {timed(country, day)[1] for day in (None, REFORM)} != {count}:
            print("the two readings disagree; no time counts", file=sys.stderr)
            return 1
        print(f"{count} records, {chosen.rounds} rounds, load {os.getloadavg()[0]:.1f}, SQLite")
        for name, units in (("the country by provinces", [country]), ("a merged province by its communes", provinces)):
            rounds = []
            for number in range(chosen.rounds):
                unit = units[number % len(units)]
                stood, restated = (timed(unit, day)[0] for day in (None, REFORM))
                rounds.append((stood, restated))
            stood, restated = (statistics.median(column) for column in zip(*rounds, strict=True))
            ratio = statistics.median(slow / fast for fast, slow in rounds)
            print(f"{name}: as it stood {stood * 1000:.0f} ms, restated {restated * 1000:.0f} ms: {ratio:.1f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
