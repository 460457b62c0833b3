"""The committed files of core/units/data, read as they are: no database, nothing downloaded."""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import lantoa.core.units

DATA = Path(lantoa.core.units.__file__).parent / "data"
REFORM = "2025-07-01"
PROVINCIAL = {"province", "city_province"}
DISTRICT = {"district", "town", "city", "urban_district"}
COMMUNAL = {"commune", "ward", "township", "special_zone"}


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


UNITS = {row["key"]: row for row in rows_of("units.tsv")}
PLACEMENTS = rows_of("placements.tsv")
SUCCESSIONS = rows_of("successions.tsv")


def alive(row: dict[str, str], day: str) -> bool:
    """Half-open: `ends` is the first day no longer in being."""
    return row["starts"] <= day and (not row["ends"] or day < row["ends"])


def tier_sizes(day: str) -> tuple[int, int, int]:
    kinds = [row["kind"] for row in UNITS.values() if alive(row, day)]
    return tuple(sum(kind in tier for kind in kinds) for tier in (PROVINCIAL, DISTRICT, COMMUNAL))


def parent_of(key: str, day: str) -> str:
    return next(row["parent"] for row in PLACEMENTS if row["key"] == key and alive(row, day))


def under(parent: str, day: str) -> dict[str, str]:
    """Names by key of what stands directly under a unit on a day."""
    return {row["key"]: UNITS[row["key"]]["name"] for row in PLACEMENTS if row["parent"] == parent and alive(row, day)}


def successors(key: str) -> set[str]:
    return {row["new"] for row in SUCCESSIONS if row["old"] == key}


def found(name: str, day: str) -> str:
    """The key of the only unit of this name under the named province or district ("Xã Hiếu, Huyện Kon Plông")."""
    own, above = name.split(", ")
    parents = [key for key, row in UNITS.items() if row["name"] == above and alive(row, day)]
    (key,) = [key for parent in parents for key, here in under(parent, day).items() if here == own]
    return key


@pytest.mark.parametrize(
    ("day", "sizes"),
    [("2021-05-18", (63, 696, 10_035)), ("2025-06-30", (63, 696, 10_035)), ("2025-07-01", (34, 0, 3_321)), ("2026-11-23", (34, 0, 3_321))],
)
def test_both_tiers_have_the_official_numbers_of_units(day, sizes):
    assert tier_sizes(day) == sizes


def test_the_kinds_of_the_new_communes_are_the_official_ones():
    kinds = Counter(row["kind"] for row in UNITS.values() if alive(row, REFORM))
    assert kinds == {"province": 28, "city_province": 6, "commune": 2_621, "ward": 687, "special_zone": 13}


def test_a_code_and_a_first_day_name_one_unit_though_codes_were_used_again():
    assert len({(row["code"], row["starts"]) for row in UNITS.values()}) == len(UNITS) == len(rows_of("units.tsv"))
    again = [key for key in UNITS if key.endswith("@2025") and key.replace("@2025", "@old") in UNITS]
    assert Counter(UNITS[key]["kind"] in PROVINCIAL for key in again) == {True: 23, False: 3_189}
    assert (UNITS["16279@old"]["name"], UNITS["16279@2025"]["name"]) == ("Thị trấn Nông Cống", "Xã Nông Cống")


def test_a_key_tells_on_which_side_of_the_reform_a_unit_lived():
    for key, row in UNITS.items():
        tag = {("", REFORM): "@old", (REFORM, ""): "@2025", ("", ""): ""}[row["starts"], row["ends"]]
        assert key == row["code"] + tag


@pytest.mark.parametrize("day", ["2021-05-18", "2025-06-30", "2025-07-01"])
def test_every_living_unit_has_one_living_parent_of_the_tier_above(day):
    standing = [row for row in PLACEMENTS if alive(row, day)]
    living = {key: row for key, row in UNITS.items() if alive(row, day)}
    assert sorted(row["key"] for row in standing) == sorted(living)
    for row in standing:
        kind = living[row["key"]]["kind"]
        if kind in PROVINCIAL:
            assert not row["parent"]
        else:
            above = DISTRICT if kind in COMMUNAL and day < REFORM else PROVINCIAL
            assert living[row["parent"]]["kind"] in above


