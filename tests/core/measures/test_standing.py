"""Roots, units without a place in the hierarchy read, and units whose superior is gone: what is counted where, and what is said of it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.measures.reading import lineage, read
from lantoa.core.measures.standing import Standing, standing_of
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.services import end_unit, place_unit
from lantoa.lib.periods import Period
from tests.factories import make_committee, make_unit
from tests.office import Office, figure

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a small country whose units move and split, anew for each
DAY = date(2023, 12, 31)
YEAR, HALF_1 = Period.parse("2023"), Period.parse("2023-H1")
GONE = date(2023, 7, 1)
KEPT, RIDES = "initiatives.kept", "contributions.rides"


@pytest.fixture
def office() -> Office:
    return Office(today=DAY)


@pytest.fixture
def district(office: Office) -> Unit:
    return make_unit("Huyện Kon Plông", kind=UnitKind.DISTRICT, under=office.country)


@pytest.fixture
def commune(district: Unit) -> Unit:
    return make_unit("Xã Hiếu", under=district)


@pytest.fixture
def village(commune: Unit) -> Unit:
    return make_unit("Thôn Kon Plinh", kind=UnitKind.VILLAGE, under=commune)


@pytest.fixture
def left(office: Office, district: Unit, commune: Unit, village: Unit) -> Unit:
    """A commune with two initiatives and a village with one, whose district ended on 1 July with none to follow it."""
    for unit in (commune, commune, village):
        office.initiative(unit, since=date(2022, 1, 1), since_precision="year")
    end_unit(district, day=GONE)
    return commune


def counted(code: str, unit: Unit, period: Period = YEAR, **more: Any) -> int:
    return int(read(code, unit, period, **more).counted)


def told(standing: Standing) -> list[tuple[str, date, int, int]]:
    return [(one.unit.name, one.since, int(one.part.value), one.part.n) for one in standing.apart]


def test_a_root_reads_itself_and_its_own(office: Office, district: Unit) -> None:
    office.initiative(office.country)
    office.initiative(district)
    reading = read(KEPT, office.country, YEAR, by="unit")
    assert [(part.label, int(part.counted)) for part in reading.parts if part.n] == [("Việt Nam", 1), ("Huyện Kon Plông", 1)]
    assert standing_of(reading) == Standing(placed=True, since=None, apart=())
    assert reading.coverage.expected == 2, "the district and the Party's top"


def test_a_unit_without_a_place_in_a_hierarchy_reads_itself_there_and_says_so(office: Office, commune: Unit, village: Unit) -> None:
    for unit in (commune, village):
        office.initiative(unit)
    reading = read(KEPT, commune, YEAR, hierarchy=Hierarchy.PARTY)
    assert (int(reading.counted), reading.coverage.expected) == (1, 0)
    assert [row.unit for row in lineage(reading.measure, commune, YEAR, hierarchy=Hierarchy.PARTY)] == [commune]
    assert standing_of(reading) == Standing(placed=False, since=None, apart=())
    assert standing_of(read(KEPT, commune, YEAR)).placed
    assert counted(KEPT, office.top, hierarchy=Hierarchy.PARTY) == 0, "nobody places it in the Party's hierarchy"


def test_what_lives_on_without_a_superior_counts_at_itself_and_is_named_above(office: Office, left: Unit, district: Unit) -> None:
    assert [counted(KEPT, unit) for unit in (left, district, office.country)] == [3, 3, 0]
    assert counted(KEPT, office.country, HALF_1) == 3
    country = read(KEPT, office.country, YEAR, by="unit")
    assert told(standing_of(country)) == [("Xã Hiếu", GONE, 3, 3)]
    assert sum(part.counted for part in country.parts) == country.counted
    assert told(standing_of(read(KEPT, office.country, HALF_1))) == []
    assert told(standing_of(read(KEPT, district, YEAR))) == [], "an ended unit is read as on its last day"
    assert [row.unit for row in lineage(country.measure, office.country, YEAR)] == []


def test_the_unit_itself_says_since_when_nobody_above_counts_it(left: Unit, village: Unit) -> None:
    standing = standing_of(read(KEPT, left, YEAR))
    assert (standing.placed, standing.since, standing.apart) == (True, GONE, ())
    assert standing_of(read(KEPT, left, HALF_1)).since is None
    assert standing_of(read(KEPT, village, YEAR)) == Standing(placed=True, since=None, apart=())


def test_it_is_counted_again_where_it_is_placed_anew(office: Office, left: Unit) -> None:
    neighbour = make_unit("Huyện Tu Mơ Rông", kind=UnitKind.DISTRICT, under=office.country)
    place_unit(left, parent=neighbour, hierarchy=Hierarchy.STATE, starts=date(2023, 10, 1))
    assert [counted(KEPT, unit) for unit in (neighbour, office.country)] == [3, 3]
    assert told(standing_of(read(KEPT, office.country, YEAR))) == []
    assert told(standing_of(read(KEPT, office.country, Period.parse("2023-08")))) == [("Xã Hiếu", GONE, 3, 3)]


def test_of_a_flow_only_what_happened_in_the_gap_stands_apart(office: Office, left: Unit, village: Unit) -> None:
    neighbour = make_unit("Huyện Tu Mơ Rông", kind=UnitKind.DISTRICT, under=office.country)
    place_unit(left, parent=neighbour, hierarchy=Hierarchy.STATE, starts=date(2023, 10, 1))
    for month, amount in ((3, 1), (8, 20), (11, 300)):
        office.gift(village, "rides", amount, day=date(2023, month, 5))
    reading = read(RIDES, office.country, YEAR)
    assert (int(reading.counted), told(standing_of(reading))) == (301, [("Xã Hiếu", GONE, 20, 1)])
    assert counted(RIDES, left) == 321


def test_what_it_declared_stands_apart_with_it(office: Office, left: Unit) -> None:
    office.declare(left, [figure(KEPT, 10)])
    reading = read(KEPT, office.country, YEAR)
    assert (int(reading.value), told(standing_of(reading))) == (0, [("Xã Hiếu", GONE, 10, 3)])


def test_a_loss_below_a_loss_is_named_too(office: Office, left: Unit, village: Unit) -> None:
    end_unit(left, day=date(2023, 9, 1))
    reading = read(KEPT, office.country, YEAR)
    assert told(standing_of(reading)) == [("Thôn Kon Plinh", date(2023, 9, 1), 1, 1), ("Xã Hiếu", GONE, 2, 2)]


def test_one_hierarchy_says_nothing_of_the_other(office: Office, district: Unit, commune: Unit) -> None:
    top = make_committee("Huyện ủy Kon Plông", of=district, above=office.top)
    local = make_committee("Đảng ủy xã Hiếu", of=commune, above=top)
    office.initiative(local)
    end_unit(top, day=GONE)
    assert told(standing_of(read(KEPT, office.top, YEAR))) == [("Đảng ủy xã Hiếu", GONE, 1, 1)]
    country = read(KEPT, office.country, YEAR)
    assert (int(country.counted), standing_of(country).apart) == (1, ())


@pytest.mark.parametrize(("period", "says"), ((YEAR, True), (HALF_1, False)))
def test_the_page_behind_the_figure_names_it_with_its_own_figure(
    client: Client, office: Office, left: Unit, settings: Any, period: Period, says: bool
) -> None:
    settings.LANTOA_BUSINESS_DAY = DAY.isoformat()
    client.force_login(office.clerk)
    page = client.get(reverse("figure", args=[KEPT]), {"unit": office.country.key, "period": str(period)})
    assert [(line.text, f"unit={left.key}" in line.href) for line in page.context["told"].lines] == ([("3", True)] if says else [])
    assert ("Chưa tính ở đây" in page.content.decode()) is says


def test_a_measure_never_summed_upward_leaves_nothing_apart(office: Office, left: Unit) -> None:
    office.initiative(left, places=[office.country])
    assert standing_of(read("initiatives.present_in", office.country, YEAR)).apart == ()


def test_where_all_stand_somewhere_it_costs_four_queries(office: Office, commune: Unit, django_assert_max_num_queries: Any) -> None:
    office.initiative(commune)
    reading = read(KEPT, office.country, YEAR)
    with django_assert_max_num_queries(4):
        standing_of(reading)
