"""The day at which a page is seen: read from `?at=`, carried by links and redirects, refused in a sentence."""

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils.translation import override

from lantoa.core.access.roles import Role
from lantoa.core.ui.days import Chosen, choose, chosen_text, presets, refusal, typed, usual
from lantoa.core.ui.links import with_day
from lantoa.core.ui.middleware import DayMiddleware
from lantoa.lib.periods import Period, PeriodError
from tests.factories import make_account, make_unit

TODAY = date(2023, 5, 25)


@pytest.fixture(autouse=True)
def business_day(settings: Any) -> None:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()


def ask(address: str, response: HttpResponse | None = None, *, method: str = "get") -> tuple[Any, HttpResponse]:
    """The request as it leaves DayMiddleware, and the response."""
    request: Any = getattr(RequestFactory(), method)(address)
    request.session = {}
    request._messages = FallbackStorage(request)
    answered = DayMiddleware(lambda _: response or HttpResponse())(request)
    return request, answered  # type: ignore[return-value]


def test_without_a_choice_the_page_shows_the_business_day_and_its_year_so_far() -> None:
    request, _ = ask("/")
    assert (request.day, request.at, request.at_param) == (TODAY, TODAY, "")
    assert request.period == Period(date(2023, 1, 1), date(2023, 5, 26))


def test_a_chosen_day_stands_for_its_year_up_to_it() -> None:
    request, _ = ask("/?at=30/6/2022")
    assert request.at == date(2022, 6, 30)
    assert request.at_param == "2022-06-30"
    assert request.period == Period(date(2022, 1, 1), date(2022, 7, 1))
    assert request.day == TODAY


@pytest.mark.parametrize(
    ("written", "param", "last"),
    [
        ("18/5/2021..25/5/2023", "2021-05-18..2023-05-25", date(2023, 5, 25)),
        ("6 tháng đầu năm 2023", "2023-H1", date(2023, 6, 30)),
        ("2022", "2022", date(2022, 12, 31)),
        ("2023-05", "2023-05", date(2023, 5, 31)),
    ],
)
def test_a_chosen_period_is_seen_at_its_last_day(written: str, param: str, last: date) -> None:
    chosen = choose(written, today=TODAY)
    assert (chosen.param, chosen.at, chosen.period.last) == (param, last, last)


@pytest.mark.parametrize("wrong", ["30/2/2023", "hôm qua", "25/5/23", "25/13/2023", "2024..2023", "1/1/3000", "x" * 5000])
def test_a_wrong_day_shows_today_and_says_what_is_wrong(wrong: str) -> None:
    with override("vi"):
        request, response = ask(f"/?at={wrong}")
        told = [str(message) for message in get_messages(request)]
    assert response.status_code == 200
    assert (request.at, request.at_param) == (TODAY, "")
    assert len(told) == 1
    assert wrong[:20] in told[0]
    assert len(told[0]) < 300


def test_every_code_of_a_wrong_period_has_its_sentence() -> None:
    codes = ("blank", "unreadable", "two_digit_year", "no_such_day", "no_such_month", "year_out_of_range", "reversed")
    for language in ("vi", "en"):
        with override(language):
            assert len({refusal(PeriodError(code, "x")) for code in codes}) == len(codes)


def rendered(source: str, request: HttpRequest) -> str:
    return Template(source).render(Context({"request": request}))


def test_links_carry_the_chosen_day_on() -> None:
    request, _ = ask("/?at=18/5/2021..25/5/2023")
    assert rendered("{% url 'set_language' %}", request) == "/i18n/setlang/?at=2021-05-18..2023-05-25"
    assert rendered("{% url 'set_language' as there %}[{{ there }}]", request) == "[/i18n/setlang/?at=2021-05-18..2023-05-25]"
    assert rendered("{% url 'no_such_page' as there %}[{{ there }}]", request) == "[]"


def test_links_stay_as_they_are_where_no_day_was_chosen() -> None:
    request, _ = ask("/")
    assert rendered("{% url 'set_language' %}", request) == "/i18n/setlang/"
    assert Template("{% url 'set_language' %}").render(Context()) == "/i18n/setlang/"