def test_eleven_provinces_and_the_127_communes_left_as_they_were_go_on_as_one_unit_under_a_new_parent():
    going_on = [row for row in UNITS.values() if not row["starts"] and not row["ends"]]
    assert Counter(row["kind"] in PROVINCIAL for row in going_on) == {True: 11, False: 127}
    assert UNITS["38"]["name"] == "Tỉnh Thanh Hóa"
    assert not {row["key"] for row in going_on} & {row["old"] for row in SUCCESSIONS}
    for row in going_on:
        if row["kind"] in COMMUNAL:
            assert UNITS[parent_of(row["key"], "2025-06-30")]["kind"] in DISTRICT
            assert UNITS[parent_of(row["key"], REFORM)]["kind"] in PROVINCIAL


def test_every_ended_commune_province_and_island_district_leads_to_units_of_the_new_tier():
    ended = {key for key, row in UNITS.items() if row["ends"]}
    without_communes = {key for key in ended if UNITS[key]["kind"] in DISTRICT} - {row["parent"] for row in PLACEMENTS}
    assert {UNITS[key]["name"] for key in without_communes} == {
        "Huyện Bạch Long Vĩ", "Huyện Cồn Cỏ", "Huyện Hoàng Sa", "Huyện Lý Sơn", "Huyện Côn Đảo",
    }  # fmt: skip
    expected = without_communes | {key for key in ended if UNITS[key]["kind"] not in DISTRICT}
    assert {row["old"] for row in SUCCESSIONS} == expected
    assert {row["new"] for row in SUCCESSIONS} == {key for key, row in UNITS.items() if row["starts"] == REFORM}


def test_a_whole_has_one_successor_a_split_has_several_and_each_has_one_default():
    parts = Counter(row["old"] for row in SUCCESSIONS)
    defaults = Counter(row["old"] for row in SUCCESSIONS if row["default"] == "1")
    assert defaults == dict.fromkeys(parts, 1)
    assert all(row["share"] == ("whole" if parts[row["old"]] == 1 else "part") and row["day"] == REFORM for row in SUCCESSIONS)
    assert len({(row["old"], row["new"]) for row in SUCCESSIONS}) == len(SUCCESSIONS)
    assert Counter(count > 1 for count in parts.values())[True] == 441


def test_no_commune_passes_to_a_province_other_than_its_own_provinces_successor():
    new_province = {row["old"]: row["new"] for row in SUCCESSIONS if UNITS[row["old"]]["kind"] in PROVINCIAL}
    above = {(row["key"], row["ends"]): row["parent"] for row in PLACEMENTS}
    for row in SUCCESSIONS:
        if UNITS[row["old"]]["kind"] in COMMUNAL:
            before = above[above[row["old"], REFORM], REFORM]
            assert above[row["new"], ""] == new_province.get(before, before)


@pytest.mark.parametrize(
    ("old", "new", "basis"),
    [
        ("Thị trấn Nông Cống, Huyện Nông Cống", "Xã Nông Cống, Tỉnh Thanh Hóa", "1686/NQ-UBTVQH15, 16/06/2025"),
        ("Xã Hoàng Đan, Huyện Tam Dương", "Xã Hoàng An, Tỉnh Phú Thọ", "1676/NQ-UBTVQH15, 16/06/2025"),
        ("Xã Quốc Thái, Huyện An Phú", "Xã Nhơn Hội, Tỉnh An Giang", "1654/NQ-UBTVQH15, 16/06/2025"),
        ("Xã Đăk Tăng, Huyện Kon Plông", "Xã Măng Đen, Tỉnh Quảng Ngãi", "1677/NQ-UBTVQH15, 16/06/2025"),
        ("Xã Xuân Thượng, Huyện Xuân Trường", "Xã Xuân Hồng, Tỉnh Ninh Bình", "1674/NQ-UBTVQH15, 16/06/2025"),
    ],
)
def test_an_old_name_leads_to_the_commune_of_today_and_its_resolution(old, new, basis):
    before, now = found(old, "2025-06-30"), found(new, REFORM)
    (row,) = [row for row in SUCCESSIONS if row["old"] == before]
    assert (row["new"], row["share"], row["default"], row["basis"]) == (now, "whole", "1", basis.split(",")[0])
    assert UNITS[now]["basis"] == basis


def test_kon_plong_had_nine_communes_that_became_three_of_quang_ngai():
    kon_plong = found("Huyện Kon Plông, Tỉnh Kon Tum", "2023-05-25")
    communes = under(kon_plong, "2023-05-25")
    assert sorted(communes.values()) == [
        "Thị trấn Măng Đen", "Xã Hiếu", "Xã Măng Bút", "Xã Măng Cành", "Xã Ngọc Tem", "Xã Pờ Ê", "Xã Đăk Nên", "Xã Đăk Ring", "Xã Đăk Tăng",
    ]  # fmt: skip
    heirs = set().union(*map(successors, communes))
    assert {UNITS[key]["name"] for key in heirs} == {"Xã Măng Đen", "Xã Măng Bút", "Xã Kon Plông"}
    assert {UNITS[parent_of(key, REFORM)]["name"] for key in heirs} == {"Tỉnh Quảng Ngãi"}


