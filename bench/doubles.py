"""How many doubles are found, how many innocent pairs are suspected, and what it costs to look among many records.

    python bench/doubles.py [--wrong] [--crowd 100000]

The labelled pairs (`doubles_pairs/`) are entered as records, two at a time, and looked at by the program's own call; weights were set on
the pairs with odd numbers, those with even numbers were left aside until then. `--wrong` prints each pair that was judged wrongly.
`--crowd` enters so many synthetic records, looks at all of them, then at one more, and says how long that took and how many comparisons
a record needed. Needs the development environment; everything is done in a temporary SQLite database.
"""

import argparse
import csv
import os
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
PAIRS = Path(__file__).resolve().parent / "doubles_pairs"
DAY, REFORM = date(2023, 5, 25), date(2022, 1, 1)


def prepare(home: str) -> None:
    """Point the program at an empty database of its own and set it up."""
    os.environ.update(LANTOA_HOME=home, LANTOA_DEMO="1", DJANGO_SETTINGS_MODULE="lantoa.config.settings")
    os.environ.pop("LANTOA_DATABASE", None)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def make_units(office) -> dict:
    """The units of `units.tsv` by name, with what became of them on the day of the reform."""
    from lantoa.core.units.kinds import home_hierarchy
    from lantoa.core.units.services import end_unit, place_unit, rename_unit, succeed
    from tests.factories import make_unit

    units = {"": office.country}
    rows = list(csv.DictReader((PAIRS / "units.tsv").open(encoding="utf-8"), delimiter="\t"))
    for row in rows:
        party = {"party_under": units[row["committee"]]} if row["committee"] else {}
        starts = {"starts": REFORM} if row["new"] else {}
        units[row["name"]] = make_unit(row["name"], kind=row["kind"], under=units[row["under"]], **party, **starts)
    for row in rows:
        unit = units[row["name"]]
        if row["then_under"]:
            place_unit(unit, parent=units[row["then_under"]], hierarchy=home_hierarchy(unit.kind), starts=REFORM)
        if row["then_named"]:
            units[row["then_named"]] = rename_unit(unit, name=row["then_named"], day=REFORM)
        if row["into"]:
            succeed(end_unit(unit, day=REFORM), new=[units[row["into"]]], day=REFORM)
    return units


def values_of(row: dict[str, str], side: str, units: dict) -> dict:
    from lantoa.core.ui.records.start_field import StartField, start_values

    unit = units[row[f"unit_{side}"]]
    unit.refresh_from_db()
    places = [units[name] for name in filter(None, row[f"places_{side}"].split(";"))]
    hosts = [units[name] for name in filter(None, row[f"hosts_{side}"].split(";"))]
    since = start_values(StartField(required=False).clean(row[f"since_{side}"]))
    day = DAY if unit.alive(DAY) else date(2021, 12, 1)
    told = {"title": row[f"title_{side}"], "unit": unit, "places": places, "hosts": hosts, "day": day, **since}
    return told | {"place": places[0] if len(places) == 1 else None}


def judged(row: dict[str, str], office, units: dict) -> int:
    """The score under which the program suspects these two; 0 where it does not. Nothing is kept."""
    from django.db import transaction

    from lantoa.core.doubles.models import Pair
    from lantoa.core.doubles.seeking import seek_all

    with transaction.atomic():
        for side in ("a", "b"):
            values = values_of(row, side, units)
            office.initiative(values.pop("unit"), values.pop("title"), **values)
        seek_all()
        score = Pair.objects.values_list("score", flat=True).first() or 0
        transaction.set_rollback(True)
    return score


