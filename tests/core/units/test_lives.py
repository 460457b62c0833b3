"""Units founded, renamed, moved and ended; each act leaves the tree right, or changes nothing and says why."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import FOREVER, Closure, Placement, Unit, UnitName
from lantoa.core.units.selectors import ancestors, children, committee_of, name_on, names_on, predecessors, successors, territory_of, under
from lantoa.core.units.services import end_unit, found_unit, place_unit, rename_unit, succeed
from tests.factories import make_child, make_committee, make_unit

DAY, LATER, REFORM = date(2022, 1, 1), date(2024, 1, 1), date(2025, 7, 1)
PARTY, STATE = Hierarchy.PARTY, Hierarchy.STATE

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_unit("Huyện Kon Plông", kind="district", under=make_unit("Tỉnh Kon Tum", kind="province"))


def names(units):
    return [unit.name for unit in units]


def refused(code):
    return pytest.raises(ValidationError, check=lambda error: error.code == code)


def test_a_founded_unit_stands_under_its_parents_in_both_hierarchies(district):
    above = make_committee("Huyện ủy Kon Plông", of=district)
    cell = found_unit("Chi bộ Trường Mầm non", kind=UnitKind.PARTY_CELL, parents={PARTY: above, STATE: district}, starts=DAY)
    assert names(ancestors(cell, at=LATER, hierarchy=PARTY)) == ["Huyện ủy Kon Plông"]
    assert names(ancestors(cell, at=LATER, hierarchy=STATE)) == ["Tỉnh Kon Tum", "Huyện Kon Plông"]
    assert cell.pk not in under([district.pk], at=date(2021, 12, 31))
    assert cell.pk in under([district.pk], at=DAY)
    assert (cell.hierarchy, above.hierarchy, district.hierarchy) == (PARTY, PARTY, STATE)


def test_a_unit_is_not_founded_twice_without_a_name_or_with_another_ones_code(district):
    make_unit("Xã Hiếu", under=district, code="23476")
    before = Unit.objects.count()
    with refused("twin"):
        make_unit("xã  HIẾU", under=district)
    with refused("name"):
        found_unit("  ", kind="commune", parents={STATE: district})
    with refused("code"):
        make_unit("Xã Khác", under=district, code="23476")
    with refused("span"):
        make_unit("Xã Khác", under=district, starts=LATER, ends=DAY)
    assert Unit.objects.count() == before
    assert make_unit("Xã Hiêu", under=district).name == "Xã Hiêu"


def test_a_unit_is_not_founded_under_one_that_has_ended(district):
    end_unit(district, day=REFORM)
    with refused("life"):
        make_unit("Xã Mới", under=district, starts=REFORM)
    assert not Unit.objects.filter(name="Xã Mới")
    old = make_unit("Xã Cũ", under=district, starts=DAY)
    assert old.placements.get().ends == REFORM


def test_a_renamed_unit_bears_each_name_in_its_time(district):
    commune = make_unit("Xã Đăk Long", under=district)
    rename_unit(commune, name="Thị trấn Măng Đen", day=date(2019, 2, 10), basis="NQ 720/NQ-UBTVQH14")
    rename_unit(commune, name="Xã Măng Đen", day=REFORM)
    assert [name_on(commune, day) for day in (date(2019, 2, 9), date(2019, 2, 10), date(2025, 6, 30), REFORM)] == [
        "Xã Đăk Long", "Thị trấn Măng Đen", "Thị trấn Măng Đen", "Xã Măng Đen",
    ]  # fmt: skip
    assert names_on([commune, district], DAY) == {commune.pk: "Thị trấn Măng Đen", district.pk: "Huyện Kon Plông"}


def test_a_name_is_not_given_before_an_earlier_one_nor_outside_the_life(district):
    commune = make_unit("Xã A", under=district, starts=DAY, ends=REFORM)
    rename_unit(commune, name="Xã B", day=LATER)
    with refused("order"):
        rename_unit(commune, name="Xã C", day=date(2023, 1, 1))
    for day in (DAY, date(2021, 1, 1), REFORM):
        with refused("life"):
            rename_unit(commune, name="Xã C", day=day)
    with refused("name"):
        rename_unit(commune, name=" ", day=date(2025, 1, 1))
    with refused("same"):
        rename_unit(commune, name="Xã B", day=date(2025, 1, 1))
    make_unit("Xã Hiếu", under=district)
    with refused("twin"):
        rename_unit(commune, name="xã hiếu", day=date(2025, 1, 1))
    assert names(UnitName.objects.all()) == ["Xã A"]


def test_a_moved_unit_stands_under_each_parent_in_its_time_with_all_below_it(district):
    other = make_unit("Huyện Kon Rẫy", kind="district", under=Unit.objects.get(name="Tỉnh Kon Tum"))
    commune = make_unit("Xã A", under=district)
    village = make_child(commune, "Thôn 1")
    place_unit(commune, parent=other, hierarchy=STATE, starts=LATER)
    assert names(ancestors(village, at=DAY, hierarchy=STATE)) == ["Tỉnh Kon Tum", "Huyện Kon Plông", "Xã A"]
    assert names(ancestors(village, at=LATER, hierarchy=STATE)) == ["Tỉnh Kon Tum", "Huyện Kon Rẫy", "Xã A"]
    place_unit(commune, parent=district, hierarchy=STATE, starts=DAY)
    assert names(ancestors(village, at=LATER, hierarchy=STATE)) == ["Tỉnh Kon Tum", "Huyện Kon Plông", "Xã A"]
    assert Placement.objects.filter(unit=commune).count() == 2


def test_no_unit_ever_stands_under_itself(district):
    commune = make_unit("Xã A", under=district)
    other = make_unit("Huyện Kon Rẫy", kind="district")
    with refused("circle"):
        place_unit(district, parent=district, hierarchy=STATE, starts=DAY)
    with refused("circle"):
        place_unit(district, parent=commune, hierarchy=STATE, starts=DAY)
    place_unit(other, parent=commune, hierarchy=STATE, starts=LATER)
    with refused("circle"):
        place_unit(district, parent=other, hierarchy=STATE, starts=DAY)  # they would meet from LATER on


def test_an_ended_unit_keeps_its_past_and_its_sub_units_live_on(district):
    commune = make_unit("Xã A", under=district)
    end_unit(district, day=REFORM, basis="NQ 203/2025/QH15")
    assert names(children(district, at=date(2025, 6, 30), hierarchy=STATE)) == ["Xã A"]
    assert not children(district, at=REFORM, hierarchy=STATE)
    assert not ancestors(commune, at=REFORM, hierarchy=STATE)
    assert names(ancestors(district, at=date(2026, 1, 1), hierarchy=STATE)) == ["Tỉnh Kon Tum"]
    assert commune.alive(REFORM)
    assert not Unit.objects.get(pk=district.pk).alive(REFORM)


@pytest.mark.parametrize("day", [date(2021, 12, 31), DAY, REFORM])
def test_a_unit_ends_only_within_its_life(district, day):
    commune = make_unit("Xã A", under=district, starts=DAY, ends=REFORM)
    with refused("life"):
        end_unit(commune, day=day)
    assert Unit.objects.get(pk=commune.pk).ends == REFORM


def test_a_unit_does_not_end_while_another_is_placed_under_it_later(district):
    commune = make_unit("Xã A")
    place_unit(commune, parent=district, hierarchy=STATE, starts=LATER)
    with refused("order"):
        end_unit(district, day=date(2023, 1, 1))
    assert Unit.objects.get(pk=district.pk).ends == FOREVER


def test_a_successor_takes_over_the_sub_units_that_live_on(district):
    old, new = make_unit("Xã Hiếu", under=district), make_unit("Xã Kon Plông", under=Unit.objects.get(name="Tỉnh Kon Tum"), starts=REFORM)
    village, moved = make_child(old, "Thôn 1"), make_child(old, "Thôn 2")
    end_unit(old, day=REFORM)
    place_unit(moved, parent=district, hierarchy=STATE, starts=REFORM)
    succeed(old, new=[new], day=REFORM)
    assert names(children(new, at=REFORM, hierarchy=STATE)) == ["Thôn 1"]
    assert names(ancestors(village, at=REFORM, hierarchy=STATE)) == ["Tỉnh Kon Tum", "Xã Kon Plông"]
    assert names(successors(old, at=REFORM)) == ["Xã Kon Plông"]
    assert names(predecessors(new)) == ["Xã Hiếu"]


def test_succession_follows_through_several_steps_to_what_is_in_being(district):
    first, second, third = (make_unit(f"Xã {n}", under=district, starts=s) for n, s in (("A", date(2000, 1, 1)), ("B", DAY), ("C", LATER)))
    end_unit(first, day=DAY)
    succeed(first, new=[second], day=DAY)
    end_unit(second, day=LATER)
    succeed(second, new=[third], day=LATER)
    assert names(successors(first, at=DAY)) == ["Xã B"]
    assert names(successors(first, at=LATER)) == ["Xã C"]
    assert not successors(first, at=date(2021, 1, 1))
    assert names(predecessors(third)) == ["Xã B", "Xã A"]


def test_nothing_succeeds_a_living_unit_itself_or_a_day_on_which_it_did_not_end(district):
    old, new = make_unit("Xã A", under=district), make_unit("Xã B", under=district, starts=REFORM)
    with refused("life"):
        succeed(old, new=[new], day=REFORM)
    end_unit(old, day=REFORM)
    with refused("life"):
        succeed(old, new=[new], day=LATER)
    with refused("life"):
        succeed(old, new=[old], day=REFORM)
    assert not old.successions.exists()


def test_a_body_serves_the_territory_above_it_and_a_territory_has_its_committee(district):
    committee = make_committee("Huyện ủy Kon Plông", of=district)
    cell = make_child(committee, "Chi bộ cơ quan", kind="party_cell")
    school = make_child(district, "Trường Mầm non", kind="school")
    assert territory_of(school, at=DAY) == territory_of(committee, at=DAY) == territory_of(district, at=DAY) == district
    assert territory_of(cell, at=DAY) is None
    assert committee_of(district, at=DAY) == committee
    assert committee_of(committee, at=DAY) is None


def test_a_circle_that_came_in_by_another_way_stops_the_rebuild_instead_of_running_for_ever(district):
    from lantoa.core.units.closure import rebuild_closure

    commune = make_unit("Xã A", under=district)
    Placement.objects.filter(unit=district).delete()
    Placement.objects.create(unit=district, parent=commune, hierarchy=STATE)
    with pytest.raises(ValueError, match="circle"):
        rebuild_closure()


def test_the_whole_rebuild_gives_what_the_small_ones_gave(district):
    from lantoa.core.units.closure import rebuild_closure

    commune = make_unit("Xã A", under=district)
    make_child(commune, "Thôn 1")
    place_unit(commune, parent=Unit.objects.get(name="Tỉnh Kon Tum"), hierarchy=STATE, starts=LATER)
    end_unit(district, day=REFORM)
    rows = set(Closure.objects.values_list("ancestor", "descendant", "hierarchy", "depth", "starts", "ends"))
    assert rebuild_closure() == len(rows)
    assert set(Closure.objects.values_list("ancestor", "descendant", "hierarchy", "depth", "starts", "ends")) == rows
