"""The real tree, loaded from the committed files."""

from datetime import date

import pytest
from django.db import connection

from lantoa.core.units.closure import refresh_statistics
from lantoa.core.units.kinds import DISTRICT_LEVEL, PROVINCIAL, Hierarchy
from lantoa.core.units.models import FOREVER, Heir, Placement, Succession, Unit
from lantoa.core.units.naming import resolve_unit
from lantoa.core.units.selectors import ancestors, children, custodian, name_on, successors
from lantoa.core.units.services import load_tree

BEFORE, SINCE = date(2023, 5, 25), date(2026, 1, 1)
KON_TUM = {"Tỉnh Kon Tum"}

pytestmark = pytest.mark.django_db


def names(units):
    return [unit.name for unit in units]


@pytest.fixture
def kon_tum():
    return load_tree(provinces=KON_TUM)


def test_a_second_load_writes_nothing(kon_tum):
    assert kon_tum > 100
    assert load_tree(provinces=KON_TUM) == 0
    assert Unit.objects.count() == kon_tum


def test_kon_plong_has_its_nine_communes_in_vietnamese_order_before_the_reform_and_none_after(kon_tum):
    district = Unit.objects.get(name="Huyện Kon Plông")
    assert names(children(district, at=BEFORE, hierarchy=Hierarchy.STATE)) == [
        "Thị trấn Măng Đen", "Xã Đăk Nên", "Xã Đăk Ring", "Xã Đăk Tăng", "Xã Hiếu", "Xã Măng Bút", "Xã Măng Cành", "Xã Ngọc Tem", "Xã Pờ Ê",
    ]  # fmt: skip
    assert not children(district, at=SINCE, hierarchy=Hierarchy.STATE)
    assert names(ancestors(district, at=BEFORE, hierarchy=Hierarchy.STATE)) == ["Việt Nam", "Tỉnh Kon Tum"]


def test_the_district_passed_to_what_its_communes_became(kon_tum):
    district = Unit.objects.get(name="Huyện Kon Plông")
    assert names(successors(district, at=SINCE)) == ["Xã Kon Plông", "Xã Măng Bút", "Xã Măng Đen"]
    assert not successors(district, at=BEFORE)
    assert custodian(district, at=BEFORE) == district
    assert custodian(district, at=SINCE).name == "Tỉnh Quảng Ngãi"
    assert custodian(district, at=SINCE, place=Unit.objects.get(name="Xã Đăk Tăng")).name == "Xã Măng Đen"


def test_the_province_passed_whole_to_quang_ngai(kon_tum):
    province = Unit.objects.get(name="Tỉnh Kon Tum")
    assert names(successors(province, at=SINCE)) == ["Tỉnh Quảng Ngãi"]
    assert province.successions.get().whole


def test_one_code_is_two_units_one_after_the_other(kon_tum):
    then, now = resolve_unit("23473", at=BEFORE), resolve_unit("23473", at=SINCE)
    assert (then.name, now.name) == ("Thị trấn Măng Đen", "Xã Măng Đen")
    assert then.ends == now.starts == date(2025, 7, 1)


def test_another_spelling_holds_until_its_day():
    load_tree(provinces={"Tỉnh Yên Bái"})
    unit = Unit.objects.get(key="04603")
    assert name_on(unit, BEFORE) == "Xã Tà Si Láng"
    assert name_on(unit, SINCE) == unit.name != "Xã Tà Si Láng"


def test_a_district_whose_commune_went_on_passes_to_it_too():
    load_tree(provinces={"Tỉnh Yên Bái"})
    district = Placement.objects.get(unit__key="04603", ends=date(2025, 7, 1)).parent
    assert "04603" in {unit.key for unit in successors(district, at=SINCE)}


@pytest.mark.slow
def test_the_whole_tree_loads_with_progress_and_leaves_nothing_without_an_heir():
    told = []
    assert load_tree(progress=told.append) == 14_012
    assert len(told) >= 4
    ended = Unit.objects.filter(ends__lt=FOREVER)
    assert not ended.exclude(pk__in=Heir.objects.values("unit"))
    assert not Heir.objects.filter(custody=True)
    assert not Succession.objects.filter(old__ends=FOREVER)
    assert Unit.objects.filter(kind__in=PROVINCIAL, starts__lte=SINCE, ends__gt=SINCE).count() == 34
    assert Unit.objects.filter(kind__in=DISTRICT_LEVEL, ends__gt=BEFORE).count() == 696
    assert not Unit.objects.filter(kind__in=DISTRICT_LEVEL, ends__gt=SINCE)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one lock for all, and looks at a sample in milliseconds")
def test_looking_at_what_was_loaded_locks_nothing_that_other_databases_share() -> None:
    """A bare ANALYZE looks at the server's own catalogues too, and so two installations on one server wait for each other."""
    refresh_statistics()
    with connection.cursor() as cursor:
        held = "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND mode = 'ShareUpdateExclusiveLock' AND database = {}"
        cursor.execute(held.format("0"))
        shared = cursor.fetchone()
        cursor.execute(held.format("(SELECT oid FROM pg_database WHERE datname = current_database())"))
        own = cursor.fetchone()
    assert shared == (0,)
    assert own > (10,), "this test sees nothing where the locks are not held at all"
