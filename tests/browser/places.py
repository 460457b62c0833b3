"""Every kind of page, as someone who may see it reaches it: a name, the account, and how to get there. Read on a demo as it was built."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from playwright.sync_api import Page

from tests.browser.visits import PASSWORD, Visit

KON_PLONG = "Huyện ủy Kon Plông"
TWO_YEARS = "18/5/2021..25/5/2023"
ANYBODY = ""
OFFICE, DEPUTY, SECRETARY, ADMINISTRATOR = "vanphong.konplong", "pho.dakring", "bithu.dakring", "quantri"

Way = Callable[[Visit], object]
"""Leads a visit to a page. One that returns the page ended by opening an address, so that reloading shows it again."""


@dataclass(frozen=True)
class Place:
    """A kind of page. `complains`: the browser itself logs the answer's status as an error; `alone`: the way there ends the sign-in."""

    name: str
    account: str
    go: Way
    complains: bool = False
    alone: bool = False


def at(path: str) -> Way:
    return lambda visit: visit.open(path)


def of_first(path: str, links: str, then: str = "") -> Way:
    """The page that the first of these links leads to, and a page under it."""
    return lambda visit: visit.open(visit.first(path, links).split("?")[0] + then if then else visit.first(path, links))


def of_report(then: str = "") -> Way:
    """A page of the two-year review of Kon Plông, begun where there is none yet."""

    def go(visit: Visit) -> Page:
        if not visit.found("/reports/", ".list__title"):
            begin_report(visit)
        return visit.open(visit.first("/reports/", ".list__title") + then)

    return go


def begin_report(visit: Visit, period: str = TWO_YEARS) -> None:
    """The office of Kon Plông begins a report through the form."""
    visit.open("/reports/new/")
    visit.page.fill("[name=period]", period)
    visit.page.click("main form button[type=submit]")
    visit.page.wait_for_selector("article.doc")


def report_panel(visit: Visit) -> None:
    of_report()(visit)
    visit.page.click("article.doc a.num >> nth=0")
    visit.page.wait_for_selector(".lin__value")


def refused(path: str, field: str, typed: str) -> Way:
    """A form sent with a mistake in it: the page that says what to mend."""

    def go(visit: Visit) -> None:
        visit.open(path)
        visit.page.fill(f"[name={field}]", typed)
        visit.page.click("main form[method=post] button.btn--primary")
        visit.page.wait_for_selector("[data-errors]")

    return go


def bulk_sample(visit: Visit) -> None:
    visit.open("/records/initiative/")
    visit.page.check("[data-pick] >> nth=0")
    visit.page.click(".bulk-bar button")
    visit.page.wait_for_selector("[name=selection]", state="attached")


def invite(visit: Visit) -> None:
    """An invitation is made, each to another name; its link is shown once."""
    page = visit.open("/people/invite/")
    page.fill("[name=name]", f"Người được mời {uuid4().hex[:6]} (mẫu)")
    page.select_option("[name=role]", "member")
    page.fill("[name=unit]", "Đảng ủy xã Đăk Ring, Kon Plông")
    page.click("main form[method=post] button.btn--primary")
    page.wait_for_selector(".banner input[readonly]")


def invited(visit: Visit) -> None:
    """The link, opened while someone else is signed in."""
    invite(visit)
    visit.page.goto(visit.page.input_value(".banner input[readonly]"))


def invited_alone(visit: Visit) -> None:
    """The link, opened by the one who is invited."""
    invite(visit)
    link = visit.page.input_value(".banner input[readonly]")
    visit.page.context.clear_cookies(name="sessionid")
    visit.page.goto(link)


def menu_open(visit: Visit) -> None:
    visit.open("/")
    visit.page.click("summary.day-button")


def confirming(path: str) -> Way:
    """A page that asks for the password once more, and then is shown."""

    def go(visit: Visit) -> None:
        visit.open(path)
        if visit.page.locator("#id_password").count():
            visit.page.fill("#id_password", PASSWORD)
            visit.page.click("main form button.btn--primary")
            visit.page.wait_for_url(f"**{path}")

    return go


def phone_offered(visit: Visit) -> None:
    """A phone is offered to someone; its code is shown once."""
    page = visit.open(visit.first("/people/sign-in/", "a.list__title"))
    page.fill("[name=name]", "Điện thoại (mẫu)")
    page.click("form[data-no-draft] button")
    page.wait_for_selector(".code-big")


def phone_set(visit: Visit) -> None:
    """The phone's page for a new PIN, opened by the one who was given the code."""
    phone_offered(visit)
    link = visit.page.input_value(".offer input[readonly]")
    visit.page.context.clear_cookies(name="sessionid")
    visit.page.goto(link)


SHEET = "Tên mô hình;Lĩnh vực;Nơi thực hiện;Ngày\nNuôi cá nước ngọt;Thủy sản;Xã Hiếu;1/5/2023\nTrồng sâm;Nghề lạ;;32/5/2023\nTổng;2\n"


