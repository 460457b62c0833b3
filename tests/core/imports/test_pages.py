"""The way of a sheet through the pages: uploaded, matched once, looked through, entered, taken back; nobody else sees it."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.core.imports.models import Import, ImportRow, Matching
from lantoa.core.records.models import Event, Record, State
from lantoa.core.records.services import change
from tests.core.imports.conftest import World, xlsx
from tests.core.imports.ugly import ugly
from tests.factories import TODAY

NEW = "/imports/initiative/new/"


@pytest.fixture(autouse=True)
def today(settings):
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()


def upload(client, world: World, content: bytes, name: str = "mo-hinh.xlsx") -> Any:
    return client.post(NEW, {"unit": world.unit.key, "upload": SimpleUploadedFile(name, content), "sheet": ""})


def proposed(client, url: str) -> dict[str, str]:
    form = client.get(url).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_an_ugly_sheet_is_entered_through_the_pages_and_taken_back_as_one(client, world):
    client.force_login(world.clerk)
    url = upload(client, world, ugly())["Location"]
    page = client.post(url, proposed(client, url), follow=True)
    assert (page.context["counts"]["ready"], page.context["counts"]["wrong"], page.context["counts"]["skipped"]) == (3, 2, 3)
    assert "sheet__cell--wrong" in page.content.decode()
    source = Import.objects.get()
    page = client.post(f"/imports/{source.public_id}/enter/", {"then": "submit"}, follow=True)
    records = Record.objects.all()
    assert [(one.state, one.author) for one in records] == [(State.SUBMITTED, world.clerk)] * 3
    assert not ImportRow.objects.filter(record__isnull=False).exclude(cells=[]).exists()
    page = client.post(f"/imports/{source.public_id}/undo/", follow=True)
    assert page.context["counts"]["undone"] == 3
    assert {one.state for one in Record.objects.all()} == {State.WITHDRAWN}
    assert Event.objects.count() == 9


def test_nothing_is_taken_back_where_one_record_was_changed_or_approved_since(client, world):
    client.force_login(world.clerk)
    url = upload(client, world, ugly())["Location"]
    client.post(url, proposed(client, url))
    source = Import.objects.get()
    client.post(f"/imports/{source.public_id}/enter/", {"then": "draft"})
    first = Record.objects.order_by("pk").first()
    change(first, values={"title": "Tên khác"}, by=world.clerk, today=TODAY)
    page = client.post(f"/imports/{source.public_id}/undo/", follow=True)
    assert "Tên khác" in page.content.decode()
    assert {one.state for one in Record.objects.all()} == {State.DRAFT}


def test_the_units_next_sheet_is_matched_as_the_last(client, world):
    client.force_login(world.clerk)
    head, row = ("Cột lạ", "Cột khác", "Ngày ghi"), ("Nuôi trâu", "Chăn nuôi", "18/5/2022")
    url = upload(client, world, xlsx(head, row))["Location"]
    page = client.post(url, {"column-title": "0", "column-day": "2", "same-sector": "Chăn nuôi"}, follow=True)
    assert page.context["counts"]["ready"] == 1
    url = upload(client, world, xlsx(("STT", *head), (1, *row)))["Location"]
    again = proposed(client, url)
    assert (again["column-title"], again["column-day"], again["same-sector"]) == ("1", "3", "Chăn nuôi")
    assert Matching.objects.count() == 1


def test_a_marked_sheet_is_refused_and_nothing_of_it_is_kept(client, world):
    client.force_login(world.clerk)
    for content, name in (
        (xlsx(("Tên mô hình", "Ngày"), ("TỐI MẬT", "1/1/2022")), "a.xlsx"),
        ("Tên mô hình;Ngày\nTUYỆT MẬT;1/1/2022\n".encode(), "a.csv"),
    ):
        page = upload(client, world, content, name)
        assert page.status_code == 422
    assert not Import.objects.exists()
    assert not ImportRow.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls"),
        (b"PK\x03\x04 cut", "a.xlsx"),
        ("Tên".encode("cp1258", "replace") + b";\xca\n", "a.csv"),
        (xlsx(), "a.xlsx"),
    ],
    ids=["old", "cut", "letters", "empty"],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(client, world, content, name):
    client.force_login(world.clerk)
    page = upload(client, world, content, name)
    assert page.status_code == 422
    assert page.context["form"].errors["upload"] or page.context["form"].errors["__all__"]
    assert not Import.objects.exists()


def test_nobody_else_sees_the_sheet(client, world):
    client.force_login(world.clerk)
    url = upload(client, world, ugly())["Location"]
    for other in (world.member, world.leader):
        client.force_login(other)
        assert client.get(url).status_code == 404


def test_the_template_comes_back_as_what_was_written(client, world):
    import openpyxl

    client.force_login(world.clerk)
    file = b"".join(client.get("/imports/initiative/template/").streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(file))
    head = [cell.value for cell in book.worksheets[0][1]]
    for name, text in (("Tên mô hình", "Nuôi cá"), ("Lĩnh vực", "Thủy sản")):
        if name in head:
            book.worksheets[0].cell(row=2, column=head.index(name) + 1).value = text
    filled = io.BytesIO()
    book.save(filled)
    url = upload(client, world, filled.getvalue())["Location"]
    matched = proposed(client, url)
    assert [matched[f"column-{name}"] for name in ("unit", "title", "sector", "places")] == ["0", "1", "2", "3"]
