"""Thirty-two writers on PostgreSQL at once, each transaction open for 10 ms: with totals kept, and the same writes without them.

    python bench/writers.py [--writers 32] [--seconds 20]

Needs the development environment. Every writer corrects approved records by the program's own call (`records.services.change`), all of
them out of one pool, so that two often want the same record. "Without" leaves out nothing but the deltas. Both ways run in turn, three
times. Printed: writes a second, the ratio, deadlocks; at the end what `measures verify` finds wrong.
"""

import argparse
import multiprocessing
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from world import postgres

ROOT = Path(__file__).resolve().parent.parent
RECORDS, POOL, OPEN = 2_000, 400, 0.010
TURNS = 3


def prepare(url: str, home: str) -> None:
    (Path(home) / "lantoa.toml").write_text("demo = true\n")
    os.environ |= {"LANTOA_DATABASE": url, "LANTOA_HOME": home, "DJANGO_SETTINGS_MODULE": "lantoa.config.settings"}
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django

    django.setup()


def fill() -> list[int]:
    """Synthetic records; the ids of the pool."""
    from django.core.management import call_command
    from django.utils import timezone

    from lantoa.core.measures.folder import fold_all
    from lantoa.core.units.services import load_tree
    from lantoa.demo.models import DemoMark
    from lantoa.demo.scale import grow
    from lantoa.domains.initiatives.models import Initiative

    call_command("migrate", verbosity=0)
    load_tree(provinces={"Tỉnh Kon Tum"})
    DemoMark.objects.create(part="bench")
    grow(RECORDS, seed=1, now=timezone.now())
    fold_all()
    return list(Initiative.objects.filter(state="approved").order_by("pk").values_list("pk", flat=True)[:POOL])


def write(number: int, pool: list[int], until: float, counted: bool, told: Any) -> None:
    """One writer, in a process of its own: how often it wrote, how often it was a victim of a deadlock."""
    from django.db import OperationalError, connection, transaction

    from lantoa.core.measures import rows
    from lantoa.core.people.models import User
    from lantoa.core.records.services import change
    from lantoa.demo.scale import LAST
    from lantoa.domains.initiatives.models import Initiative

    connection.close()
    if not counted:
        rows.append_deltas = lambda *_rows: None  # type: ignore[assignment]
    leader, chance = User.objects.get(username="duyet.thu"), random.Random(number)
    done = deadlocks = 0
    while time.time() < until:
        record = Initiative.objects.get(pk=chance.choice(pool))
        try:
            with transaction.atomic():
                change(record, values={"households": chance.randrange(1, 500)}, by=leader, today=LAST, reason="Đếm lại")
                time.sleep(OPEN)
            done += 1
        except OperationalError as error:
            deadlocks += "deadlock" in str(error)
    told.put((done, deadlocks))


def turn(pool: list[int], *, writers: int, seconds: float, counted: bool) -> tuple[float, int]:
    """Writes a second of all writers together, and their deadlocks."""
    context = multiprocessing.get_context("fork")
    told: Any = context.Queue()
    until = time.time() + seconds + 2
    processes = [context.Process(target=write, args=(number, pool, until, counted, told)) for number in range(writers)]
    for process in processes:
        process.start()
    found = [told.get() for _process in processes]
    for process in processes:
        process.join()
    return sum(done for done, _deadlocks in found) / (seconds + 2), sum(deadlocks for _done, deadlocks in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=20)
    asked = parser.parse_args()
    with postgres() as url, tempfile.TemporaryDirectory() as home:
        prepare(url, home)
        pool = fill()
        from django.db import connections

        from lantoa.core.measures.recount import rebuild_totals, verify_totals
        from lantoa.core.measures.rows import verify

        connections.close_all()
        ratios, deadlocks = [], 0
        for number in range(TURNS):
            rates = {}
            for counted in (True, False) if number % 2 == 0 else (False, True):
                rates[counted], victims = turn(pool, writers=asked.writers, seconds=asked.seconds, counted=counted)
                deadlocks += victims
                if counted:
                    print(f"totals after the turn with them: {verify_totals() or 'nothing wrong'}", flush=True)
                else:
                    rebuild_totals()  # what the writes without totals have left behind
                connections.close_all()
            ratios.append(rates[True] / rates[False])
            print(f"with totals {rates[True]:.1f} a second, without {rates[False]:.1f}: {ratios[-1]:.2f}", flush=True)
        print(f"ratio {statistics.median(ratios):.2f}; {deadlocks} deadlocks; rows: {verify() or 'nothing wrong'}")


if __name__ == "__main__":
    main()
