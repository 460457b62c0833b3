"""Which records a search finds, and for whom."""

from datetime import date, timedelta

import pytest

from lantoa.core.access.roles import Role
from lantoa.core.records.services import advance
from lantoa.core.search.selectors import counts_by_kind, found_records
from tests.factories import TODAY, Tree, make_account, make_approved, make_declaration, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def titles(text: str, by: object, until: date = TODAY) -> list[str]:
    return [record.title for record in found_records(text, by=by, today=TODAY, until=until)]


def test_words_are_found_without_accents_in_any_order_and_in_part(tree: Tree) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    make_declaration(tree.hieu_committee, by=clerk, title="Số liệu xã Đăk Tăng, sơ kết 2 năm")
    make_declaration(tree.hieu_committee, by=clerk, title="Nuôi cá niêng kết hợp vịt xiêm")
    for text in ("dak tang", "Đắk Tăng", "TANG ĐĂK", "so ket dak", "kết tang"):
        assert titles(text, clerk) == ["Số liệu xã Đăk Tăng, sơ kết 2 năm"], text
    assert titles("dak tang vit", clerk) == []


def test_an_empty_search_finds_nothing(tree: Tree) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    make_declaration(tree.hieu_committee, by=clerk)
    assert titles("", clerk) == titles(" … ", clerk) == []


@pytest.mark.parametrize("text", ("%", "_", "% %", "\\", "' or 1=1 --"))
def test_signs_that_mean_something_to_a_database_mean_nothing_here(tree: Tree, text: str) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    make_declaration(tree.hieu_committee, by=clerk, title="Sổ xlieu")
    assert titles(text, clerk) == []


def test_a_reference_is_found_as_it_is_read_aloud(tree: Tree) -> None:
    clerk, leader = make_account(Role.OFFICE, tree.hieu_committee), make_account(Role.LEADER, tree.committee)
    record = make_approved(make_declaration(tree.hieu_committee, by=clerk), by=leader)
    assert record.reference == "SL-0001"
    assert titles("sl-0001", clerk) == [record.title]
    assert titles("sl-000", clerk) == []


def test_a_draft_is_found_at_its_own_unit_only(tree: Tree) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    record = make_declaration(tree.hieu_committee, by=clerk, title="Bản nháp của Hiếu")
    neighbour, above = make_account(Role.OFFICE, tree.dak_tang_committee), make_account(Role.OFFICE, tree.committee)
    stranger, viewer = make_account(), make_account(Role.VIEWER, tree.hieu_committee)
    assert titles("ban nhap", clerk) == ["Bản nháp của Hiếu"]
    for other in (neighbour, above, stranger, viewer):
        assert titles("ban nhap", other) == []
    advance(record, "submit", by=clerk, today=TODAY)
    assert titles("ban nhap", above) == titles("ban nhap", viewer) == ["Bản nháp của Hiếu"]
    assert titles("ban nhap", neighbour) == titles("ban nhap", stranger) == []


def test_records_after_the_viewed_day_are_left_out(tree: Tree) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    make_declaration(tree.hieu_committee, by=clerk, title="Mới ghi hôm nay")
    assert titles("moi ghi", clerk, until=TODAY - timedelta(days=1)) == []


def test_counts_by_kind_add_up_to_what_is_found(tree: Tree) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    for number in range(3):
        make_declaration(tree.hieu_committee, by=clerk, title=f"Số liệu {number}")
    counts = counts_by_kind(found_records("so lieu", by=clerk, today=TODAY, until=TODAY))
    assert [(entry.kind.code, entry.count) for entry in counts] == [("declaration", 3)]
