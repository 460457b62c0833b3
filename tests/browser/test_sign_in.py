"""Signing in as people do: with a passkey alone, with an app's code, and by PIN on an old phone that the office has enrolled."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.acts import (
    choose_pin,
    clean,
    code_of,
    confirmed,
    offer_phone,
    set_up_app,
    sign_out_of_phone,
    with_passkeys,
    write_code,
    write_pin,
)
from tests.browser.places import DEPUTY, OFFICE, SECRETARY
from tests.browser.visits import visit

pytestmark = pytest.mark.browser


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
        key = set_up_app(secretary)
        secretary.sign_out()
        secretary.fill_sign_in(SECRETARY)
        expect(page.locator("h1")).to_have_text("Bước xác nhận thứ hai")
        clean(secretary)
        write_code(page, code_of(key, later=1))
        page.wait_for_selector("summary.account-button")


def test_an_old_phone_is_enrolled_by_the_office_and_signs_in_by_pin(chromium: Browser, site: str) -> None:
    with visit(chromium, site) as office, visit(chromium, site, screen="phone") as phone:
        office.sign_in("quantri")
        code = offer_phone(office, "phó bí thư", "Điện thoại của Phó Bí thư")
        clean(office)
        page = phone.open("/device/")
        clean(phone)
        page.fill("[name=code]", code.lower())
        page.click("main form button")
        expect(page.locator("[name=again]")).to_be_visible()
        clean(phone)
        choose_pin(page)
        sign_out_of_phone(phone)
        phone.open("/work/")
        expect(page).to_have_url(f"{site}/device/pin/?next=%2Fwork%2F")
        clean(phone)
        write_pin(page, "111222")
        expect(page.locator("[data-errors]")).to_contain_text("Còn 4 lần thử")
        write_pin(page)
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
