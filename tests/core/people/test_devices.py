"""Phones that sign in with a PIN: enrolled once, locked after five wrong PINs, useless without the phone's own secret."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from lantoa.core.people.devices import (
    TRIES,
    device_of,
    enrol,
    enter,
    forget_offers,
    offer_device,
    offered,
    revoke,
    spaced,
    unlock,
)
from lantoa.core.people.models import Device, PersonEvent
from tests.factories import make_account

pytestmark = pytest.mark.django_db
PIN, WRONG = "582914", "111222"
NOW = timezone.now()


@pytest.fixture
def office():
    return make_account(name="Trần Thu Hà")


@pytest.fixture
def member():
    return make_account(name="Y Lan")


@pytest.fixture
def code(office, member):
    make_account(name="Y Khác")
    return offer_device(member, name="Điện thoại Y Lan", by=office.person, now=NOW)[1]


@pytest.fixture
def kept(code):
    """What an enrolled phone keeps."""
    return enrol(code, pin=PIN, now=NOW)[1]


def said(wrong) -> str:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        wrong()
    return " ".join(refusal.value.messages)


def test_a_phone_signs_in_to_the_account_that_it_was_enrolled_for(kept, member):
    assert enter(kept, pin=PIN, now=NOW) == member
    assert device_of(kept).user == member


def test_code_secret_and_pin_are_nowhere_kept_as_they_are(code, member):
    device, kept = enrol(code, pin=PIN, now=NOW)
    row = " ".join(str(value) for value in Device.objects.filter(pk=device.pk).values()[0].values())
    assert code not in row
    assert kept.partition(".")[2] not in row
    assert PIN not in row


def test_a_code_works_once_however_it_is_typed_and_for_a_day(code):
    assert offered(spaced(code).lower(), now=NOW)
    assert "new one" in said(lambda: offered(code, now=NOW + timedelta(hours=25)))
    enrol(code, pin=PIN, now=NOW)
    assert "new one" in said(lambda: enrol(code, pin=PIN, now=NOW))


def test_an_unused_code_is_forgotten_after_its_day(code):
    assert forget_offers(now=NOW) == 0
    assert forget_offers(now=NOW + timedelta(hours=25)) == 1
    assert not Device.objects.exists()


@pytest.mark.parametrize("pin", ["000000", "123456", "654321", "121212", "123123", "12345", "1234567", "12345a", "١٢٣٤٥٦", ""])
def test_a_pin_that_is_easy_or_none_enrols_nothing(code, pin):
    assert said(lambda: enrol(code, pin=pin, now=NOW))
    assert not Device.objects.exclude(enrolled_at=None).exists()


def test_five_wrong_pins_lock_the_phone_until_the_office_unlocks_it(kept, member):
    told = [said(lambda: enter(kept, pin=WRONG, now=NOW)) for _time in range(TRIES)]
    assert "left: 4" in told[0]
    assert "locked now" in told[-1]
    assert "locked" in said(lambda: enter(kept, pin=PIN, now=NOW))
    unlock(device_of(kept))
    assert enter(kept, pin=PIN, now=NOW) == member


def test_a_right_pin_ends_the_count_of_wrong_ones(kept):
    for _day in range(3):
        for _time in range(TRIES - 1):
            assert "left" in said(lambda: enter(kept, pin=WRONG, now=NOW))
        enter(kept, pin=PIN, now=NOW)


def test_a_revoked_phone_and_one_with_another_secret_sign_nobody_in(kept, code, office, member):
    name = kept.partition(".")[0]
    for cookie in ("", "x", name, f"{name}.", f"{name}.wrong", "zz.wrong", f"{'0' * 32}.{kept.partition('.')[2]}"):
        assert device_of(cookie) is None
        assert "not enrolled" in said(lambda cookie=cookie: enter(cookie, pin=PIN, now=NOW))
    revoke(device_of(kept))
    assert "not enrolled" in said(lambda: enter(kept, pin=PIN, now=NOW))


def test_a_closed_account_is_not_opened_by_its_phone(kept, member):
    member.is_active = False
    member.save()
    assert device_of(kept) is None
    assert "not enrolled" in said(lambda: enter(kept, pin=PIN, now=NOW))


def test_what_happened_is_told_in_the_persons_history(kept, member):
    assert PersonEvent.objects.filter(person=member.person, what="device_set", title="Điện thoại Y Lan").exists()
