"""What the scripts add, seen in a browser; and that nothing is lost without them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lantoa.core.access.roles import Role
from tests.browser.server import browsing
from tests.core.ui import pages
from tests.factories import PASSWORD, make_account, make_unit
from tools.chromium import find

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED_PAUSE = 600  # ms: a draft is written 400 ms after the last key


@dataclass
class Visit:
    """A browser at our address, with what its console said."""

    browser: Browser
    address: str
    username: str
    said: list[str] = field(default_factory=list)

    def open(self, path: str, *, scripts: bool = True) -> Page:
        context = self.browser.new_context(locale="vi-VN", viewport={"width": 1680, "height": 900}, java_script_enabled=scripts)
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(self.address + path)
        return page

    def sign_in(self, page: Page) -> None:
        page.fill("#id_login", self.username)
        page.fill("#id_password", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all. It has a loop of its own in this thread, which asks nothing of the database."""
    path = find()
    if path is None:
        pytest.skip("no Chromium here (LANTOA_CHROMIUM names one)")
    with pytest.MonkeyPatch.context() as patch, browsing(path) as browser:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        yield browser


@pytest.fixture
def visit(settings: Any, live_server: Any, chromium: Browser) -> Iterator[Visit]:
    """A visit by someone of the office of Xã Hiếu."""
    settings.ROOT_URLCONF = "tests.core.ui.pages"
    settings.LANTOA_BUSINESS_DAY = "2023-05-25"
    pages.received.clear()
    user = make_account(Role.OFFICE, make_unit("Xã Hiếu"))
    yield Visit(chromium, live_server.url, user.username)
    for context in chromium.contexts:
        context.close()


