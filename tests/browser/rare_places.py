"""Pages that stand only once something was done: two versions of one edit, a refusal, a link shown once, the rarer pages of sign-in."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.acts import fill_initiative
from tests.browser.photos import photo
from tests.browser.places import (
    ADMINISTRATOR,
    ANYBODY,
    DEPUTY,
    OFFICE,
    PERSON,
    RECORD,
    SECRETARY,
    Place,
    Way,
    at,
    bulk_sample,
    of_first,
    of_report,
    refused,
)
from tests.browser.visits import Visit
from tests.browser.visits import visit as visiting

AN_PHU = "vanphong.anphu"
CORRECTED, STOPPED, LINKED = (f"/records/initiative/?state=approved&q={words}" for words in ("vườn ươm", "nuôi ong", "lò đốt"))
SAVED_BY_ANOTHER = """async ([form, name, value, more]) => {
  const data = new FormData(document.querySelector(form));
  Object.entries({[name]: value, ...more}).forEach(([field, text]) => data.set(field, text));
  return (await fetch(location.href, {method: "POST", body: data})).ok;
}"""


def send(visit: Visit, waited: str = "[data-errors]", form: str = "main form[method=post]") -> None:
    visit.page.click(f"{form} button.btn--primary")
    visit.page.wait_for_selector(waited)


def two_versions_of_a_record(visit: Visit) -> None:
    """While the form stands open another window saves the same field."""
    page = visit.open(visit.first(CORRECTED, RECORD).split("?")[0] + "edit/")
    reason = {"reason": "Chép nhầm nguồn"}
    before = page.input_value("[name=source]")
    assert page.evaluate(SAVED_BY_ANOTHER, ["form.record-form", "source", f"{before}, trang 1"[-300:], reason])
    page.fill("[name=source]", "Báo cáo của đảng ủy xã")
    page.fill("[name=reason]", reason["reason"])
    send(visit, ".clash")


def two_versions_of_a_report(visit: Visit) -> None:
    """While the texts stand open another window saves the same section."""
    of_report("write/")(visit)
    page, form = visit.page, "main form.stack"
    name = page.locator(f"{form} textarea").first.get_attribute("name")
    before = page.input_value(f"[name={name}]")
    assert page.evaluate(SAVED_BY_ANOTHER, [form, name, f"{before} Bổ sung.", {}])
    page.fill(f"[name={name}]", "Viết lại từ đầu.")
    send(visit, "main .grid .label")


def evidence_withdrawn(visit: Visit) -> Page:
    """The form for withdrawing a photo, which is added first."""
    record = visit.first(CORRECTED, RECORD).split("?")[0]
    if not visit.found(record, "a[href*='/withdraw/']"):
        page = visit.open(record + "evidence/")
        with tempfile.TemporaryDirectory() as folder:
            page.set_input_files("[name=uploads]", photo(Path(folder) / "vuon-uom.jpg", size=(400, 300)))
            send(visit, "a[href*='/withdraw/']")
    return visit.open(visit.first(record, "a[href*='/withdraw/']"))


def post_ended(visit: Visit) -> Page:
    """The form for ending the term of a post, which is entered first."""
    person = visit.first("/people/", PERSON)
    if not visit.found(person, "a[href*='/people/posts/'][href*='/end/']"):
        page = visit.open(visit.first(person, "a[href*='/people/posts/new/']"))
        page.fill("[name=title]", "Phó Bí thư Thường trực")
        page.fill("[name=unit]", "Đảng ủy xã Đăk Ring, Kon Plông")
        send(visit, "a[href*='/people/posts/'][href*='/end/']")
    return visit.open(visit.first(person, "a[href*='/people/posts/'][href*='/end/']"))


def stopped(visit: Visit) -> str:
    """The address of an initiative that has stopped; one is stopped where none has."""
    if not visit.found("/records/initiative/?status=stopped", RECORD):
        page = visit.open(visit.first(STOPPED, RECORD).split("?")[0] + "stop/")
        page.fill("[name=stop_reason]", "Hết vốn (ví dụ)")
        send(visit, "#history", "main form[data-draft^=stop]")
    return visit.first("/records/initiative/?status=stopped", RECORD).split("?")[0]


def consented(visit: Visit) -> str:
    """The address of an exemplar whose name may be published; one is entered where there is none. The person is made up."""
    if not visit.found("/records/exemplar/?q=ví dụ về sự đồng ý", RECORD):
        page = visit.open("/records/exemplar/new/")
        page.select_option("[name=unit]", label="Huyện ủy An Phú")
        page.fill("[name=title]", "Hiến đất làm đường (ví dụ về sự đồng ý)")
        page.fill("[name=deed]", "Ví dụ của bản dùng thử.")
        page.check("[name=who][value=person]")
        page.fill("[name=person_name]", "Người Mẫu")
        page.check("[name=consent_name]")
        page.fill("[name=consent_day]", "24/5/2023")
        page.click(".form-bar button >> nth=1")  # kept as a draft, so that it can be changed
        page.wait_for_selector("#history")
    return visit.first("/records/exemplar/?q=ví dụ về sự đồng ý", RECORD).split("?")[0]


def under(address: Callable[[Visit], str], then: str = "") -> Way:
    """A page under the one whose address the other way gives."""
    return lambda visit: visit.open(f"{address(visit)}{then}")


def linking(visit: Visit) -> None:
    """The record's page with records found by words, none of them chosen: what is to be mended stands above the form."""
    page = visit.open(visit.first(LINKED, RECORD))
    page.click(".links__add > summary")
    page.fill("[name=link-words]", "nuôi")
    page.wait_for_selector("#link-found input")
    send(visit, form=".links__form")


