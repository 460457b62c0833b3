"""Laying files beside a record: what is kept, what is told of it, what is refused."""

import io
import os
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.evidence import store
from lantoa.core.evidence.models import Citation, File, Thumbnail
from lantoa.core.evidence.selectors import citations_of, evidence_counts
from lantoa.core.evidence.services import cite, clean_name, withdraw_citation
from lantoa.core.measures.models import Declaration
from lantoa.core.people.models import User
from lantoa.core.records import ledger
from lantoa.core.records.models import Event
from lantoa.core.records.services import advance
from tests.core.evidence.files import GPS, MAKER, bomb, excel, jpeg, pdf, png, program, word
from tests.factories import TODAY, Tree, make_account, make_approved, make_declaration
from tests.lib.making import docx_bytes, signed

pytestmark = pytest.mark.django_db


def lay(record: Any, content: bytes, name: str, *, by: User, **told: Any) -> Citation:
    return cite(record, upload=ContentFile(content), name=name, by=by, today=TODAY, **told)


def refused(record: Any, content: bytes, name: str, *, by: User, **told: Any) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        lay(record, content, name, by=by, **told)
    return caught.value


def stored(files: Path) -> list[Path]:
    return [file for file in files.rglob("*") if file.is_file()]


def test_a_photo_is_kept_without_its_place_and_named_by_its_hash(record: Declaration, clerk: User, files: Path) -> None:
    sent = jpeg(gps=True)
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(GPS)
    assert MAKER in sent
    citation = lay(record, sent, "ao chung thôn.jpg", by=clerk, note="Ao chung thôn, thả giống", taken=date(2023, 4, 12), place="Xã Hiếu")
    (kept,) = stored(files)
    assert str(kept.relative_to(files)) == citation.file.path == f"{citation.file.digest[:2]}/{citation.file.digest[2:]}"
    assert not dict(Image.open(io.BytesIO(kept.read_bytes())).getexif())
    assert MAKER not in kept.read_bytes()
    assert (citation.file.width, citation.file.height, citation.file.mime) == (900, 600, "image/jpeg")
    assert (citation.title, citation.taken, citation.place) == ("Ao chung thôn, thả giống", date(2023, 4, 12), "Xã Hiếu")


def test_a_photo_inside_a_word_file_is_kept_without_its_place(record: Declaration, clerk: User, files: Path) -> None:
    sent = docx_bytes("Ảnh ao chung", change=lambda document: document.add_picture(io.BytesIO(jpeg(gps=True))))
    lay(record, sent, "ảnh.docx", by=clerk)
    (kept,) = stored(files)
    with zipfile.ZipFile(kept) as package:
        assert MAKER not in package.read("word/media/image1.jpg")
    assert refused(record, signed(sent), "đã ký.docx", by=clerk).code == "signed"


@pytest.mark.parametrize(
    ("content", "name", "extension", "pages"),
    [
        (pdf(pages=2), "biên bản.pdf", "pdf", 2),
        (word(), "Biên bản.DOCX", "docx", None),
        (excel(), "hộ.xlsx", "xlsx", None),
        (png(), "a.png", "png", None),
    ],
)
def test_documents_and_pictures_are_known_by_their_content(
    record: Declaration, clerk: User, content: bytes, name: str, extension: str, pages: int | None
) -> None:
    citation = lay(record, content, name, by=clerk)
    assert (citation.file.extension, citation.file.pages, citation.name) == (extension, pages, name)
    assert citation.file.thumbnail == (Thumbnail.WAITING if extension == "png" else Thumbnail.NONE)


def test_one_file_is_stored_once_and_may_stand_behind_many_records(record: Declaration, clerk: User, tree: Tree, files: Path) -> None:
    other = make_declaration(tree.hieu_committee, by=clerk, title="Số liệu khác")
    first, second = lay(record, pdf(), "a.pdf", by=clerk), lay(other, pdf(), "b.pdf", by=clerk)
    assert first.file == second.file
    assert len(stored(files)) == File.objects.count() == 1
    assert (first.name, second.name) == ("a.pdf", "b.pdf")


def test_the_same_photo_with_another_place_inside_is_the_same_file(record: Declaration, clerk: User) -> None:
    lay(record, jpeg(gps=True), "a.jpg", by=clerk)
    assert refused(record, jpeg(gps=False), "b.jpg", by=clerk).code == "twice"


def test_a_file_given_twice_to_one_record_is_refused_with_its_first_name(record: Declaration, clerk: User) -> None:
    lay(record, pdf(), "biên bản.pdf", by=clerk)
    error = refused(record, pdf(), "bản sao.pdf", by=clerk)
    assert "“biên bản.pdf”, nộp ngày 25/5/2023" in error.messages[0]
    assert Citation.objects.count() == 1


def test_withdrawn_evidence_may_be_given_again(record: Declaration, clerk: User) -> None:
    withdraw_citation(lay(record, pdf(), "a.pdf", by=clerk), reason="Nộp nhầm", by=clerk, today=TODAY)
    assert not citations_of(record).exists()
    lay(record, pdf(), "a.pdf", by=clerk)
    assert evidence_counts([record]) == {record.pk: 1}