def sheet_sent(visit: Visit, text: str) -> None:
    page = visit.open("/imports/initiative/new/")
    page.set_input_files("[name=upload]", {"name": "mo-hinh.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.click("main form[method=post] button.btn--primary")


def sheet_read(visit: Visit) -> None:
    """A sheet is uploaded; its columns wait to be chosen."""
    sheet_sent(visit, SHEET)
    visit.page.wait_for_selector(".matching")


def sheet_heading(visit: Visit) -> None:
    """It is said where the table begins, wrongly."""
    sheet_read(visit)
    visit.page.click(".heading summary")
    visit.page.fill("[name=first]", "3")
    visit.page.click(".heading__form button")
    visit.page.wait_for_selector("[data-errors]")


def sheet_refused(visit: Visit) -> None:
    """A long sheet was handed to the worker, which found a mark in its last row."""
    rows = "".join(f"Mô hình số {number};Thủy sản;Xã Hiếu;1/5/2023;{'Góp công và giống. ' * 40}\n" for number in range(700))
    sheet_sent(visit, f"Tên mô hình;Lĩnh vực;Nơi thực hiện;Ngày;Mô tả\n{rows}TỐI MẬT;;;;\n")
    visit.page.wait_for_selector("main a.btn[href$='/new/']", timeout=30_000)


def sheet_checked(visit: Visit) -> None:
    sheet_read(visit)
    visit.page.click("main .form-bar button.btn--primary")
    visit.page.wait_for_selector(".sheet")


RECORD = "a.list__title[href^='/r/']"
OWN_WORK = "a.due[href^='/r/']"
PERSON = "a.list__title[href^='/people/']"

PLACES = (
    Place("sign-in", ANYBODY, at("/accounts/login/")),
    Place("password-reset", ANYBODY, at("/accounts/password/reset/")),
    Place("invitation-unknown", ANYBODY, at("/invitation/khong-co/"), complains=True),
    Place("overview", OFFICE, at("/")),
    Place("day-menu", OFFICE, menu_open),
    Place("search-hints", OFFICE, at("/search/")),
    Place("search", OFFICE, at("/search/?q=Đăk Ring")),
    Place("search-nothing", OFFICE, at("/search/?q=qqqq")),
    Place("initiatives", OFFICE, at("/records/initiative/")),
    Place("initiatives-filtered", OFFICE, at("/records/initiative/?sector=economy&unit=Đăk Ring")),
    Place("exemplars-empty", OFFICE, at("/records/exemplar/")),
    Place("contributions", "vanphong.anphu", at("/records/contribution/")),
    Place("exemplars", "vanphong.anphu", at("/records/exemplar/")),
    Place("declarations", OFFICE, at("/records/declaration/")),
    Place("initiative", OFFICE, of_first("/records/initiative/", RECORD)),
    Place("exemplar", "vanphong.anphu", of_first("/records/exemplar/", RECORD)),
    Place("contribution", "vanphong.anphu", of_first("/records/contribution/", RECORD)),
    Place("declaration", OFFICE, of_first("/records/declaration/", RECORD)),
    Place("initiative-correct", OFFICE, of_first("/records/initiative/", RECORD, "edit/")),
    Place("initiative-copy", OFFICE, of_first("/records/initiative/", RECORD, "copy/")),
    Place("initiative-revoke", "bithu.konplong", of_first("/records/initiative/?state=approved", RECORD, "step/revoke/")),
    Place("evidence-add", OFFICE, of_first("/records/initiative/?state=approved", RECORD, "evidence/")),
    Place("bulk-sample", SECRETARY, bulk_sample),
    Place("approvals", SECRETARY, at("/approvals/")),
    Place("approve", SECRETARY, of_first("/approvals/", RECORD, "step/approve/")),
    Place("return", SECRETARY, of_first("/approvals/", RECORD, "step/return/")),
    Place("doubles", SECRETARY, at("/doubles/")),
    Place("doubles-apart", SECRETARY, at("/doubles/?verdict=distinct")),
    Place("reviews", SECRETARY, at("/reviews/")),
    Place("my-work", DEPUTY, at("/work/")),
    Place("approvals-none", DEPUTY, at("/approvals/")),
    Place("returned", DEPUTY, of_first("/work/", OWN_WORK)),
    Place("initiative-new", DEPUTY, at("/records/initiative/new/")),
    Place("exemplar-new", DEPUTY, at("/records/exemplar/new/")),
    Place("contribution-new", DEPUTY, at("/records/contribution/new/")),
    Place("declaration-new", OFFICE, at("/records/declaration/new/")),
    Place("initiative-refused", DEPUTY, refused("/records/initiative/new/", "day", "31/2/2023")),
    Place("reports", OFFICE, of_report("../")),
    Place("report-new", OFFICE, at("/reports/new/")),
    Place("report-refused", OFFICE, refused("/reports/new/", "period", "31/2/2023")),
    Place("report", OFFICE, of_report()),
    Place("report-panel", OFFICE, report_panel),
    Place("report-write", OFFICE, of_report("write/")),
    Place("report-close", OFFICE, of_report("close/")),
    Place("report-changes", OFFICE, of_report("changes/")),
    Place("report-templates", OFFICE, of_report("templates/")),
    Place("templates", OFFICE, at("/templates/")),
    Place("template-words", OFFICE, at("/templates/words/")),
    Place("template-new", OFFICE, at("/templates/new/")),
    Place("import-list", OFFICE, at("/imports/")),
    Place("import-new", OFFICE, at("/imports/initiative/new/")),
    Place("import-columns", OFFICE, sheet_read),
    Place("import-rows", OFFICE, sheet_checked),
    Place("import-heading-refused", OFFICE, sheet_heading),
    Place("import-refused", OFFICE, sheet_refused),
    Place("figure", OFFICE, of_first("/", "main a[href^='/figures/']")),
    Place("units", OFFICE, at("/units/")),
    Place("unit", OFFICE, of_first("/search/?q=Huyện ủy Kon Plông", "main a[href^='/u/']")),
    Place("unit-found", ADMINISTRATOR, of_first("/search/?q=Huyện ủy Kon Plông", "main a[href^='/u/']", "new/")),
    Place("unit-rename", ADMINISTRATOR, of_first("/search/?q=Huyện ủy Kon Plông", "main a[href^='/u/']", "rename/")),
    Place("unit-reorganise", ADMINISTRATOR, of_first("/search/?q=Đảng ủy xã Đăk Ring", "main a[href^='/u/']", "reorganise/")),
    Place("unit-merge", ADMINISTRATOR, of_first("/search/?q=Đảng ủy xã Đăk Ring", "main a[href^='/u/']", "reorganise/merge/")),
    Place("unit-split", ADMINISTRATOR, of_first("/search/?q=Đảng ủy xã Đăk Ring", "main a[href^='/u/']", "reorganise/split/")),
    Place("overview-restated", OFFICE, at("/?as=2022-01-01")),
    Place("people", ADMINISTRATOR, at("/people/")),
    Place("rules", ADMINISTRATOR, at("/rules/?at=2026-05-04")),
    Place("rule", ADMINISTRATOR, at("/rules/privacy.erase/?at=2026-05-04")),
    Place("rule-refused", ADMINISTRATOR, refused("/rules/privacy.erase/", "starts", "hôm qua")),
    Place("rule-days", ADMINISTRATOR, at("/rules/days/?year=2026")),
    Place("people-kept", ADMINISTRATOR, at("/people/kept/")),
    Place("person", ADMINISTRATOR, of_first("/people/", PERSON)),
    Place("role-history", ADMINISTRATOR, at("/people/roles/history/")),
    Place("grant", ADMINISTRATOR, at("/people/roles/new/")),
    Place("appoint", ADMINISTRATOR, at("/people/posts/new/")),
    Place("grant-end", ADMINISTRATOR, lambda visit: visit.open(visit.first(visit.first("/people/", PERSON), "a[href*='/end/']"))),
    Place(
        "grant-handover", ADMINISTRATOR, lambda visit: visit.open(visit.first(visit.first("/people/", PERSON), "a[href*='/hand-over/']"))
    ),
    Place("invite", ADMINISTRATOR, at("/people/invite/")),
    Place("invite-made", ADMINISTRATOR, invite),
    Place("invitation-signed-in", ADMINISTRATOR, invited),
    Place("invitation", ADMINISTRATOR, invited_alone, alone=True),
    Place("my-data", DEPUTY, at("/me/data/")),
    Place("data-ask", DEPUTY, at("/me/data/ask/")),
    Place("data-ask-refused", DEPUTY, refused("/me/data/ask/", "text", "")),
    Place("data-requests", OFFICE, at("/privacy/")),
    Place("data-register", OFFICE, at("/privacy/register/")),
    Place("breaches", OFFICE, at("/privacy/breaches/")),
    Place("breach-new", OFFICE, at("/privacy/breaches/new/")),
    Place("my-account", DEPUTY, at("/me/")),
    Place("my-sign-in", DEPUTY, at("/me/sign-in/")),
    Place("second-step", DEPUTY, at("/accounts/2fa/")),
    Place("app", DEPUTY, confirming("/accounts/2fa/totp/activate/")),
    Place("passkey", DEPUTY, confirming("/accounts/2fa/webauthn/add/")),
    Place("phones", OFFICE, at("/people/sign-in/")),
    Place("phone-offered", OFFICE, phone_offered),
    Place("phone-new-pin", OFFICE, phone_set, alone=True),
    Place("phone-code", ANYBODY, at("/device/")),
    Place("phone-unknown", ANYBODY, at("/device/pin/")),
    Place("phone-code-gone", ANYBODY, at("/device/KHONGCO/"), complains=True),
    Place("password-change", DEPUTY, at("/accounts/password/change/")),
    Place("gallery", OFFICE, at("/ui/gallery")),
    Place("not-found", OFFICE, at("/khong-co/"), complains=True),
    Place("not-allowed", "xem.konplong", at("/records/initiative/new/"), complains=True),
)