def linked(visit: Visit) -> Page:
    """The record's page with a link on it."""
    record = visit.first(LINKED, RECORD)
    page = visit.open(record)
    if page.locator("#links li").count() == 0:
        page.click(".links__add > summary")
        page.select_option("[name=link-relation]", "copies")
        page.fill("[name=link-words]", "nuôi dúi")
        page.check("#link-found input >> nth=0")
        send(visit, "#links li", ".links__form")
    return visit.open(record)


def remark_refused(visit: Visit) -> None:
    visit.open(visit.first(LINKED, RECORD))
    visit.page.click("#comments form button")
    visit.page.wait_for_selector("#comments [data-errors]")


def unit_refused(visit: Visit) -> None:
    of_first("/search/?q=Huyện ủy Kon Plông", "main a[href^='/u/']", "new/")(visit)
    send(visit)


def sample_unread(visit: Visit) -> None:
    """A common approval of which nothing was read, sent past the browser's own check."""
    bulk_sample(visit)
    visit.page.evaluate("document.querySelector('main form.stack').noValidate = true")
    send(visit, form="main form.stack")


def signed_in_wrongly(visit: Visit) -> None:
    visit.open("/accounts/login/")
    visit.page.fill("#id_login", "pho.dakring")
    visit.page.fill("#id_password", "khong-dung-mat-khau")
    visit.page.click("main button[type=submit]")
    visit.page.wait_for_selector("[data-errors]")


TWICE = "Thắp sáng đường thôn (ví dụ hồ sơ trùng)"


def double(visit: Visit) -> str:
    """The address of a suspected double; where there is none, the deputy enters one thing twice, and the worker finds it."""
    listed = "main .list a.list__title"
    if not visit.found("/doubles/", listed):
        browser = visit.page.context.browser
        assert browser is not None
        with visiting(browser, visit.address) as deputy:
            deputy.sign_in(DEPUTY)
            for _time in range(2):
                page = deputy.open("/records/initiative/new/")
                fill_initiative(page, TWICE)
                page.click(".form-bar button >> nth=0")
                page.wait_for_selector("#history")
    for _second in range(90):
        if visit.found("/doubles/", listed):
            break
        visit.page.wait_for_timeout(1000)
    return visit.first("/doubles/", listed)


def merger(visit: Visit) -> str:
    """The address at which a merger is undone; two records are merged where none are, one of which was approved."""
    merge, back, page = "#merge .form-bar button.btn--primary", "main a[href*='/mergers/']", visit.page
    if approved := visit.found(f"/records/initiative/?state=approved&q={TWICE}", RECORD):
        visit.open(approved)
    else:
        visit.open(double(visit))
        visit.open("/approvals/").locator("li", has_text=TWICE).first.locator("a.btn").click()
        send(visit, "[data-toast]")
        visit.open(double(visit))
        page.click(merge)
        page.wait_for_selector(back)
    return str(page.locator(back).first.evaluate("link => link.getAttribute('href')"))


