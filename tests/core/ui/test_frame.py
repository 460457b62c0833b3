"""The frame of the pages: sections by right, sign-in, errors that say what to do, no inline code, both languages."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.ui import errors, nav, views
from lantoa.core.ui.middleware import DayMiddleware
from lantoa.core.ui.nav import NavItem, section_of
from tests.factories import PASSWORD, make_account, make_unit

INLINE = re.compile(r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|<script\b(?![^>]*\bsrc=)|javascript:""", re.IGNORECASE)
TODAY = date(2023, 5, 25)


@pytest.fixture(autouse=True)
def business_day(settings: Any) -> None:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()


@pytest.fixture
def sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sections: one for everybody, one for those who may approve."""
    monkeypatch.setattr(nav, "_items", {})
    nav.register(NavItem("all", "Đổi mật khẩu", "account_change_password", "key-round", 2))
    nav.register(NavItem("approve", "Chờ duyệt", "account_reauthenticate", "inbox", 1, verb="approve"))


def entries(user: Any, path: str = "/") -> list[tuple[str, bool]]:
    return [(str(option.label), option.current) for option in nav.entries(user, at=TODAY, path=path, chosen={})]


@pytest.mark.django_db
@pytest.mark.usefixtures("sections")
def test_a_section_is_shown_to_those_whose_role_brings_its_verb() -> None:
    commune = make_unit("Xã Hiếu")
    assert entries(make_account(Role.OFFICE, commune)) == [("Chờ duyệt", False), ("Đổi mật khẩu", False)]
    assert entries(make_account(Role.VIEWER, commune)) == [("Đổi mật khẩu", False)]


@pytest.mark.django_db
@pytest.mark.usefixtures("sections")
def test_the_section_being_read_is_marked_and_links_keep_the_day() -> None:
    user = make_account(Role.VIEWER, make_unit("Xã Hiếu"))
    here = reverse("account_change_password")
    assert entries(user, path=here) == [("Đổi mật khẩu", True)]
    assert [option.href for option in nav.entries(user, at=TODAY, path="/", chosen={"at": "2022"})] == [f"{here}?at=2022"]


@pytest.mark.usefixtures("sections")
def test_a_section_is_registered_once() -> None:
    nav.register(NavItem("all", "Đổi mật khẩu", "account_change_password", "key-round", 2))
    with pytest.raises(ValueError, match="twice"):
        nav.register(NavItem("all", "Khác", "account_change_password", "key-round", 2))


def test_a_page_lies_in_the_section_whose_address_opens_its_own() -> None:
    urls = ("/", "/mo-hinh/", "/mo-hinh/cho-duyet/")
    assert section_of("/", urls) == "/"
    assert section_of("/mo-hinh/abc/", urls) == "/mo-hinh/"
    assert section_of("/mo-hinh/cho-duyet/", urls) == "/mo-hinh/cho-duyet/"
    assert section_of("/mo-hinh-khac/", urls) == ""


@pytest.mark.django_db
def test_signing_in_by_the_page_works_and_a_wrong_password_is_told_in_vietnamese(client: Client) -> None:
    user = make_account()
    page = client.get(reverse("account_login"), headers={"Accept-Language": "vi"}).content.decode()
    assert '<html lang="vi">' in page
    assert "Tên đăng nhập" in page
    wrong = client.post(reverse("account_login"), {"login": user.username, "password": "sai"}, headers={"Accept-Language": "vi"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in wrong.content.decode()
    signed = client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    assert signed.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.django_db
def test_a_sign_in_keeps_the_day_and_the_page_asked_for(client: Client) -> None:
    user = make_account()
    there = reverse("account_change_password")
    address = f"{reverse('account_login')}?next={there}&at=2022"
    signed = client.post(address, {"login": user.username, "password": PASSWORD, "next": there})
    assert signed["Location"] == f"{there}?at=2022"


@pytest.mark.django_db
def test_nobody_registers_alone(client: Client) -> None:
    page = client.get(reverse("account_signup"), headers={"Accept-Language": "vi"})
    assert "Không mở đăng ký" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_inactive"]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_before_sign_in_are_whole_in_both_languages(client: Client, name: str, language: str) -> None:
    client.cookies["django_language"] = language
    response = client.get(reverse(name))
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert f'<html lang="{language}">' in page
    assert not INLINE.search(page)
    assert "data-stopped" in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate", "account_logout"])
def test_pages_of_the_account_are_whole(client: Client, name: str) -> None:
    client.force_login(make_account(Role.VIEWER, make_unit("Xã Hiếu")))
    page = client.get(reverse(name)).content.decode()
    assert page.count("<h1") == 1
    assert not INLINE.search(page)


@pytest.mark.django_db
def test_the_frame_names_the_person_the_role_and_the_viewed_day(client: Client) -> None:
    user = make_account(Role.OFFICE, make_unit("Xã Hiếu"), name="Trần Thu Hà")
    client.force_login(user)
    page = client.get(f"{reverse('account_change_password')}?at=2022", headers={"Accept-Language": "vi"}).content.decode()
    assert "Trần Thu Hà" in page
    assert "Xã Hiếu" in page
    assert "Năm 2022" in page
    assert f'data-user="{user.person.public_id}"' in page
    assert str(user.pk) not in re.findall(r'data-user="([^"]*)"', page)


@pytest.mark.django_db
def test_a_wrong_day_in_the_address_is_told_on_the_page(client: Client) -> None:
    client.force_login(make_account())
    page = client.get(f"{reverse('account_change_password')}?at=<b>30/2/2023", headers={"Accept-Language": "vi"}).content.decode()
    assert "&lt;b&gt;30/2/2023" in page
    assert "<b>30/2/2023" not in page


def problem(handler: Any, exception: Exception | None = None, **headers: str) -> HttpResponse:
    request: HttpRequest = RequestFactory().get("/x/", headers=headers)
    with override("vi"):
        return handler(request, exception) if exception else handler(request)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("handler", "exception", "status", "says"),
    [
        (errors.bad_request, ValueError(), 400, "Không đọc được yêu cầu"),
        (errors.bad_request, RequestDataTooBig(), 413, "chưa lưu gì"),
        (errors.forbidden, PermissionDenied("internal words"), 403, "Vai trò đang có không được làm việc này ở đây."),
        (errors.forbidden, Refused("Bạn đã ghi hồ sơ này; người khác duyệt."), 403, "người khác duyệt"),
        (errors.not_found, Http404("No Initiative matches"), 404, "nằm ngoài phạm vi được xem"),
        (errors.too_large, None, 413, "Gửi quá nhiều trong một lần"),
        (errors.too_many, None, 429, "Chờ năm phút"),
        (errors.csrf_failure, None, 403, "Phần đã gõ còn giữ"),
        (errors.server_error, None, 500, "chưa được lưu"),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(handler: Any, exception: Exception | None, status: int, says: str) -> None:
    response = problem(handler, exception)
    page = response.content.decode()
    assert response.status_code == status
    assert says in page
    assert "internal words" not in page
    assert "No Initiative matches" not in page
    assert "data-stopped" in page
    assert not INLINE.search(page)


def test_the_way_back_leads_only_to_our_own_pages() -> None:
    assert "http://testserver/ho-so/" in problem(errors.not_found, Referer="http://testserver/ho-so/", Host="testserver").content.decode()
    assert "evil.example" not in problem(errors.not_found, Referer="https://evil.example/", Host="testserver").content.decode()


@pytest.mark.django_db
def test_a_failed_program_answers_without_the_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert problem(errors.server_error).status_code == 500


def test_a_failed_page_of_errors_still_leaves_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(errors, "render_to_string", broken)
    assert "Chương trình gặp lỗi" in problem(errors.server_error).content.decode()


@pytest.mark.django_db
def test_an_unknown_address_is_answered_by_our_own_page(client: Client) -> None:
    response = client.get("/khong-co-trang-nay/", headers={"Accept-Language": "vi"})
    assert response.status_code == 404
    assert "Không có trang này" in response.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_gallery_shows_every_component_without_inline_code(language: str) -> None:
    request = RequestFactory().get("/ui/gallery")
    with override(language):
        page = DayMiddleware(views.gallery)(request).content.decode()  # type: ignore[attr-defined]
    assert page.count("<h1") == 1
    assert not INLINE.search(page)
    for component in (
        "btn--primary",
        "chip--ok",
        "num--declared",
        "error-summary",
        "dialog",
        "empty",
        "timeline",
        "life",
        "tree",
        "pair",
        "pages",
    ):
        assert component in page
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
