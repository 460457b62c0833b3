"""A reading by sub-unit against recounting the records behind it: both through the program, in turn, in one run.

    python bench/reading.py --records 20000 --rounds 30

Needs the development environment (make dev). Builds synthetic records in a temporary SQLite database and leaves nothing behind.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = "initiatives.kept"


def prepare(home: str) -> None:
    """Point the program at an empty database of its own and set it up."""
    os.environ.update(LANTOA_HOME=home, LANTOA_DEMO="1", DJANGO_SETTINGS_MODULE="lantoa.config.settings")
    os.environ.pop("LANTOA_DATABASE", None)
    sys.path.insert(0, str(ROOT / "src"))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(records: int) -> None:
    """The tree, an account of the demo, and so many synthetic records."""
    from django.utils import timezone

    from lantoa.core.units.services import load_tree
    from lantoa.demo.models import DemoMark
    from lantoa.demo.scale import grow

    load_tree(provinces={"Tỉnh Kon Tum"})
    DemoMark.objects.create(part="bench")
    grow(records, seed=1, now=timezone.now())


def by_reading(root, period) -> dict[str, int]:
    """The number of each sub-unit as the pages read it."""
    from lantoa.core.measures.reading import read

    return {part.key: int(part.value) for part in read(CODE, root, period, by="unit").parts if part.value}


def by_recount(root, period) -> dict[str, int]:
    """The same from every approved record anew, by the measure's own definition."""
    from lantoa.core.measures.registry import measure_of
    from lantoa.core.measures.rows import approved, derive
    from lantoa.core.units.models import Closure

    below = Closure.objects.filter(ancestor=root, depth=1, hierarchy=root.hierarchy).values_list("descendant", "descendant__key")
    top = {}
    for pk, key in below:
        top |= dict.fromkeys(Closure.objects.filter(ancestor=pk, hierarchy=root.hierarchy).values_list("descendant", flat=True), key)
    found: Counter[str] = Counter()
    measure = measure_of(CODE)
    for row in derive(measure, approved(measure.kind)):
        if row.unit_id in top and row.day < period.end:
            found[top[row.unit_id]] += int(row.num)
    return {key: number for key, number in found.items() if number}


def timed(function, *arguments) -> tuple[float, dict[str, int]]:
    began = time.perf_counter()
    value = function(*arguments)
    return time.perf_counter() - began, value


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=30)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as home:
        prepare(home)
        fill(chosen.records)
        from lantoa.core.units.models import Unit
        from lantoa.lib.periods import Period

        root, period = Unit.objects.get(key="thu"), Period.parse("2021-05-18..2023-05-25")
        if by_reading(root, period) != by_recount(root, period):
            print("the two ways disagree; no time counts", file=sys.stderr)
            return 1
        rounds = [(timed(by_reading, root, period)[0], timed(by_recount, root, period)[0]) for _number in range(chosen.rounds)]
        reading, recount = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(slow / fast for fast, slow in rounds)
        print(f"{chosen.records} records, {chosen.rounds} rounds, load {os.getloadavg()[0]:.1f}, SQLite")
        print(f"read(by=unit) {reading * 1000:.1f} ms, recount {recount * 1000:.1f} ms: {ratio:.0f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
