"""Loading the real tree of provinces, districts and communes from the committed files of `units/data` (provenance: data/README.md)."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lantoa.core.units.closure import rebuild_closure, refresh_statistics
from lantoa.core.units.heirs import rebuild_heirs
from lantoa.core.units.inserting import insert
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import BEGINNING, FOREVER, Placement, Succession, Unit, UnitName
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
    tell = progress or (lambda text: None)
    wanted = keys_under(provinces) if provinces else None
    kept = [row for row in rows_of("units.tsv") if wanted is None or row["key"] in wanted]
    tell(_("%(count)s units") % {"count": number_format(len(kept), force_grouping=True)})
    country = Unit(key=COUNTRY, kind=UnitKind.COUNTRY, name="Việt Nam", folded="viet nam", bare="viet nam", sort_key=sort_key("Việt Nam"))
    Unit.objects.bulk_create([country, *(unit_from(row) for row in kept)], batch_size=1000)
    ids = dict(Unit.objects.values_list("key", "pk"))
    lives = {key: (starts, ends) for key, starts, ends in Unit.objects.values_list("key", "starts", "ends")}
    tell(_("who stands under whom"))
    place_all(ids, lives)
    tell(_("who succeeded whom"))
    succeed_all(ids, lives)
    name_all(ids)
    refresh_statistics()  # what follows reads what was just written
    tell(_("the tree of every day"))
    rebuild_closure()
    rebuild_heirs()
    refresh_statistics()
    return len(kept) + 1


def place_all(ids: dict[str, int], lives: dict[str, tuple[date, date]]) -> None:
    """Placements in the State's hierarchy, cut to the lives of both ends; provinces stand under the country."""
    found: list[tuple[Any, ...]] = []
    for row in rows_of("placements.tsv"):
        parent = row["parent"] or COUNTRY
        if row["key"] in ids and parent in ids:
            starts = max(day_or(row["starts"], BEGINNING), lives[row["key"]][0], lives[parent][0])
            ends = min(day_or(row["ends"], FOREVER), lives[row["key"]][1], lives[parent][1])
            found.append((ids[row["key"]], ids[parent], str(Hierarchy.STATE), starts, ends, ""))
    insert(Placement, ("unit_id", "parent_id", "hierarchy", "starts", "ends", "basis"), found)


def succeed_all(ids: dict[str, int], lives: dict[str, tuple[date, date]]) -> None:
    """Successions as the file gives them; those of districts follow from what became of their communes."""
    direct = [row for row in rows_of("successions.tsv") if row["old"] in ids and row["new"] in ids]
    made: list[tuple[Any, ...]] = [
        (ids[row["old"]], ids[row["new"]], date.fromisoformat(row["day"]), row["share"] == "whole", row["default"] == "1", row["basis"])
        for row in direct
    ]
    told = {row["old"] for row in direct}
    for district, heirs in heirs_of_districts(direct).items():
        if district in ids and district not in told:
            day = lives[district][1]
            alone = len(heirs) == 1
            made += [(ids[district], ids[heir], day, alone, alone, "") for heir in sorted(heirs) if heir in ids]
    insert(Succession, ("old_id", "new_id", "day", "whole", "is_default", "basis"), made)


def name_all(ids: dict[str, int]) -> None:
    """Other spellings that the official list had until a day."""
    rows = [row for row in rows_of("spellings.tsv") if row["key"] in ids]
    UnitName.objects.bulk_create(
        UnitName(
            unit_id=ids[row["key"]], name=row["name"], folded=fold(row["name"]), bare=bare_name(row["name"]),
            ends=date.fromisoformat(row["until"]),
        )
        for row in rows
    )  # fmt: skip


def heirs_of_districts(successions: list[Row]) -> dict[str, set[str]]:
    """What became of each district that ended: the successors of its communes, and those communes that went on."""
    parents = last_parents()
    heirs: dict[str, set[str]] = defaultdict(set)
    for row in successions:
        heirs[parents["old"].get(row["old"], "")].add(row["new"])
    for key, above in parents["new"].items():
        before = parents["old"].get(key, "")
        if before and before != above:
            heirs[before].add(key)
    return heirs


def last_parents() -> dict[str, dict[str, str]]:
    """The parent of each unit before ("old") and since ("new") the reform of 1 July 2025."""
    parents: dict[str, dict[str, str]] = {"old": {}, "new": {}}
    for row in rows_of("placements.tsv"):
        parents["new" if not row["ends"] else "old"][row["key"]] = row["parent"]
        if not row["ends"] and not row["starts"]:
            parents["old"][row["key"]] = row["parent"]
    return parents


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
