"""Signing in: by PIN on an enrolled phone, with a second step, in several places at once; and signing out from afar."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from lantoa.core.access.devices import offer_device
from lantoa.core.people.models import Device, PersonEvent
from lantoa.core.ui.people.signing import browser_text
from lantoa.core.ui.people.views.devices import COOKIE
from tests.core.ui.people.conftest import EnglishBrowser
from tests.factories import PASSWORD, TODAY

pytestmark = pytest.mark.django_db
PIN = "582914"
PHONE = "Mozilla/5.0 (Linux; Android 9; SM-J400F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def phone(client):
    """A browser of nobody yet."""
    return EnglishBrowser()


def code_from(page) -> str:
    return re.search(r'class="code-big">([^<]+)<', page.content.decode())[1]


def enrolled(phone, client, world, pin=PIN) -> str:
    """The office makes a code, the phone takes it; the code."""
    client.force_login(world.office)
    page = client.post(reverse("person-sign-in", args=[world.member.person.public_id]), {"name": "Máy A Đăng"}, follow=True)
    code = code_from(page)
    phone.post(reverse("device", args=[code.replace("-", "")]), {"pin": pin, "again": pin})
    return code


def password_in(browser, user, **more):
    return browser.post(reverse("account_login"), {"login": user.username, "password": PASSWORD}, **more)


def code_now(secret: str, *, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def set_up_app(browser) -> str:
    """Through the pages: confirm with the password, then the code; the key."""
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": "/"})
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert browser.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}).status_code == 302
    return secret


def test_the_office_enrols_a_phone_which_then_signs_in_by_pin_alone(phone, client, world):
    code = enrolled(phone, client, world)
    assert phone.get("/").context["user"] == world.member
    cookie = phone.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    phone.post(reverse("account_logout"))
    assert phone.get(reverse("account_login"), {"next": "/me/"}).headers["Location"] == "/device/pin/?next=%2Fme%2F"
    page = phone.get(reverse("device-pin"))
    assert world.member.person.name in page.content.decode()
    answer = phone.post(reverse("device-pin"), {"pin": PIN, "next": "/me/"})
    assert answer.headers["Location"] == "/me/"
    assert phone.get("/me/").status_code == 200
    assert EnglishBrowser().get(reverse("device", args=[code])).status_code == 410


def test_a_code_is_typed_as_it_is_read_out(phone, client, world):
    client.force_login(world.office)
    code = code_from(client.post(reverse("person-sign-in", args=[world.member.person.public_id]), {"name": "Máy"}, follow=True))
    assert "new one" in phone.post(reverse("device-code"), {"code": "KHONG-CO"}).content.decode()
    answer = phone.post(reverse("device-code"), {"code": code.lower()})
    assert answer.headers["Location"] == reverse("device", args=[code.replace("-", "")])


def test_the_code_is_shown_once_and_only_to_whom_made_it(phone, client, world):
    client.force_login(world.office)
    address = reverse("person-sign-in", args=[world.member.person.public_id])
    code = code_from(client.post(address, {"name": "Máy A Đăng"}, follow=True))
    assert code not in client.get(address).content.decode()


def test_five_wrong_pins_lock_the_phone_and_the_office_unlocks_it(phone, client, world, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    enrolled(phone, client, world)
    phone.post(reverse("account_logout"))
    for _time in range(5):
        page = phone.post(reverse("device-pin"), {"pin": "111222"}).content.decode()
    assert "locked now" in page
    assert 'name="pin"' not in page
    assert "locked" in phone.post(reverse("device-pin"), {"pin": PIN}).content.decode()
    device = Device.objects.get()
    act = reverse("person-sign-in-act", args=[world.member.person.public_id])
    client.post(act, {"act": "unlock", "row": device.pk})
    assert phone.post(reverse("device-pin"), {"pin": PIN}).status_code == 302


def test_many_tries_in_a_minute_from_one_place_have_to_wait(phone, client, world, settings):
    settings.ACCOUNT_RATE_LIMITS = {"pin": "2/m/ip"}
    enrolled(phone, client, world)
    phone.post(reverse("account_logout"))
    assert [phone.post(reverse("device-pin"), {"pin": "111222"}).status_code for _time in range(3)] == [422, 422, 429]


def test_a_revoked_phone_asks_for_a_new_code(phone, client, world):
    enrolled(phone, client, world)
    phone.post(reverse("account_logout"))
    client.post(reverse("person-sign-in-act", args=[world.member.person.public_id]), {"act": "revoke", "row": Device.objects.get().pk})
    assert phone.get(reverse("account_login")).status_code == 200
    page = phone.get(reverse("device-pin"))
    assert "not enrolled" in page.content.decode()
    assert phone.cookies[COOKIE].value == ""


def test_a_phone_enrolled_anew_forgets_its_first_enrolment(phone, client, world):
    enrolled(phone, client, world)
    phone.post(reverse("account_logout"))
    first = Device.objects.get()
    enrolled(phone, client, world, pin="741852")
    assert Device.objects.get().pk != first.pk


def test_a_code_opened_where_someone_is_signed_in_enrols_nothing(client, world):
    code = offer_device(world.member, name="Máy", by=world.office, today=TODAY, now=timezone.now())[1]
    client.force_login(world.office)
    page = client.post(reverse("device", args=[code]), {"pin": PIN, "again": PIN}).content.decode()
    assert "Open this on the phone" in page
    assert Device.objects.get().enrolled_at is None


def test_one_sees_where_one_is_signed_in_and_ends_it_from_afar(phone, world):
    desk = EnglishBrowser()
    password_in(phone, world.member, HTTP_USER_AGENT=PHONE)
    password_in(desk, world.member)
    page = desk.get(reverse("my-sign-in"))
    assert "Chrome, Android" in page.content.decode()
    there = next(session for session in page.context["sessions"] if not session.current)
    desk.post(reverse("my-sign-in-act"), {"act": "sign-out", "row": there.pk})
    assert phone.get("/me/").status_code == 302
    assert desk.get("/me/").status_code == 200
    assert PersonEvent.objects.filter(person=world.member.person, what="signed_out").exists()


def test_signing_out_everywhere_else_leaves_the_one_that_asks(world):
    browsers = [EnglishBrowser() for _place in range(3)]
    for browser in browsers:
        password_in(browser, world.member)
    browsers[0].post(reverse("my-sign-in-act"), {"act": "sign-out-all"})
    assert [browser.get("/me/").status_code for browser in browsers] == [200, 302, 302]


def test_the_office_signs_its_people_out_and_nobody_of_another_unit(phone, client, world):
    password_in(phone, world.member)
    client.force_login(world.office)
    assert client.post(reverse("person-sign-in-act", args=[world.nobody.person.public_id]), {"act": "sign-out-all"}).status_code == 404
    client.post(reverse("person-sign-in-act", args=[world.member.person.public_id]), {"act": "sign-out-all"})
    assert phone.get("/me/").status_code == 302
    assert not UserSession.objects.filter(user=world.member).exists()


def test_nobody_ends_the_session_or_phone_of_another_by_its_number(phone, client, world):
    password_in(phone, world.office)
    client.force_login(world.member)
    theirs = UserSession.objects.get(user=world.office)
    client.post(reverse("my-sign-in-act"), {"act": "sign-out", "row": theirs.pk})
    assert phone.get("/me/").status_code == 200
    enrolled(EnglishBrowser(), EnglishBrowser(), world)
    client.force_login(world.office)
    assert client.post(reverse("my-sign-in-act"), {"act": "revoke", "row": Device.objects.get().pk}).status_code == 404
    for row in ("", "x", "-1", "9" * 30):
        assert client.post(reverse("my-sign-in-act"), {"act": "sign-out", "row": row}).status_code == 404


def test_an_app_is_set_up_and_asked_for_at_the_next_sign_in(phone, world):
    password_in(phone, world.office)
    secret = set_up_app(phone)
    codes = phone.get(reverse("mfa_view_recovery_codes"))
    assert codes.content.decode().count("<li>") >= 10
    assert codes.context["unused_codes"][0] not in phone.get(reverse("mfa_view_recovery_codes")).content.decode()
    phone.post(reverse("account_logout"))
    assert password_in(phone, world.office).headers["Location"].startswith(reverse("mfa_authenticate"))
    assert phone.get("/me/").status_code == 302
    assert "Incorrect code" in phone.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    phone.post(reverse("mfa_authenticate"), {"code": code_now(secret, step=1)})
    assert phone.get("/me/").status_code == 200
    assert PersonEvent.objects.filter(person=world.office.person, what="step_added").exists()


def test_a_recovery_code_signs_in_once(phone, world):
    password_in(phone, world.office)
    set_up_app(phone)
    code = phone.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for status in (200, 302):
        phone.post(reverse("account_logout"))
        password_in(phone, world.office)
        phone.post(reverse("mfa_authenticate"), {"code": code})
        assert phone.get("/me/").status_code == status


def test_the_key_of_an_app_does_not_stand_in_the_database(phone, world):
    password_in(phone, world.office)
    secret = set_up_app(phone)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_another_key_of_the_installation_lets_no_code_in_and_breaks_nothing(phone, world, settings):
    password_in(phone, world.office)
    set_up_app(phone)
    settings.SECRET_KEY = "another"
    again = EnglishBrowser()
    password_in(again, world.office)
    assert "Incorrect code" in again.post(reverse("mfa_authenticate"), {"code": "123456"}).content.decode()


def test_a_pin_sign_in_confirms_the_second_step_before_it_decides(phone, client, world):
    client.force_login(world.admin)
    code = code_from(client.post(reverse("person-sign-in", args=[world.office.person.public_id]), {"name": "Máy"}, follow=True))
    password_in(phone, world.office)
    secret = set_up_app(phone)
    phone.post(reverse("account_logout"))
    phone.post(reverse("device", args=[code.replace("-", "")]), {"pin": PIN, "again": PIN})
    assert "Confirm the second step" in phone.get(reverse("my-sign-in")).content.decode()
    phone.post(reverse("mfa_reauthenticate"), {"code": code_now(secret, step=1), "next": reverse("my-sign-in")})
    assert "Confirm the second step" not in phone.get(reverse("my-sign-in")).content.decode()


def test_an_administrator_with_a_pin_alone_reads_and_is_told_why_not_more(phone, client, world, settings):
    settings.LANTOA_SECOND_STEP_BY = "2020-01-01"
    client.force_login(world.admin)
    page = client.get(reverse("overview")).content.decode()
    assert "wait for your second step" in page
    answer = client.post(reverse("person-account", args=[world.member.person.public_id]), {"act": "close"})
    assert answer.status_code == 403
    assert "second step" in answer.content.decode()
    assert reverse("my-sign-in") in answer.content.decode()
    world.member.refresh_from_db()
    assert world.member.is_active


def test_before_the_day_those_who_decide_are_told_and_may_still_decide(client, world, settings):
    settings.LANTOA_SECOND_STEP_BY = "2999-12-01"
    client.force_login(world.admin)
    page = client.get(reverse("overview")).content.decode()
    assert "must set up a second step" in page
    assert "2999" in page
    client.post(reverse("person-account", args=[world.member.person.public_id]), {"act": "close"})
    world.member.refresh_from_db()
    assert not world.member.is_active
    client.force_login(world.nobody)
    assert "2999" not in client.get(reverse("overview")).content.decode()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605 Version/12.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox, Linux"),
        ("", "một trình duyệt"),
    ],
)
def test_browsers_are_named_as_people_call_them(said, shown):
    assert browser_text(said) == shown