@pytest.mark.parametrize(
    ("district", "communes"),
    [
        ("Huyện An Phú, Tỉnh An Giang", 14),
        ("Huyện Xuân Trường, Tỉnh Nam Định", 14),
        ("Huyện Nông Cống, Tỉnh Thanh Hóa", 29),
        ("Huyện Tam Dương, Tỉnh Vĩnh Phúc", 12),
    ],
)
def test_the_demo_districts_have_their_communes_of_june_2025(district, communes):
    assert len(under(found(district, "2025-06-30"), "2025-06-30")) == communes


def test_points_lie_in_viet_nam_and_are_missing_only_where_the_source_had_none_of_their_own():
    with_point = [row for row in UNITS.values() if row["lat"] and row["lon"]]
    assert all(8 < float(row["lat"]) < 23.5 and 102 < float(row["lon"]) < 115 for row in with_point)
    missing = [row for row in UNITS.values() if not row["lat"]]
    assert {row["name"] for row in missing if not row["ends"]} == {
        "Xã Yên Bình", "Xã Lương Sơn", "Xã Vĩnh Thực", "Xã Sơn Lương", "Xã Lương Hòa Lạc", "Xã Long Khánh", "Xã Thanh Bình",
    }  # fmt: skip
    assert Counter(row["kind"] in DISTRICT for row in missing if row["ends"]) == {True: 6, False: 329}


def test_hoang_sa_and_truong_sa_are_on_the_map():
    zones = {row["name"]: (row["lat"], row["lon"]) for row in UNITS.values() if row["kind"] == "special_zone"}
    assert len(zones) == 13
    assert zones["Đặc khu Hoàng Sa"] == ("16.568", "112.135")
    assert zones["Đặc khu Trường Sa"] == ("9.71", "114.45")


def test_every_unit_of_today_names_its_resolution_of_2025():
    for row in UNITS.values():
        wanted = r"" if row["ends"] else r"202/2025/QH15, 12/06/2025" if row["kind"] in PROVINCIAL else r"16\d\d/NQ-UBTVQH15, 16/06/2025"
        assert re.fullmatch(wanted, row["basis"])


def test_changes_of_2026_stay_out_of_the_units_until_their_first_day_is_known():
    pending = rows_of("pending_2026.tsv")
    assert Counter((row["resolution"], row["day"]) for row in pending) == {
        ("237/NQ-UBTVQH16", "2026-04-14"): 10, ("388/NQ-UBTVQH16", "2026-08-04"): 12,
        ("30/2026/QH16", "2026-04-24"): 1, ("36/2026/QH16", "2026-08-24"): 1, ("39/2026/QH16", "2026-08-24"): 1,
    }  # fmt: skip
    assert all(UNITS[row["key"]]["name"] == row["name"] and row["new_name"] != row["name"] and not row["effective"] for row in pending)


def test_the_review_lists_each_disagreement_once_with_what_ships():
    review = rows_of("review.tsv")
    assert len({row["old"] for row in review}) == 39
    assert {row["old"] for row in review if not row["check"]} == {"01651", "02482"}
    for row in review:
        base, check, shipped = (set(row[column].split()) for column in ("base", "check", "shipped"))
        assert base != check
        assert successors(f"{row['old']}@old") == {f"{code}@2025" for code in shipped}
        assert shipped <= base | check or row["decision"]


def test_units_left_as_they_were_keep_the_spelling_of_the_list_before():
    spelled = {row["key"]: row["name"] for row in rows_of("spellings.tsv")}
    assert len(spelled) == 6
    assert (spelled["26119"], UNITS["26119"]["name"]) == ("Xã Đắc Lua", "Xã Đak Lua")


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv")), ids=lambda path: path.name)
def test_files_are_plain_nfc_text_with_lf_and_the_same_columns_on_every_line(path):
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not set(text) & {"\r", '"', "\ufeff", "\xa0"}
    lines = text.splitlines()
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert all(value == value.strip() for line in lines for value in line.split("\t"))


def test_all_files_together_stay_under_two_mebibytes():
    assert sum(path.stat().st_size for path in DATA.glob("*.tsv")) < 2 * 1024 * 1024
