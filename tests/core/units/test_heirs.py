"""Rights over units that have ended: they pass to those who hold the successors."""

from datetime import date

import pytest

from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import FOREVER, Heir, Succession, Unit
from lantoa.core.units.selectors import custodian, held_by, predecessors, successors
from lantoa.core.units.services import end_unit, load_tree, place_unit, succeed
from tests.factories import make_child, make_committee, make_unit

BEFORE, LAST, REFORM, SINCE = date(2023, 5, 25), date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kon_tum():
    load_tree(provinces={"Tỉnh Kon Tum"})


def unit(name, at=BEFORE):
    return Unit.objects.get(name=name, starts__lte=at, ends__gt=at)


def held(*roots, at):
    """Names of the units whose records without a place these roots hold."""
    found = Unit.objects.filter(held_by([root.pk for root in roots], at=at, unit="pk", place="pk"))
    return set(found.values_list("name", flat=True))


def holds(root, *, of, place=None, at):
    """Whether `root` holds a row of the unit `of` at this place (elsewhere where None). Any table with two units serves as rows."""
    row = Succession.objects.create(old=of, new=place or make_unit(kind="group"), day=at)
    found = Succession.objects.filter(held_by([root.pk], at=at, unit="old", place="new"), pk=row.pk).exists()
    row.delete()
    return found


def test_nothing_passes_before_its_day(kon_tum):
    now = unit("Xã Măng Đen", SINCE)
    assert held(now, at=LAST) == set()
    assert held(now, at=REFORM) == {"Xã Măng Đen", "Xã Đăk Tăng", "Xã Măng Cành", "Thị trấn Măng Đen"}


def test_a_whole_unit_passes_to_the_holder_of_its_successor_and_of_every_unit_above(kon_tum):
    old = unit("Xã Đăk Tăng")
    for name, expected in (("Xã Măng Đen", True), ("Tỉnh Quảng Ngãi", True), ("Xã Măng Bút", False), ("Việt Nam", True)):
        assert holds(unit(name, SINCE), of=old, at=SINCE) is expected


def test_of_a_split_district_rows_with_a_place_go_to_the_successor_of_that_place(kon_tum):
    district, dak_tang, hieu = unit("Huyện Kon Plông"), unit("Xã Đăk Tăng"), unit("Xã Hiếu")
    mang_den, kon_plong = unit("Xã Măng Đen", SINCE), unit("Xã Kon Plông", SINCE)
    assert holds(mang_den, of=district, place=dak_tang, at=SINCE)
    assert not holds(kon_plong, of=district, place=dak_tang, at=SINCE)
    assert holds(kon_plong, of=district, place=hieu, at=SINCE)
    assert holds(kon_plong, of=district, place=make_child(kon_plong, "Thôn Vi Xây"), at=SINCE)


def test_of_a_split_district_the_rest_goes_to_the_lowest_unit_that_contains_all_successors(kon_tum):
    district, province = unit("Huyện Kon Plông"), unit("Tỉnh Quảng Ngãi", SINCE)
    assert not any(holds(unit(name, SINCE), of=district, at=SINCE) for name in ("Xã Măng Đen", "Xã Măng Bút", "Xã Kon Plông"))
    assert holds(province, of=district, at=SINCE)
    assert custodian(district, at=SINCE) == province
    assert "Huyện Kon Plông" in held(province, at=SINCE)


def test_an_actor_who_holds_every_successor_by_several_grants_holds_what_passed_by_place_only(kon_tum):
    parts = [unit(name, SINCE) for name in ("Xã Măng Đen", "Xã Măng Bút", "Xã Kon Plông")]
    assert "Xã Đăk Tăng" in held(*parts, at=SINCE)
    assert "Huyện Kon Plông" not in held(*parts, at=SINCE)


def test_the_old_holder_holds_no_longer_what_lives_elsewhere(kon_tum):
    assert held(unit("Tỉnh Kon Tum"), at=SINCE) == set()
    assert "Xã Hiếu" in held(unit("Tỉnh Kon Tum"), at=BEFORE)


def test_a_unit_that_ended_without_successor_is_kept_by_its_last_superior():
    district = make_unit("Huyện A", kind="district")
    committee = make_committee("Huyện ủy A", of=district)
    cell = make_child(committee, "Chi bộ A", kind="party_cell")
    board = make_child(cell, "Tổ đảng", kind="group")
    end_unit(cell, day=LAST)
    assert holds(committee, of=cell, at=LAST)
    assert not holds(district, of=make_unit("Xã lạ"), at=LAST)
    assert custodian(cell, at=LAST) == committee
    assert not successors(cell, at=LAST)
    assert not predecessors(committee)
    assert holds(committee, of=board, at=LAST)  # lives on, without a superior


def test_it_is_kept_by_the_heirs_of_that_superior_once_the_superior_has_ended_too():
    province = make_unit("Tỉnh A", kind="province")
    district, new = make_unit("Huyện A", kind="district", under=province), make_unit("Xã A", under=province, starts=REFORM)
    office = make_child(district, "Phòng Nội vụ", kind="agency")
    end_unit(office, day=LAST)
    end_unit(district, day=REFORM)
    succeed(district, new=[new], day=REFORM)
    assert custodian(office, at=LAST) == district
    assert custodian(office, at=SINCE) == new
    assert holds(new, of=office, at=SINCE)
    assert set(successors(office, at=SINCE)) == set()
    assert set(successors(district, at=SINCE)) == {new}


def test_a_body_without_party_superior_is_kept_in_the_other_hierarchy():
    district = make_unit("Huyện A", kind="district")
    committee = make_committee("Huyện ủy A", of=district)
    end_unit(committee, day=LAST)
    assert custodian(committee, at=SINCE) == district


def test_a_unit_that_lost_its_superior_is_kept_by_it_until_it_is_placed_anew():
    province = make_unit("Tỉnh A", kind="province")
    district, other = make_unit("Huyện A", kind="district", under=province), make_unit("Xã B", under=province)
    commune = make_unit("Xã A", under=district)
    end_unit(district, day=REFORM)
    succeed(district, new=[other], day=REFORM, whole=False)
    assert holds(other, of=commune, at=SINCE)
    assert not holds(other, of=commune, at=LAST)
    place_unit(commune, parent=province, hierarchy=Hierarchy.STATE, starts=REFORM)
    assert not holds(other, of=commune, at=SINCE)
    assert holds(province, of=commune, at=SINCE)


def test_true_succession_outweighs_mere_keeping():
    province = make_unit("Tỉnh A", kind="province")
    old = make_unit("Xã A", under=province, ends=REFORM)
    succeed(old, new=[province], day=REFORM)
    row = Heir.objects.get(unit=old)
    assert (row.heir, row.custody, row.since) == (province, False, REFORM)


def test_a_unit_that_never_stood_under_another_leaves_nothing_to_anyone():
    lone = make_unit("Tổ chức lẻ")
    end_unit(lone, day=REFORM)
    assert custodian(lone, at=SINCE) is None
    assert lone.ends < FOREVER
    assert held(make_unit("Tỉnh A", kind="province"), at=SINCE) == {"Tỉnh A"}


def test_no_roots_hold_nothing(kon_tum):
    assert held(at=SINCE) == set()