def drafts(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(Object.entries(sessionStorage).filter(([key]) => key.startsWith('lantoa-draft')))"))


def test_a_half_filled_form_outlives_a_sign_in_that_ran_out(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.fill("#id_name", "Nuôi cá niêng")
    page.fill("#id_note", "ao của thôn")
    page.fill("#id_code", "mat-khau")
    page.check("input[value=b]")
    page.wait_for_timeout(TYPED_PAUSE)
    page.context.clear_cookies(name="sessionid")
    page.click("text=Lưu mô hình")
    page.wait_for_url("**/accounts/login/**")
    assert "mat-khau" not in drafts(page)
    visit.sign_in(page)
    page.click("text=Lấy lại bản nháp")
    expect(page.locator("#id_name")).to_have_value("Nuôi cá niêng")
    expect(page.locator("#id_note")).to_have_value("ao của thôn")
    expect(page.locator("#id_code")).to_have_value("")
    expect(page.locator("input[value=b]")).to_be_checked()
    page.click("text=Lưu mô hình")
    expect(page.locator("[data-toast]")).to_contain_text("Đã lưu")
    assert drafts(page) == "[]"
    assert pages.received == ["Nuôi cá niêng"]
    assert visit.said == []


def test_a_text_refused_for_its_mark_is_kept_nowhere_in_the_tab(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.fill("#id_name", "Nuôi cá niêng")
    page.fill("#id_note", "Tài liệu mật")
    page.wait_for_timeout(TYPED_PAUSE)
    page.click("text=Lưu mô hình")
    expect(page.locator("[data-errors]")).to_contain_text("Văn bản mật chỉ xử lý trên mạng riêng")
    expect(page.locator("#id_note")).to_have_value("")
    expect(page.locator("#id_name")).to_have_value("Nuôi cá niêng")
    assert drafts(page) == "[]"
    page.fill("#id_note", "ao của thôn")
    page.wait_for_timeout(TYPED_PAUSE)
    assert "ao của thôn" in drafts(page)
    assert "mật" not in drafts(page)
    page.goto(f"{visit.address}/ghi/")
    page.click("text=Lấy lại bản nháp")
    expect(page.locator("#id_note")).to_have_value("ao của thôn")


def test_what_looks_marked_is_not_even_kept_while_it_is_typed(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.fill("#id_name", "NUÔI ONG LẤY MẬT")
    page.fill("#id_note", "Kế hoạch số 5 TUYỆT MẬT")
    page.wait_for_timeout(TYPED_PAUSE)
    assert "NUÔI ONG LẤY MẬT" in drafts(page)
    assert "Kế hoạch" not in drafts(page)
    page.reload()
    page.fill("#id_note", "ao của thôn")
    page.click("text=Lấy lại bản nháp")
    expect(page.locator("#id_name")).to_have_value("NUÔI ONG LẤY MẬT")
    expect(page.locator("#id_note")).to_have_value("ao của thôn")


def test_a_mark_sent_after_the_sign_in_ran_out_is_dropped_at_the_door(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.fill("#id_name", "Tài liệu mật")
    page.wait_for_timeout(TYPED_PAUSE)
    page.context.clear_cookies(name="sessionid")
    page.click("text=Lưu mô hình")
    page.wait_for_url("**/accounts/login/**")
    assert drafts(page) == "[]"


def test_a_draft_ends_with_sign_out(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.fill("#id_name", "Nuôi cá niêng")
    page.wait_for_timeout(TYPED_PAUSE)
    assert "Nuôi cá niêng" in drafts(page)
    page.click("summary.account-button")
    page.click("text=Đăng xuất")
    page.wait_for_url("**/accounts/login/**")
    assert drafts(page) == "[]"


def test_a_double_press_sends_the_form_once(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.fill("#id_name", "Nuôi cá niêng")
    page.evaluate("const button = document.querySelector('main form [type=submit]'); button.click(); button.click();")
    expect(page.locator("[data-toast]")).to_contain_text("Đã lưu")
    assert pages.received == ["Nuôi cá niêng"]


def test_after_a_refused_submit_the_focus_is_on_what_to_mend(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.click("text=Lưu mô hình")
    expect(page.locator("[data-errors]")).to_be_focused()
    page.click("[data-errors] a")
    expect(page.locator("#id_name")).to_be_focused()


def test_a_figure_opens_its_records_beside_the_page_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.click("a.num")
    expect(page.locator("[data-panel-body]")).to_contain_text("36 chưa có hồ sơ")
    expect(page.locator("a.num")).to_have_attribute("aria-current", "true")
    assert page.url.endswith("/ghi/")
    page.keyboard.press("Escape")
    expect(page.locator("[data-panel]")).to_be_hidden()
    expect(page.locator("a.num")).to_be_focused()
    assert visit.said == []


def test_a_code_is_copied_whole_by_a_press(visit: Visit) -> None:
    page = visit.open("/ui/gallery")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-copy] button").first.click()
    expect(page.locator("[data-copied]").first).to_have_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("[data-copy] input").first.input_value()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.reload()
    page.locator("[data-copy] button").first.click()
    expect(page.locator("[data-copied]").first).to_have_text("Đã chép")
    assert visit.said == []


def test_the_search_key_can_be_switched_off(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.click("summary.account-button")
    page.click("[data-act=keys]")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).not_to_be_focused()


def test_the_chosen_ground_is_kept(visit: Visit) -> None:
    page = visit.open("/accounts/login/")
    before = page.get_attribute("html", "data-theme")
    page.click("[data-act=theme]")
    page.reload()
    assert {before, page.get_attribute("html", "data-theme")} == {"light", "dark"}


def test_without_scripts_questions_menus_and_the_day_still_work(visit: Visit) -> None:
    page = visit.open("/ui/gallery", scripts=False)
    page.click("a[data-dialog=merge-light]")
    expect(page.locator("#merge-light")).to_be_visible()
    page.click("#merge-light [data-dialog-close]")
    expect(page.locator("#merge-light")).to_be_hidden()
    page.goto(f"{visit.address}/ghi/")
    visit.sign_in(page)
    page.click("summary.day-button")
    page.click(".menu__item >> text=6 tháng đầu năm 2023")
    page.wait_for_url("**/ghi/?at=2023-H1")
    expect(page.locator("summary.day-button")).to_contain_text("6 tháng đầu năm 2023")
    page.fill("#id_name", "Nuôi cá niêng")
    page.click("text=Lưu mô hình")
    page.wait_for_url("**/ghi/?at=2023-H1")
    assert pages.received == ["Nuôi cá niêng"]


def test_no_page_is_wider_than_the_screen(visit: Visit) -> None:
    page = visit.open("/ghi/")
    visit.sign_in(page)
    for path, width in product(("/ghi/", "/ui/gallery", "/accounts/password/change/"), (1440, 390, 320)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(visit.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
    assert visit.said == []
