"""What people do on the pages, in Vietnamese, told once for all tests. Each act begins and ends on a page that it names."""

import re
import time
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.axe import barriers
from tests.browser.visits import PASSWORD, Visit

TITLE = "Nuôi cá niêng ở ao thôn Kon Plinh"
PIN = "582914"
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    "automaticPresenceSimulation": True,
}  # fmt: skip


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


def confirmed(visit: Visit, path: str) -> Page:
    """A page that asks for the password once more."""
    page = visit.open(path)
    page.fill("#id_password", PASSWORD)
    page.click("main form button.btn--primary")
    page.wait_for_url(f"**{path}")
    return page


def code_of(key: str, *, later: int = 0) -> str:
    """What the app with this key shows now, or some half-minutes later. Each is taken once."""
    return format_hotp_value(hotp_value(key, int(time.time()) // 30 + later))


def write_code(page: Page, code: str) -> None:
    """A code of the app, where one is asked for."""
    page.fill("[name=code]", code)
    page.click("main form button.btn--primary")


def set_up_app(visit: Visit) -> str:
    """From anywhere, the password confirmed before, to the recovery codes; the app's key."""
    page = visit.open("/accounts/2fa/totp/activate/")
    key = page.input_value("#app-key")
    write_code(page, code_of(key))
    expect(page.locator(".codes li")).to_have_count(10)
    return key


def offer_phone(keeper: Visit, person: str, name: str) -> str:
    """From anywhere to the page that shows the code of a phone for this person; the code."""
    page = keeper.open(keeper.first(f"/people/sign-in/?q={person}", "a.list__title"))
    page.fill("[name=name]", name)
    page.click("form[data-no-draft] button")
    expect(page.locator(".code-big")).to_be_visible()
    return page.locator(".code-big").inner_text()


def choose_pin(page: Page) -> None:
    """On the phone, from the page that asks for a new PIN into the program."""
    page.fill("[name=pin]", PIN)
    page.fill("[name=again]", PIN)
    page.click("main form button")
    page.wait_for_selector("summary.account-button")


def sign_out_of_phone(visit: Visit) -> None:
    """From any page to the one that asks for the PIN."""
    visit.page.click("summary.account-button")
    visit.page.click("form[data-sign-out] button")
    visit.page.wait_for_url(f"{visit.address}/device/pin/")


def write_pin(page: Page, pin: str = PIN) -> None:
    page.fill("[name=pin]", pin)
    page.click("main form button")


def with_passkeys(page: Page) -> None:
    """Chromium's own authenticator, which answers every question at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def clean(visit: Visit) -> None:
    """Nothing on the page bars anyone, and the browser complained of nothing so far."""
    assert barriers(visit.page) == []
    assert visit.said == []