def data_asked(wish: str) -> Callable[[Visit], str]:
    """The address of an open request of the person of An Phú's first exemplar; one is entered where there is none."""

    def go(visit: Visit) -> str:
        row = f"main tr[data-open={wish}] a.list__title"
        if not visit.found("/privacy/", row):
            page = asked_new(visit)
            page.check(f"[name=wish][value={wish}]")
            page.fill("[name=text]", "Đơn của bản dùng thử.")
            send(visit, "#decide")
        return visit.first("/privacy/", row)

    return go


def asked_new(visit: Visit) -> Page:
    """The form by which the office enters what the person of an exemplar asked for on paper."""
    record = visit.first("/records/exemplar/", RECORD).split("?")[0]
    return visit.open(visit.first(record, "a[href*='/privacy/about/']"))


def data_of_post(visit: Visit) -> Page:
    """The same form, reached from the page of one who holds a post."""
    return visit.open(f"{visit.first('/people/sign-in/', 'a.list__title').split('/sign-in/')[0]}/".replace("/people/", "/privacy/of/"))


def data_restricted(visit: Visit) -> str:
    """The address of a restriction in force; one is asked for and granted where there is none."""
    if not visit.found("/privacy/", "main tr[data-stops] a.list__title"):
        decided(data_asked("restrict"), "granted", "20-QĐ/ĐU")(visit)
    return visit.first("/privacy/", "main tr[data-stops] a.list__title")


def decided(address: Callable[[Visit], str], outcome: str, number: str) -> Way:
    """A request, decided so; without a number, the page that says what to mend."""

    def go(visit: Visit) -> None:
        page = visit.open(address(visit))
        page.check(f"[name=outcome][value={outcome}]")
        page.fill("[name=decision]", number)
        page.click("#decide button.btn--primary")
        page.wait_for_selector("[data-errors]" if not number else "#lift")

    return go


def name_standing(visit: Visit, *, refused: bool = False) -> None:
    """Where the name of one who is to be forgotten still stands: a remark is written first where there is none."""
    request = data_asked("erase")(visit).split("?")[0]
    page = visit.open(request)
    name = page.locator("main nav [aria-current], nav.crumbs [aria-current]").first.inner_text()
    visit.open(request + "places/")
    if page.locator("details.fold").count() == 0:
        visit.open(visit.first("/records/initiative/", RECORD))
        page.fill("#comments textarea", f"Đã hỏi {name} (ví dụ).")
        page.click("#comments form button")
        page.wait_for_selector("#comments li")
        visit.open(request + "places/")
    if refused:
        page.click("details.fold summary >> nth=0")
        page.click("details.fold form button >> nth=0")
        page.wait_for_selector("[data-errors]")


def own_request(visit: Visit) -> Page:
    """One's own request, sent where there is none."""
    if not visit.found("/me/data/", "#asked a.list__title"):
        page = visit.open("/me/data/ask/")
        page.fill("[name=text]", "Sai họ tên (ví dụ).")
        send(visit, "aside .list")
    return visit.open(visit.first("/me/data/", "#asked a.list__title"))


def asked_twice(visit: Visit) -> None:
    """The same asked again while the first waits: the form says so."""
    own_request(visit)
    visit.open("/me/data/ask/")
    visit.page.fill("[name=text]", "Lần nữa.")
    send(visit)


def breach(visit: Visit) -> str:
    """The address of a breach, entered where there is none."""
    if not visit.found("/privacy/breaches/", "main a.list__title"):
        page = visit.open("/privacy/breaches/new/")
        page.select_option("[name=unit]", index=1)
        page.fill("[name=what]", "Gửi nhầm một tệp (ví dụ).")
        page.fill("[name=kinds]", "Họ tên và nơi ở (ví dụ)")
        send(visit, "aside form")
    return visit.first("/privacy/breaches/", "main a.list__title")


def breach_refused(visit: Visit) -> None:
    visit.open(breach(visit))
    visit.page.click("aside form button.btn--primary")
    visit.page.wait_for_selector("[data-errors]")


def password_link(visit: Visit) -> None:
    """The administrator makes a link to a new password; it is shown once."""
    page = visit.open(visit.first("/people/?q=đảng viên", PERSON))
    page.click("a[data-dialog=new-link]")
    page.click("#new-link button[name=act]")
    page.wait_for_selector("[data-copy] input")


