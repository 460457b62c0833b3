"""Pages of evidence: adding, opening, withdrawing, and the panel on a record's page."""

import unicodedata
import uuid
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from lantoa.core.access.roles import Role
from lantoa.core.evidence.models import Citation
from lantoa.core.evidence.selectors import citations_of, may_cite
from lantoa.core.evidence.services import cite, withdraw_citation
from lantoa.core.evidence.tasks import make_thumbnail
from lantoa.core.measures.models import Declaration
from lantoa.core.people.models import User
from lantoa.core.records.services import advance
from tests.core.evidence.files import jpeg, pdf, program, word
from tests.factories import TODAY, Tree, make_account, make_approved

pytestmark = pytest.mark.django_db


def lay(record: Any, content: bytes, name: str, *, by: User, **told: Any) -> Citation:
    return cite(record, upload=ContentFile(content), name=name, by=by, today=TODAY, **told)


def send(client: Client, record: Declaration, *files: tuple[str, bytes], **told: Any) -> Any:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("evidence-add", args=[record.public_id]), {"uploads": uploads, **told})


def opened(client: Client, url: str, **headers: str) -> tuple[Any, bytes]:
    """The answer with its content, read to the end as a browser does."""
    answer = client.get(url, headers=headers)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def signed_in(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def photo(record: Declaration, clerk: User) -> Citation:
    return lay(record, jpeg(gps=True), "ảnh ao chung.jpg", by=clerk)


# adding


def test_several_files_are_added_at_once_without_any_script(signed_in: Client, record: Declaration) -> None:
    answer = send(
        signed_in, record, ("ảnh.jpg", jpeg()), ("biên bản.pdf", pdf()), note="Thả giống", taken="12/4/2023", place="Ao chung thôn"
    )
    assert answer.status_code == 302
    assert answer["Location"] == reverse("record", args=[record.public_id]) + f"#evidence-{record.public_id}"
    assert [(found.name, found.note, str(found.taken), found.place) for found in citations_of(record)] == [
        ("ảnh.jpg", "Thả giống", "2023-04-12", "Ao chung thôn"), ("biên bản.pdf", "Thả giống", "2023-04-12", "Ao chung thôn"),
    ]  # fmt: skip


def test_each_refusal_stands_beside_its_file_and_the_good_ones_are_kept(signed_in: Client, record: Declaration) -> None:
    answer = send(signed_in, record, ("ảnh.jpg", program()), ("biên bản.pdf", pdf()), ("trống.docx", b""), note="Thả giống")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [found.name for found in citations_of(record)] == ["biên bản.pdf"]
    assert "2 tệp chưa nộp được" in page
    assert "<b>ảnh.jpg</b>: Nội dung tệp không đúng với đuôi .jpg." in page
    assert "<b>trống.docx</b>: Tệp rỗng." in page
    assert 'value="Thả giống"' in page
    assert "Đã nộp 1 tệp minh chứng." in page


@pytest.mark.parametrize("name", ("Báo cáo TỐI MẬT số 5.pdf", unicodedata.normalize("NFD", "Báo cáo TỐI MẬT số 5.pdf")))
def test_a_marked_file_is_refused_and_its_name_repeated_nowhere(
    signed_in: Client, record: Declaration, files: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        page = send(signed_in, record, (name, pdf()), ("báo cáo.docx", word(header="MẬT"))).content.decode()
    assert "<b>Tệp thứ 1</b>" in page
    assert "<b>Tệp thứ 2</b>" in page
    assert "số 5" not in page
    assert "báo cáo.docx" not in page
    assert not [line for line in caplog.messages if "số 5" in unicodedata.normalize("NFC", line)]
    assert [file for file in files.rglob("*") if file.is_file()] == []


def test_a_file_too_large_is_refused_with_what_to_do(signed_in: Client, record: Declaration, files: Path, settings: Any) -> None:
    settings.LANTOA_MAX_UPLOAD = 3000
    page = send(signed_in, record, ("ảnh.jpg", jpeg()), ("biên bản.pdf", pdf())).content.decode()
    assert "<b>ảnh.jpg</b>: Tệp lớn hơn 3\N{NO-BREAK SPACE}KB." in page
    assert [found.name for found in citations_of(record)] == ["biên bản.pdf"]
    assert len([file for file in files.rglob("*") if file.is_file()]) == 1


def test_a_large_file_passes_through_a_nameless_one(signed_in: Client, record: Declaration, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    send(signed_in, record, ("ảnh.jpg", jpeg()))
    assert citations_of(record).count() == 1


def test_nothing_chosen_is_said_at_the_field(signed_in: Client, record: Declaration) -> None:
    page = send(signed_in, record).content.decode()
    assert "Chọn ít nhất một tệp." in page


def test_a_name_that_is_a_script_stays_text(signed_in: Client, record: Declaration) -> None:
    page = send(signed_in, record, ("<img src=x onerror=alert(1)>.exe", program())).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;.exe" in page


@pytest.mark.parametrize("field", ("note", "place"))
def test_a_mark_in_what_is_told_of_a_file_is_given_back_nowhere(signed_in: Client, record: Declaration, field: str) -> None:
    answer = send(signed_in, record, ("biên bản.pdf", pdf()), **{field: "[MẬT] Kế hoạch số 5"})
    page = answer.content.decode()
    assert (answer.status_code, "data-classified" in page, "Kế hoạch số 5" in page) == (422, True, False)
    assert not citations_of(record).exists()


def test_a_connection_lost_in_mid_upload_leaves_nothing(signed_in: Client, record: Declaration, files: Path) -> None:
    body = b"".join((
        b'--end\r\nContent-Disposition: form-data; name="note"\r\n\r\nx\r\n',
        b'--end\r\nContent-Disposition: form-data; name="uploads"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n', pdf()[:300],
    ))  # fmt: skip
    answer = signed_in.post(
        reverse("evidence-add", args=[record.public_id]), b"", content_type="multipart/form-data; boundary=end",
        **{"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body) + 5000)},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Chọn ít nhất một tệp." in answer.content.decode()
    assert not citations_of(record).exists()
    assert [file for file in files.rglob("*") if file.is_file()] == []


def test_a_double_submit_adds_once_and_says_so(signed_in: Client, record: Declaration) -> None:
    send(signed_in, record, ("biên bản.pdf", pdf()))
    page = send(signed_in, record, ("biên bản.pdf", pdf())).content.decode()
    assert citations_of(record).count() == 1
    assert "Tệp này đã là minh chứng của hồ sơ: “biên bản.pdf”" in page


def test_the_form_is_a_page_of_its_own_too(signed_in: Client, record: Declaration) -> None:
    page = signed_in.get(reverse("evidence-add", args=[record.public_id])).content.decode()
    assert 'type="file"' in page
    assert "mỗi tệp không quá 20\N{NO-BREAK SPACE}MB" in page


# who may see, open, add


def actors(tree: Tree) -> Iterator[tuple[str, User | AnonymousUser, int, int]]:
    """Who, and the answers to opening a file of a submitted record at Hiếu, and to adding one."""
    house = tree.hieu_committee
    yield "nobody", AnonymousUser(), 302, 302
    yield "stranger", make_account(), 404, 404
    yield "neighbour", make_account(Role.OFFICE, tree.dak_tang_committee), 404, 404
    yield "other district", make_account(Role.OFFICE, tree.other_committee), 404, 404
    for role in (Role.VIEWER, Role.INSPECTOR, Role.LEADER, Role.ADVISORY, Role.ADMINISTRATOR):
        yield str(role), make_account(role, house), 200, 403
    for role in (Role.OFFICE, Role.SECRETARY, Role.DEPUTY, Role.MEMBER):
        yield str(role), make_account(role, house), 200, 302
    yield "district office", make_account(Role.OFFICE, tree.committee), 200, 302
    yield "district leader", make_account(Role.LEADER, tree.committee), 200, 403


def test_files_open_and_are_added_as_the_records_rights_say(record: Declaration, clerk: User, tree: Tree, photo: Citation) -> None:
    make_thumbnail.call(photo.file_id)
    advance(record, "submit", by=clerk, today=TODAY)
    for number, (who, actor, opening, adding) in enumerate(actors(tree)):
        client = Client()
        if isinstance(actor, User):
            client.force_login(actor)
        for name in ("evidence-file", "evidence-thumb"):
            assert opened(client, reverse(name, args=[photo.public_id]))[0].status_code == opening, (who, name)
        assert send(client, record, ("b.docx", word(f"Số {number}"))).status_code == adding, who
        withdrawing = 200 if (opening, adding) == (200, 302) else adding
        assert client.get(reverse("evidence-withdraw", args=[photo.public_id])).status_code == withdrawing, who


def test_a_drafts_file_opens_in_its_own_house_only(record: Declaration, photo: Citation, tree: Tree, client: Client) -> None:
    for actor, status in (
        (make_account(Role.OFFICE, tree.committee), 404), (make_account(Role.VIEWER, tree.hieu_committee), 404),
        (make_account(Role.MEMBER, tree.hieu_committee), 200),
    ):  # fmt: skip
        client.force_login(actor)
        assert opened(client, reverse("evidence-file", args=[photo.public_id]))[0].status_code == status


def test_what_does_not_exist_is_not_found(signed_in: Client) -> None:
    for name in ("evidence-file", "evidence-thumb", "evidence-withdraw", "evidence-add"):
        assert signed_in.get(reverse(name, args=[uuid.uuid4()])).status_code == 404


def test_a_refusal_says_why(record: Declaration, photo: Citation, tree: Tree, client: Client, clerk: User) -> None:
    make_approved(record, by=make_account(Role.LEADER, tree.hieu_committee))
    client.force_login(make_account(Role.MEMBER, tree.hieu_committee))
    answer = send(client, record, ("b.pdf", pdf()))
    assert answer.status_code == 403
    assert "Hồ sơ đã duyệt" in answer.content.decode()


# opening


def test_a_photo_is_shown_walled_off_and_a_document_is_downloaded(
    signed_in: Client, photo: Citation, record: Declaration, clerk: User
) -> None:
    shown, content = opened(signed_in, reverse("evidence-file", args=[photo.public_id]))
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"] == "inline; filename*=utf-8''%E1%BA%A3nh%20ao%20chung.jpg"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"Maker" not in content
    sent = word()
    document = lay(record, sent, 'biên "bản".docx', by=clerk)
    saved, content = opened(signed_in, reverse("evidence-file", args=[document.public_id]))
    assert saved["Content-Disposition"] == "attachment; filename*=utf-8''bi%C3%AAn%20%22b%E1%BA%A3n%22.docx"
    assert content == sent


def test_a_file_that_is_known_is_not_sent_twice_but_its_right_is_judged_twice(signed_in: Client, photo: Citation) -> None:
    url = reverse("evidence-file", args=[photo.public_id])
    tag = opened(signed_in, url)[0]["ETag"]
    assert photo.file.digest in tag
    again, content = opened(signed_in, url, **{"if-none-match": tag})
    assert (again.status_code, content) == (304, b"")
    signed_in.force_login(make_account())
    assert opened(signed_in, url, **{"if-none-match": tag})[0].status_code == 404


def test_a_thumbnail_is_there_once_it_is_made(signed_in: Client, photo: Citation) -> None:
    url = reverse("evidence-thumb", args=[photo.public_id])
    assert signed_in.get(url).status_code == 404
    make_thumbnail.call(photo.file_id)
    answer, content = opened(signed_in, url)
    assert answer["Content-Type"] == "image/jpeg"
    assert content.startswith(b"\xff\xd8")


def test_withdrawn_evidence_opens_for_nobody(signed_in: Client, photo: Citation, record: Declaration) -> None:
    url = reverse("evidence-withdraw", args=[photo.public_id])
    assert "Ghi lý do rút minh chứng." in signed_in.post(url, {"reason": " "}).content.decode()
    assert signed_in.post(url, {"reason": "Ảnh nơi khác"}).status_code == 302
    assert not citations_of(record).exists()
    for name in ("evidence-file", "evidence-withdraw"):
        assert signed_in.get(reverse(name, args=[photo.public_id])).status_code == 404


# the panel


def panel(record: Declaration, actor: User, **context: Any) -> str:
    request: Any = RequestFactory().get("/")
    request.user, request.day, request.at, request.at_param = actor, TODAY, TODAY, ""
    return render_to_string("evidence/panel.html", {"record": record, **context}, request=request)


def test_the_panel_shows_what_there_is_and_where_to_add(record: Declaration, clerk: User, photo: Citation) -> None:
    lay(record, pdf(pages=2), "biên bản.pdf", by=clerk, note="Biên bản kiểm tra", page=2)
    page = panel(record, clerk)
    for text in (
        "Biên bản kiểm tra",
        "PDF 2 trang",
        "trang 2",
        "ảnh ao chung.jpg",
        clerk.person.name,
        reverse("evidence-add", args=[record.public_id]),
    ):
        assert text in page
    assert reverse("evidence-thumb", args=[photo.public_id]) not in page
    make_thumbnail.call(photo.file_id)
    assert reverse("evidence-thumb", args=[photo.public_id]) in panel(record, clerk)


def test_an_empty_panel_says_so_and_a_refused_button_says_why(record: Declaration, tree: Tree) -> None:
    page = panel(record, make_account(Role.VIEWER, tree.hieu_committee))
    assert "Chưa có minh chứng" in page
    assert "Vai trò hiện tại không được nộp minh chứng ở đơn vị này." in page
    assert reverse("evidence-add", args=[record.public_id]) not in page


def test_a_page_may_offer_nothing_at_all(record: Declaration, clerk: User, photo: Citation) -> None:
    page = panel(record, clerk, can_add=False)
    assert "Nộp minh chứng" not in page
    assert reverse("evidence-withdraw", args=[photo.public_id]) not in page


@pytest.mark.parametrize("count", (1, 3))
def test_the_panel_asks_no_more_whatever_its_length(record: Declaration, clerk: User, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        lay(record, word(f"Số {number}"), f"{number}.docx", by=clerk)
    withdraw_citation(lay(record, pdf(), "a.pdf", by=clerk), reason="Nhầm", by=clerk, today=TODAY)
    decision = may_cite(record, clerk, today=TODAY)
    with django_assert_num_queries(3):
        page = panel(record, clerk)
    with django_assert_num_queries(1):
        assert panel(record, clerk, citations=citations_of(record), can_add=decision) == page
    assert page.count("<tr>") == count + 1


def test_the_records_own_page_shows_its_evidence_and_its_history(signed_in: Client, record: Declaration, photo: Citation) -> None:
    page = signed_in.get(reverse("record", args=[record.public_id])).content.decode()
    assert reverse("evidence-file", args=[photo.public_id]) in page
    assert page.count("ảnh ao chung.jpg") >= 2
    assert photo.file.digest not in page
