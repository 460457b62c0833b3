"""Signing in as few do: through a provider of identities, with passkeys of several devices, and by PIN where deciding asks for more."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lantoa.cli.network import NEXT_PORTS
from tests.browser.acts import (
    TITLE,
    approve,
    button,
    choose_pin,
    clean,
    code_of,
    confirmed,
    enter_initiative,
    fill_initiative,
    offer_phone,
    section,
    set_up_app,
    sign_out_of_phone,
    with_passkeys,
    write_code,
    write_pin,
)
from tests.browser.cleanness import SMALLEST, too_wide
from tests.browser.conftest import copy_serving
from tests.browser.places import ADMINISTRATOR, DEPUTY, OFFICE, PERSON, SECRETARY
from tests.browser.visits import PASSWORD, Visit, visit
from tests.cli.processes import FIRST_PORT
from tests.core.ui.people import provider_site

pytestmark = pytest.mark.browser
RETURNS = "\n".join(f"http://localhost:{FIRST_PORT + more}/accounts/oidc/oidc/login/callback/" for more in range(NEXT_PORTS))
PROVIDER = "Cổng đăng nhập của tỉnh"
PIN_ALONE = "Bạn đang đăng nhập bằng mã PIN. Việc này cần bước xác nhận thứ hai"
STEPS, ADDING = "/accounts/2fa/", "/accounts/2fa/webauthn/add/"
FORBIDDEN = "the server responded with a status of 403"


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a real provider answers that lets people come back to whichever port the program takes."""
    command = [sys.executable, provider_site.__file__, str(tmp_path_factory.mktemp("provider")), RETURNS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture(scope="module")
def joined_site(demo_home: Path, issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo that lets people in through the provider."""
    options = {"issuer": issuer, "client_id": provider_site.CLIENT, "client_secret": provider_site.SECRET, "name": PROVIDER}
    more = "".join(f'oidc_{name} = "{value}"\n' for name, value in options.items())
    yield from copy_serving(demo_home, tmp_path_factory.mktemp("joined"), more)


def through_provider(visit: Visit, name: str) -> None:
    """From the page of sign-in to the provider's, and back as whom it knows by this name."""
    button(visit.page, f"Đăng nhập qua {PROVIDER}")
    visit.page.wait_for_url(lambda url: not url.startswith(visit.address))
    write_at_provider(visit.page, name)
    visit.page.wait_for_url(f"{visit.address}/**")


def write_at_provider(page: Page, name: str) -> None:
    page.fill("[name=login]", name)
    page.fill("[name=password]", provider_site.PASSWORD)
    page.click("form:has([name=login]) [type=submit]")


def link_for(office: Visit, name: str, email: str) -> str:
    """An invitation to Đăk Ring as a member; its link."""
    page = office.open("/people/invite/")
    page.fill("[name=name]", name)
    page.fill("[name=email]", email)
    page.select_option("[name=role]", "member")
    page.fill("[name=unit]", "Đảng ủy xã Đăk Ring, Kon Plông")
    button(page, "Tạo lời mời")
    return page.input_value(".banner input[readonly]")


def test_whoever_is_invited_opens_the_account_and_then_comes_through_the_provider(chromium: Browser, joined_site: str) -> None:
    with visit(chromium, joined_site) as office, visit(chromium, joined_site, screen="phone") as guest:
        office.sign_in(ADMINISTRATOR)
        link = link_for(office, "Y Lan", "y.lan@example.vn")
        page = guest.open("/accounts/login/")
        clean(guest)
        through_provider(guest, "y.lan")
        expect(page.locator("main")).to_contain_text("y.lan@example.vn")
        expect(page.locator("main")).to_contain_text("Tài khoản chỉ mở theo lời mời")
        refused_and_nothing_else(guest)
        page.goto(link)
        page.fill("[name=username]", "lan.dakring")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=again]", PASSWORD)
        button(page, "Mở tài khoản")
        page.wait_for_selector("summary.account-button")
        guest.sign_out()
        guest.open("/work/")
        button(page, f"Đăng nhập qua {PROVIDER}")  # which knows the browser still
        page.wait_for_url(f"{joined_site}/work/")
        guest.open("/me/")
        expect(page.locator("main")).to_contain_text("lan.dakring")
        expect(page.locator("li.row", has_text="Thành viên")).to_contain_text("Đảng ủy xã Đăk Ring")
        clean(guest)


def test_a_deputy_ties_the_account_confirms_and_comes_through_the_provider(chromium: Browser, joined_site: str) -> None:
    with visit(chromium, joined_site, screen="phone") as deputy:
        deputy.sign_in(DEPUTY)
        page = deputy.open("/me/sign-in/")
        clean(deputy)
        page.click("main a:has-text('Liên kết tài khoản')")
        page.wait_for_url("**/accounts/reauthenticate/**")
        page.fill("#id_password", "khong-phai-mat-khau")
        button(page, "Xác nhận")
        page.wait_for_selector("[data-errors]")
        page.fill("#id_password", PASSWORD)
        button(page, "Xác nhận")
        page.wait_for_url("**/me/sign-in/tie/")
        clean(deputy)
        button(page, "Đi tiếp")
        page.wait_for_url(lambda url: not url.startswith(joined_site))
        write_at_provider(page, "nguoi.la")
        page.wait_for_url("**/me/sign-in/")
        expect(page.locator("section.card", has_text=PROVIDER)).to_contain_text("Đã liên kết từ")
        expect(page.locator("[data-toast]")).to_contain_text("Từ nay bạn có thể đăng nhập qua cổng đăng nhập")
        clean(deputy)
        assert deputy.said == []
        deputy.sign_out()
        button(page, f"Đăng nhập qua {PROVIDER}")
        page.wait_for_url(lambda url: url.startswith(joined_site) and "/accounts/" not in url)
        deputy.open("/me/")
        expect(page.locator("main")).to_contain_text(DEPUTY)
        expect(page.locator("main")).to_contain_text("liên kết với cổng đăng nhập")
        deputy.open("/me/sign-in/")
        button(page, "Thôi liên kết")
        expect(page.locator("section.card", has_text=PROVIDER)).to_contain_text("Liên kết tài khoản này với tài khoản của bạn ở đó")


def refused_and_nothing_else(visit: Visit) -> None:
    """All that the browser said is that a page was refused."""
    assert [said for said in visit.said if FORBIDDEN not in said] == []
    visit.said.clear()


def write_address(visit: Visit, path: str) -> None:
    """On the page of the own account, or on that of a person."""
    page = visit.open(path)
    page.fill("[name=email]", "nguoi.la@example.vn")
    button(page, "Lưu")
    expect(page.locator("[data-toast]")).to_be_visible()


def test_an_address_opens_the_account_once_the_office_gave_it_and_the_second_step_is_asked_for(chromium: Browser, joined_site: str) -> None:
    with visit(chromium, joined_site) as office, visit(chromium, joined_site) as deputy:
        deputy.sign_in(DEPUTY)
        write_address(deputy, "/me/")
        page = confirmed(deputy, "/accounts/2fa/totp/activate/")
        key = set_up_app(deputy)
        deputy.sign_out()
        through_provider(deputy, "nguoi.la")
        expect(page.locator("main")).to_contain_text("do chính người đó ghi chứ không phải cơ quan")
        refused_and_nothing_else(deputy)
        office.sign_in(ADMINISTRATOR)
        person = office.first("/people/?role=deputy", PERSON).split("?")[0]
        expect(office.open(person).locator("main")).to_contain_text("tự ghi")
        write_address(office, person + "address/")
        expect(office.page.locator("main")).to_contain_text("ghi địa chỉ thư điện tử")
        deputy.open("/accounts/login/")
        button(page, f"Đăng nhập qua {PROVIDER}")
        expect(page.locator("h1")).to_have_text("Bước xác nhận thứ hai")
        write_code(page, code_of(key, later=1))
        page.wait_for_selector("summary.account-button")
        assert deputy.said == []


def at_adding(visit: Visit, account: str) -> Visit:
    """A device of this account's, on the page that sets up a passkey."""
    with_passkeys(visit.page)
    visit.sign_in(account)
    confirmed(visit, ADDING)
    return visit


def add_passkey(device: Visit, name: str) -> None:
    """From the page that sets it up to the one that shows what there is."""
    device.page.fill("[name=name]", name)
    device.page.click("#passkey")
    device.page.wait_for_url(lambda url: ADDING not in url)
    device.open(STEPS)


def passkeys(page: Page) -> list[str]:
    return page.locator("main .list li .strong").all_inner_texts()


def test_passkeys_without_a_name_are_told_apart_after_one_was_removed(chromium: Browser, site: str) -> None:
    with visit(chromium, site) as desk, visit(chromium, site, screen="phone") as phone, visit(chromium, site) as laptop:
        for device in (desk, phone, laptop):
            at_adding(device, SECRETARY)
        add_passkey(desk, "")
        add_passkey(phone, " ")
        assert passkeys(phone.page) == ["Khóa truy cập 1", "Khóa truy cập 2"]
        phone.page.get_by_label("Gỡ: Khóa truy cập 1").click()
        button(phone.page, "Gỡ khóa truy cập")
        phone.page.wait_for_url(f"{site}{STEPS}")
        add_passkey(laptop, "")
        assert passkeys(laptop.page) == ["Khóa truy cập 2", "Khóa truy cập 3"]
        clean(laptop)


def test_a_name_of_a_passkey_ends_after_sixty_letters_and_fits_on_a_small_phone(chromium: Browser, site: str) -> None:
    with visit(chromium, site, screen="phone") as phone:
        page = at_adding(phone, "bithu.konplong").page
        page.fill("[name=name]", "M" * 5000)
        expect(page.locator("[name=name]")).to_have_value("M" * 60)
        page.locator("[name=name]").evaluate("field => field.removeAttribute('maxlength')")
        add_passkey(phone, "M" * 5000)
        assert passkeys(page) == ["M" * 60]
        assert too_wide(page, SMALLEST) == ""
        clean(phone)


def test_a_pin_reads_and_enters_and_deciding_asks_for_the_code_once_in_each_sign_in(chromium: Browser, site: str) -> None:
    with visit(chromium, site) as deputy:
        deputy.sign_in(DEPUTY)
        enter_initiative(deputy)
        button(deputy.page, "Gửi duyệt")
    with visit(chromium, site) as desk, visit(chromium, site, screen="phone") as phone:
        key = a_phone_of_one_with_an_app(chromium, desk, phone)
        sign_out_of_phone(phone)
        write_pin(phone.page)
        phone.page.wait_for_selector("summary.account-button")
        the_pin_enters(phone)
        the_pin_alone_does_not_approve(phone)
        button(phone.page, "Xác nhận bước thứ hai")
        write_code(phone.page, "000000")
        expect(phone.page.locator("[data-errors]")).to_contain_text("Mã không đúng")
        clean(phone)
        write_code(phone.page, code_of(key, later=1))
        phone.page.wait_for_url(f"{phone.address}/me/sign-in/")
        expect(phone.page.locator("main")).not_to_contain_text("Xác nhận bước thứ hai")
        approve(phone, TITLE)
        sign_out_of_phone(phone)
        write_pin(phone.page)
        phone.page.wait_for_selector("summary.account-button")
        expect(phone.open("/me/sign-in/").locator("main")).to_contain_text("Xác nhận bước thứ hai")
        assert phone.said == []


def a_phone_of_one_with_an_app(chromium: Browser, desk: Visit, phone: Visit) -> str:
    """The office has an app; the administrator enrols its phone by the address that the picture leads to. The app's key."""
    desk.sign_in(OFFICE)
    confirmed(desk, "/accounts/2fa/totp/activate/")
    key = set_up_app(desk)
    with visit(chromium, desk.address) as keeper:
        keeper.sign_in(ADMINISTRATOR)
        code = offer_phone(keeper, "chuyên viên văn phòng", "Điện thoại của Văn phòng")
    choose_pin(phone.open(f"/device/{code.replace('-', '')}/"))
    return key


def the_pin_enters(phone: Visit) -> None:
    page = phone.open("/records/initiative/new/")
    page.select_option("[name=unit]", label="Đảng ủy xã Đăk Ring")
    fill_initiative(page, "Đường hoa do văn phòng ghi")
    button(page, "Lưu nháp")
    expect(page.locator("[data-toast]")).to_contain_text("Đã lưu nháp")


def the_pin_alone_does_not_approve(phone: Visit) -> None:
    """The record's page and the queue say why not; whoever knows the address of the step is refused there, and led to “My sign-in”."""
    page = phone.page
    section(page, "Duyệt")
    page.click(f"a.list__title:has-text('{TITLE}')")
    expect(page.locator("h1")).to_contain_text(TITLE)
    refused = page.locator("main button[aria-disabled=true]", has_text="Duyệt")
    expect(page.locator(f"#{refused.get_attribute('aria-describedby')}")).to_contain_text(PIN_ALONE)
    clean(phone)
    record = page.url
    section(page, "Duyệt")
    expect(page.locator("main")).to_contain_text(PIN_ALONE)
    expect(page.locator("[data-pick]")).to_have_count(0)
    expect(page.locator("li", has_text=TITLE).locator("a.btn")).to_have_text("Mở")
    clean(phone)
    page.goto(record.partition("?")[0].rstrip("/") + "/step/approve/")
    expect(page.locator("main")).to_contain_text(PIN_ALONE)
    assert [said for said in phone.said if FORBIDDEN not in said] == []
    phone.said.clear()
    button(page, "Đăng nhập của tôi")
    page.wait_for_url(f"{phone.address}/me/sign-in/")
    clean(phone)
