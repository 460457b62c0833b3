"""Signing in as people do: with a passkey alone, with an app's code, and by PIN on an old phone that the office has enrolled."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import barriers
from tests.browser.places import DEPUTY, OFFICE, SECRETARY
from tests.browser.visits import PASSWORD, Visit, visit

pytestmark = pytest.mark.browser
PIN = "582914"
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    "automaticPresenceSimulation": True,
}  # fmt: skip


def with_passkeys(page: Page) -> None:
    """Chromium's own authenticator, which answers every question at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def confirmed(visit: Visit, path: str) -> Page:
    """A page that asks for the password once more."""
    page = visit.open(path)
    page.fill("#id_password", PASSWORD)
    page.click("main form button.btn--primary")
    page.wait_for_url(f"**{path}")
    return page


def clean(visit: Visit) -> None:
    assert barriers(visit.page) == []
    assert visit.said == []


def test_a_passkey_signs_in_without_name_and_password(chromium: Browser, site: str) -> None:
    with visit(chromium, site) as office:
        with_passkeys(office.page)
        office.sign_in(OFFICE)
        page = confirmed(office, "/accounts/2fa/webauthn/add/")
        clean(office)
        page.fill("[name=name]", "Máy tính cơ quan")
        page.check("[name=passwordless]")
        page.click("#passkey")
        expect(page.locator(".codes li")).to_have_count(10)
        clean(office)
        office.open("/accounts/2fa/")
        expect(page.locator("main")).to_contain_text("Máy tính cơ quan")
        clean(office)
        office.sign_out()
        page.click("#passkey")
        page.wait_for_selector("summary.account-button")
        office.open("/me/sign-in/")
        expect(page.locator("main")).not_to_contain_text("Xác nhận bước thứ hai")
        clean(office)


def test_a_passkey_that_is_not_there_says_so_on_the_page(chromium: Browser, site: str) -> None:
    with visit(chromium, site) as stranger:
        with_passkeys(stranger.page)
        page = stranger.open("/accounts/login/")
        page.click("#passkey")
        expect(page.locator("[data-passkey-error]")).to_be_visible()
        clean(stranger)


def test_an_app_is_set_up_and_its_code_is_asked_for(chromium: Browser, site: str) -> None:
    with visit(chromium, site, screen="phone") as secretary:
        secretary.sign_in(SECRETARY)
        page = confirmed(secretary, "/accounts/2fa/totp/activate/")
        clean(secretary)
        key = page.input_value("#app-key")
        page.fill("[name=code]", code_of(key))
        page.click("main form button.btn--primary")
        expect(page.locator(".codes li")).to_have_count(10)
        secretary.sign_out()
        secretary.fill_sign_in(SECRETARY)
        expect(page.locator("h1")).to_have_text("Bước xác nhận thứ hai")
        clean(secretary)
        page.fill("[name=code]", code_of(key, later=1))
        page.click("main form button.btn--primary")
        page.wait_for_selector("summary.account-button")


def code_of(key: str, *, later: int = 0) -> str:
    """What the app shows now, or some half-minutes later."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + later))


def test_an_old_phone_is_enrolled_by_the_office_and_signs_in_by_pin(chromium: Browser, site: str) -> None:
    with visit(chromium, site) as office, visit(chromium, site, screen="phone") as phone:
        office.sign_in("quantri")
        page = office.open(office.first("/people/sign-in/?q=phó bí thư", "a.list__title"))
        page.fill("[name=name]", "Điện thoại của Phó Bí thư")
        page.click("form[data-no-draft] button")
        expect(page.locator(".code-big")).to_be_visible()
        clean(office)
        page = phone.open("/device/")
        clean(phone)
        page.fill("[name=code]", office.page.locator(".code-big").inner_text().lower())
        page.click("main form button")
        expect(page.locator("[name=again]")).to_be_visible()
        clean(phone)
        page.fill("[name=pin]", PIN)
        page.fill("[name=again]", PIN)
        page.click("main form button")
        page.wait_for_selector("summary.account-button")
        page.click("summary.account-button")
        page.click("form[data-sign-out] button")
        page.wait_for_url(f"{site}/device/pin/")
        phone.open("/work/")
        expect(page).to_have_url(f"{site}/device/pin/?next=%2Fwork%2F")
        clean(phone)
        page.fill("[name=pin]", "111222")
        page.click("main form button")
        expect(page.locator("[data-errors]")).to_contain_text("Còn 4 lần thử")
        page.fill("[name=pin]", PIN)
        page.click("main form button")
        page.wait_for_url(f"{site}/work/")
        office.page.reload()
        office.page.click("button:has-text('Đăng xuất mọi nơi')")
        expect(office.page.locator("[data-toast]")).to_contain_text("Đã đăng xuất")
        phone.open("/work/")
        expect(page).to_have_url(f"{site}/device/pin/?next=%2Fwork%2F")


def test_a_deputy_sees_where_the_account_is_signed_in_and_ends_it(chromium: Browser, site: str) -> None:
    with visit(chromium, site) as desk, visit(chromium, site, screen="phone") as phone:
        desk.sign_in(DEPUTY)
        phone.sign_in(DEPUTY)
        page = desk.open("/me/sign-in/")
        clean(desk)
        page.click("button:has-text('Đăng xuất mọi nơi khác')")
        expect(page.locator("[data-toast]")).to_contain_text("Đã đăng xuất ở mọi nơi khác")
        phone.open("/me/")
        expect(phone.page).to_have_url(f"{site}/accounts/login/?next=/me/")
