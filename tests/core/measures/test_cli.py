"""`lantoa measure`."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from lantoa.core.access.roles import Role
from lantoa.core.measures import registry
from lantoa.core.measures.cli import register
from lantoa.core.measures.registry import Dimension, Fold, Measure, Row
from lantoa.core.records.services import advance, create
from lantoa.core.units.kinds import UnitKind
from lantoa.core.units.models import Unit
from tests.commands import Ran, run_command
from tests.factories import make_account, make_committee, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a small country whose units move and split, anew for each
DAY = date(2023, 5, 25)
PERIOD = "2021-05-18..2023-05-25"
KEYS = [
    "measure", "value", "counted", "declared", "n", "qualifier", "whole", "high", "exceeds", "coverage", "unit", "period", "reading",
    "refolding", "restated_to", "placed", "apart",
]  # fmt: skip


def rows_of(declarations: Iterable[Any]) -> Iterable[Row]:
    for declaration in declarations:
        if declaration.note.isdigit():
            yield Row(declaration, declaration.day, dims={"year": int(declaration.note)})


@pytest.fixture(autouse=True)
def noted(monkeypatch: pytest.MonkeyPatch) -> Measure:
    """A measure that counts declarations with a year in their note."""
    year = Dimension("year", "Year", str, ordered=True)
    found = Measure("test.noted", "Noted", "declaration", Fold.FLOW, "tờ", "", rows_of, dimensions=(year,))
    monkeypatch.setitem(registry._MEASURES, found.code, found)
    return found


@pytest.fixture
def district() -> Unit:
    """A district committee with two commune committees, one of which has reported; the district has declared five, two of them of 2022."""
    province = make_unit("Tỉnh Kon Tum", kind=UnitKind.PROVINCE)
    territory = make_unit("Huyện Kon Plông", kind=UnitKind.DISTRICT, under=province, code="613")
    above = make_committee("Huyện ủy Kon Plông", of=territory)
    one = make_committee("Đảng ủy xã Hiếu", of=make_unit("Xã Hiếu", under=territory), above=above)
    make_committee("Đảng ủy xã Pờ Ê", of=make_unit("Xã Pờ Ê", under=territory), above=above)
    declare(one, note="2021")
    declare(one, note="2022")
    declare(above, note="", figures=[{"measure": "test.noted", "low": 5}, {"measure": "test.noted", "category": "year=2022..", "low": 2}])
    return above


def declare(unit: Unit, *, note: str, figures: list[dict[str, Any]] | None = None) -> None:
    author, approver = make_account(Role.OFFICE, unit), make_account(Role.LEADER, unit)
    told = {"figures": figures or [{"measure": "programme.good_practices", "low": 1}], "note": note}
    values = {"unit": unit, "title": "Số liệu", "day": DAY, "starts": date(2021, 5, 18), "ends": date(2023, 5, 26), **told}
    record = create("declaration", values=values, by=author, today=DAY)
    advance(advance(record, "submit", by=author, today=DAY), "approve", by=approver, today=DAY)


def measure(*words: str, capsys: pytest.CaptureFixture[str]) -> Ran:
    return run_command(register, "measure", *words, capsys=capsys)


def test_a_reading_is_told_under_stable_keys(district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    ran = measure("test.noted", "--unit", "Huyện ủy Kon Plông", "--period", PERIOD, "--json", capsys=capsys)
    told = json.loads(ran.out)
    assert (ran.code, list(told)) == (0, KEYS)
    assert told == {
        "measure": "test.noted", "value": 5, "counted": 2, "declared": 3, "n": 2, "qualifier": "exact", "whole": 5, "high": None,
        "exceeds": False, "coverage": {"expected": 2, "reported": 1},
        "unit": {"code": district.key, "name": "Huyện ủy Kon Plông", "province": "Tỉnh Kon Tum"},
        "period": PERIOD, "reading": "as_it_stood", "refolding": False, "restated_to": None, "placed": True, "apart": [],
    }  # fmt: skip
    assert isinstance(told["value"], int)


def test_a_unit_may_be_named_by_its_code(district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(measure("test.noted", "--unit", "613", "--period", PERIOD, "--json", capsys=capsys).out)
    assert told["unit"] == {"code": "613", "name": "Huyện Kon Plông", "province": "Tỉnh Kon Tum"}
    assert (told["value"], told["counted"]) == (5, 2)


def test_where_narrows_and_by_splits(district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("test.noted", "--unit", district.key, "--period", PERIOD, "--json")
    narrowed = json.loads(measure(*words, "--where", "year=2022..", capsys=capsys).out)
    assert (narrowed["value"], narrowed["counted"], narrowed["declared"]) == (2, 1, 1)
    parts = json.loads(measure(*words, "--by", "year", capsys=capsys).out)["parts"]
    assert [(part["key"], part["value"]) for part in parts] == [("year=2021", 1), ("year=2022..", 2)]
    units = json.loads(measure(*words, "--by", "unit", capsys=capsys).out)["parts"]
    assert {part["name"]: part["counted"] for part in units}["Đảng ủy xã Hiếu"] == 2


def test_the_table_tells_counted_and_declared_apart(district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    ran = measure("test.noted", "--unit", district.key, "--period", PERIOD, "--by", "unit", capsys=capsys)
    assert ran.code == 0
    assert "5 tờ" in ran.out
    assert "1/2" in ran.out


def test_an_unknown_code_lists_the_codes(district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    ran = measure("test.notted", "--unit", district.key, "--period", PERIOD, capsys=capsys)
    assert (ran.code, ran.out) == (2, "")
    assert "test.noted" in ran.err


@pytest.mark.parametrize("period", ("2023-13", "23", "2023-05-25..2021-05-18", "hôm qua", ""))
def test_a_period_that_is_none_is_refused_in_a_sentence(district: Unit, period: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = measure("test.noted", "--unit", district.key, "--period", period, capsys=capsys)
    assert (ran.code, ran.out) == (2, "")
    assert "2021-05-18..2023-05-25" in ran.err


def test_a_unit_that_may_be_several_lists_the_choices(district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = make_unit("Huyện Sa Thầy", kind=UnitKind.DISTRICT)
    make_unit("Xã Hiếu", under=elsewhere, key="kia")
    ran = measure("test.noted", "--unit", "xã Hiếu", "--period", PERIOD, capsys=capsys)
    assert (ran.code, ran.out) == (2, "")
    assert "Huyện Kon Plông" in ran.err
    assert "kia" in ran.err


def test_a_unit_that_had_ended_by_then_is_refused(district: Unit, capsys: pytest.CaptureFixture[str]) -> None:
    make_unit("Xã Đã Qua", ends=date(2023, 1, 1))
    ran = measure("test.noted", "--unit", "xã Đã Qua", "--period", PERIOD, capsys=capsys)
    assert ran.code == 2
    assert "25/05/2023" in ran.err


@pytest.mark.parametrize(("option", "text"), (("--by", "sector"), ("--where", "sector=x"), ("--where", "year=chưa"), ("--where", "year")))
def test_a_split_that_the_measure_does_not_have_names_those_that_it_has(
    district: Unit, option: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = measure("test.noted", "--unit", district.key, "--period", PERIOD, option, text, capsys=capsys)
    assert (ran.code, ran.out) == (2, "")
    assert "year" in ran.err
