"""An office's own Word template: three mistakes mended by what the checker says, then a report filled from it and printed."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.browser.acts import begin_report, button
from tests.browser.visits import visit
from tests.core.documents.own.forms import TABLE, form

pytestmark = pytest.mark.browser
WRONG = (
    'Đến ngày {{ đến_ngày }}, {{ đơn_vi_báo_cáo }} duy trì {{ so("mô hình đan duy trì") }} mô hình.',
    'Điển hình: {{ so("điển hình").kèm_đơn_v }}',
    "{{ chú_thích }}",
)


def mended(texts: tuple[str, ...], offered: list[tuple[str, str]]) -> tuple[str, ...]:
    """The texts with each wrong placeholder replaced by what the page offers instead."""
    for wrong, right in offered:
        texts = tuple(text.replace(wrong, right) for text in texts)
    return texts


def test_three_mistakes_are_mended_by_what_the_checker_says(chromium: Browser, common_site: str, tmp_path: Path) -> None:
    file = tmp_path / "mau.docx"
    file.write_bytes(form(*WRONG, table=TABLE))
    with visit(chromium, common_site) as office:
        page = office.sign_in("vanphong.konplong")
        office.open("/templates/")
        button(page, "Tải mẫu lên")
        page.fill("[name=name]", "Mẫu sơ kết của huyện")
        page.set_input_files("[name=upload]", file)
        button(page, "Kiểm tra và lưu")
        expect(page.locator("[data-errors]")).to_contain_text("Mẫu có 3 chỗ sai, chưa được lưu")
        found = page.locator(".mistake")
        expect(found).to_have_count(3)
        expect(page.locator("#mistakes")).to_contain_text("Đoạn 1: Không có “mô hình đan duy trì”.")
        offered = [(item.locator("mark code").inner_text(), item.locator("[data-word]").inner_text()) for item in found.all()]
        assert ("{{ đơn_vi_báo_cáo }}", "{{ đơn_vị }}") in offered
        file.write_bytes(form(*mended(WRONG, offered), table=TABLE))
        page.fill("[name=name]", "Mẫu sơ kết của huyện")
        page.set_input_files("[name=upload]", file)
        button(page, "Kiểm tra và lưu")
        expect(page.locator("[data-toast]")).to_contain_text("Đã lưu mẫu “Mẫu sơ kết của huyện”")
        office.open("/")
        begin_report(office, "18/5/2021-25/5/2023")
        shown = page.locator("article.doc p a.num").first.inner_text().splitlines()[0]
        button(page, "Mẫu của cơ quan")
        with page.expect_download() as download:
            page.locator("li", has_text="Mẫu sơ kết của huyện").locator("a", has_text="Word").click()
        written = Document(BytesIO(Path(download.value.path()).read_bytes()))
        assert f"Huyện ủy Kon Plông duy trì {shown}* mô hình." in written.paragraphs[0].text
        assert len(written.tables[0].rows) > 10
        page.go_back()
        with page.expect_download() as printed:
            page.locator("a", has_text="PDF").first.click()
        assert Path(printed.value.path()).read_bytes().startswith(b"%PDF-")
        assert [said for said in office.said if "422" not in said] == []


def test_a_word_is_copied_with_one_press(chromium: Browser, common_site: str) -> None:
    with visit(chromium, common_site, permissions=["clipboard-read", "clipboard-write"]) as office:
        page = office.sign_in("vanphong.konplong")
        office.open("/templates/words/")
        page.locator("[data-copy]").first.click()
        expect(page.locator("[data-copied]")).to_contain_text("Đã chép")
        assert page.evaluate("navigator.clipboard.readText()") == '{{ so("mô hình đang duy trì") }}'
        assert office.said == []
