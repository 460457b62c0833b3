"""The search page."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.access.roles import Role
from lantoa.core.people.models import User
from lantoa.core.units.kinds import UnitKind
from tests.factories import Tree, make_account, make_declaration, make_tree, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def clerk(tree: Tree, client: Client, settings: object) -> User:
    settings.LANTOA_BUSINESS_DAY = "2023-05-25"  # type: ignore[attr-defined]
    user = make_account(Role.OFFICE, tree.hieu_committee)
    client.force_login(user)
    return user


def page(client: Client, **query: str) -> str:
    answer = client.get(reverse("search"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    answer = client.get(reverse("search"), {"q": "dak tang"})
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]
    marked = client.get(reverse("search"), {"q": "Báo cáo TỐI MẬT số 5"})
    assert marked["Location"] == reverse("search") + "?refused=mark"


@pytest.mark.usefixtures("clerk")
def test_the_empty_page_says_what_can_be_searched(client: Client) -> None:
    assert "Tìm được những gì" in page(client)


def test_units_and_records_stand_side_by_side(client: Client, clerk: User, tree: Tree) -> None:
    record = make_declaration(tree.hieu_committee, by=clerk, title="Số liệu của Đăk Tăng")
    found = page(client, q="dak tang")
    for text in ("Xã Đăk Tăng", "Đảng ủy xã Đăk Tăng", "Huyện Kon Plông", "Số liệu của Đăk Tăng"):
        assert text in found
    assert reverse("unit", args=[tree.dak_tang.key]) in found
    assert reverse("record", args=[record.public_id]) in found


@pytest.mark.usefixtures("tree")
def test_a_stranger_finds_nothing_and_a_neighbour_units_but_no_record(client: Client, clerk: User, tree: Tree) -> None:
    make_declaration(tree.hieu_committee, by=clerk, title="Số liệu của Đăk Tăng")
    make_unit("Hộ ông Đăk Tăng", kind=UnitKind.HOUSEHOLD, under=tree.dak_tang)
    client.force_login(make_account())
    found = page(client, q="dak tang")
    assert "Xã Đăk Tăng" not in found
    assert "Số liệu của Đăk Tăng" not in found
    client.force_login(make_account(Role.OFFICE, tree.other_committee))
    found = page(client, q="dak tang")
    assert "Xã Đăk Tăng" in found
    assert "Số liệu của Đăk Tăng" not in found
    assert "Hộ ông" not in found


@pytest.mark.usefixtures("clerk")
def test_nothing_found_is_said_with_what_to_try(client: Client) -> None:
    assert "Chưa tìm thấy “không đâu có”" in page(client, q="không đâu có")


@pytest.mark.usefixtures("clerk")
def test_a_script_in_the_query_stays_text(client: Client) -> None:
    found = page(client, q="<script>alert(1)</script>")
    assert "<script>alert" not in found
    assert "&lt;script&gt;alert" in found


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize("text", ("Báo cáo TỐI MẬT số 5", "Báo cáo - MẬT", "[TUYỆT MẬT] Kế hoạch 5"))
def test_a_marked_query_is_refused_and_repeated_nowhere(client: Client, text: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        first = client.get(reverse("search"), {"q": text})
    assert first.status_code == 302
    assert "q=" not in first["Location"]
    answer = client.get(first["Location"]).content.decode()
    assert "TUYỆT MẬT" in answer
    assert text not in answer
    assert not [line for line in caplog.messages if text in line]


@pytest.mark.usefixtures("clerk")
def test_the_word_is_welcome_where_it_is_no_mark(client: Client, clerk: User, tree: Tree) -> None:
    make_declaration(tree.hieu_committee, by=clerk, title="NUÔI ONG LẤY MẬT")
    assert "NUÔI ONG LẤY MẬT" in page(client, q="nuôi ong lấy mật")


def test_long_results_come_in_pages_that_keep_the_query(client: Client, clerk: User, tree: Tree) -> None:
    for number in range(25):
        make_declaration(tree.hieu_committee, by=clerk, title=f"Số liệu {number:02d}")
    first, second = page(client, q="số liệu"), page(client, q="số liệu", page="2")
    assert sum(f"Số liệu {number:02d}" in first for number in range(25)) == 20
    assert sum(f"Số liệu {number:02d}" in second for number in range(25)) == 5
    assert "page=2" in first
    assert page(client, q="số liệu", page="dài", kind="lạ")


@pytest.mark.parametrize("count", (1, 3))
def test_the_page_asks_no_more_where_it_finds_more(
    client: Client, clerk: User, tree: Tree, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        make_unit(f"Xã Số Liệu {number}", under=tree.district)
        make_declaration(tree.hieu_committee, by=clerk, title=f"Số liệu {number}")
    page(client, q="số liệu")
    with django_assert_num_queries(11):  # type: ignore[operator]
        page(client, q="số liệu")
