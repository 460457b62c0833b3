"""Invitations: one link, one use, one time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import may_at
from lantoa.core.access.services import (
    accept_invitation,
    digest_of,
    end_grant,
    forget_invitations,
    grant,
    invite,
    open_invitation,
    withdraw_invitation,
)
from lantoa.core.people.models import Invitation, User
from tests.factories import PASSWORD, make_account, make_person, make_unit

DAY = date(2023, 5, 25)
NOW = datetime(2023, 5, 25, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit("Xã A")


@pytest.fixture
def admin(unit):
    return make_account(Role.ADMINISTRATOR, unit)


def invited(unit, admin, **facts):
    return invite(**{"name": "Y Lan", "role": "office", "unit": unit, "starts": DAY, "by": admin, "now": NOW, "today": DAY, **facts})


def accepted(secret, *, username="ylan", now=NOW):
    return accept_invitation(secret, username=username, password=PASSWORD, now=now, today=DAY)


def test_an_accepted_invitation_is_an_account_with_the_promised_role(unit, admin):
    invitation, secret = invited(unit, admin, ends=date(2024, 1, 1))
    assert secret not in str(Invitation.objects.values().get())
    assert invitation.digest == digest_of(secret)
    user = accepted(secret)
    assert (user.person.name, user.check_password(PASSWORD)) == ("Y Lan", True)
    assert may_at(user, Verb.APPROVE, unit, at=DAY)
    assert not may_at(user, Verb.APPROVE, unit, at=date(2024, 1, 1))
    assert Grant.objects.get(person=user.person).granted_by == admin.person


def test_a_link_works_once(unit, admin):
    _invitation, secret = invited(unit, admin)
    accepted(secret)
    with pytest.raises(ValidationError):
        accepted(secret, username="khac")
    assert User.objects.count() == 2


@pytest.mark.parametrize("case", ["unknown", "expired", "withdrawn"])
def test_an_unknown_expired_or_withdrawn_link_opens_nothing_in_one_and_the_same_sentence(unit, admin, case):
    invitation, secret = invited(unit, admin)
    later = NOW + timedelta(days=14) if case == "expired" else NOW + timedelta(days=13, hours=23)
    if case == "withdrawn":
        withdraw_invitation(invitation, by=admin, now=NOW, today=DAY)
    with pytest.raises(ValidationError) as caught:
        open_invitation("khong-co" if case == "unknown" else secret, now=later)
    assert caught.value.code == "invitation"
    assert not User.objects.exclude(pk=admin.pk)


def test_a_refused_account_leaves_the_link_as_it_was(unit, admin):
    _invitation, secret = invited(unit, admin)
    for facts in ({"username": admin.username}, {"username": "ylan", "password": "ngan"}):
        with pytest.raises(ValidationError):
            accept_invitation(secret, **{"password": PASSWORD, "now": NOW, "today": DAY, **facts})
    assert open_invitation(secret, now=NOW).used_at is None
    assert accepted(secret)


def test_only_those_who_manage_the_unit_invite_to_it_and_withdraw(unit, admin):
    other = make_account(Role.ADMINISTRATOR, make_unit("Xã B"))
    with pytest.raises(Refused):
        invited(unit, other)
    with pytest.raises(Refused):
        invited(unit, make_account(Role.LEADER, unit))
    invitation, secret = invited(unit, admin)
    with pytest.raises(Refused):
        withdraw_invitation(invitation, by=other, now=NOW, today=DAY)
    assert open_invitation(secret, now=NOW)


def test_an_invitation_ends_with_the_right_of_the_one_who_invited(unit, admin):
    _invitation, secret = invited(unit, admin)
    grant(person=make_account().person, role=Role.ADMINISTRATOR, unit=unit, starts=DAY)
    end_grant(Grant.objects.get(person=admin.person), day=DAY, today=DAY)
    with pytest.raises(ValidationError) as caught:
        accepted(secret)
    assert caught.value.code == "inviter"
    assert not User.objects.filter(username="ylan")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": " "}, "name"),
        ({"role": "king"}, "role"),
        ({"ends": DAY}, "ends"),
        ({"starts": date(2013, 1, 1), "ends": date(2014, 1, 1)}, "ends"),
    ],
)
def test_a_wrong_invitation_is_refused_with_its_field(unit, admin, facts, field):
    with pytest.raises(ValidationError) as caught:
        invited(unit, admin, **facts)
    assert field in caught.value.message_dict
    assert not Invitation.objects.exists()


def test_a_second_invitation_like_one_that_waits_is_made_only_where_it_is_meant(unit, admin):
    first, _secret = invited(unit, admin)
    with pytest.raises(ValidationError, match=admin.person.name) as caught:
        invited(unit, admin, name=" y lần ")
    assert "again" in caught.value.message_dict
    assert invited(unit, admin, again=True)
    assert invited(unit, admin, role="leader")
    Invitation.objects.exclude(pk=first.pk).delete()
    withdraw_invitation(first, by=admin, now=NOW, today=DAY)
    assert invited(unit, admin)


def test_an_invitation_to_a_role_that_has_ended_meanwhile_opens_no_account(unit, admin):
    _invitation, secret = invited(unit, admin, ends=date(2023, 6, 1))
    with pytest.raises(ValidationError) as caught:
        accept_invitation(secret, username="ylan", password=PASSWORD, now=NOW, today=date(2023, 6, 1))
    assert caught.value.code == "over"
    assert not User.objects.filter(username="ylan")


def test_names_and_addresses_of_old_invitations_are_forgotten(unit, admin):
    invited(unit, admin, email="lan@example.org")
    assert forget_invitations(now=NOW + timedelta(days=44)) == 0
    invited(unit, admin, name="Y Mới", now=NOW + timedelta(days=45))
    assert sorted(Invitation.objects.values_list("name", "email")) == [("", ""), ("Y Mới", "")]


def test_an_invitation_grants_nothing_before_it_is_accepted(unit, admin):
    invited(unit, admin)
    assert Grant.objects.count() == 1
    assert make_person("Y Lan").grants.count() == 0
