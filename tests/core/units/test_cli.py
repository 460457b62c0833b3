"""`lantoa units find`."""

import json
from datetime import date

import pytest

from lantoa.core.units.cli import register
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.services import rename_unit, succeed
from tests.commands import Ran, run_command
from tests.factories import make_child, make_committee, make_unit

pytestmark = pytest.mark.django_db
REFORM = date(2025, 7, 1)
KEYS = ["code", "name", "kind", "from", "to", "parent", "successors", "province"]


@pytest.fixture
def dak_ring() -> Unit:
    """Xã Đăk Ring under its district and province, until the reform, and what it became."""
    kon_tum = make_unit("Tỉnh Kon Tum", kind=UnitKind.PROVINCE, ends=REFORM)
    quang_ngai = make_unit("Tỉnh Quảng Ngãi", kind=UnitKind.PROVINCE, starts=REFORM)
    kon_plong = make_unit("Huyện Kon Plông", kind=UnitKind.DISTRICT, under=kon_tum, ends=REFORM)
    old = make_unit("Xã Đăk Ring", under=kon_plong, ends=REFORM, code="23455", key="23455@old")
    new = make_unit("Xã Măng Bút", under=quang_ngai, starts=REFORM, code="23455", key="23455@2025")
    succeed(old, new=[new], day=REFORM)
    return old


def find(*words: str, capsys: pytest.CaptureFixture[str]) -> Ran:
    return run_command(register, "units", "find", *words, capsys=capsys)


def test_a_unit_is_told_under_stable_keys(dak_ring: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    ran = find("dak ring", "--json", capsys=capsys)
    (hit,) = json.loads(ran.out)
    assert ran.code == 0
    assert list(hit) == KEYS
    assert hit == {
        "code": "23455", "name": "Xã Đăk Ring", "kind": "commune", "from": None, "to": "2025-06-30", "parent": "Huyện Kon Plông",
        "successors": [{"code": "23455", "name": "Xã Măng Bút"}], "province": "Tỉnh Kon Tum",
    }  # fmt: skip


def test_a_living_unit_has_no_end_and_no_successor(dak_ring: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    (hit,) = json.loads(find("Xã Măng Bút", "--json", capsys=capsys).out)
    assert (hit["from"], hit["to"], hit["successors"], hit["province"]) == ("2025-07-01", None, [], "Tỉnh Quảng Ngãi")


def test_only_units_of_the_day_are_found_with_at(dak_ring: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    hits = json.loads(find("23455", "--at", "25/5/2023", "--json", capsys=capsys).out)
    assert [hit["name"] for hit in hits] == ["Xã Đăk Ring"]


def test_a_renamed_unit_bears_its_name_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    unit = make_unit("Xã Cũ Kỹ")
    rename_unit(unit, name="Xã Mới Mẻ", day=date(2024, 1, 1))
    (then,) = json.loads(find("cũ kỹ", "--at", "2023-05-25", "--json", capsys=capsys).out)
    (now,) = json.loads(find("cũ kỹ", "--json", capsys=capsys).out)
    assert (then["name"], now["name"]) == ("Xã Cũ Kỹ", "Xã Mới Mẻ")


def test_a_committee_is_told_with_its_superior_committee_and_its_province(dak_ring: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    district = make_committee("Huyện ủy Kon Plông", of=dak_ring.placements.get().parent, ends=REFORM)
    committee = make_committee("Đảng ủy xã Đăk Ring", of=dak_ring, above=district, ends=REFORM)
    make_child(committee, "Chi bộ thôn 1", kind=UnitKind.PARTY_CELL)
    (hit,) = json.loads(find("Đảng ủy xã Đăk Ring", "--json", capsys=capsys).out)
    assert committee.placements.filter(hierarchy=Hierarchy.PARTY).get().parent == district
    assert (hit["code"], hit["parent"], hit["province"]) == (committee.key, "Huyện ủy Kon Plông", "Tỉnh Kon Tum")


def test_the_table_fits_eighty_columns_and_breaks_no_word(
    dak_ring: Unit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ran = find("đăk ring", capsys=capsys)
    assert ran.code == 0
    for text in ("23455", "Xã Đăk Ring", "Huyện Kon Plông", "30/6/2025", "Xã Măng Bút"):
        assert text in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_nothing_found_is_a_sentence_and_ends_with_one(dak_ring: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    for words, day in (((), ""), (("--at", "2023-05-25"), "25/05/2023")):
        ran = find("Xã Không Đâu", *words, capsys=capsys)
        assert (ran.code, ran.out) == (1, "")
        assert "Xã Không Đâu" in ran.err
        assert day in ran.err


def test_nothing_found_is_an_empty_list_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    ran = find("Xã Không Đâu", "--json", capsys=capsys)
    assert (ran.code, json.loads(ran.out)) == (1, [])


def test_a_day_that_is_none_is_refused_with_two(dak_ring: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    ran = find("dak ring", "--at", "31/2/2023", capsys=capsys)
    assert (ran.code, ran.out) == (2, "")
    assert "31/2/2023" in ran.err
