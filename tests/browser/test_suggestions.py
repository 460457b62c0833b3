"""What is offered while a person types: units for a box that takes several, parts of a declared figure, another record to link with."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import SCREENS, Visit, signed_in, visit

pytestmark = pytest.mark.browser
RECORD = "a.list__title[href^='/r/']"


@pytest.fixture(params=SCREENS)
def office(request: pytest.FixtureRequest, chromium: Browser, common_site: str) -> Iterator[Visit]:
    """The office of Kon Plông, signed in, on each screen."""
    with signed_in(chromium, common_site, "vanphong.konplong", screen=request.param) as found:
        yield found


def test_units_are_offered_for_the_line_that_is_typed_and_put_there_by_a_press(office: Visit) -> None:
    page = office.open("/records/initiative/new/")
    box, offered = page.locator("textarea[name=places]"), page.locator("#id_places_names button")
    box.press_sequentially("hieu", delay=30)
    expect(offered.first).to_be_visible()
    expect(page.locator("#id_places_names [role=status]")).to_contain_text("Tên phù hợp với dòng đang ghi")
    offered.filter(has_text="Xã Hiếu").first.click()
    expect(box).to_be_focused()
    expect(offered).to_have_count(0)
    box.press_sequentially("dak ring", delay=30)
    offered.filter(has_text="Xã Đăk Ring").first.click()
    lines = box.input_value().split("\n")
    assert [line.split(" (")[0] for line in lines] == ["Xã Hiếu", "Xã Đăk Ring", ""]
    box.press_sequentially("xa", delay=30)
    expect(offered.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(offered).to_have_count(0)
    assert office.said == []


def test_names_are_offered_where_a_form_asks_for_no_day_and_nothing_else_of_it_is_sent(chromium: Browser, common_site: str) -> None:
    with visit(chromium, common_site) as admin:
        admin.sign_in("quantri")
        page = admin.open("/people/invite/")
        page.fill("[name=name]", "Người được mời (mẫu)")
        with page.expect_request("**/unit-names/**") as asked:
            page.locator("[name=unit]").press_sequentially("dak ring", delay=30)
        assert set(parse_qs(urlsplit(asked.value.url).query)) <= {"unit", "verb"}
        expect(page.locator("#id_unit_names option").first).to_be_attached()
        assert admin.said == []


def test_the_parts_offered_follow_the_figure_that_is_chosen(office: Visit) -> None:
    page = office.open("/records/declaration/new/")
    page.select_option("[name=figures-0-measure]", "initiatives.kept|since")
    part = page.locator("[name=figures-0-part]")
    assert part.evaluate("part => Array.from(part.list.options, option => option.value)")[:3] == ["2023", "từ 2023", "đến 2023"]
    page.select_option("[name=figures-0-measure]", "initiatives.kept|sector")
    assert "Chăn nuôi" in part.evaluate("part => Array.from(part.list.options, option => option.value)")
    page.select_option("[name=figures-0-measure]", "initiatives.kept")
    assert part.evaluate("part => part.list") is None
    assert office.said == []


def test_another_record_is_found_as_it_is_typed_linked_once_and_let_go(office: Visit) -> None:
    page = office.open(office.first("/records/initiative/?state=approved&q=vuon", RECORD))
    here = page.url
    page.click(".links__add > summary")
    page.select_option("[name=link-relation]", "copies" if office.screen == "desk" else "answers")
    page.locator("[name=link-words]").press_sequentially("ca nieng", delay=30)
    found = page.locator("#link-found label").first
    expect(found).to_contain_text("cá niêng")
    title = found.locator("b").inner_text()
    found.locator("input").check()
    page.locator(".links__form button.btn--primary").dblclick()
    expect(page.locator("[data-toast]")).to_contain_text(title)
    assert page.url.startswith(here)
    linked = page.locator("#links li", has_text=title)
    expect(linked).to_have_count(1 if office.screen == "desk" else linked.count())
    linked.last.locator("button").click()
    expect(page.locator("[data-toast]")).to_contain_text("Đã bỏ liên kết")
    expect(page.locator("#history")).to_contain_text("Bỏ liên kết")
    assert office.said == []


def test_without_scripts_a_record_is_linked_in_two_steps(chromium: Browser, common_site: str) -> None:
    with visit(chromium, common_site, java_script_enabled=False) as office:
        office.sign_in("vanphong.konplong")
        page = office.open(office.first("/records/initiative/?state=approved&q=vuon", RECORD))
        page.click(".links__add > summary")
        page.select_option("[name=link-relation]", "relates_to")
        page.fill("[name=link-words]", "nuôi ong lấy mật")
        page.locator(".links__form button.btn--primary").click()
        expect(page.locator("[data-errors]")).to_contain_text("Chọn một hồ sơ trong danh sách tìm được")
        page.check("[name=link-other] >> nth=0")
        page.locator(".links__form button.btn--primary").click()
        expect(page.locator("#links li")).to_contain_text("Nuôi ong lấy mật")
