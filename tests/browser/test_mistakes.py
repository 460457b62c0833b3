"""Mistakes on the way: each is answered by a sentence that says what to do, and nothing is lost, kept twice or half-written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.acts import add_evidence, button, enter_initiative, fill_initiative
from tests.browser.axe import barriers
from tests.browser.line import line_to
from tests.browser.photos import photo
from tests.browser.visits import SCREENS, Visit, signed_in
from tests.lib.making import pdf_bytes

pytestmark = pytest.mark.browser
NEW = "/records/initiative/new/"
LIST = "/records/initiative/"
SECRET = "Văn bản mật chỉ xử lý trên mạng riêng hoặc qua cán bộ phụ trách văn thư mật"


@pytest.fixture(params=SCREENS)
def deputy(request: pytest.FixtureRequest, chromium: Browser, common_site: str) -> Iterator[Visit]:
    """The deputy of Đăk Ring, signed in, on each screen."""
    with signed_in(chromium, common_site, "pho.dakring", screen=request.param) as found:
        yield found


def listed(deputy: Visit, title: str) -> int:
    """How many records of this title there are."""
    return deputy.open(LIST).locator("a.list__title").filter(has_text=title).count()


def filled(deputy: Visit, title: str, **more: str) -> Page:
    """The form of a new initiative with something in every field that is asked for."""
    page = deputy.open(NEW)
    fill_initiative(page, title, **more)
    return page


def test_a_day_that_no_calendar_has_is_told_and_the_form_keeps_what_was_typed(deputy: Visit) -> None:
    page = filled(deputy, "Vườn ươm của thôn")
    page.fill("[name=day]", "31/2/2023")
    button(page, "Lưu nháp")
    expect(page.locator("[data-errors]")).to_contain_text("Lịch không có ngày “31/2/2023”. Xem lại ngày và tháng")
    expect(page.locator("[data-errors]")).to_be_focused()
    expect(page.locator("[name=title]")).to_have_value("Vườn ươm của thôn")
    expect(page.locator("[name=places]")).to_have_value("Xã Đăk Ring, Kon Plông")
    expect(page.locator("[name=day]")).to_have_value("31/2/2023")
    page.fill("[name=day]", "24/5/2023")
    button(page, "Lưu nháp")
    expect(page.locator("[data-toast]")).to_contain_text("Đã lưu nháp")
    assert deputy.said == []


def test_pressing_twice_makes_one_record(deputy: Visit) -> None:
    title = f"Hũ gạo tình thương ({deputy.screen})"
    page = filled(deputy, title)
    page.get_by_role("main").locator("button", has_text="Lưu nháp").dblclick()
    expect(page.locator("[data-toast]")).to_contain_text(title)
    assert listed(deputy, title) == 1


def test_one_form_sent_twice_at_the_same_moment_makes_one_record(deputy: Visit) -> None:
    title = f"Tuyến đường hoa ({deputy.screen})"
    page = filled(deputy, title)
    answers = page.evaluate(
        """async () => {
          const sent = () => fetch(location.href, {method: "POST", body: new FormData(document.querySelector("form.record-form"))});
          return (await Promise.all([sent(), sent(), sent()])).map((answer) => answer.url);
        }"""
    )
    assert len(set(answers)) == 1, answers
    assert listed(deputy, title) == 1


def test_a_file_that_is_not_what_it_says_is_refused_and_the_record_stays_as_it_was(deputy: Visit, tmp_path: Path) -> None:
    page = deputy.open(LIST)
    record = enter_initiative(deputy, "Ao cá của chi hội")
    false = tmp_path / "anh-ao.jpg"
    false.write_text("Đây không phải là ảnh.", "utf-8")
    add_evidence(deputy, false, "Ao cá")
    expect(page.locator("[data-errors]")).to_contain_text("1 tệp chưa nộp được")
    expect(page.locator("[data-errors]")).to_contain_text("anh-ao.jpg: Nội dung tệp không đúng với đuôi .jpg. Mở bằng phần mềm")
    expect(page.locator("[name=note]")).to_have_value("Ao cá")
    page.set_input_files("[name=uploads]", photo(tmp_path / "anh-that.jpg", size=(400, 300)))
    button(page, "Nộp minh chứng")
    expect(page.locator("[data-toast]")).to_contain_text("Đã nộp 1 tệp minh chứng")
    page.goto(record)
    expect(page.locator("main")).to_contain_text("anh-that.jpg")
    expect(page.locator("main")).not_to_contain_text("anh-ao.jpg")
    assert deputy.said == []


def test_a_text_under_a_mark_of_secrecy_is_stopped_and_the_rest_of_the_form_stays(deputy: Visit) -> None:
    page = filled(deputy, "Kế hoạch số 5 TUYỆT MẬT", since="3/2022")
    button(page, "Lưu nháp")
    expect(page.locator("[data-errors]")).to_contain_text(SECRET)
    expect(page.locator("[name=title]")).to_have_value("")
    expect(page.locator("[name=since]")).to_have_value("3/2022")
    expect(page.locator("[name=places]")).to_have_value("Xã Đăk Ring, Kon Plông")
    assert "Kế hoạch số 5" not in page.evaluate("JSON.stringify(Object.values(sessionStorage))")
    assert listed(deputy, "Kế hoạch số 5") == 0
    page.goto(f"{deputy.address}{NEW}")
    expect(page.locator("main")).not_to_contain_text("Lấy lại bản nháp")


def test_a_comment_under_a_mark_is_not_kept_in_the_browser_either(deputy: Visit) -> None:
    page = deputy.open(deputy.first(LIST, "a.list__title[href^='/r/']"))
    page.fill("#comments textarea", "Tài liệu mật")
    page.wait_for_timeout(600)  # a draft is written 400 ms after the last key
    button(page, "Gửi ý kiến")
    expect(page.locator("#comments [data-errors]")).to_contain_text(SECRET)
    expect(page.locator("#comments textarea")).to_have_value("")
    assert "mật" not in page.evaluate("JSON.stringify(Object.values(sessionStorage))")
    page.fill("#comments textarea", "Đã đối chiếu với sổ của thôn")
    button(page, "Gửi ý kiến")
    expect(page.locator("[data-toast]")).to_be_visible()
    expect(page.locator("#comments .remarks")).to_contain_text("Đã đối chiếu với sổ của thôn")
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('lantoa-draft')).length") == 0
    assert deputy.said == []


def test_a_file_under_a_mark_of_secrecy_is_stopped_and_not_even_its_name_is_repeated(deputy: Visit, tmp_path: Path) -> None:
    page = deputy.open(LIST)
    record = enter_initiative(deputy, "Nuôi ong lấy mật ở thôn")
    add_evidence(deputy, photo(tmp_path / "TUYỆT MẬT - sơ đồ.jpg", size=(400, 300)), "Sơ đồ")
    expect(page.locator("[data-errors]")).to_contain_text(SECRET)
    expect(page.locator("main")).not_to_contain_text("sơ đồ.jpg")
    page.goto(record)
    expect(page.locator("#evidence, main")).not_to_contain_text("sơ đồ.jpg")


def test_a_sign_in_that_runs_out_loses_nothing_of_a_half_filled_form(deputy: Visit) -> None:
    title = "Tiết học vùng cao"
    page = filled(deputy, title, since="2020")
    page.context.clear_cookies(name="sessionid")
    button(page, "Lưu nháp")
    page.wait_for_url("**/accounts/login/**")
    expect(page.locator("main")).to_contain_text("Phiên đăng nhập đã hết. Nội dung vừa nhập vẫn còn")
    deputy.fill_sign_in("pho.dakring")
    expect(page.locator("main")).to_contain_text("Nội dung này chưa được lưu")
    expect(page.locator("[name=title]")).to_have_value(title)
    expect(page.locator("[name=since]")).to_have_value("2020")
    expect(page.locator("[data-act=draft-restore]")).to_have_count(0)
    button(page, "Lưu nháp")
    expect(page.locator("[data-toast]")).to_contain_text(f"Đã lưu nháp “{title}”")
    assert deputy.said == []


def test_what_is_typed_by_one_person_is_not_given_to_the_next(deputy: Visit) -> None:
    page = filled(deputy, "Việc của phó bí thư")
    page.context.clear_cookies(name="sessionid")
    button(page, "Lưu nháp")
    page.wait_for_url("**/accounts/login/**")
    deputy.fill_sign_in("thanhvien.dakring")
    expect(page.locator("[name=title]")).to_have_value("")
    expect(page.locator("main")).not_to_contain_text("Việc của phó bí thư")


def told(page: Page, which: str) -> Locator:
    """What stands beside the form of its sending."""
    return page.locator(f"[data-sending-told={which}]")


def chosen(page: Page) -> str:
    """The names of the files that are chosen in the form."""
    return str(page.evaluate("Array.from(document.querySelector('[name=uploads]').files, (file) => file.name).join()"))


def test_a_lost_connection_is_told_beside_the_form_and_leaves_it_as_it_was(deputy: Visit) -> None:
    title = f"Đường làng sáng đèn ({deputy.screen})"
    page = filled(deputy, title)
    page.context.set_offline(True)
    button(page, "Lưu nháp")
    expect(told(page, "lost")).to_contain_text("Mất kết nối trước khi gửi xong, nên chưa lưu gì")
    expect(told(page, "lost")).to_be_in_viewport(ratio=1)
    assert barriers(page) == []
    expect(page.locator("[name=title]")).to_have_value(title)
    page.context.set_offline(False)
    button(page, "Lưu nháp")
    expect(page.locator("[data-toast]")).to_contain_text(f"Đã lưu nháp “{title}”")
    assert listed(deputy, title) == 1


def test_what_was_typed_when_the_connection_was_lost_is_offered_after_leaving_the_page(deputy: Visit) -> None:
    title = "Đường làng không rác"
    page = filled(deputy, title)
    page.context.set_offline(True)
    button(page, "Lưu nháp")
    expect(told(page, "lost")).to_be_visible()
    page.context.set_offline(False)
    page.goto(f"{deputy.address}{NEW}")
    button(page, "Lấy lại bản nháp")
    expect(page.locator("[name=title]")).to_have_value(title)
    assert listed(deputy, title) == 0


def test_a_line_that_breaks_in_mid_upload_keeps_the_chosen_file(chromium: Browser, common_site: str, tmp_path: Path) -> None:
    large = tmp_path / "bien-ban.pdf"
    large.write_bytes(pdf_bytes("Biên bản kiểm tra", padding=12_000_000))
    with line_to(common_site) as line, signed_in(chromium, line.address, "pho.dakring", screen="phone") as deputy:
        deputy.open(LIST)
        record = enter_initiative(deputy, "Vườn thuốc nam của trạm")
        line.breaks_after = 200_000
        add_evidence(deputy, large, "Kiểm tra tại vườn")
        page = deputy.page
        expect(told(page, "lost")).to_contain_text("Mất kết nối trước khi gửi xong, nên chưa lưu gì")
        assert (chosen(page), page.input_value("[name=note]")) == ("bien-ban.pdf", "Kiểm tra tại vườn")
        line.breaks_after = None
        button(page, "Nộp minh chứng")
        expect(page.locator("[data-toast]")).to_contain_text("Đã nộp 1 tệp minh chứng")
        expect(told(page, "lost")).to_have_count(0)
        assert page.url.startswith(f"{record}#evidence-")
        expect(page.locator("main")).to_contain_text("bien-ban.pdf")


def test_a_file_that_is_gone_when_it_is_sent_is_named(deputy: Visit, tmp_path: Path) -> None:
    deputy.open(LIST)
    enter_initiative(deputy, "Hàng rào xanh")
    page = deputy.page
    page.click("a:has-text('Nộp minh chứng')")
    page.set_input_files("[name=uploads]", photo(tmp_path / "hang-rao.jpg", size=(400, 300)))
    (tmp_path / "hang-rao.jpg").unlink()
    button(page, "Nộp minh chứng")
    expect(told(page, "unreadable")).to_contain_text("hang-rao.jpg")
    expect(told(page, "unreadable")).to_contain_text("Chọn lại tệp")


def test_a_wrong_day_does_not_ask_for_the_file_again(deputy: Visit, tmp_path: Path) -> None:
    deputy.open(LIST)
    record = enter_initiative(deputy, "Bể bơi của trường")
    page = deputy.page
    page.click("a:has-text('Nộp minh chứng')")
    page.set_input_files("[name=uploads]", photo(tmp_path / "be-boi.jpg", size=(400, 300)))
    page.fill("[name=taken]", "31/2/2023")
    button(page, "Nộp minh chứng")
    expect(page.locator("[data-errors]")).to_contain_text("Lịch không có ngày “31/2/2023”")
    assert chosen(page) == "be-boi.jpg"
    page.fill("[name=taken]", "24/5/2023")
    button(page, "Nộp minh chứng")
    expect(page.locator("[data-toast]")).to_contain_text("Đã nộp 1 tệp minh chứng")
    assert page.url.startswith(f"{record}#evidence-")
    assert deputy.said == []


@pytest.mark.parametrize(("status", "which"), [(413, "large"), (502, "unsure")])
def test_what_stands_before_the_program_answers_in_no_words_of_its_own(deputy: Visit, status: int, which: str) -> None:
    title = "Vườn rau của hội"
    page = filled(deputy, title)
    page.route(f"**{NEW}", lambda route: route.fulfill(status=status, content_type="text/html", body="<h1>nginx</h1>"))
    button(page, "Lưu nháp")
    expect(told(page, which)).to_be_in_viewport(ratio=1)
    expect(page.locator("[name=title]")).to_have_value(title)
    expect(page.locator("body")).not_to_contain_text("nginx")
