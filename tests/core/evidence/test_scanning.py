"""Pictures and scanned pages are read before anything is kept; where they cannot be, people are told."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from lantoa.core.evidence.models import Citation, File, Scan
from lantoa.core.evidence.selectors import citations_of
from lantoa.core.evidence.services import cite
from lantoa.core.measures.models import Declaration
from lantoa.core.people.models import User
from lantoa.core.records.models import Event
from tests.core.evidence.files import jpeg, pdf, word
from tests.factories import TODAY
from tests.lib.scanning import BODY, Page, drawn, jpeg_of, scanned_pdf
from tests.lib.test_scans import LONG, reading

PAGE = Page(dpi=120, body=BODY[:1])
MARKED = replace(PAGE, stamp="TỐI MẬT")

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def engine(files: Path, settings: Any) -> None:
    """Pictures are read, as in an installation."""
    settings.LANTOA_READING_DATA = ""


def lay(record: Declaration, content: bytes, name: str, *, by: User, seconds: float = LONG) -> Citation:
    return cite(record, upload=ContentFile(content), name=name, by=by, today=TODAY, seconds=seconds)


@reading
@pytest.mark.parametrize(
    ("content", "name"), [(jpeg_of(drawn(MARKED)), "ảnh chụp.jpg"), (scanned_pdf(drawn(PAGE), drawn(MARKED)), "bản quét.pdf")]
)
def test_of_a_marked_picture_or_scan_nothing_is_kept(
    record: Declaration, clerk: User, files: Path, engine: None, content: bytes, name: str, caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    with caplog.at_level("DEBUG"), django_capture_on_commit_callbacks() as queued, pytest.raises(ValidationError) as caught:
        lay(record, content, name, by=clerk)
    assert caught.value.code == "classified"
    assert [file for file in files.rglob("*") if file.is_file()] == []
    assert (File.objects.count(), Event.objects.filter(record=record.pk).count(), queued) == (0, 1, [])
    assert not [line for line in caplog.messages if "MẬT" in line or name in line]


@reading
def test_what_was_read_is_remembered(record: Declaration, clerk: User, engine: None) -> None:
    assert lay(record, scanned_pdf(drawn(PAGE)), "bản quét.pdf", by=clerk).file.scan == Scan.READ
    assert lay(record, word(), "a.docx", by=clerk).file.scan == Scan.NOTHING
    assert lay(record, pdf(), "a.pdf", by=clerk).file.scan == Scan.NOTHING


@reading
def test_what_was_out_of_time_is_kept_said_and_read_when_it_comes_again(
    client: Client, record: Declaration, clerk: User, engine: None
) -> None:
    first = lay(record, jpeg(), "ảnh.jpg", by=clerk, seconds=0.0)
    assert first.file.scan == Scan.UNREAD
    client.force_login(clerk)
    assert "chưa đọc hết ảnh để tìm dấu mật" in client.get(reverse("record", args=[record.public_id])).content.decode()
    Citation.objects.filter(pk=first.pk).update(withdrawn=True, withdrawn_reason="Nộp lại")
    again = lay(record, jpeg(), "ảnh.jpg", by=clerk)
    assert (again.file, again.file.scan) == (first.file, Scan.READ)
    assert "chưa đọc hết ảnh" not in client.get(reverse("record", args=[record.public_id])).content.decode()


@reading
def test_a_damaged_scan_inside_a_document_is_said_on_the_page(client: Client, record: Declaration, clerk: User, engine: None) -> None:
    from tests.lib.making import docx_bytes, picture_bytes, repacked

    sent = repacked(docx_bytes("Biên bản"), add={"word/media/image1.png": picture_bytes("PNG")[:60]})
    client.force_login(clerk)
    upload = ContentFile(sent, name="biên bản.docx")
    page = client.post(reverse("evidence-add", args=[record.public_id]), {"uploads": [upload]}, follow=True).content.decode()
    assert "Chưa đọc hết được chữ trong ảnh, trang quét của “biên bản.docx”." in page
    assert [found.file.scan for found in citations_of(record)] == [Scan.UNREAD]


def test_without_the_engine_the_form_says_so_and_pictures_are_kept_as_unread(
    client: Client, record: Declaration, clerk: User, files: Path
) -> None:
    client.force_login(clerk)
    address = reverse("evidence-add", args=[record.public_id])
    assert "Máy chủ này không đọc được dấu mật trong ảnh và trang quét" in client.get(address).content.decode()
    page = client.post(address, {"uploads": [ContentFile(jpeg(), name="ảnh.jpg")]}, follow=True).content.decode()
    assert "Chưa đọc hết được chữ" not in page
    assert citations_of(record).get().file.scan == Scan.UNREAD


@reading
def test_with_the_engine_the_form_says_nothing_of_it(client: Client, record: Declaration, clerk: User, engine: None) -> None:
    client.force_login(clerk)
    page = client.get(reverse("evidence-add", args=[record.public_id])).content.decode()
    assert "không đọc được dấu mật" not in page
