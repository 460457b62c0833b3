"""Granting roles, handing them over, ending them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import managed_people, may_at, people_in_sight
from lantoa.core.access.services import end_grant, grant, hand_over
from lantoa.core.people.models import PersonEvent, User
from lantoa.core.people.services import appoint
from lantoa.core.units.models import FOREVER
from lantoa.core.units.services import end_unit
from tests.factories import make_account, make_child, make_grant, make_person, make_unit

START, DAY, LATER = date(2021, 1, 1), date(2023, 5, 25), date(2024, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_unit("Huyện A", kind="district")


@pytest.fixture
def commune(district):
    return make_unit("Xã A", under=district)


@pytest.fixture
def admin(commune):
    return make_account(Role.ADMINISTRATOR, commune)


def again(user):
    return User.objects.select_related("person").get(pk=user.pk)


def test_an_administrator_grants_at_the_own_unit_and_below(admin, commune):
    person = make_person("Y Lan")
    for unit in (commune, make_child(commune, "Thôn 1")):
        given = grant(person=person, role=Role.SECRETARY, unit=unit, starts=DAY, by=admin, today=DAY)
        assert given.granted_by == admin.person
    event = PersonEvent.objects.filter(person=person).first()
    assert (event.what, event.by, event.role) == ("granted", admin.person, "secretary")


def test_an_administrator_grants_nothing_outside_or_above(admin, district):
    for unit in (district, make_unit("Xã B", under=district)):
        with pytest.raises(Refused, match=unit.name):
            grant(person=make_person(), role=Role.VIEWER, unit=unit, starts=DAY, by=admin, today=DAY)
    assert Grant.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.ADMINISTRATOR])
def test_no_other_role_grants_at_all(commune, role):
    with pytest.raises(Refused):
        grant(person=make_person(), role=Role.VIEWER, unit=commune, starts=DAY, by=make_account(role, commune), today=DAY)


def test_nobody_grants_anything_to_themselves(admin, commune):
    with pytest.raises(Refused):
        grant(person=admin.person, role=Role.LEADER, unit=commune, starts=DAY, by=admin, today=DAY)
    held = make_grant(make_account(), Role.LEADER, commune)
    with pytest.raises(Refused):
        hand_over(held, to=admin.person, day=DAY, by=admin, today=DAY)
    assert Grant.objects.get(pk=held.pk).ends == held.ends


def test_the_right_is_judged_on_the_day_of_the_act_not_on_the_first_day_of_the_term(commune):
    admin = make_account(Role.ADMINISTRATOR, commune, starts=DAY)
    assert grant(person=make_person(), role=Role.VIEWER, unit=commune, starts=START, by=admin, today=DAY)
    gone = make_account(Role.ADMINISTRATOR, commune, ends=DAY)
    with pytest.raises(Refused):
        grant(person=make_person(), role=Role.VIEWER, unit=commune, starts=START, by=gone, today=DAY)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"role": "king"}, "role"),
        ({"ends": START}, "ends"),
        ({"ends": DAY}, "ends"),
        ({"starts": date(2026, 1, 1)}, "starts"),
        ({"starts": START, "ends": DAY}, "ends"),
    ],
)
def test_a_wrong_term_or_role_is_refused_with_its_field(admin, commune, facts, field):
    end_unit(commune, day=date(2025, 7, 1))
    with pytest.raises(ValidationError) as caught:
        grant(**{"person": make_person(), "role": "viewer", "unit": commune, "starts": DAY, "by": admin, "today": DAY, **facts})
    assert field in caught.value.message_dict


def test_the_same_role_is_not_granted_twice_at_once(commune):
    person = make_person("Y Lan")
    grant(person=person, role="viewer", unit=commune, starts=START, ends=DAY)
    with pytest.raises(ValidationError, match="Y Lan"):
        grant(person=person, role="viewer", unit=commune, starts=date(2022, 1, 1))
    grant(person=person, role="viewer", unit=commune, starts=DAY)


def test_an_ended_role_holds_until_the_day_before_and_one_that_ends_on_its_first_day_never_was(admin, commune):
    user = make_account(Role.OFFICE, commune, starts=START)
    held = Grant.objects.get(person=user.person)
    end_grant(held, day=DAY, by=admin, today=DAY)
    assert [bool(may_at(again(user), Verb.ENTER, commune, at=day)) for day in (date(2023, 5, 24), DAY)] == [True, False]
    with pytest.raises(ValidationError):
        end_grant(held, day=LATER, by=admin, today=DAY)
    mistake = grant(person=user.person, role="viewer", unit=commune, starts=LATER, by=admin, today=DAY)
    end_grant(mistake, day=LATER, by=admin, today=DAY)
    assert not Grant.objects.filter(role="viewer")


def test_a_role_passes_from_one_person_to_another_on_a_day(admin, commune):
    first, second = make_account(Role.SECRETARY, commune, starts=START, ends=LATER), make_account()
    held = Grant.objects.get(person=first.person)
    new = hand_over(held, to=second.person, day=DAY, by=admin, basis="QĐ 12-QĐ/HU", today=DAY)
    assert (new.person, new.starts, new.ends, new.basis) == (second.person, DAY, LATER, "QĐ 12-QĐ/HU")
    assert not may_at(again(first), Verb.APPROVE, commune, at=DAY)
    assert may_at(again(second), Verb.APPROVE, commune, at=DAY)
    with pytest.raises(ValidationError):
        hand_over(new, to=second.person, day=LATER, by=admin, today=DAY)


def test_a_role_is_neither_ended_nor_handed_over_for_days_that_have_passed(admin, commune):
    first, second = make_account(Role.SECRETARY, commune, starts=START, ends=LATER), make_account()
    held = Grant.objects.get(person=first.person)
    for act in (
        lambda day: hand_over(held, to=second.person, day=day, by=admin, today=DAY),
        lambda day: end_grant(held, day=day, by=admin, today=DAY),
    ):
        for day, named in ((START, "25/5/2023"), (date(2023, 5, 24), "25/5/2023"), (LATER, "31/12/2023")):
            with pytest.raises(ValidationError, match=named) as caught:
                act(day)
            assert "day" in caught.value.message_dict
    assert Grant.objects.get(pk=held.pk).ends == LATER
    assert not Grant.objects.filter(person=second.person)


def test_a_role_that_has_not_begun_is_taken_back_or_handed_on(admin, commune):
    ahead = grant(person=make_person(), role=Role.VIEWER, unit=commune, starts=LATER, by=admin, today=DAY)
    with pytest.raises(ValidationError, match="1/1/2024"):
        end_grant(ahead, day=DAY, by=admin, today=DAY)
    passed = hand_over(ahead, to=make_person(), day=LATER, by=admin, today=DAY)
    assert Grant.objects.get(role="viewer") == passed
    end_grant(passed, day=LATER, by=admin, today=DAY)
    assert not Grant.objects.filter(role="viewer")


def test_a_refused_hand_over_changes_nothing(admin, commune):
    first, second = make_account(Role.SECRETARY, commune, starts=START), make_account(Role.SECRETARY, commune)
    held = Grant.objects.get(person=first.person)
    with pytest.raises(ValidationError):
        hand_over(held, to=second.person, day=DAY, by=admin, today=DAY)
    assert Grant.objects.get(pk=held.pk).ends == FOREVER
    assert not PersonEvent.objects.filter(what="handed_over")


def test_the_last_administrator_hands_over_and_does_not_just_leave(admin, commune, district):
    held = Grant.objects.get(person=admin.person)
    with pytest.raises(Refused, match="Xã A"):
        end_grant(held, day=DAY, by=admin, today=DAY)
    above = make_account(Role.ADMINISTRATOR, district)
    end_grant(held, day=DAY, by=admin, today=DAY)
    above.is_active = False
    above.save()
    other = make_account(Role.ADMINISTRATOR, commune)
    with pytest.raises(Refused):
        end_grant(Grant.objects.get(person=other.person), day=DAY, by=other, today=DAY)
    hand_over(Grant.objects.get(person=other.person), to=make_account().person, day=DAY, by=other, today=DAY)


def test_an_administrator_sees_the_people_of_the_own_units_and_no_others(admin, commune, district):
    own = make_account(Role.MEMBER, make_child(commune, "Thôn 1"))
    former = make_account(Role.MEMBER, commune, ends=START)
    holder = make_person("Y Có Chức")
    appoint(holder, title="Trưởng thôn", unit=commune, starts=START)
    stranger = make_account(Role.MEMBER, make_unit("Xã B", under=district))
    assert set(managed_people(admin, at=DAY)) == {admin.person, own.person, former.person, holder}
    assert set(people_in_sight(admin, at=DAY)) == {admin.person, own.person, former.person, holder}
    assert set(people_in_sight(own, at=DAY)) == {own.person}
    assert set(people_in_sight(make_account(Role.VIEWER, commune), at=DAY)) - {holder} != set()
    assert stranger.person not in people_in_sight(make_account(Role.VIEWER, commune), at=DAY)
    nobody = make_account()
    assert set(people_in_sight(nobody, at=DAY)) == {nobody.person}
