"""What a person mends: where the table begins, and the rows that were refused, taken out and brought in again."""

import io
from typing import Any

import openpyxl
import pytest

from lantoa.core.imports.models import Import, RowState, Stage
from tests.core.imports.conftest import World, checked, read, xlsx
from tests.core.imports.test_pages import proposed, upload
from tests.core.imports.ugly import saved, ugly
from tests.factories import TODAY

MISLEADING = (
    ("Tên mô hình", "Lĩnh vực", "Ngày"),  # how the form is filled in, not its header
    ("ghi đủ", "theo danh mục", "ngày/tháng/năm"),
    ("Cột một", "Cột hai", "Cột ba"),
    ("Nuôi cá", "Thủy sản", "18/5/2022"),
    ("Trồng sâm", "Trồng trọt", "19/5/2022"),
)


@pytest.fixture(autouse=True)
def today(settings: Any) -> None:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()


def heading(source: Import) -> str:
    return f"/imports/{source.public_id}/heading/"


def test_where_the_table_begins_is_said_by_hand_and_the_page_follows(client, world):
    client.force_login(world.clerk)
    url = upload(client, world, xlsx(*MISLEADING))["Location"]
    source = Import.objects.get()
    page = client.get(url)
    assert [(row.number, row.part) for row in page.context["top"]][:3] == [(1, "head"), (2, "table"), (3, "table")]
    page = client.post(heading(source), {"first": 3, "last": 3, "begins": 4}, follow=True)
    assert [(row.number, row.part) for row in page.context["top"]] == [(1, ""), (2, ""), (3, "head"), (4, "table"), (5, "table")]
    labels = [label for _code, label in page.context["form"].fields["column-title"].choices]
    assert labels[1] == "Cột một: Nuôi cá; Trồng sâm"
    assert page.context["counts"] == {RowState.NEW: 2}
    page = client.post(url, {"column-title": "0", "column-sector": "1", "column-day": "2"}, follow=True)
    assert page.context["counts"] == {RowState.READY: 2}
    page = client.post(heading(source), {"first": 1, "last": 1, "begins": 4}, follow=True)
    source.refresh_from_db()
    assert (source.stage, source.matching, page.context["counts"]) == (Stage.READ, {}, {RowState.NEW: 2})


def test_merged_names_are_read_in_the_header_that_is_said(world, client):
    client.force_login(world.clerk)
    upload(client, world, ugly())
    source = Import.objects.get()
    names = source.header["names"]
    client.post(heading(source), {"first": 6, "last": 6, "begins": 8})
    source.refresh_from_db()
    assert source.header["names"] != names
    client.post(heading(source), {"first": 5, "last": 6, "begins": 7})
    source.refresh_from_db()
    assert source.header["names"] == names
    assert {row.number for row in source.rows.filter(state=RowState.SKIPPED)} == {7, 14, 16}


@pytest.mark.parametrize("said", [
    {"first": 3, "last": 2, "begins": 4}, {"first": 2, "last": 3, "begins": 3}, {"first": 1, "last": 9, "begins": 10},
    {"first": 30, "last": 30, "begins": 31}, {"first": 5, "last": 5, "begins": 6}, {"first": "", "last": "x", "begins": -1},
])  # fmt: skip
def test_a_heading_that_cannot_be_is_refused_and_all_stays(client, world, said):
    client.force_login(world.clerk)
    upload(client, world, xlsx(*MISLEADING))
    source = Import.objects.get()
    before = (source.header, list(source.rows.values_list("number", "state")))
    page = client.post(heading(source), said)
    assert page.status_code == 422
    assert page.context["heading"].errors
    source.refresh_from_db()
    assert (source.header, list(source.rows.values_list("number", "state"))) == before


def test_rows_to_be_mended_are_taken_out_under_their_own_columns_and_come_in_again(client, world):
    client.force_login(world.clerk)
    url = upload(client, world, ugly())["Location"]
    client.post(url, proposed(client, url))
    source = Import.objects.get()
    answer = client.get(f"/imports/{source.public_id}/to-mend/")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert list(rows[0][:-1]) == source.header["names"]
    assert [row[1] for row in rows[1:]] == ["Camera an ninh", "Phong trào sạch làng"]
    assert rows[1][4] == 44280, "a number stays one"
    assert "1,200" in rows[1][-1]
    for place, text in ((6, "1.200"), (7, "12.500.000")):
        book.active.cell(row=2, column=place + 1).value = text
    url = upload(client, world, saved(book))["Location"]
    page = client.get(url)
    assert page.context["known"], "the same columns, matched as before"
    matched = proposed(client, url)
    assert str(len(rows[0]) - 1) not in matched.values(), "the column of reasons fills nothing"
    page = client.post(url, matched, follow=True)
    assert page.context["counts"] == {RowState.READY: 1, RowState.WRONG: 1}


def test_what_was_taken_out_is_known_in_either_language_and_by_names_alone(world: World):
    content = xlsx(
        ("Tên mô hình", "Lĩnh vực", "Ngày", "What is to be mended"), ("Nuôi cá", "Thủy sản", "18/5/2022", "Mô tả: viết lại"),
    )  # fmt: skip
    source = checked(read(content, world))
    assert 3 not in source.matching["columns"].values()


def test_where_nothing_is_to_be_mended_there_is_nothing_to_take_out(client, world):
    client.force_login(world.clerk)
    source = checked(read(xlsx(*MISLEADING[:1], *MISLEADING[3:]), world))
    assert client.get(f"/imports/{source.public_id}/to-mend/").status_code == 404
    client.force_login(world.leader)
    assert client.post(heading(source), {"first": 1, "last": 1, "begins": 2}).status_code == 404
