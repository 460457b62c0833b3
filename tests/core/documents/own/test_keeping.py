"""Keeping templates: who may, what is refused at the door, and how each mistake is told."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.documents.models import OwnTemplate, TemplateVersion
from lantoa.core.documents.own.sample import sample
from lantoa.core.documents.own.selectors import content_of, newest, template_named, templates_for, templates_in_sight
from lantoa.core.documents.own.services import TemplateMistakes, lay_aside, new_template, new_version
from lantoa.core.people.models import User
from tests.core.documents.own.forms import TABLE, add_notes, form, paragraph, upload
from tests.core.evidence.files import bomb, pdf
from tests.factories import TODAY, Tree, make_account, make_tree
from tests.lib.making import add_field, docx_bytes

pytestmark = pytest.mark.django_db
GOOD = form("{{ đơn_vị }}")


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def office(tree: Tree) -> User:
    return make_account(Role.OFFICE, tree.committee)


@pytest.fixture
def keep(tree: Tree, office: User) -> Callable[..., OwnTemplate]:
    def kept(content: bytes = GOOD, *, name: str = "Mẫu sơ kết", file_name: str = "mau.docx", by: User = office) -> OwnTemplate:
        return new_template(
            tree.committee, name=name, upload=upload(content, file_name), file_name=file_name, by=by, today=TODAY, now=timezone.now()
        )

    return kept


def packed(change: Callable[[dict[str, bytes]], Any], content: bytes = GOOD) -> bytes:
    """The Word file with its parts changed."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def related(kind: str, target: str) -> bytes:
    """The Word file with one more relation to something outside."""
    relation = (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )

    def add(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", relation.encode())

    return packed(add)


def refusal(keep: Callable[..., OwnTemplate], content: bytes, **more: Any) -> str:
    with translation.override("en"):
        with pytest.raises(ValidationError) as error:
            keep(content, **more)
        said = " ".join(error.value.messages)
    assert not TemplateVersion.objects.exists()
    assert not OwnTemplate.objects.exists()
    return said


def told(keep: Callable[..., OwnTemplate], content: bytes) -> list[tuple[str, str, str, str]]:
    with translation.override("en"), pytest.raises(TemplateMistakes) as error:
        keep(content)
    assert not OwnTemplate.objects.exists()
    return [(mistake.tag, mistake.what, mistake.where, mistake.instead) for mistake in error.value.mistakes]


def test_versions_are_kept_side_by_side_and_the_newest_is_filled(keep: Callable[..., OwnTemplate], office: User) -> None:
    template = keep()
    newer = form("{{ đơn_vị }}, {{ kỳ }}")
    new_version(template, upload=upload(newer), file_name="mau 2.docx", note="Thêm kỳ", by=office, today=TODAY, now=timezone.now())
    assert [version.number for version in template.versions.all()] == [2, 1]
    assert (content_of(newest(template)), newest(template).note) == (newer, "Thêm kỳ")
    assert content_of(template.versions.get(number=1)) == GOOD


def test_a_template_serves_the_units_below_and_no_neighbour(keep: Callable[..., OwnTemplate], tree: Tree) -> None:
    template = keep()
    assert templates_for(tree.hieu_committee, at=TODAY) == [template]
    assert templates_for(tree.other_committee, at=TODAY) == []
    assert template_named("mau so ket", tree.hieu_committee, at=TODAY) == template
    member, stranger = make_account(Role.MEMBER, tree.hieu_committee), make_account(Role.OFFICE, tree.other_committee)
    assert list(templates_in_sight(member, at=TODAY)) == [template]
    assert list(templates_in_sight(stranger, at=TODAY)) == []


def test_a_template_laid_aside_is_offered_no_more_and_its_name_is_free(keep: Callable[..., OwnTemplate], tree: Tree, office: User) -> None:
    template = lay_aside(keep(), by=office, today=TODAY)
    assert templates_for(tree.committee, at=TODAY) == []
    with pytest.raises(ValidationError):
        new_version(template, upload=upload(GOOD), file_name="m.docx", by=office, today=TODAY, now=timezone.now())
    assert keep().name == template.name


def test_one_name_stands_for_one_template(keep: Callable[..., OwnTemplate]) -> None:
    keep()
    with pytest.raises(ValidationError):
        keep(name="MẪU SƠ KẾT")


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRETARY, Role.DEPUTY, Role.MEMBER, Role.VIEWER, Role.INSPECTOR, Role.ADVISORY])
def test_other_roles_keep_none(keep: Callable[..., OwnTemplate], tree: Tree, role: str) -> None:
    with pytest.raises(Refused):
        keep(by=make_account(role, tree.committee))
    assert not OwnTemplate.objects.exists()


def test_an_office_keeps_none_for_its_neighbour(keep: Callable[..., OwnTemplate], tree: Tree) -> None:
    with pytest.raises(Refused):
        keep(by=make_account(Role.OFFICE, tree.other_committee))


def test_bombs_macros_embedded_files_and_foreign_relations_are_refused_in_words(keep: Callable[..., OwnTemplate]) -> None:
    assert "grows far beyond its size" in refusal(keep, bomb())
    assert "carries a macro" in refusal(keep, packed(lambda parts: parts.update({"word/vbaProject.bin": b"x"})))
    assert "Another file lies inside" in refusal(keep, packed(lambda parts: parts.update({"word/embeddings/oleObject1.bin": b"x"})))
    assert "fetches content from elsewhere" in refusal(keep, related("attachedTemplate", "https://example.org/x.dotm"))
    assert "fetches content from elsewhere" in refusal(keep, related("attachedTemplate", "C:\\mau\\chung.dotm"))
    assert "fetches content from elsewhere" in refusal(keep, related("image", "file:///etc/passwd"))
    assert "fetches content from elsewhere" in refusal(keep, with_field("DDEAUTO c:\\\\windows\\\\cmd.exe"))


