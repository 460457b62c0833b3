"""Lists as files: the page's rows and columns, texts that never become formulas, nothing beyond the right to export."""

import csv
import io
import re
from datetime import date

import openpyxl
import pytest

from lantoa.core.access.roles import Role
from tests.core.ui.records.conftest import World, streamed, text_of
from tests.factories import make_approved, make_declaration, make_grant

EXPORT = "/records/declaration/export/"
RISKY = ("=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", " =1+1")


def table(client, query: str = "") -> list[list[str]]:
    text = streamed(client.get(f"{EXPORT}?format=csv&{query}")).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def sheet(client, query: str = ""):
    return openpyxl.load_workbook(io.BytesIO(streamed(client.get(f"{EXPORT}?{query}")))).active


def test_a_csv_opens_in_a_vietnamese_excel(world: World, client):
    make_declaration(world.tree.hieu_committee, by=world.clerk, title="Số liệu; có dấu", day=date(2023, 5, 4))
    client.force_login(world.clerk)
    response = client.get(f"{EXPORT}?format=csv")
    raw = streamed(response)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.splitlines()[1].startswith('"Số liệu; có dấu";'.encode())
    assert b";4/5/2023;1;" in raw
    assert response["Content-Disposition"].endswith('.csv"')


@pytest.mark.parametrize("title", RISKY)
def test_a_text_that_looks_like_a_formula_stays_text(world: World, client, title):
    make_declaration(world.tree.hieu_committee, by=world.clerk, title=title)
    client.force_login(world.clerk)
    assert table(client)[1][0] == f"'{title}"
    cell = sheet(client).cell(row=2, column=1)
    assert (cell.data_type, cell.value) == ("s", title)
    assert cell.quotePrefix


def test_days_and_numbers_are_days_and_numbers_in_a_workbook(world: World, client):
    make_declaration(world.tree.hieu_committee, by=world.clerk, day=date(2023, 5, 4))
    client.force_login(world.clerk)
    row = [cell.value for cell in sheet(client)[2]]
    assert row[2].date() == date(2023, 5, 4)
    assert row[3] == 1


def test_a_file_has_the_rows_and_columns_of_the_page(world: World, client):
    for number, title in enumerate(("Ấp trứng", "An sinh", "Nuôi cá")):
        record = make_declaration(world.tree.hieu_committee, by=world.clerk, title=title)
        if number:
            make_approved(record, by=world.office)
    client.force_login(world.clerk)
    client.post("/records/declaration/columns/", {"column": ["state"]})
    asked = "state=approved&sort=title"
    page = client.get(f"/records/declaration/?{asked}")
    body = text_of(page).partition("<tbody>")[2].partition("</tbody>")[0]
    body = re.sub('<span class="tiny">.*?</span>', "", body)
    shown = [[re.sub("<.*?>", "", cell).lower() for cell in re.findall("<t[hd].*?>(.*?)</t[hd]>", row)] for row in body.split("</tr>")[:-1]]
    taken_out = [[cell.lower() for cell in row] for row in table(client, asked)[1:]]
    assert taken_out == shown == [["an sinh", "approved"], ["nuôi cá", "approved"]]


def test_those_who_may_not_export_are_told_why(world: World, client):
    make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk), by=world.office)
    client.force_login(world.member)
    response = client.get(EXPORT)
    assert response.status_code == 403
    assert "does not include taking lists out" in text_of(response)
    assert EXPORT not in text_of(client.get("/records/declaration/"))


def test_a_file_holds_nothing_from_units_where_the_person_may_only_look(world: World, client):
    make_grant(world.viewer, Role.INSPECTOR, world.tree.hieu_committee)
    make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk, title="Ở Hiếu"), by=world.office)
    make_approved(make_declaration(world.tree.dak_tang_committee, by=world.office, title="Ở Đăk Tăng"), by=world.second)
    client.force_login(world.viewer)
    assert len(client.get("/records/declaration/").context["page"]) == 2
    assert [row[0] for row in table(client)[1:]] == ["Ở Hiếu"]


def test_a_long_list_is_read_in_pieces(world: World, client, monkeypatch):
    monkeypatch.setattr("lantoa.core.ui.records.exports.CHUNK", 2)
    for number in range(5):
        make_declaration(world.tree.hieu_committee, by=world.clerk, title=f"Số liệu {number}")
    client.force_login(world.clerk)
    assert len(table(client)) == 6