def test_the_database_itself_holds_one_standing_citation_a_file(record: Declaration, clerk: User) -> None:
    citation = lay(record, pdf(), "a.pdf", by=clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(file=citation.file, record_id=record.pk, name="b.pdf", by=clerk, day=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.filter(pk=citation.pk).update(withdrawn=True)


def test_the_history_tells_of_evidence_given_and_withdrawn(record: Declaration, clerk: User) -> None:
    citation = lay(record, pdf(), "biên bản.pdf", by=clerk)
    withdraw_citation(citation, reason="Nộp nhầm", by=clerk, today=TODAY)
    given, taken_back = Event.objects.filter(record=record.pk).order_by("number")[1:]
    assert (given.step, ledger.told(given)["evidence"]) == ("evidence", (None, citation.file.digest))
    assert ledger.told(given)["evidence_name"] == (None, "biên bản.pdf")
    assert (taken_back.step, taken_back.reason, taken_back.by) == ("evidence_withdrawn", "Nộp nhầm", clerk)
    assert list(ledger.verify()) == []


def test_a_name_is_stored_composed_without_folders_and_invisible_signs() -> None:
    decomposed = unicodedata.normalize("NFD", "Biên bản xã Hiếu.pdf")
    assert clean_name(decomposed) == "Biên bản xã Hiếu.pdf"
    assert clean_name("C:\\Users\\ai\\ảnh.jpg") == clean_name("../../ảnh.jpg") == "ảnh.jpg"
    assert clean_name("ảnh\u202egpj.exe\x00.jpg") == "ảnhgpj.exe.jpg"
    assert len(clean_name("dài " * 100 + ".docx")) == 255
    assert clean_name("dài " * 100 + ".docx").endswith(".docx")


MARKED = "TỐI MẬT"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "trống.pdf", "empty"),
        (program(), "ảnh.jpg", "content_mismatch"),
        (program(), "cài đặt.exe", "type_not_allowed"),
        (pdf(), "ảnh.jpg", "content_mismatch"),
        (jpeg()[:500], "ảnh.jpg", "damaged"),
        (bomb, "biên bản.docx", "bomb"),  # made when it is needed
        (b"<script>alert(1)</script>", "trang.html", "type_not_allowed"),
        (pdf("BÁO CÁO - MẬT"), "bao cao.pdf", "classified"),
        (word(header="MẬT"), "báo cáo.docx", "classified"),
        (word(f"Báo cáo {MARKED} số 5"), "báo cáo.docx", "classified"),
        (excel(MARKED), "số liệu.xlsx", "classified"),
        (pdf(), f"Báo cáo {MARKED}.pdf", "classified"),
        (pdf(), unicodedata.normalize("NFD", f"Báo cáo {MARKED}.pdf"), "classified"),
        (b"", f"Báo cáo {MARKED}.pdf", "classified"),
    ],
)
def test_what_must_not_get_in_leaves_nothing_behind(
    record: Declaration, clerk: User, files: Path, content: bytes | Callable[[], bytes], name: str, code: str,
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    with caplog.at_level("DEBUG"), django_capture_on_commit_callbacks() as queued:
        error = refused(record, content() if callable(content) else content, name, by=clerk)
    assert error.code == code
    assert len(error.messages[0]) > 40
    assert not any(name in message or message == MARKED for message in error.messages)
    assert stored(files) == []
    assert (File.objects.count(), Citation.objects.count(), Event.objects.filter(record=record.pk).count()) == (0, 0, 1)
    assert queued == []
    assert not [line for line in caplog.messages if name in line or MARKED in line]


def test_honey_is_welcome(record: Declaration, clerk: User) -> None:
    lay(record, word("NUÔI ONG LẤY MẬT"), "Nuôi ong lấy mật.docx", by=clerk, note="Mật độ nuôi ong")
    assert citations_of(record).count() == 1


@pytest.mark.parametrize("field", ("note", "place"))
def test_a_mark_in_what_is_told_is_refused(record: Declaration, clerk: User, files: Path, field: str) -> None:
    assert refused(record, pdf(), "a.pdf", by=clerk, **{field: "[MẬT] Kế hoạch"}).code == "classified"
    assert stored(files) == []


def test_a_file_over_the_limit_is_refused_with_the_limit(record: Declaration, clerk: User, files: Path, settings: Any) -> None:
    settings.LANTOA_MAX_UPLOAD = 3000
    error = refused(record, jpeg(), "ảnh.jpg", by=clerk)
    assert error.code == "too_large"
    assert "3\N{NO-BREAK SPACE}KB" in error.messages[0]
    assert stored(files) == []


def test_a_page_that_is_not_there_and_a_day_to_come_are_refused(record: Declaration, clerk: User) -> None:
    assert refused(record, pdf(pages=2), "a.pdf", by=clerk, page=3).code == "page"
    assert refused(record, pdf(pages=2), "a.pdf", by=clerk, taken=TODAY + timedelta(days=1)).code == "day"
    assert lay(record, pdf(pages=2), "a.pdf", by=clerk, page=2, taken=TODAY).page == 2


def test_what_a_dead_process_left_is_cleared_and_what_is_being_written_stays(record: Declaration, clerk: User, files: Path) -> None:
    incoming = files / store.INCOMING
    incoming.mkdir()
    (incoming / "old").write_bytes(b"half")
    (incoming / "new").write_bytes(b"half")
    long_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    os.utime(incoming / "old", (long_ago, long_ago))
    lay(record, pdf(), "a.pdf", by=clerk)
    assert [file.name for file in incoming.iterdir()] == ["new"]


def test_a_stored_file_that_was_lost_is_put_back_when_it_is_given_again(record: Declaration, clerk: User, tree: Tree, files: Path) -> None:
    first = lay(record, pdf(), "a.pdf", by=clerk)
    (files / first.file.path).unlink()
    lay(make_declaration(tree.hieu_committee, by=clerk, title="Khác"), pdf(), "a.pdf", by=clerk)
    assert (files / first.file.path).read_bytes() == pdf()


def test_if_the_database_fails_nothing_is_stored(record: Declaration, clerk: User, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(store, "move_into_place", full)
    with pytest.raises(OSError, match="no space"):
        lay(record, pdf(), "a.pdf", by=clerk)
    assert stored(files) == []
    assert (File.objects.count(), Citation.objects.count(), Event.objects.filter(record=record.pk).count()) == (0, 0, 1)


# who may


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.OFFICE, True), (Role.SECRETARY, True), (Role.DEPUTY, True), (Role.MEMBER, True),
        (Role.ADMINISTRATOR, False), (Role.LEADER, False), (Role.INSPECTOR, False), (Role.VIEWER, False), (Role.ADVISORY, False),
    ],
)  # fmt: skip
def test_those_who_enter_records_add_evidence(record: Declaration, tree: Tree, role: str, *, may: bool) -> None:
    actor = make_account(role, tree.hieu_committee)
    if may:
        assert lay(record, pdf(), "a.pdf", by=actor).by == actor
    else:
        with pytest.raises(Refused):
            lay(record, pdf(), "a.pdf", by=actor)


