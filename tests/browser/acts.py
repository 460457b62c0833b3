"""What people do on the pages, in Vietnamese, told once for all tests. Each act begins and ends on a page that it names."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.visits import Visit

TITLE = "Nuôi cá niêng ở ao thôn Kon Plinh"


def section(page: Page, name: str) -> None:
    """Into one of the main sections: by the bar where it is wide enough, else by the menu."""
    menu, bar = page.locator(".menu--sections"), page.locator(".topbar__nav")
    if menu.is_visible():
        menu.locator("summary").click()
    (menu if menu.is_visible() else bar).locator("a").filter(has_text=re.compile(rf"^\s*{name}")).click()


def button(page: Page, name: str) -> None:
    """Press a button or a link that looks like one, by all its words."""
    page.get_by_role("main").locator("button, a.btn, .seg a").filter(has_text=name).first.click()


def fill_initiative(page: Page, title: str, *, since: str = "2022", places: str = "Xã Đăk Ring, Kon Plông") -> None:
    page.fill("[name=title]", title)
    page.select_option("[name=sector]", index=1)
    page.fill("[name=places]", places)
    page.fill("[name=since]", since)


def enter_initiative(visit: Visit, title: str = TITLE) -> str:
    """From the list to the page of a draft; its address."""
    page = visit.page
    section(page, "Mô hình")
    button(page, "Ghi mô hình")
    fill_initiative(page, title)
    button(page, "Lưu nháp")
    expect(page.locator("[data-toast]")).to_contain_text(f"Đã lưu nháp “{title}”")
    return page.url


def add_evidence(visit: Visit, file: Path, note: str) -> None:
    """From a record's page through the form of evidence; where the file is taken, back to the record."""
    page = visit.page
    page.click("a:has-text('Nộp minh chứng')")
    page.set_input_files("[name=uploads]", file)
    page.fill("[name=note]", note)
    button(page, "Nộp minh chứng")


def approve(visit: Visit, title: str) -> None:
    """From the queue, reading the record before saying yes."""
    page = visit.page
    section(page, "Duyệt")
    page.locator("li", has_text=title).locator("a.btn").click()
    expect(page.locator("h1")).to_contain_text(title)
    button(page, "Duyệt")
    expect(page.locator("[data-toast]")).to_contain_text("Đã duyệt")


def begin_report(visit: Visit, period: str) -> str:
    """From the list of reports to the printed page of a new one; its address."""
    page = visit.page
    section(page, "Báo cáo")
    button(page, "Lập báo cáo")
    page.fill("[name=period]", period)
    button(page, "Lập báo cáo")
    page.wait_for_selector("article.doc")
    return page.url


def open_figure(page: Page, text: str) -> None:
    """Press the first figure of the report that reads so; what stands behind it opens beside the page."""
    page.locator("article.doc p a.num", has_text=text).first.click()
    told = page.locator("[data-panel] .lin__value")
    expect(told).to_have_text(text)
    expect(told).to_be_in_viewport()


def close_figures(page: Page) -> None:
    """From the report through the question to the report with its figures closed."""
    button(page, "Chốt số liệu")
    expect(page.locator("main")).to_contain_text("Mọi số trong báo cáo được giữ nguyên")
    button(page, "Chốt số liệu")
    expect(page.locator(".toolbar .chip--ok")).to_contain_text("Đã chốt số liệu")
