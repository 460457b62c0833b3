"""Loading the real tree of provinces, districts and communes from the committed files of `units/data` (provenance: data/README.md)."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from lantoa.core.units.closure import rebuild_closure, rebuild_heirs
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import BEGINNING, FOREVER, Placement, Succession, Unit
from lantoa.core.units.naming import bare_name
from lantoa.lib.vietnamese import fold, sort_key

DATA = Path(__file__).parent / "data"
COUNTRY = "VN"
Row = dict[str, str]
Progress = Callable[[str], None]


def rows_of(name: str) -> Iterator[Row]:
    """The rows of one of the data files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def day_or(text: str, default: date) -> date:
    return date.fromisoformat(text) if text else default


def unit_from(row: Row) -> Unit:
    """An unsaved unit from a row of units.tsv."""
    name = row["name"]
    return Unit(
        key=row["key"], code=row["code"], kind=row["kind"], name=name, folded=fold(name), bare=bare_name(name), sort_key=sort_key(name),
        starts=day_or(row["starts"], BEGINNING), ends=day_or(row["ends"], FOREVER), basis=row["basis"],
        lat=float(row["lat"]) if row["lat"] else None, lon=float(row["lon"]) if row["lon"] else None,
    )  # fmt: skip


@transaction.atomic
def load_tree(*, progress: Progress | None = None, provinces: set[str] | None = None) -> int:
    """Load the tree once; the number of units written, 0 where it is there already. `provinces` (names) limits it, for tests."""
    if Unit.objects.filter(key=COUNTRY).exists():
        return 0
    tell = progress or (lambda _text: None)
    wanted = keys_under(provinces) if provinces else None
    kept = [row for row in rows_of("units.tsv") if wanted is None or row["key"] in wanted]
    tell(f"units: {len(kept)}")
    country = Unit(key=COUNTRY, kind=UnitKind.COUNTRY, name="Việt Nam", folded="viet nam", bare="viet nam", sort_key=sort_key("Việt Nam"))
    Unit.objects.bulk_create([country, *(unit_from(row) for row in kept)], batch_size=1000)
    ids = dict(Unit.objects.values_list("key", "pk"))
    lives = {key: (starts, ends) for key, starts, ends in Unit.objects.values_list("key", "starts", "ends")}
    place_all(ids, lives)
    succeed_all(ids)
    tell("units: closure")
    rebuild_closure()
    rebuild_heirs()
    return len(kept) + 1


def place_all(ids: dict[str, int], lives: dict[str, tuple[date, date]]) -> None:
    """Placements in the State's hierarchy, cut to the lives of both ends; provinces stand under the country."""
    found = []
    for row in rows_of("placements.tsv"):
        parent = row["parent"] or COUNTRY
        if row["key"] in ids and parent in ids:
            starts = max(day_or(row["starts"], BEGINNING), lives[row["key"]][0], lives[parent][0])
            ends = min(day_or(row["ends"], FOREVER), lives[row["key"]][1], lives[parent][1])
            found.append(Placement(unit_id=ids[row["key"]], parent_id=ids[parent], hierarchy=Hierarchy.STATE, starts=starts, ends=ends))
    Placement.objects.bulk_create(found, batch_size=2000)


def succeed_all(ids: dict[str, int]) -> None:
    """Successions of communes as the file gives them; those of districts and provinces follow from their communes'."""
    parents = last_parents()
    direct = [row for row in rows_of("successions.tsv") if row["old"] in ids and row["new"] in ids]
    heirs: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in direct:
        district, province = parents["old"].get(row["old"], ""), ""
        province = parents["old"].get(district, "")
        if not province:  # a province's own row, or that of an island district without communes
            continue
        heirs[(district, "district")][row["new"]] = row["day"]
        heirs[(province, "province")][parents["new"].get(row["new"], "")] = row["day"]
    for key, (district, province) in unchanged(parents).items():
        heirs[(district, "district")].setdefault(key, "2025-07-01")
        heirs[(province, "province")].setdefault(parents["new"].get(key, ""), "2025-07-01")
    made = [
        Succession(
            old_id=ids[row["old"]], new_id=ids[row["new"]], day=date.fromisoformat(row["day"]), whole=row["share"] == "whole",
            is_default=row["default"] == "1", basis=row["basis"],
        )
        for row in direct
    ]  # fmt: skip
    seen = {(row["old"], row["new"]) for row in direct}
    for (old, _tier), following in heirs.items():
        for number, (new, day) in enumerate(sorted(following.items())):
            if old in ids and new in ids and old != new and (old, new) not in seen:
                seen.add((old, new))
                made.append(
                    Succession(old_id=ids[old], new_id=ids[new], day=date.fromisoformat(day), whole=len(following) == 1, is_default=number == 0)
                )
    Succession.objects.bulk_create(made, batch_size=2000)


def last_parents() -> dict[str, dict[str, str]]:
    """The parent of each unit before ("old") and since ("new") the reform of 1 July 2025."""
    parents: dict[str, dict[str, str]] = {"old": {}, "new": {}}
    for row in rows_of("placements.tsv"):
        parents["new" if not row["ends"] else "old"][row["key"]] = row["parent"]
        if not row["ends"] and not row["starts"]:
            parents["old"][row["key"]] = row["parent"]
    return parents


def unchanged(parents: dict[str, dict[str, str]]) -> dict[str, tuple[str, str]]:
    """Communes that lived through the reform: their district and province before it."""
    return {
        key: (parents["old"][key], parents["old"].get(parents["old"][key], ""))
        for key in parents["new"]
        if key in parents["old"] and parents["old"][key] and parents["old"][key] != parents["new"][key]
    }


def keys_under(provinces: set[str]) -> set[str]:
    """Keys of these provinces (by name), of all that ever stood under them, and of their successors with their parents."""
    above = defaultdict(set)
    for row in rows_of("placements.tsv"):
        above[row["parent"]].add(row["key"])
    found = {row["key"] for row in rows_of("units.tsv") if row["name"] in provinces}
    frontier = set(found)
    while frontier:
        frontier = set().union(*(above[key] for key in frontier)) - found
        found |= frontier
    parents = last_parents()
    found |= {row["new"] for row in rows_of("successions.tsv") if row["old"] in found}
    return found | {parents["new"][key] for key in found if parents["new"].get(key)}
