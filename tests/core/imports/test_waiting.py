"""A long sheet waits for the worker in a private file, no longer than it is read; why it is refused is told, and nothing else stays."""

import fcntl
import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lantoa.core.imports.entering import lay_aside
from lantoa.core.imports.models import Import, ImportRow, RowState, Stage
from lantoa.core.imports.staging import ABANDONED, Sheet, clear_old, received
from lantoa.core.imports.tasks import plan_at_start, work_on
from lantoa.core.imports.waiting import UNKNOWN_FOR, folder, path_of, put_by, sweep
from lantoa.core.imports.working import carry_on
from lantoa.core.privacy import retention
from lantoa.core.records.kinds import kind_of
from tests.cli.disks import small_disk
from tests.core.imports.conftest import World, xlsx
from tests.factories import TODAY

NEW = "/imports/initiative/new/"
WORDS = "Mỗi hộ góp công và giống. " * 40
ROWS = 600


def long_csv(*more: str) -> bytes:
    """A sheet that is long by its bytes, with a few more rows at its end."""
    lines = [f"Mô hình số {number};Chăn nuôi;{number % 28 + 1}/5/2022;{WORDS}" for number in range(ROWS)]
    return "\n".join(["Tên mô hình;Lĩnh vực;Ngày;Mô tả", *lines, *more]).encode()


@pytest.fixture(autouse=True)
def today(settings: Any, tmp_path: Path) -> None:
    settings.LANTOA_BUSINESS_DAY, settings.LANTOA_SHEETS = TODAY.isoformat(), str(tmp_path / "sheets")


def waiting(world: World, content: bytes, name: str = "mo-hinh.csv") -> Import:
    sheet = Sheet(name, content, name.endswith("csv"))
    return put_by(sheet, kind_of("initiative"), world.unit, by=world.clerk, today=TODAY, now=timezone.now())


def upload(client: Any, world: World, content: bytes, name: str = "mo-hinh.csv") -> Any:
    return client.post(NEW, {"unit": world.unit.key, "upload": SimpleUploadedFile(name, content), "sheet": ""}, follow=True)


def test_only_a_long_sheet_is_for_the_worker():
    assert received(SimpleUploadedFile("a.csv", long_csv()), "a.csv").long
    assert not received(SimpleUploadedFile("a.csv", long_csv()[:9000]), "a.csv").long
    rows = [(f"Mô hình {number}", "Chăn nuôi", "18/5/2022", f"{number} hộ {number * 7919}") for number in range(9000)]
    assert received(SimpleUploadedFile("a.xlsx", xlsx(*rows)), "a.xlsx").long
    assert not received(SimpleUploadedFile("a.xlsx", xlsx(*rows[:900])), "a.xlsx").long


