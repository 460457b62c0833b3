"""The clerk's whole way, on a desk and on a phone: from one record entered with a photo to the closed figures and what changed since."""

import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import TITLE, add_evidence, approve, begin_report, button, close_figures, enter_initiative, open_figure
from tests.browser.photos import photo, place_in
from tests.browser.visits import SCREENS, Visit, visit

pytestmark = pytest.mark.browser
TWO_YEARS = "18/5/2021..25/5/2023"
NOTE = "Thả cá giống"


@pytest.mark.parametrize("screen", SCREENS)
def test_a_record_is_counted_opened_closed_and_told_when_it_changes(
    chromium: Browser, fresh_site: str, screen: str, tmp_path: Path
) -> None:
    with visit(chromium, fresh_site, screen=screen) as deputy:
        record = a_deputy_records_and_submits(deputy, photo(tmp_path / "ao.jpg"))
    with visit(chromium, fresh_site, screen=screen) as office:
        office.sign_in("vanphong.konplong")
        approve(office, TITLE)
        report = begin_report(office, TWO_YEARS)
        fifty_opens_what_stands_behind_it(office.page)
        close_figures(office.page)
        the_author_may_not_correct(chromium, fresh_site, record)
        corrected_by_another(office, record)
        the_difference_is_told(office, report, sign="±", now="50")
        revoked(office, record)
        the_difference_is_told(office, report, sign="−1", now="50")
        the_word_file_holds_the_closed_figures(office, report)
        assert office.said == []


def a_deputy_records_and_submits(deputy: Visit, picture: Path) -> str:
    """The record's address; the photo stands on its page, without the place that the phone wrote into it."""
    assert place_in(picture.read_bytes())
    page = deputy.sign_in("pho.dakring")
    record = enter_initiative(deputy)
    add_evidence(deputy, picture, NOTE)
    expect(page.locator("[data-toast]")).to_contain_text("Đã nộp 1 tệp minh chứng")
    the_worker_makes_the_picture_small(page)
    kept = page.request.get(page.locator("a.list__title", has_text=NOTE).evaluate("link => link.href"))
    assert (kept.status, kept.headers.get("content-type")) == (200, "image/jpeg"), kept.url
    assert not place_in(kept.body())
    button(page, "Gửi duyệt")
    expect(page.locator("[data-toast]")).to_contain_text("Đã gửi duyệt")
    assert deputy.said == []
    return record


def the_worker_makes_the_picture_small(page: Page) -> None:
    """It is made outside the request: the page shows it as soon as it is there."""
    for _try in range(20):
        if page.locator("figure.photo img").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    picture = page.locator("figure.photo img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0


def fifty_opens_what_stands_behind_it(page: Page) -> None:
    expect(page.locator("article.doc p a.num").first).to_contain_text("50")
    open_figure(page, "50")
    panel = page.locator("[data-panel]")
    expect(panel).to_contain_text("15 đếm từ hồ sơ")
    expect(panel).to_contain_text("35 chưa có hồ sơ")
    row = panel.locator("tr", has_text=TITLE)
    expect(row).to_be_visible()
    expect(row.locator("use[href*='i-paperclip']")).to_have_count(1)
    expect(panel.locator("tr", has_text="chưa có minh chứng")).to_have_count(14)
    page.keyboard.press("Escape")
    expect(page.locator("article.doc p a.num").first).to_be_focused()


def the_author_may_not_correct(chromium: Browser, site: str, record: str) -> None:
    with visit(chromium, site) as deputy:
        deputy.sign_in("pho.dakring")
        deputy.page.goto(record)
        refused = deputy.page.locator("button[aria-disabled=true]", has_text="Đính chính")
        expect(refused).to_be_visible()
        assert deputy.said == []


def corrected_by_another(office: Visit, record: str) -> None:
    page = office.page
    page.goto(record)
    button(page, "Đính chính")
    page.fill("[name=since]", "2021")
    button(page, "Lưu")
    expect(page.locator("[data-errors]")).to_contain_text("Ghi lý do")
    expect(page.locator("[name=since]")).to_have_value("2021")
    page.fill("[name=reason]", "Biên bản của thôn ghi từ năm 2021")
    button(page, "Lưu")
    expect(page.locator("[data-toast]")).to_contain_text(f"Đã đính chính “{TITLE}”")
    expect(page.locator("#history")).to_contain_text("Biên bản của thôn ghi từ năm 2021")


def revoked(office: Visit, record: str) -> None:
    page = office.page
    page.goto(record)
    button(page, "Hủy duyệt")
    page.fill("[name=reason]", "Trùng với mô hình đã ghi ở thôn bên")
    button(page, "Hủy duyệt")
    expect(page.locator("#approval")).not_to_contain_text("Đã duyệt")


def the_difference_is_told(office: Visit, report: str, *, sign: str, now: str) -> None:
    """On the page of changes and beside the figure; the closed figure itself stays."""
    page = office.page
    page.goto(report)
    button(page, "Thay đổi")
    changed = page.locator("section.card", has_text="Mô hình đang duy trì, Huyện ủy Kon Plông").first
    expect(changed.locator("li", has_text=TITLE).locator("b")).to_have_text(sign)
    page.goto(report)
    expect(page.locator("article.doc p a.num").first).to_contain_text("50")
    expect(page.locator(".toolbar .chip--ok")).to_contain_text("Đã chốt số liệu")
    open_figure(page, now)
    expect(page.locator("[data-panel] .diff li", has_text=TITLE).locator("b")).to_have_text(sign)
    expect(page.locator("[data-panel] .banner")).to_contain_text(f"nay vẫn là {now}, nhưng hồ sơ đứng sau đã đổi")


def the_word_file_holds_the_closed_figures(office: Visit, report: str) -> None:
    office.page.goto(report)
    with office.page.expect_download() as coming:
        office.page.click("a.btn:has-text('Word')")
    document = docx.Document(io.BytesIO(Path(coming.value.path()).read_bytes()))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs).split()
    assert {"50", "13", "37"} <= set(words)
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert TITLE in cells
