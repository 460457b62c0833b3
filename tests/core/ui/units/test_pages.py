"""The page of a unit; founding and renaming."""

from datetime import date

import pytest
from django.urls import reverse

from lantoa.core.access.accounts import appoint
from lantoa.core.access.roles import Role
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit, UnitName
from lantoa.core.units.selectors import ancestors
from lantoa.core.units.services import end_unit, load_tree, rename_unit
from tests.factories import PASSWORD, TODAY, make_account, make_approved, make_child, make_declaration, make_person


def page(client, unit, **query):
    answer = client.get(reverse("unit", args=[unit.key]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_unit_tells_its_names_its_place_in_both_hierarchies_and_its_sub_units(world, client):
    rename_unit(world.tree.hieu, name="Xã Hiếu Mới", day=date(2022, 1, 1), basis="NQ 01")
    client.force_login(world.admin)
    text = page(client, world.tree.hieu)
    for words in ("Xã Hiếu Mới", "Xã Hiếu", "NQ 01", "Tỉnh Kon Tum", "Huyện Kon Plông", "Đảng ủy xã Hiếu"):
        assert words in text
    text = page(client, world.tree.hieu_committee)
    assert "Tỉnh ủy Kon Tum" in text
    assert "Xã Hiếu" in text
    assert "<h1>Xã Hiếu</h1>" in page(client, world.tree.hieu, at="2021-06-01")


def test_posts_and_records_are_told_in_scope_only(world, client):
    person = make_person("Y Lan")
    appoint(person, title="Bí thư Đảng ủy", unit=world.tree.hieu_committee, starts=date(2021, 1, 1), by=world.admin, today=TODAY)
    make_approved(make_declaration(world.tree.hieu_committee, by=world.member), by=world.office)
    client.force_login(world.office)
    text = page(client, world.tree.hieu_committee)
    assert "Bí thư Đảng ủy" in text
    assert "Y Lan" in text
    assert f"{reverse('record-list', args=['declaration'])}?unit={world.tree.hieu_committee.key}" in text
    assert "vacant" in page(client, world.tree.hieu_committee, at="2020-06-01")
    client.force_login(make_account(Role.OFFICE, world.tree.other_committee))
    text = page(client, world.tree.hieu_committee)
    assert "outside what your role lets you see" in text
    assert "Bí thư Đảng ủy" not in text
    household = make_child(world.tree.hieu, "Hộ ông A", kind="household")
    assert "Hộ ông A" not in page(client, world.tree.hieu)
    assert client.get(reverse("unit", args=[household.key])).status_code == 404


def test_an_old_unit_leads_to_what_it_is_today(db, client, settings):
    settings.LANTOA_BUSINESS_DAY = "2026-01-01"
    load_tree(provinces={"Tỉnh Kon Tum"})
    client.force_login(make_account(Role.OFFICE, Unit.objects.get(name="Tỉnh Quảng Ngãi", ends__gt=date(2026, 1, 1))))
    text = page(client, Unit.objects.get(name="Huyện Kon Plông"), at="2023-05-25")
    for words in ("until 30 June 2025", "Taken over by", "Xã Kon Plông", "Xã Măng Bút", "Xã Măng Đen", "Tỉnh Quảng Ngãi"):
        assert words in text
    text = page(client, Unit.objects.get(name="Xã Măng Đen"))
    assert "1677/NQ-UBTVQH15" in text
    assert "Xã Đăk Tăng" in text


@pytest.mark.parametrize("count", [1, 6])
def test_a_unit_page_takes_the_same_queries_whatever_stands_under_it(world, client, django_assert_num_queries, count):
    for number in range(count):
        village = make_child(world.tree.hieu, f"Thôn {number}")
        appoint(make_person(), title=f"Trưởng thôn {number}", unit=world.tree.hieu, starts=date(2021, 1, 1), by=world.admin, today=TODAY)
        make_child(village, "Hộ A", kind="household")
    client.force_login(world.admin)
    with django_assert_num_queries(23):
        page(client, world.tree.hieu)


def test_who_manages_may_found_and_rename_others_see_why_not_or_nothing_of_it(world, client):
    client.force_login(world.admin)
    assert reverse("unit-found", args=[world.tree.hieu.key]) in page(client, world.tree.hieu)
    text = page(client, world.tree.other_district)
    assert 'aria-disabled="true"' in text
    assert "does not allow this at Huyện Tu Mơ Rông" in text
    client.force_login(world.office)
    assert reverse("unit-found", args=[world.tree.committee.key]) not in page(client, world.tree.committee)


def found(client, parent, **values):
    return client.post(reverse("unit-found", args=[parent.key]), {"name": "Thôn Vi Xây", "kind": "village", **values})


def test_a_founded_unit_stands_where_it_belongs(world, client):
    client.force_login(world.admin)
    answer = found(client, world.tree.hieu, day="25-5-2023", code="T1", basis="QĐ 5")
    unit = Unit.objects.get(name="Thôn Vi Xây")
    assert answer.url.startswith(reverse("unit", args=[unit.key]))
    assert (unit.starts, unit.code, unit.basis) == (date(2023, 5, 25), "T1", "QĐ 5")
    found(client, world.tree.hieu, name="Chi bộ thôn Vi Xây", kind="party_cell")
    cell = Unit.objects.get(name="Chi bộ thôn Vi Xây")
    assert [unit.name for unit in ancestors(cell, at=TODAY, hierarchy=Hierarchy.PARTY)][-1] == "Đảng ủy xã Hiếu"
    assert [unit.name for unit in ancestors(cell, at=TODAY, hierarchy=Hierarchy.STATE)][-1] == "Xã Hiếu"
    found(client, world.tree.hieu_committee, name="Chi bộ cơ quan", kind="party_cell")
    assert Unit.objects.get(name="Chi bộ cơ quan").placements.get().parent == world.tree.hieu_committee


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": "  "}, "Write the unit&#x27;s name."),
        ({"kind": ""}, "Choose the kind of unit."),
        ({"kind": "province"}, "Select a valid choice"),
        ({"day": "31/2/2023"}, "is not in the calendar"),
        ({"day": "hôm qua"}, "Write the day as 25/5/2023."),
        ({"day": "25/5/23"}, "four digits"),
        ({"day": "2/7/2025"}, "did not exist on that day"),
        ({"name": "xã cũ"}, "A unit of this name stands there already."),
        ({"code": "C1"}, "has the code C1"),
        ({"name": "N" * 301}, "at most 300"),
    ],
)
def test_what_is_wrong_with_a_new_unit_is_said_beside_its_field_and_nothing_is_written(world, client, values, sentence):
    make_child(world.tree.hieu, "Xã Cũ", kind="village")
    Unit.objects.filter(name="Xã Cũ").update(code="C1")
    end_unit(world.tree.hieu, day=date(2025, 7, 1))
    client.force_login(world.admin)
    before = Unit.objects.count()
    answer = found(client, world.tree.hieu, **values)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Unit.objects.count() == before