def test_what_waits_is_its_owners_alone_and_gone_once_it_is_read(client, world):
    source = waiting(world, long_csv())
    path = path_of(source)
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(folder().stat().st_mode)) == (0o600, 0o700)
    client.force_login(world.clerk)
    page = client.get(f"/imports/{source.public_id}/")
    assert "hx-get" in page.content.decode()
    assert page.context["done"] == 0
    with pytest.raises(ValidationError):
        lay_aside(source)
    carry_on(source, today=TODAY)
    assert (source.stage, source.rows.filter(state=RowState.NEW).count()) == (Stage.READ, ROWS)
    assert list(folder().iterdir()) == []
    answer = client.get(f"/imports/{source.public_id}/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/imports/{source.public_id}/columns/", "the page that looked again goes on as a whole"


def test_a_full_disk_is_told_and_leaves_nothing(client, world, settings, tmp_path):
    client.force_login(world.clerk)
    with small_disk(tmp_path / "disk", size="100k") as disk:
        settings.LANTOA_SHEETS = str(disk / "sheets")
        page = upload(client, world, long_csv())
        assert page.status_code == 422
        assert "ổ đĩa đã đầy" in page.context["form"].errors["upload"][0]
        assert list((disk / "sheets").iterdir()) == []
    assert not Import.objects.exists()


def test_through_the_page_a_long_sheet_is_read_by_the_worker(client, world):
    client.force_login(world.clerk)
    page = upload(client, world, long_csv())
    assert page.redirect_chain[-1][0].endswith("/columns/")
    assert Import.objects.get().rows.filter(state=RowState.NEW).count() == ROWS
    assert list(folder().iterdir()) == []


@pytest.mark.parametrize(("content", "name"), [
    (long_csv("TỐI MẬT;;;"), "mo-hinh.csv"),
    (xlsx(("Tên mô hình", "Lĩnh vực", "Ngày"), ("Nuôi cá", "Thủy sản", "18/5/2022"), ("TỐI MẬT", "", "")), "mo-hinh.xlsx"),
])  # fmt: skip
def test_of_a_sheet_that_bears_a_mark_only_the_refusal_stays(client, world, content, name):
    source = waiting(world, content, name)
    work_on.call(source.pk)
    source.refresh_from_db()
    assert (source.stage, source.file_name, source.header, source.rows.count()) == (Stage.REFUSED, "", {}, 0)
    assert list(folder().iterdir()) == []
    client.force_login(world.clerk)
    page = client.get(f"/imports/{source.public_id}/").content.decode()
    assert source.refusal in page
    assert "TUYỆT MẬT" in source.refusal, "it says what a mark is"
    assert name not in client.get("/imports/").content.decode()
    client.post(f"/imports/{source.public_id}/aside/")
    assert not Import.objects.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", xlsx(("a",)), "một\n".encode() * 3])
def test_what_cannot_be_read_says_why(client, world, content):
    source = waiting(world, content, "mo-hinh.xlsx")
    work_on.call(source.pk)
    source.refresh_from_db()
    assert (source.stage, source.file_name) == (Stage.REFUSED, "mo-hinh.xlsx")
    assert source.refusal
    assert list(folder().iterdir()) == []


def test_a_mark_that_only_a_row_shows_leaves_the_refusal_for_the_one_who_waits(client, world):
    client.force_login(world.clerk)
    upload(client, world, long_csv())
    source = Import.objects.get()
    ImportRow.objects.filter(source=source, number=ROWS).update(cells=["TỐI MẬT", "Chăn nuôi", "18/5/2022", ""])
    form = client.get(f"/imports/{source.public_id}/columns/").context["form"]
    page = client.post(f"/imports/{source.public_id}/columns/", {name: form[name].value() or "" for name in form.fields}, follow=True)
    source.refresh_from_db()
    assert (source.stage, source.file_name, source.rows.count()) == (Stage.REFUSED, "", 0)
    assert source.refusal in page.content.decode()


def test_a_reading_that_broke_off_is_begun_anew_and_never_done_twice(world):
    source = waiting(world, long_csv())
    ImportRow.objects.bulk_create([ImportRow(source=source, number=number) for number in range(1, 9)])
    with path_of(source).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        carry_on(source, today=TODAY)
        assert (source.stage, source.rows.count()) == (Stage.READING, 8), "another process is at it"
    plan_at_start()
    source.refresh_from_db()
    assert (source.stage, source.rows.filter(state=RowState.NEW).count()) == (Stage.READ, ROWS)


def test_a_reading_without_its_file_ends(world):
    source = waiting(world, long_csv())
    path_of(source).unlink()
    carry_on(source, today=TODAY)
    assert source.stage == Stage.READING, "`lantoa import` may be at it"
    Import.objects.update(moved_at=timezone.now() - timedelta(minutes=3))
    source.refresh_from_db()
    carry_on(source, today=TODAY)
    assert source.stage == Stage.REFUSED


def test_files_that_nobody_waits_for_are_swept(world, django_capture_on_commit_callbacks):
    source = waiting(world, long_csv())
    stray = folder() / "stray"
    stray.write_bytes(b"x")
    now = timezone.now()
    sweep(now=now)
    assert stray.exists(), "its import may be on its way"
    old = (now - UNKNOWN_FOR - timedelta(minutes=1)).timestamp()
    for path in folder().iterdir():
        os.utime(path, (old, old))
    with django_capture_on_commit_callbacks(execute=True):
        retention.run(now=now, dry=True)
    assert stray.exists()
    with django_capture_on_commit_callbacks(execute=True):
        retention.run(now=now)
    assert list(folder().iterdir()) == [path_of(source)]
    clear_old(now=now + ABANDONED + timedelta(minutes=1))
    sweep(now=now)
    assert list(folder().iterdir()) == []
    assert not Import.objects.exists()
