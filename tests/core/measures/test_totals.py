"""Totals: at any moment, whatever was folded of what, a reading is what the rows say."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from lantoa.core.measures import folder, recount
from lantoa.core.measures.counting import counted_under
from lantoa.core.measures.folding import tally, under
from lantoa.core.measures.grid import NOTHING, Cell, read_grid
from lantoa.core.measures.health import folding
from lantoa.core.measures.models import Delta, MeasureRow, Refold, Total
from lantoa.core.measures.reading import read
from lantoa.core.measures.registry import measure_of
from lantoa.core.measures.rows import verify
from lantoa.core.records.services import change
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.services import end_unit, place_unit
from lantoa.domains.initiatives.services import stop_initiative
from lantoa.lib.health import Asked, Level
from lantoa.lib.periods import Period
from tests.factories import make_unit
from tests.office import Office, figure
from tests.replay import replayed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # tells whole stories of folding
DAY = date(2023, 12, 31)
KEPT, NEW, MONEY = "initiatives.kept", "initiatives.new", "contributions.money"
PERIODS = ("2023", "2023-05-18..2023-05-25", "2022-05-18..2023-06-09", "2021..2023-04")
WHERES = ("", "sector=livestock")


@dataclass(frozen=True)
class World:
    """A province with two districts of two communes, and the units in which something is told."""

    office: Office
    province: Unit
    districts: list[Unit]
    communes: list[Unit]
    told: list[Unit]


@replayed
def make_world() -> World:
    office = Office(today=DAY)
    province = make_unit("Tỉnh", kind=UnitKind.PROVINCE, under=office.country)
    districts = [make_unit(f"Huyện {name}", kind=UnitKind.DISTRICT, under=province) for name in "AB"]
    communes = [make_unit(f"Xã {district.name[-1]}{number}", under=district) for district in districts for number in (1, 2)]
    return World(office, province, districts, communes, [])


@replayed
def make_told() -> World:
    """Records on many days at every unit, and in a village."""
    world = make_world()
    office, village = world.office, make_unit("Thôn", kind=UnitKind.VILLAGE, under=world.communes[0])
    units = [office.country, world.province, *world.districts, *world.communes, village]
    for number, unit in enumerate(units):
        since = date(2021 + number % 3, 1 + number, 1 + 3 * number)
        sector = ("livestock", "crops")[number % 2]
        record = office.initiative(unit, since=since, since_precision="day", sector=sector, households=number)
        if number % 3 == 0:
            stop_initiative(record, day=date(2023, 5, 20), reason="Hết vốn", by=office.leader, today=DAY)
        office.gift(unit, "money", 100 + number, day=date(2023, 5, 15 + number), high=Decimal(900), qualifier="range")
    return replace(world, told=units)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> World:
    return make_told() if "told" in request.fixturenames else make_world()


@pytest.fixture
def office(world: World) -> Office:
    return world.office


@pytest.fixture
def province(world: World) -> Unit:
    return world.province


@pytest.fixture
def districts(world: World) -> list[Unit]:
    return world.districts


@pytest.fixture
def communes(world: World) -> list[Unit]:
    return world.communes


@pytest.fixture
def told(world: World) -> list[Unit]:
    return world.told


def right(units: list[Unit]) -> None:
    """Every reading at every unit is what the rows say, and totals and what waits are their recount."""
    for code in (KEPT, NEW, MONEY):
        measure = measure_of(code)
        for unit in units[1:6:2]:
            for period in map(Period.parse, PERIODS):
                for where in WHERES if code != MONEY else ("",):
                    rows = under(measure, unit, period, hierarchy=Hierarchy.STATE, where=where)
                    found = counted_under(measure, unit, period, hierarchy=Hierarchy.STATE, where=where)
                    assert found == tally(measure, rows), (code, unit.name, period, where)
    assert verify() == recount.verify_totals() == []


def test_with_nothing_folded_a_part_and_all_the_readings_are_the_same(told: list[Unit]) -> None:
    assert Delta.objects.exists()
    assert not Total.objects.exists()
    right(told)
    assert folder.fold(batch=7) == 7
    right(told)
    folder.fold_all()
    assert not Delta.objects.exists()
    right(told)


def test_a_whole_year_is_read_from_its_total_alone(told: list[Unit]) -> None:
    folder.fold_all()
    MeasureRow.objects.all().delete()
    assert read(NEW, told[0], Period.parse("2021..2023")).n == len(told)
    assert read(MONEY, told[1], Period.parse("2023"), by="unit").n == len(told) - 1


def test_a_correction_takes_back_what_was_told_before(office: Office, told: list[Unit]) -> None:
    folder.fold_all()
    record = told[4].records.get(kind="initiative").initiative
    change(record, values={"unit": told[7], "sector": "welfare"}, by=office.leader, today=DAY, reason="Ghi nhầm")
    assert sorted(Delta.objects.filter(measure=NEW).values_list("unit", "n")) == sorted([(told[4].pk, -1), (told[7].pk, 1)])
    right(told)
    folder.fold_all()
    right(told)


def test_a_correction_that_no_number_sees_leaves_nothing_waiting(office: Office, told: list[Unit]) -> None:
    folder.fold_all()
    change(told[4].records.get(kind="initiative"), values={"title": "Tên khác"}, by=office.leader, today=DAY, reason="Ghi nhầm")
    assert not Delta.objects.exists()


def test_a_placement_corrected_late_is_said_until_it_is_folded_anew(told: list[Unit], districts: list[Unit], communes: list[Unit]) -> None:
    folder.fold_all()
    year = Period.parse("2023")
    before = [int(read(MONEY, unit, year).n) for unit in districts]
    place_unit(communes[0], parent=districts[1], hierarchy=Hierarchy.STATE, starts=date(2022, 1, 1))
    readings = [read(MONEY, unit, year) for unit in districts]
    assert [reading.n for reading in readings] == [before[0] - 2, before[1] + 2], "the commune and its village"
    assert [reading.refolding for reading in readings] == [True, True]
    right(told)
    folder.fold_all()
    assert not Refold.objects.exists()
    assert [read(MONEY, unit, year).refolding for unit in districts] == [False, False]
    right(told)


def test_moves_corrections_and_ends_before_anything_is_folded(
    office: Office, told: list[Unit], districts: list[Unit], communes: list[Unit]
) -> None:
    folder.fold(batch=11)
    place_unit(communes[0], parent=districts[1], hierarchy=Hierarchy.STATE, starts=date(2023, 5, 10))
    office.gift(communes[0], "money", 5, day=date(2023, 5, 9))
    place_unit(communes[0], parent=districts[0], hierarchy=Hierarchy.STATE, starts=date(2023, 5, 22))
    right(told)
    end_unit(communes[3], day=date(2023, 5, 19))
    end_unit(districts[1], day=date(2023, 5, 21))
    right(told)
    folder.fold(batch=2)
    right(told)
    folder.fold_all()
    right(told)


def test_a_total_that_was_tampered_with_is_named(told: list[Unit], communes: list[Unit]) -> None:
    folder.fold_all()
    Total.objects.filter(unit=communes[1], measure=NEW, dimension="", month=0, hierarchy="state").update(n=9)
    wrong = recount.verify_totals()
    assert len(wrong) == 1
    assert wrong[0].startswith(f"{communes[1].key} state {NEW} ")
    assert wrong[0].endswith("n=9 != 1/1/0 n=1")
    recount.rebuild_totals()
    assert recount.verify_totals() == []


def test_rebuilding_writes_what_folding_wrote(told: list[Unit], communes: list[Unit], districts: list[Unit]) -> None:
    place_unit(communes[0], parent=districts[1], hierarchy=Hierarchy.STATE, starts=date(2023, 5, 10))
    folder.fold_all()
    folded = kept()
    recount.rebuild_totals()
    assert kept() == folded


def kept() -> dict[Any, Any]:
    rows = Total.objects.exclude(num=0, high=0, den=0, n=0).values_list(*folder.KEY, "num", "high", "den", "n")
    return {row[:8]: row[8:] for row in rows}


def test_what_there_was_before_totals_waits_to_be_folded(told: list[Unit]) -> None:
    """As the migration leaves a database of before."""
    from importlib import import_module

    Delta.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(import_module("lantoa.core.measures.migrations.0002_totals").ALL_ROWS)
    right(told)
    folder.fold_all()
    right(told)


def test_each_cell_of_a_grid_says_what_its_reading_says(
    office: Office, told: list[Unit], districts: list[Unit], communes: list[Unit]
) -> None:
    folder.fold(batch=20)
    office.declare(communes[1], [figure(KEPT, 9)], day=date(2023, 6, 1))
    place_unit(communes[2], parent=districts[0], hierarchy=Hierarchy.STATE, starts=date(2023, 5, 10))
    measures = [measure_of(code) for code in (KEPT, NEW, "initiatives.present_in")]
    periods = [Period.parse(text) for text in ("2023-05", "2023-06", "2021..2022")]
    cells = read_grid(measures, told, periods, hierarchy=Hierarchy.STATE)
    assert any(cell.declared for cell in cells.values())
    for measure in measures:
        for unit in told:
            for number, period in enumerate(periods):
                reading = read(measure, unit, period, hierarchy=Hierarchy.STATE)
                cell = cells.get((measure.code, unit.pk, number, ""), NOTHING)
                assert cell == Cell(reading.value, reading.counted, reading.declared, reading.n, reading.qualifier, reading.high)
    split = read_grid([measure_of(NEW)], told[1:3], periods[2:], hierarchy=Hierarchy.STATE, by="sector")
    for unit in told[1:3]:
        parts = read(NEW, unit, periods[2], by="sector", hierarchy=Hierarchy.STATE).parts
        found = {f"sector={place[3]}": cell.n for place, cell in split.items() if place[1] == unit.pk}
        assert found == {part.key: part.n for part in parts}


def test_doctor_tells_what_waits_and_what_is_wrong(told: list[Unit]) -> None:
    asked = Asked(now=datetime(2023, 12, 31, 8, tzinfo=UTC), full=True)
    assert [finding.level for finding in folding(asked)] == [Level.OK]
    folder.fold_all()
    Total.objects.filter(unit=told[1], measure=NEW).update(n=99)
    assert [finding.level for finding in folding(asked)] == [Level.OK, Level.FAILED]
