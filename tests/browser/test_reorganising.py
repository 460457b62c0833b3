"""A merger in the office, on a desk and on a phone: what it brings is read before it is done, and just that is done."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.acts import button
from tests.browser.axe import barriers
from tests.browser.visits import SCREENS, Visit, visit

pytestmark = pytest.mark.browser
DAY, BASIS = "1/6/2023", "Quyết định 15-QĐ/ĐU ngày 20/5/2023 của Đảng ủy xã Đăk Ring"
CELLS = {"desk": ("Chi bộ thôn Kon Chốt", "Chi bộ thôn Kon Kơ Lai"), "phone": ("Chi bộ thôn Tu Ngú", "Chi bộ thôn Tu Chiêu")}


def founded(admin: Visit, name: str) -> str:
    """A cell founded under the commune's committee; the address of its page."""
    page = admin.page
    admin.open(admin.first("/search/?q=Đảng ủy xã Đăk Ring", "main a[href^='/u/']").split("?")[0] + "new/")
    page.fill("[name=name]", name)
    page.select_option("[name=kind]", "party_cell")
    button(page, "Thêm đơn vị")
    expect(page.locator("h1")).to_contain_text(name)
    return page.url


@pytest.mark.parametrize("screen", SCREENS)
def test_a_merger_is_read_before_it_is_done(chromium: Browser, common_site: str, screen: str) -> None:
    with visit(chromium, common_site, screen=screen) as admin:
        admin.sign_in("quantri")
        page, new = admin.page, " - ".join(CELLS[screen])
        first, second = (founded(admin, name) for name in CELLS[screen])
        page.goto(first)
        button(page, "Sắp xếp lại")
        page.get_by_role("link", name="Sáp nhập, hợp nhất").click()
        page.fill("[name=others]", CELLS[screen][1])
        page.fill("[name=name]", new)
        page.fill("[name=day]", DAY)
        page.fill("[name=basis]", BASIS)
        button(page, "Xem trước tác động")
        effects = page.locator("[data-effects]")
        expect(effects).to_contain_text("2 đơn vị kết thúc trước ngày 1/6/2023")
        expect(effects).to_contain_text("1 đơn vị được thành lập")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto(second)
        expect(page.locator("main")).not_to_contain_text(new)
        page.go_back()
        button(page, "Sáp nhập")
        expect(page.locator("[data-toast]")).to_contain_text("Đã thực hiện đúng như xem trước")
        expect(page.locator("main")).to_contain_text(BASIS)
        page.goto(second)
        expect(page.locator("main")).to_contain_text(new)
        assert admin.said == []