def test_a_script_in_a_name_stays_text(world, client):
    client.force_login(world.admin)
    found(client, world.tree.hieu, name="<script>alert(1)</script>")
    text = page(client, Unit.objects.get(name__startswith="<script"))
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def renamed(client, unit, **values):
    return client.post(reverse("unit-rename", args=[unit.key]), {"name": "Xã Hiếu Mới", "day": "1/6/2023", **values})


def test_a_renamed_unit_is_found_by_both_names(world, client):
    client.force_login(world.admin)
    renamed(client, world.tree.hieu, day="1.6.2023", basis="NQ 7")
    assert Unit.objects.get(pk=world.tree.hieu.pk).name == "Xã Hiếu Mới"
    text = client.get(reverse("unit-tree"), {"q": "xa hieu"}).content.decode()
    assert "Xã Hiếu Mới" in text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": ""}, "Write the unit&#x27;s new name."),
        ({"day": ""}, "Write the day as 25/5/2023."),
        ({"day": "31/2/2023"}, "is not in the calendar"),
        ({"day": "1/7/2025"}, "The unit did not exist on that day."),
        ({"name": "Xã Hiếu"}, "The unit bears this name already."),
        ({"name": "Xã Đăk Tăng"}, "A unit of this name stands there already."),
    ],
)
def test_what_is_wrong_with_a_new_name_is_said_and_nothing_is_written(world, client, values, sentence):
    end_unit(world.tree.hieu, day=date(2025, 7, 1))
    client.force_login(world.admin)
    answer = renamed(client, world.tree.hieu, **values)
    assert sentence in answer.content.decode()
    assert not UnitName.objects.exists()


@pytest.mark.parametrize("name", ["unit-found", "unit-rename"])
def test_who_does_not_manage_there_is_refused_with_the_reason(world, client, name):
    client.force_login(world.office)
    answer = client.post(reverse(name, args=[world.tree.hieu_committee.key]), {"name": "X", "kind": "party_cell", "day": "1/6/2023"})
    assert answer.status_code == 403
    assert "does not allow this at Đảng ủy xã Hiếu" in answer.content.decode()
    client.force_login(make_account(Role.ADMINISTRATOR, world.tree.other_district))
    assert client.get(reverse(name, args=[world.tree.hieu.key])).status_code == 403
    assert client.get(reverse(name, args=["khong-co"])).status_code == 404
    client.logout()
    assert client.get(reverse(name, args=[world.tree.hieu.key])).url.startswith("/accounts/login/")
    assert client.login(username=world.admin.username, password=PASSWORD)
    assert client.get(reverse(name, args=[world.tree.hieu.key])).status_code == 200