def test_a_get_form_keeps_the_chosen_day_in_a_hidden_field() -> None:
    assert rendered("{% day_input %}", ask("/?at=2022")[0]) == '<input type="hidden" name="at" value="2022">'
    assert rendered("{% day_input %}", ask("/")[0]) == ""


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/ho-so/", "/ho-so/?at=2022"),
        ("/ho-so/?q=c%C3%A1#ket-qua", "/ho-so/?q=c%C3%A1&at=2022#ket-qua"),
        ("/ho-so/?at=2021", "/ho-so/?at=2021"),
        ("http://testserver/ho-so/", "http://testserver/ho-so/?at=2022"),
        ("https://vi.wikipedia.org/wiki/Kon_Pl%C3%B4ng", "https://vi.wikipedia.org/wiki/Kon_Pl%C3%B4ng"),
        ("//evil.example/", "//evil.example/"),
    ],
)
def test_redirects_within_the_program_keep_the_chosen_day(target: str, kept: str) -> None:
    _, response = ask("/luu/?at=2022", HttpResponseRedirect(target), method="post")
    assert response["Location"] == kept


def test_a_redirect_by_htmx_keeps_it_too() -> None:
    _, response = ask("/luu/?at=2022", HttpResponse(headers={"HX-Redirect": "/ho-so/"}), method="post")
    assert response["HX-Redirect"] == "/ho-so/?at=2022"


def test_an_address_is_given_its_day_once() -> None:
    assert with_day("/a?at=", {"at": "2022"}) == "/a?at="
    assert with_day("/a", {}) == "/a"


def test_the_offered_periods_are_those_that_offices_ask_for() -> None:
    with override("vi"):
        offered = {preset.param: preset.label for preset in presets(day=TODAY, at=TODAY)}
    assert offered == {
        "": "Hôm nay",
        "2023": "Năm 2023",
        "2023-H1": "6 tháng đầu năm 2023",
        "2021-05-18..2023-05-25": "2 năm thực hiện Kết luận 01",
        "2020-01-01..2023-05-25": "Toàn khóa, nhiệm kỳ 2020–2025",
    }


def test_conclusion_01_is_not_offered_before_its_day_and_counts_whole_years_after() -> None:
    with override("vi"):
        before = [preset.label for preset in presets(day=TODAY, at=date(2021, 5, 17))]
        eve = [preset.label for preset in presets(day=TODAY, at=date(2023, 5, 17))]
    assert not any("Kết luận" in str(label) for label in before)
    assert "1 năm thực hiện Kết luận 01" in eve


def test_every_offered_period_can_be_read_back() -> None:
    for preset in presets(day=TODAY, at=TODAY):
        assert choose(preset.param, today=TODAY).param == preset.param


@pytest.mark.parametrize(
    ("param", "shown", "again"),
    [
        ("", "25/5/2023", ""),
        ("2022-06-30", "30/6/2022", "30/6/2022"),
        ("2021-05-18..2023-05-25", "Từ 18/5/2021 đến 25/5/2023", "18/5/2021..25/5/2023"),
        ("2023-H1", "6 tháng đầu năm 2023", "2023-H1"),
    ],
)
def test_the_chosen_day_is_shown_and_typed_as_people_write_it(param: str, shown: str, again: str) -> None:
    chosen = choose(param, today=TODAY)
    with override("vi"):
        assert chosen_text(chosen) == shown
    assert typed(chosen) == again
    assert choose(typed(chosen), today=TODAY) == chosen


def test_the_usual_day_is_no_choice() -> None:
    assert usual(TODAY) == Chosen(TODAY, Period(date(2023, 1, 1), date(2023, 5, 26)), "")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ("vi", "en"))
def test_on_a_phone_the_day_stands_in_figures_in_either_language(client: Client, language: str) -> None:
    client.cookies["django_language"] = language
    client.force_login(make_account(Role.VIEWER, make_unit("Xã Hiếu")))
    page = client.get("/?at=28/9/2023", headers={"accept-language": language}).content.decode()
    assert '<span class="only-phone">28/9/2023</span>' in page
