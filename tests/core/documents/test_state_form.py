"""The form of the State: who issues, stands above, signs and receives; the lines and columns of the Word file."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring

from lantoa.core.documents import word
from lantoa.core.documents.document import Block, Document, Head, Style, with_whole_territory
from lantoa.core.documents.heads import Letter, head_of
from lantoa.core.documents.organs import in_sentence, initials, signing
from lantoa.core.documents.printing import pdf_of_document
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from tests.factories import Tree, make_tree, make_unit

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CENTRE = "Trung tâm Dịch vụ Nông-Lâm nghiệp huyện Kon Plông"


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def opening(unit: Unit, **more: Any) -> Head:
    letter = Letter(unit, Style.STATE, Hierarchy.STATE, date(2023, 5, 25), title="BÁO CÁO", kind="BC", subject=("sơ kết", "(2021 - 2023)"))
    return head_of(replace(letter, **more))


def test_a_territory_writes_and_signs_through_its_peoples_committee_which_stands_alone(tree: Tree) -> None:
    own = make_unit("Ủy ban nhân dân huyện Kon Plông", kind=UnitKind.AUTHORITY, under=tree.district)
    for head in (opening(tree.district), opening(own)):
        assert (head.superior, head.organ) == ("", "ỦY BAN NHÂN DÂN HUYỆN KON PLÔNG")
        assert head.issuer == "ỦY BAN NHÂN DÂN HUYỆN\u00a0KON\u00a0PLÔNG", "a line breaks before the territory's name, never within it"
        assert (head.number, head.authority, head.signer) == ("……/BC-UBND", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
        assert head.sent_to == ("- Ủy ban nhân dân tỉnh Kon Tum (báo cáo);", "- Lưu: VT, …….")


def test_the_committee_of_a_commune_reports_to_that_of_its_district_and_a_deputy_signs_for_the_chair(tree: Tree) -> None:
    head = opening(tree.hieu, signer="Phó Chủ tịch")
    assert head.organ == "ỦY BAN NHÂN DÂN XÃ HIẾU"
    assert head.recipients[0] == "Ủy ban nhân dân huyện Kon Plông (báo cáo)"
    assert head.posts == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_the_office_that_drafted_keeps_a_copy(tree: Tree) -> None:
    assert opening(tree.hieu, drafter="VHXH").recipients[-1] == "Lưu: VT, VHXH"


def test_a_service_centre_stands_under_the_peoples_committee_and_its_head_signs(tree: Tree) -> None:
    head = opening(make_unit(CENTRE, kind=UnitKind.SERVICE_CENTRE, under=tree.district), signer="Giám đốc")
    assert (head.superior, head.number) == ("ỦY BAN NHÂN DÂN HUYỆN KON PLÔNG", "……/BC-TTDVNLN")
    assert (head.authority, head.signer) == ("", "GIÁM ĐỐC")
    assert head.sent_to == ("- Ủy ban nhân dân huyện Kon Plông (báo cáo);", "- Lưu: VT, TTDVNLN.")


def test_the_front_stands_under_no_peoples_committee(tree: Tree) -> None:
    head = opening(make_unit("Ủy ban MTTQ Việt Nam huyện Kon Plông", kind=UnitKind.FRONT, under=tree.district))
    assert (head.superior, head.number, head.recipients) == ("", "……/BC-UBMTTQVN", ("Lưu: VT, UBMTTQVN",))


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Huyện Kon Plông", "huyện Kon Plông"),
        ("Thị trấn Măng Đen", "thị trấn Măng Đen"),
        ("Đặc khu Phú Quý", "đặc khu Phú Quý"),
        ("Thôn 2", "thôn 2"),
        ("Hộ ông Nguyễn Văn Hồ", "hộ ông Nguyễn Văn Hồ"),
        ("Quận 1", "Quận 1"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Huyện ủy Kon Plông", "Huyện ủy Kon Plông"),
        ("Hợp tác xã Nông nghiệp", "Hợp tác xã Nông nghiệp"),
    ],
)
def test_a_common_noun_is_small_within_a_sentence(name: str, within: str) -> None:
    assert in_sentence(name) == within


def test_an_abbreviation_cuts_nothing_and_keeps_what_is_one_already() -> None:
    assert initials("Phòng Giáo dục và Đào tạo") == "PGDĐT"
    assert initials("Trường Phổ thông dân tộc bán trú THCS") == "TPTDTBTTHCS"
    assert signing("KT. Chủ tịch Phó Chủ tịch") == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


def test_a_name_that_is_longer_than_a_line_breaks_between_its_words() -> None:
    assert with_whole_territory("ĐẢNG BỘ TỈNH KON TUM") == "ĐẢNG BỘ TỈNH\u00a0KON\u00a0TUM"
    for name in ("ĐẢNG BỘ CÁC CƠ QUAN ĐẢNG TỈNH QUẢNG NGÃI", "ỦY BAN NHÂN DÂN THÀNH PHỐ PHAN RANG - THÁP CHÀM", "HUYỆN ỦY KON PLÔNG"):
        assert with_whole_territory(name) == name


def made(tree: Tree, form: str) -> Document:
    unit, tree_of = (tree.district, Hierarchy.STATE) if form == Style.STATE else (tree.committee, Hierarchy.PARTY)
    head = opening(unit, form=form, hierarchy=tree_of, signer="Phó Chủ tịch" if form == Style.STATE else "Phó Bí thư")
    return Document(head, (Block("signature"),), "2023", unit.key)


def texts(node: Any) -> str:
    return "".join(found.text or "" for found in node.iter(f"{W}t"))


def body_of(document: Document) -> Any:
    with zipfile.ZipFile(BytesIO(word.render(document))) as archive:
        return fromstring(archive.read("word/document.xml"))


def test_the_word_file_of_the_state_has_solid_lines_and_room_for_the_motto(tree: Tree) -> None:
    body = body_of(made(tree, Style.STATE))
    table = body.find(f".//{W}tbl")
    assert [[texts(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")] == [
        ["ỦY BAN NHÂN DÂN HUYỆN\u00a0KON\u00a0PLÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc"],
        ["Số: ……/BC-UBND", "Kon Plông, ngày … tháng … năm 2023"],
    ]
    widths = [int(cell.find(f".//{W}tcW").get(f"{W}w")) / 56.7 for cell in table.find(f"{W}tr").iter(f"{W}tc")]
    assert widths[1] > 95.7  # mm, of the State's name in 13 pt bold
    assert sum(widths) == pytest.approx(165, abs=1)
    assert len(list(body.iter(f"{W}pBdr"))) == 3
    assert "-----" not in texts(body)
    assert {found.get(f"{W}val") for found in table.iter(f"{W}u")} == {"none"}


def bold_lines(body: Any) -> dict[str, tuple[bool, float]]:
    """Whether each paragraph is bold, and its size."""
    found = {}
    for paragraph in body.iter(f"{W}p"):
        run = paragraph.find(f"{W}r/{W}rPr")
        if run is not None:
            bold = run.find(f"{W}b")
            found[texts(paragraph)] = (bold is not None and bold.get(f"{W}val") != "0", int(run.find(f"{W}sz").get(f"{W}val")) / 2)
    return found


def test_posts_are_bold_and_the_title_is_of_14_points_in_the_states_form_alone(tree: Tree) -> None:
    state, party = bold_lines(body_of(made(tree, Style.STATE))), bold_lines(body_of(made(tree, Style.PARTY)))
    assert state["KT. CHỦ TỊCH"] == state["PHÓ CHỦ TỊCH"] == state["BÁO CÁO"] == (True, 14)
    assert (party["T/M BAN THƯỜNG VỤ"][0], party["PHÓ BÍ THƯ"][0], party["BÁO CÁO"]) == (True, False, (True, 15))
    assert {"- Tỉnh ủy Kon Tum (báo cáo),", "- Lưu Văn phòng Huyện ủy Kon Plông.", "-----"} <= party.keys()


@pytest.mark.slow
def test_in_print_the_motto_and_the_day_stand_on_one_line_each(tree: Tree) -> None:
    pdf = pypdfium2.PdfDocument(pdf_of_document(made(tree, Style.STATE)))
    try:
        lines = [line.strip() for line in pdf[0].get_textpage().get_text_bounded().splitlines()]
    finally:
        pdf.close()
    assert any(line.endswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") for line in lines)
    assert any(line.startswith("Số: ……/BC-UBND") and line.endswith("Kon Plông, ngày … tháng … năm 2023") for line in lines)
