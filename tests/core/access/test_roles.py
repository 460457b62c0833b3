"""Roles and verbs: what each role may do, spelled out, so that a change of one shows here."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from lantoa.core.access.roles import VERBS, Role, Verb, roles_with
from lantoa.core.access.selectors import grants_of, is_deputy, may_at, role_at, roots, units_in_scope, visible_units
from lantoa.core.people.models import User
from lantoa.core.units.models import Unit
from lantoa.core.units.services import end_unit, load_tree, succeed
from tests.factories import make_account, make_child, make_committee, make_grant, make_unit

DAY = date(2023, 5, 25)
EXPECTED = {
    #                 view  enter approve correct comment export report close manage template enrol privacy
    "administrator": "yes   no    no      no      no      yes    no     no    yes    yes      yes       no",
    "office":        "yes   yes   yes     yes     yes     yes    yes    yes   no     yes      yes       yes",
    "leader":        "yes   no    yes     yes     yes     yes    yes    yes   no     no       no       no",
    "secretary":     "yes   yes   yes     yes     yes     yes    yes    yes   no     no       no       no",
    "deputy":        "yes   yes   no      no      yes     no     yes    no    no     no       no       no",
    "member":        "yes   yes   no      no      yes     no     no     no    no     no       no       no",
    "inspector":     "yes   no    no      no      yes     yes    no     no    no     no       no       no",
    "viewer":        "yes   no    no      no      no      no     no     no    no     no       no       no",
    "advisory":      "yes   no    no      no      yes     yes    yes    no    no     no       no       no",
}  # fmt: skip

pytestmark = pytest.mark.django_db


def again(user):
    """The account as a new request reads it."""
    return User.objects.select_related("person").get(pk=user.pk)


def test_the_table_names_every_role_and_every_verb():
    assert set(EXPECTED) == set(Role.values) == set(VERBS)
    assert all(len(row.split()) == len(Verb.values) for row in EXPECTED.values())


@pytest.mark.parametrize("role", Role.values)
def test_a_role_brings_its_verbs_at_its_unit_and_below_and_nothing_beside_or_above(role):
    district = make_unit("Huyện A", kind="district")
    unit, beside = make_unit("Xã A", under=district), make_unit("Xã B", under=district)
    village = make_child(unit, "Thôn 1")
    user = make_account(role, unit)
    for verb, answer in zip(Verb.values, EXPECTED[role].split(), strict=True):
        for where in (unit, village):
            decision = may_at(user, verb, where, at=DAY)
            assert bool(decision) is (answer == "yes"), (role, verb)
            assert bool(decision) or where.name in str(decision.reason)
        for where in (beside, district):
            assert not may_at(user, verb, where, at=DAY)


def test_an_advisory_body_sees_all_units_under_the_committee_and_decides_nothing():
    committee = make_committee("Huyện ủy A", of=make_unit("Huyện A", kind="district"))
    cell = make_child(committee, "Chi bộ 1", kind="party_cell")
    user = make_account(Role.ADVISORY, committee)
    assert may_at(user, Verb.VIEW, cell, at=DAY)
    assert may_at(user, Verb.COMMENT, cell, at=DAY)
    assert not any(may_at(user, verb, cell, at=DAY) for verb in (Verb.APPROVE, Verb.CORRECT, Verb.CLOSE, Verb.ENTER, Verb.MANAGE))


def test_administrators_and_deputies_never_approve_or_close():
    for role in (Role.ADMINISTRATOR, Role.DEPUTY, Role.MEMBER, Role.INSPECTOR, Role.VIEWER, Role.ADVISORY):
        assert role not in roles_with(Verb.APPROVE) + roles_with(Verb.CLOSE) + roles_with(Verb.CORRECT)
    assert roles_with(Verb.MANAGE) == [Role.ADMINISTRATOR]


def test_a_grant_holds_from_its_first_day_to_the_day_before_its_end():
    unit = make_unit("Xã A")
    starts, ends = date(2023, 1, 1), date(2023, 7, 1)
    user = make_account(Role.OFFICE, unit, starts=starts, ends=ends)
    held = [bool(may_at(user, Verb.ENTER, unit, at=day)) for day in (starts - timedelta(1), starts, ends - timedelta(1), ends)]
    assert held == [False, True, True, False]


def test_without_a_role_the_reason_says_whom_to_ask():
    user, unit = make_account(), make_unit("Xã A")
    assert "Ask the office" in str(may_at(user, Verb.VIEW, unit, at=DAY).reason) or may_at(user, Verb.VIEW, unit, at=DAY).reason
    assert not units_in_scope(user, Verb.VIEW, at=DAY)


@pytest.mark.parametrize("nobody", ["anonymous", "closed"])
def test_nobody_holds_nothing(nobody):
    unit = make_unit("Xã A")
    actor = AnonymousUser()
    if nobody == "closed":
        actor = make_account(Role.OFFICE, unit)
        actor.is_active = False
    assert grants_of(actor, at=DAY) == []
    assert roots(actor, Verb.VIEW, at=DAY) == []
    assert not may_at(actor, Verb.VIEW, unit, at=DAY)
    assert not visible_units(actor, at=DAY)


def test_the_role_one_acts_by_is_that_of_the_nearest_grant():
    district = make_unit("Huyện A", kind="district")
    unit = make_unit("Xã A", under=district)
    village = make_child(unit, "Thôn 1")
    user = make_account(Role.DEPUTY, unit)
    make_grant(user, Role.LEADER, district)
    make_grant(user, Role.VIEWER, make_unit("Xã lạ"), starts=date(2023, 1, 1))
    user = again(user)
    assert role_at(user, village, at=DAY) == Role.DEPUTY
    assert role_at(user, district, at=DAY) == Role.LEADER
    assert role_at(make_account(), district, at=DAY) == ""


def test_one_who_only_enters_for_others_is_a_deputy_until_another_role_comes():
    unit = make_unit("Xã A")
    user = make_account(Role.DEPUTY, unit)
    assert is_deputy(user, at=DAY)
    make_grant(user, Role.OFFICE, unit)
    assert not is_deputy(again(user), at=DAY)
    assert not is_deputy(make_account(), at=DAY)


def test_rights_over_an_ended_unit_lie_with_the_holder_of_its_successor():
    province, reform = make_unit("Tỉnh A", kind="province"), date(2025, 7, 1)
    old, new = make_unit("Xã Cũ", under=province), make_unit("Xã Mới", under=province, starts=reform)
    before, after = make_account(Role.OFFICE, old), make_account(Role.OFFICE, new)
    end_unit(old, day=reform)
    succeed(old, new=[new], day=reform)
    assert may_at(before, Verb.ENTER, old, at=DAY)
    assert not may_at(after, Verb.ENTER, old, at=DAY)
    assert may_at(again(after), Verb.APPROVE, old, at=reform)
    assert not may_at(again(before), Verb.APPROVE, old, at=reform)


def test_of_a_split_unit_one_may_enter_at_the_place_that_passed_over_only():
    load_tree(provinces={"Tỉnh Kon Tum"})
    since = date(2026, 1, 1)
    user = make_account(Role.OFFICE, Unit.objects.get(name="Xã Măng Đen"))
    district, inside, outside = (Unit.objects.get(name=name, ends__lt=since) for name in ("Huyện Kon Plông", "Xã Đăk Tăng", "Xã Hiếu"))
    assert not may_at(user, Verb.ENTER, district, at=since)
    assert may_at(user, Verb.ENTER, district, at=since, place=inside)
    assert not may_at(user, Verb.ENTER, district, at=since, place=outside)
    assert not may_at(user, Verb.ENTER, outside, at=since, place=inside)


def test_pages_of_units_are_there_for_all_with_a_role_those_of_households_in_scope_only():
    province = make_unit("Tỉnh A", kind="province")
    own, other = make_unit("Xã A", under=province), make_unit("Xã B", under=province)
    committee = make_committee("Tỉnh ủy A", of=province)
    below = make_committee("Đảng ủy xã A", of=own, above=committee)
    household = make_child(other, "Hộ ông B", kind="household")
    seen = set(visible_units(make_account(Role.MEMBER, below), at=DAY))
    assert seen == set(Unit.objects.exclude(pk=household.pk))
    assert household in visible_units(make_account(Role.MEMBER, other), at=DAY)


def test_a_role_at_the_country_reaches_every_unit_of_the_installation_for_its_verbs_only():
    country, lone = make_unit("Việt Nam", kind="country"), make_unit("Cơ quan không có cấp trên", kind="agency")
    user = make_account(Role.VIEWER, country, starts=DAY)
    assert set(units_in_scope(user, Verb.VIEW, at=DAY)) == {country, lone}
    assert may_at(user, Verb.VIEW, lone, at=DAY)
    assert not may_at(user, Verb.ENTER, lone, at=DAY)
    assert not units_in_scope(user, Verb.VIEW, at=DAY - timedelta(1))


def test_a_committee_sees_and_guides_in_the_territory_that_it_leads_but_decides_nothing_there():
    province = make_unit("Tỉnh A", kind="province")
    commune, other = make_unit("Xã A", under=province), make_unit("Xã B", under=province)
    above = make_committee("Tỉnh ủy A", of=province)
    committee = make_committee("Đảng ủy xã A", of=commune, above=above)
    school, elsewhere = make_child(commune, "Trường A", kind="school"), make_child(other, "Trường B", kind="school")
    user, chief = make_account(Role.OFFICE, committee), make_account(Role.OFFICE, above)
    for verb in (Verb.VIEW, Verb.COMMENT, Verb.EXPORT):
        assert set(units_in_scope(user, verb, at=DAY)) == {committee, commune, school}
        assert {school, elsewhere, commune, committee} <= set(units_in_scope(chief, verb, at=DAY))
    for verb in (Verb.ENTER, Verb.APPROVE, Verb.CORRECT, Verb.REPORT, Verb.CLOSE):
        assert set(units_in_scope(user, verb, at=DAY)) == {committee}


def test_a_body_of_the_state_sees_nothing_of_the_committee_beside_it():
    commune = make_unit("Xã A")
    committee = make_committee("Đảng ủy xã A", of=commune)
    school = make_child(commune, "Trường A", kind="school")
    assert set(units_in_scope(make_account(Role.OFFICE, school), Verb.VIEW, at=DAY)) == {school}
    assert committee not in set(units_in_scope(make_account(Role.OFFICE, school), Verb.VIEW, at=DAY))
