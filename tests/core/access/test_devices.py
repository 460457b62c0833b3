"""Who keeps others' phones and sessions, and what a sign-in without a second step may not do."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from lantoa.core.access.accounts import close_account, may_keep
from lantoa.core.access.decisions import Refused
from lantoa.core.access.devices import drop_second_step, enrolled_people, may_enrol, offer_device, revoke_device, unlock_device
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.second_step import DECIDING, strong_enough
from lantoa.core.access.selectors import may_at
from lantoa.core.people.devices import enrol
from lantoa.core.people.models import Device, PersonEvent
from lantoa.core.people.proof import Proof, second_step_day
from lantoa.core.records.models import State
from lantoa.core.records.selectors import can, offers
from lantoa.core.records.services import advance, change
from tests.factories import TODAY, make_account, make_declaration, make_grant, make_tree

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PIN = "582914"
BY_PIN, PROVED = Proof(by_pin=True), Proof(by_pin=True, second_step=True)


@pytest.fixture
def tree():
    return make_tree()


@pytest.fixture
def office(tree):
    return make_account(Role.OFFICE, tree.committee, name="Trần Thu Hà")


@pytest.fixture
def member(tree):
    return make_account(Role.MEMBER, tree.hieu_committee, name="Y Lan")


def offer(user, by):
    return offer_device(user, name="Điện thoại", by=by, today=TODAY, now=NOW)


def test_an_office_keeps_the_phones_of_its_own_units_and_of_none_beside(tree, office, member):
    neighbour = make_account(Role.MEMBER, tree.other_committee, name="Người huyện bên")
    assert set(enrolled_people(office, at=TODAY)) == {member.person}
    assert offer(member, office)[0].user == member
    with pytest.raises(Refused):
        offer(neighbour, office)


@pytest.mark.parametrize("role", [role for role in Role.values if role not in (Role.OFFICE, Role.ADMINISTRATOR)])
def test_nobody_else_keeps_anyones_phone(tree, member, role):
    other = make_account(role, tree.committee)
    assert not enrolled_people(other, at=TODAY).exists()
    with pytest.raises(Refused):
        offer(member, other)


def test_an_office_cannot_make_itself_a_phone_with_an_administrators_rights(tree, office):
    admin = make_account(Role.ADMINISTRATOR, tree.committee, name="Đinh Quản Trị")
    assert not may_enrol(office, admin.person, today=TODAY)
    above = make_account(Role.ADMINISTRATOR, tree.province_committee)
    assert may_enrol(above, admin.person, today=TODAY)


def test_someone_with_a_role_beside_too_is_kept_by_neither_office_alone(tree, office, member):
    make_grant(member, Role.MEMBER, tree.other_committee)
    assert not may_enrol(office, member.person, today=TODAY)


def test_nobody_enrols_or_unlocks_their_own_phone_but_anyone_revokes_it(office, member):
    with pytest.raises(Refused):
        offer(office, office)
    device, code = offer(member, office)
    enrol(code, pin=PIN, now=NOW)
    with pytest.raises(Refused):
        unlock_device(device, by=member, today=TODAY)
    revoke_device(device, by=member, today=TODAY)
    assert not Device.objects.filter(user=member).exists()
    told = set(PersonEvent.objects.filter(person=member.person).values_list("what", flat=True))
    assert {"device_made", "device_set", "device_gone"} <= told


def test_closing_an_account_takes_its_phones_and_second_step_with_it(tree, office, member):
    admin = make_account(Role.ADMINISTRATOR, tree.committee)
    enrol(offer(member, office)[1], pin=PIN, now=NOW)
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={"secret": ""})
    close_account(member, by=admin, today=TODAY)
    assert not Device.objects.filter(user=member).exists()
    assert not Authenticator.objects.filter(user=member).exists()


def test_a_lost_second_step_is_removed_by_who_keeps_the_account_and_said(tree, office, member):
    admin = make_account(Role.ADMINISTRATOR, tree.committee)
    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={"secret": ""})
    with pytest.raises(Refused):
        drop_second_step(member, by=office, today=TODAY)
    assert drop_second_step(member, by=admin, today=TODAY) == 1
    assert PersonEvent.objects.filter(person=member.person, what="step_gone", by=admin.person).exists()
    with pytest.raises(ValidationError):
        drop_second_step(member, by=admin, today=TODAY)


def test_a_pin_alone_reads_and_enters_and_does_not_decide(tree, office):
    for verb in Verb.values:
        office.proof = BY_PIN
        weak = strong_enough(office, verb)
        assert bool(weak) is (verb not in DECIDING), verb
        office.proof = PROVED
        assert strong_enough(office, verb), verb
    office.proof = BY_PIN
    assert may_at(office, Verb.ENTER, tree.hieu_committee, at=TODAY)
    assert not may_at(office, Verb.APPROVE, tree.hieu_committee, at=TODAY)


def test_a_pin_alone_approves_and_corrects_no_record_and_says_what_is_missing(tree, office, member):
    record = make_declaration(tree.hieu_committee, by=member)
    record = advance(record, "submit", by=member, today=TODAY)
    office.proof = BY_PIN
    with translation.override("en"):
        refused = {offer.name: str(offer.reason) for offer in offers(record, office, today=TODAY) if not offer.allowed}
        assert "second step" in refused["approve"]
        with pytest.raises(Refused, match="second step"):
            advance(record, "approve", by=office, today=TODAY)
        office.proof = PROVED
        record = advance(record, "approve", by=office, today=TODAY)
        assert record.state == State.APPROVED
        office.proof = BY_PIN
        assert can(office, Verb.VIEW, record, at=TODAY)
        with pytest.raises(Refused, match="second step"):
            change(record, values={"title": "Khác"}, by=office, today=TODAY, reason="Sửa tên")


def test_who_may_not_decide_anyway_is_told_so_and_not_sent_for_a_second_step(tree, member):
    other = make_account(Role.MEMBER, tree.hieu_committee)
    record = make_declaration(tree.hieu_committee, by=member)
    record = advance(record, "submit", by=member, today=TODAY)
    other.proof = BY_PIN
    with translation.override("en"):
        reasons = [str(offer.reason) for offer in offers(record, other, today=TODAY) if offer.name == "approve"]
    assert reasons == ["Your role does not allow this step at this unit."]


def test_managing_people_waits_for_the_second_step_too(tree, member):
    admin = make_account(Role.ADMINISTRATOR, tree.committee)
    admin.proof = BY_PIN
    assert may_keep(admin, member.person, today=TODAY).weak
    admin.proof = PROVED
    assert may_keep(admin, member.person, today=TODAY)


def test_from_the_day_set_a_password_alone_does_not_decide(settings, tree, office):
    settings.LANTOA_SECOND_STEP_BY = "2026-12-01"
    assert second_step_day() == date(2026, 12, 1)
    office.proof = Proof(demanded=False)
    assert strong_enough(office, Verb.CLOSE)
    office.proof = Proof(demanded=True)
    assert strong_enough(office, Verb.CLOSE).weak
    assert strong_enough(office, Verb.ENTER)
    office.proof = Proof(demanded=True, second_step=True)
    assert strong_enough(office, Verb.CLOSE)


def test_an_office_whose_grant_has_ended_keeps_nobodys_phone(tree, member):
    former = make_account(Role.OFFICE, tree.committee, ends=TODAY - timedelta(days=1))
    assert not may_enrol(former, member.person, today=TODAY)