def test_neighbours_strangers_and_those_whose_term_has_ended_do_not(record: Declaration, tree: Tree, files: Path) -> None:
    gone = make_account(Role.OFFICE, tree.hieu_committee, starts=date(2020, 1, 1), ends=date(2023, 1, 1))
    for actor in (
        make_account(Role.OFFICE, tree.dak_tang_committee),
        make_account(Role.OFFICE, tree.other_committee),
        make_account(),
        gone,
    ):
        with pytest.raises(Refused):
            lay(record, pdf(), "a.pdf", by=actor)
    assert stored(files) == []


def test_the_level_above_does_not_write_into_a_draft_that_it_does_not_see(record: Declaration, tree: Tree) -> None:
    with pytest.raises(Refused):
        lay(record, pdf(), "a.pdf", by=make_account(Role.OFFICE, tree.committee))


def test_once_approved_only_those_who_may_correct_add_and_withdraw(record: Declaration, tree: Tree, clerk: User) -> None:
    member, leader = make_account(Role.MEMBER, tree.hieu_committee), make_account(Role.LEADER, tree.hieu_committee)
    citation = lay(record, pdf(), "a.pdf", by=member)
    approved = make_approved(record, by=leader)
    with pytest.raises(Refused):
        lay(approved, word(), "b.docx", by=member)
    with pytest.raises(Refused):
        withdraw_citation(citation, reason="Nhầm", by=member, today=TODAY)
    lay(approved, word(), "b.docx", by=leader)
    withdraw_citation(citation, reason="Nhầm", by=leader, today=TODAY)
    assert [found.name for found in citations_of(approved)] == ["b.docx"]


def test_a_withdrawn_record_takes_no_evidence(record: Declaration, clerk: User) -> None:
    withdrawn = advance(record, "withdraw", by=clerk, today=TODAY, reason="Trùng")
    with pytest.raises(Refused, match=r".+"):
        lay(withdrawn, pdf(), "a.pdf", by=clerk)


def test_withdrawing_wants_a_reason_and_happens_once(record: Declaration, clerk: User) -> None:
    citation = lay(record, pdf(), "a.pdf", by=clerk)
    for reason, code in (("  ", "reason"), ("Vì là bản TỐI MẬT", "classified")):
        with pytest.raises(ValidationError) as caught:
            withdraw_citation(citation, reason=reason, by=clerk, today=TODAY)
        assert caught.value.code == code
    withdraw_citation(citation, reason="Nộp nhầm", by=clerk, today=TODAY)
    with pytest.raises(ValidationError, match=r".+"):
        withdraw_citation(citation, reason="Nộp nhầm", by=clerk, today=TODAY)
    assert Citation.objects.get(pk=citation.pk).withdrawn_reason == "Nộp nhầm"
