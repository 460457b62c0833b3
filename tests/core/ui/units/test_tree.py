"""The tree of units: at the side of pages, and as a page of its own."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from lantoa.core.access.roles import Role
from lantoa.core.people.models import User
from lantoa.core.ui.units.tree import grown, unit_tree
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.services import load_tree, rename_unit
from tests.factories import TODAY, make_account, make_child, make_grant

PARTY, STATE = Hierarchy.PARTY, Hierarchy.STATE
SINCE = date(2026, 1, 1)


def again(user):
    """The account as a new request reads it."""
    return User.objects.get(pk=user.pk)


def told(nodes):
    """The nodes as nested names, the current one starred."""
    return {("*" if node.current else "") + node.label: told(node.children) for node in nodes}


def side(actor, current, *, at=TODAY, today=TODAY, hierarchy=PARTY):
    return unit_tree(actor, current, at=at, today=today, hierarchy=hierarchy)


def test_the_side_tree_goes_from_the_own_unit_down_to_the_current_one_and_its_sub_units(world):
    tree = world.tree
    assert told(side(world.office, tree.committee)) == {"*Huyện ủy Kon Plông": {"Đảng ủy xã Đăk Tăng": {}, "Đảng ủy xã Hiếu": {}}}
    assert told(side(world.office, tree.hieu_committee)) == {"Huyện ủy Kon Plông": {"*Đảng ủy xã Hiếu": {}}}
    assert told(side(world.admin, tree.hieu, hierarchy=STATE)) == {"Huyện Kon Plông": {"*Xã Hiếu": {"Đảng ủy xã Hiếu": {}}}}


def test_several_roles_are_several_tops_and_one_below_another_is_not_told_twice(world):
    make_grant(world.member, Role.VIEWER, world.tree.committee)
    make_grant(world.member, Role.VIEWER, world.tree.other_committee)
    found = told(side(again(world.member), world.tree.hieu_committee))
    assert found == {"Huyện ủy Kon Plông": {"*Đảng ủy xã Hiếu": {}}, "Huyện ủy Tu Mơ Rông": {}}


def test_a_unit_outside_the_own_branch_stands_beside_it_with_what_is_public_of_it(world):
    make_child(world.tree.other_district, "Hộ ông A", kind="household")
    found = told(side(world.office, world.tree.other_district, hierarchy=STATE))
    assert found == {"Huyện ủy Kon Plông": {}, "*Huyện Tu Mơ Rông": {"Huyện ủy Tu Mơ Rông": {}, "Xã Đăk Sao": {}}}
    assert told(side(world.office, world.tree.district, hierarchy=STATE)) == {
        "*Huyện Kon Plông": {"Huyện ủy Kon Plông": {}, "Xã Đăk Tăng": {}, "Xã Hiếu": {}},
    }


def test_a_renamed_unit_bears_the_name_of_the_day(world):
    rename_unit(world.tree.hieu, name="Xã Hiếu Mới", day=date(2022, 1, 1))
    assert "Xã Hiếu" in told(side(world.admin, world.tree.district, at=date(2021, 6, 1), hierarchy=STATE))["*Huyện Kon Plông"]
    assert "Xã Hiếu Mới" in told(side(world.admin, world.tree.district, hierarchy=STATE))["*Huyện Kon Plông"]


def test_nobody_and_a_stranger_have_no_tree_of_their_own(world):
    assert told(side(world.nobody, None)) == {}


@pytest.mark.parametrize("count", [1, 12])
def test_the_side_tree_takes_five_queries_at_most(world, django_assert_max_num_queries, count):
    for number in range(count):
        make_child(world.tree.hieu_committee, f"Chi bộ {number}", kind="party_cell")
        make_grant(world.member, Role.VIEWER, make_child(world.tree.other_committee, f"Chi bộ khác {number}", kind="party_cell"))
    actor = again(world.member)
    with django_assert_max_num_queries(5):
        side(actor, world.tree.hieu_committee)


@pytest.fixture
def kon_tum(db):
    load_tree(provinces={"Tỉnh Kon Tum"})


def now(name):
    return Unit.objects.get(name=name, ends__gt=SINCE)


def before(name):
    return Unit.objects.get(name=name, ends__lte=SINCE)


def test_looking_back_one_stands_at_what_the_own_unit_came_from(kon_tum, django_assert_max_num_queries):
    actor = again(make_account(Role.OFFICE, now("Xã Măng Đen")))
    with django_assert_max_num_queries(5):
        found = told(side(actor, None, at=TODAY, today=SINCE, hierarchy=STATE))
    assert found == {"Thị trấn Măng Đen": {}, "Xã Đăk Tăng": {}, "Xã Măng Cành": {}}


def test_looking_ahead_one_stands_at_what_came_of_the_own_unit(kon_tum):
    actor = make_account(Role.OFFICE, before("Huyện Kon Plông"))
    assert told(side(actor, None, at=SINCE, today=TODAY, hierarchy=STATE)) == {"Xã Kon Plông": {}, "Xã Măng Bút": {}, "Xã Măng Đen": {}}


def twigs(found):
    return {twig.label: (twig.sub, twigs(twig.children)) for twig in found}


def test_the_tree_of_today_tells_what_each_unit_took_over_and_keeps_a_split_one_where_its_parts_meet(kon_tum):
    actor, province = make_account(Role.OFFICE, now("Tỉnh Quảng Ngãi")), now("Tỉnh Quảng Ngãi")
    with translation.override("vi"):
        found = twigs(grown(actor, province, at=SINCE, today=SINCE, hierarchy=STATE, compared=TODAY))
    (label, (note, children)) = next(iter(found.items()))
    assert label == "Tỉnh Quảng Ngãi"
    assert "Tỉnh Kon Tum" in note
    for name in ("Xã Đăk Tăng", "Xã Măng Cành", "Thị trấn Măng Đen"):
        assert name in children["Xã Măng Đen"][0]
    assert "Huyện Kon Plông" not in children["Xã Măng Đen"][0]
    assert "đến 30/6/2025" in children["Huyện Kon Plông"][0]
    assert "Tỉnh Kon Tum" not in children


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_page_takes_the_same_queries_whatever_the_number_of_units(world, client, django_assert_num_queries, count):
    for number in range(count):
        make_child(world.tree.hieu, f"Thôn {number}")
    client.force_login(world.admin)
    with django_assert_num_queries(9):
        page = client.get(reverse("unit-tree"), {"open": world.tree.hieu.key, "hierarchy": "state"})
    assert page.content.decode().count("Thôn ") >= count


def test_the_tree_page_opens_one_branch_and_offers_the_other_hierarchy(world, client):
    client.force_login(world.office)
    page = client.get(reverse("unit-tree")).content.decode()
    assert "Đảng ủy xã Hiếu" in page
    assert "hierarchy=state" in page
    assert "Huyện ủy Tu Mơ Rông" not in page
    assert "view=now" not in page
    assert "view=now" in client.get(reverse("unit-tree"), {"at": "2022"}).content.decode()


def test_the_search_finds_folded_names_with_their_context_and_only_what_may_be_seen(world, client):
    make_child(world.tree.other_commune, "Hộ ông Hiếu", kind="household")
    client.force_login(world.office)
    page = client.get(reverse("unit-tree"), {"q": "hieu"}).content.decode()
    assert "Xã Hiếu" in page
    assert "Huyện Kon Plông, Tỉnh Kon Tum" in page
    assert "Đảng ủy xã Hiếu" in page
    assert "Hộ ông Hiếu" not in page
    assert "No unit is called" in client.get(reverse("unit-tree"), {"q": "không có đâu <script>"}).content.decode()


def test_the_tree_is_not_there_for_those_without_a_role(world, client):
    assert client.get(reverse("unit-tree")).status_code == 302
    client.force_login(world.nobody)
    assert client.get(reverse("unit-tree")).status_code == 404
    client.force_login(world.office)
    assert client.get(reverse("unit-tree"), {"open": "khong-co"}).status_code == 404