def with_field(code: str) -> bytes:
    return docx_bytes("{{ đơn_vị }}", change=lambda document: add_field(document, code))


def test_what_is_no_word_file_is_refused_in_words(keep: Callable[..., OwnTemplate]) -> None:
    assert "A template is a Word file" in refusal(keep, pdf(), file_name="mau.pdf")
    assert "content is not what the name says" in refusal(keep, pdf(), file_name="mau.docx")
    assert "The file is empty" in refusal(keep, b"")
    assert "5" in refusal(keep, GOOD + b"\0" * 5_000_000)
    assert "damaged" in refusal(keep, GOOD[:-200])
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><w:document/>'
    assert "can do harm" in refusal(keep, packed(lambda parts: parts.update({"word/document.xml": entity})))


def test_a_marked_template_is_refused(keep: Callable[..., OwnTemplate]) -> None:
    assert "secre" in refusal(keep, form("TUYỆT MẬT", "{{ đơn_vị }}")).lower()
    assert "secre" in refusal(keep, GOOD, name="Báo cáo TUYỆT MẬT").lower()


def test_each_mistake_is_told_with_its_place_and_the_nearest_word(keep: Callable[..., OwnTemplate]) -> None:
    table = (
        TABLE[0],
        ('{%tr for dòng in bảng("mô hình bắt đầu mới", theo="lĩnh vự") %}', "", ""),
        ("{{ dòng.tên_gọi }}", "", ""),
        TABLE[3],
    )
    found = told(
        keep, form('Có {{ so("mô hình đan duy trì") }} mô hình', "{{ đơn_vi_báo_cáo }}", "{{ mô hình đang duy trì }}", table=table)
    )
    assert set(found) == {
        ('{{ so("mô hình đan duy trì") }}', "There is no “mô hình đan duy trì” here.", "paragraph 1", '{{ so("mô hình đang duy trì") }}'),
        ("{{ đơn_vi_báo_cáo }}", "There is no “đơn_vi_báo_cáo” here.", "paragraph 2", "{{ đơn_vị }}"),
        (
            "{{ mô hình đang duy trì }}", "This placeholder cannot be read. Check its brackets and quotation marks.", "paragraph 3",
            '{{ so("mô hình đang duy trì") }}',
        ),
        (
            '{% for dòng in bảng("mô hình bắt đầu mới", theo="lĩnh vự") %}', "There is no “lĩnh vự” here.", "table 1, row 2, cell 1",
            '{% for dòng in bảng("mô hình bắt đầu mới", theo="lĩnh vực") %}',
        ),
        ("{{ dòng.tên_gọi }}", "There is no “.tên_gọi” here.", "table 1, row 3, cell 1", "{{ dòng.tên }}"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ ''.__class__ }}", "“__class__” is not allowed in a template."),
        ("{% include 'x' %}", "“include” is not allowed in a template."),
        ('{{ so("điển hình", kỳ="mùa sau") }}', "There is no “mùa sau” here."),
        ('{{ mục("lời cuối") }}', "There is no “lời cuối” here."),
        ('{{ so("mô hình") }}', "There is no “mô hình” here."),
        ('{{ so("điển hình", "mô hình đã dừng") }}', "so(…) takes at most 1 names."),
    ],
)
def test_what_no_template_may_ask_is_told(keep: Callable[..., OwnTemplate], text: str, what: str) -> None:
    assert what in [mistake[1] for mistake in told(keep, form(text))]


def test_the_sample_is_a_template_without_a_mistake(keep: Callable[..., OwnTemplate]) -> None:
    assert newest(keep(sample())).number == 1


def test_a_mistake_in_a_note_is_told_with_its_number_in_both_languages(keep: Callable[..., OwnTemplate]) -> None:
    def noted(document: Any) -> None:
        add_notes(
            document, paragraph("Đúng"), paragraph('Theo {{ so("mô hình đan ', 'duy trì") }}'), paragraph("{{ đơn_vị_x }}"), called=(0, 1)
        )
        add_notes(document, paragraph("Một") + paragraph("{{ mục_lục }}"), kind="endnote")

    found = told(keep, docx_bytes("{{ đơn_vị }}", change=noted))
    assert [(tag, where) for tag, _what, where, _instead in found] == [
        ("{{ mục_lục }}", "endnote 1, paragraph 2"), ('{{ so("mô hình đan duy trì") }}', "footnote 2"),
    ]  # fmt: skip
    assert found[1][3] == '{{ so("mô hình đang duy trì") }}'
    with translation.override("vi"), pytest.raises(TemplateMistakes) as error:
        keep(docx_bytes("{{ đơn_vị }}", change=noted))
    assert [mistake.where for mistake in error.value.mistakes] == ["chú thích cuối văn bản số 1, đoạn 2", "chú thích cuối trang số 2"]


def test_the_page_tells_what_becomes_of_comments(keep: Callable[..., OwnTemplate], office: User, client: Client) -> None:
    def commented(document: Any) -> None:
        document.add_comment(document.paragraphs[0].runs, "Hỏi lại {{ đơn_vị_nào }}", author="Y Lan")

    client.force_login(office)
    with_one, without = keep(docx_bytes("{{ đơn_vị }}", change=commented)), keep(name="Mẫu khác")
    page = client.get(reverse("template", args=[with_one.public_id]))
    assert "Tệp có 1 ghi chú bên lề (comment)." in page.content.decode()
    assert "ghi chú bên lề" not in client.get(reverse("template", args=[without.public_id])).content.decode()