def password_link_alone(visit: Visit) -> None:
    """The link, opened by the one who was given it."""
    password_link(visit)
    link = visit.page.input_value("[data-copy] input")
    visit.page.context.clear_cookies(name="sessionid")
    visit.page.goto(link)


RARE = (
    Place("record-two-versions", OFFICE, two_versions_of_a_record, complains=True),
    Place("record-linking", OFFICE, linking),
    Place("record-linked", OFFICE, linked),
    Place("remark-refused", OFFICE, remark_refused),
    Place("mark-refused", DEPUTY, refused("/records/initiative/new/", "title", "Kế hoạch TUYỆT MẬT")),
    Place("step-refused", SECRETARY, lambda visit: (of_first("/approvals/", RECORD, "step/return/")(visit), send(visit))),
    Place("bulk-unread", SECRETARY, sample_unread),
    Place("evidence-withdraw", OFFICE, evidence_withdrawn),
    Place("initiative-stop", OFFICE, of_first(CORRECTED, RECORD, "stop/")),
    Place("initiative-stopped", OFFICE, under(stopped)),
    Place("initiative-resume", OFFICE, under(stopped, "resume/")),
    Place("double", OFFICE, under(double)),
    Place("merger-undo", OFFICE, under(merger)),
    Place("exemplar-consented", AN_PHU, under(consented)),
    Place("exemplar-consent-given", AN_PHU, under(consented, "edit/")),
    Place("exemplar-consent-withdrawn", AN_PHU, under(consented, "consents/")),
    Place("report-two-versions", OFFICE, two_versions_of_a_report, complains=True),
    Place("report-number", OFFICE, of_report("number/")),
    Place("data-asked-new", AN_PHU, asked_new),
    Place("data-asked-of-post", OFFICE, data_of_post),
    Place("data-asked-refused", AN_PHU, lambda visit: (asked_new(visit), send(visit))),
    Place("data-request-erase", AN_PHU, under(data_asked("erase"))),
    Place("data-request-correct", AN_PHU, under(data_asked("correct"))),
    Place("data-request-copy", AN_PHU, under(data_asked("copy"))),
    Place("data-request-refused", AN_PHU, decided(data_asked("correct"), "granted", "")),
    Place("data-restricted", AN_PHU, under(data_restricted)),
    Place("data-restricted-record", AN_PHU, lambda visit: visit.open(visit.first(data_restricted(visit), RECORD))),
    Place("data-requests-all", AN_PHU, at("/privacy/")),
    Place("data-standing", AN_PHU, name_standing),
    Place("data-standing-refused", AN_PHU, partial(name_standing, refused=True)),
    Place("data-own-request", DEPUTY, own_request),
    Place("data-asked-twice", DEPUTY, asked_twice),
    Place("breach", OFFICE, under(breach)),
    Place("breach-refused", OFFICE, breach_refused),
    Place("breach-new-refused", OFFICE, refused("/privacy/breaches/new/", "hour", "khuya")),
    Place("person-rename", ADMINISTRATOR, of_first("/people/", PERSON, "name/")),
    Place("person-address", ADMINISTRATOR, of_first("/people/", PERSON, "address/")),
    Place("post-end", ADMINISTRATOR, post_ended),
    Place("role-refused", ADMINISTRATOR, lambda visit: (visit.open("/people/roles/new/"), send(visit))),
    Place("unit-refused", ADMINISTRATOR, unit_refused),
    Place("password-link-made", ADMINISTRATOR, password_link),
    Place("password-link", ADMINISTRATOR, password_link_alone, alone=True),
    Place("password-link-wrong", ANYBODY, at("/accounts/password/reset/key/1-khong-dung/")),
    Place("password-link-used", ANYBODY, at("/accounts/password/reset/key/done/")),
    Place("password-reset-sent", ANYBODY, at("/accounts/password/reset/done/")),
    Place("sign-in-refused", ANYBODY, signed_in_wrongly),
    Place("sign-up-closed", ANYBODY, at("/accounts/signup/")),
    Place("account-closed", ANYBODY, at("/accounts/inactive/")),
    Place("password-again", DEPUTY, at("/accounts/reauthenticate/")),
    Place("sign-out", DEPUTY, at("/accounts/logout/")),
)
