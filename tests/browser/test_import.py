"""An office's ugly sheet: uploaded, its columns chosen, its marks read, what is right entered and taken back as one."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.acts import button
from tests.browser.visits import visit
from tests.core.imports.ugly import ugly

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_an_ugly_sheet_is_entered_as_far_as_it_is_right_and_taken_back(
    chromium: Browser, common_site: str, tmp_path: Path, screen: str
) -> None:
    file = tmp_path / f"mo-hinh-{screen}.xlsx"
    file.write_bytes(ugly())
    with visit(chromium, common_site, screen=screen) as office:
        page = office.sign_in("vanphong.konplong")
        office.open("/records/initiative/")
        button(page, "Nhập từ bảng tính")
        page.set_input_files("[name=upload]", file)
        button(page, "Đọc bảng")
        expect(page.locator("h1")).to_have_text("Chọn cột")
        assert "Bắt đầu" in page.locator("[name=column-since] option:checked").inner_text()
        button(page, "Kiểm tra các dòng")
        expect(page.locator("main")).to_contain_text("3 dòng nhập được")
        expect(page.locator(".sheet__notes")).to_have_count(2)
        expect(page.locator(".sheet__notes").first).to_contain_text("“1,200” có thể hiểu là hai số khác nhau")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        with page.expect_download() as taken:
            page.get_by_role("link", name="Tải về các dòng cần sửa").click()
        assert taken.value.suggested_filename == f"can-sua-mo-hinh-{screen}.xlsx"
        page.check("[name=then][value=submit]")
        button(page, "Nhập 3 hồ sơ")
        expect(page.locator(".banner").first).to_contain_text("Đã nhập và gửi duyệt 3 hồ sơ")
        button(page, "Hoàn tác cả bảng")
        page.locator("#undo button.btn--danger").click()
        expect(page.locator(".banner").first).to_contain_text("Đã rút 3 hồ sơ")
        assert office.said == []