def measure_pairs(office, *, wrong: bool) -> None:
    units = make_units(office)
    rows = list(csv.DictReader((PAIRS / "pairs.tsv").open(encoding="utf-8"), delimiter="\t"))
    scores = {row["number"]: judged(row, office, units) for row in rows}
    for name, half in (("set on (odd)", 1), ("left aside (even)", 0)):
        tell(name, [row for row in rows if int(row["number"]) % 2 == half], scores)
    tell("all", rows, scores)
    kinds = Counter((row["kind"], row["same"] == "1", scores[row["number"]] > 0) for row in rows)
    for kind, same in sorted({(kind, same) for kind, same, _found in kinds}):
        print(f"  {kind}: {kinds[kind, same, same]} of {kinds[kind, same, True] + kinds[kind, same, False]} right")
    for row in rows if wrong else ():
        if (row["same"] == "1") != (scores[row["number"]] > 0):
            print(f"  {row['number']} {row['kind']} same={row['same']} score={scores[row['number']]}: {row['title_a']} | {row['title_b']}")


def tell(name: str, rows: list[dict[str, str]], scores: dict[str, int]) -> None:
    found = [row for row in rows if scores[row["number"]]]
    same = [row for row in rows if row["same"] == "1"]
    right = [row for row in found if row["same"] == "1"]
    precision, recall = len(right) / max(1, len(found)), len(right) / max(1, len(same))
    print(f"{name}: {len(rows)} pairs, {len(same)} of them doubles; precision {precision:.3f}, recall {recall:.3f}", flush=True)


def crowd(count: int) -> None:
    """So many approved initiatives in the communes of the whole country, under the titles of the labelled pairs."""
    from django.db import transaction
    from django.utils import timezone

    from lantoa.core.records.kinds import kind_of
    from lantoa.core.units.kinds import COMMUNAL
    from lantoa.core.units.models import Unit
    from lantoa.core.units.services import load_tree
    from lantoa.demo.bulk import Hands, write_batch
    from lantoa.domains.initiatives.models import Initiative
    from tests.factories import make_account

    load_tree()
    chance = Random(1)
    titles = [row["title_a"] for row in csv.DictReader((PAIRS / "pairs.tsv").open(encoding="utf-8"), delimiter="\t")]
    places = list(Unit.objects.filter(kind__in=COMMUNAL, starts__lte=DAY, ends__gt=DAY).values_list("pk", flat=True))
    hands = Hands(make_account(), make_account(), "", "", DAY, timezone.now())
    for start in range(0, count, 2000):
        records = []
        for _number in range(start, min(start + 2000, count)):
            place, year = chance.choice(places), chance.choice((None, *range(2016, 2024)))
            told = {"since": date(year, 1, 1), "since_precision": "year"} if year else {}
            records.append(
                Initiative(unit_id=place, place_id=place, title=chance.choice(titles), day=DAY, state="approved", sector="other", **told)
            )
        with transaction.atomic():
            write_batch(kind_of("initiative"), records, many={"places": [[record.unit_id] for record in records]}, hands=hands)


def measure_crowd(count: int) -> None:
    """Look at so many synthetic records, and at one more."""
    from lantoa.core.doubles import seeking
    from lantoa.core.doubles.models import Mark, Waiting
    from lantoa.core.records.models import Record

    crowd(count)
    Waiting.objects.all().delete()
    waiting, search, started = seeking.begin_again(), seeking.Search(), time.monotonic()
    while seeking.seek(search=search):
        pass
    took = time.monotonic() - started
    print(f"{waiting} records looked at in {took:.0f} s, {1000 * took / max(1, waiting):.1f} ms each; {Mark.objects.count()} marks")
    print(
        f"{search.met / max(1, waiting):.0f} names met and {search.compared / max(1, waiting):.1f} records compared each; "
        f"{search.crowded} times a block was left out as too full; {seeking.open_count()} pairs"
    )
    Waiting.objects.create(record=Record.objects.filter(kind="initiative", state="approved").order_by("?").first())
    started = time.monotonic()
    seeking.seek()
    print(f"one record more: {1000 * (time.monotonic() - started):.0f} ms", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", action="store_true", help="print each pair judged wrongly")
    parser.add_argument("--crowd", type=int, default=0, help="look among so many synthetic records instead")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        prepare(home)
        if asked.crowd:
            measure_crowd(asked.crowd)
        else:
            from tests.office import Office

            measure_pairs(Office(today=DAY), wrong=asked.wrong)


if __name__ == "__main__":
    main()
