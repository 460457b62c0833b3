"""Documents as data, their openings and their files; made here by hand, without a report."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from defusedxml.ElementTree import fromstring

from lantoa.core.documents import sheet, word
from lantoa.core.documents.document import Block, Document, Style, as_json, from_json
from lantoa.core.documents.heads import Letter, head_of
from lantoa.core.units.kinds import Hierarchy
from tests.factories import Tree, make_tree

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def letter(tree: Tree) -> Letter:
    return Letter(
        tree.committee, Style.PARTY, Hierarchy.PARTY, date(2023, 5, 25), title="KẾ HOẠCH", kind="KH", subject=("tuyên truyền",),
        signer="Bí thư",
    )  # fmt: skip


@pytest.fixture
def document(letter: Letter, tree: Tree) -> Document:
    table = Block(
        "table", text="Nguồn lực", head=("Nguồn", "Số", "Ghi"), rows=(("Dân góp", "12", "=1+1"), ("Khác", "", "")), shares=(60, 20, 20)
    )
    blocks = (
        Block("heading", text="Mục tiêu", number="I. "),
        Block("paragraph", items=("Vận động ",)),
        table,
        Block("signature"),
        Block("heading", text="Danh sách", number="Phụ lục. ", new_page=True),
        Block("list", text="Danh sách", head=("Tên",), rows=(("Xã Hiếu",),)),
    )
    return Document(head_of(letter), blocks, "2023", tree.committee.key)


def paragraphs(content: bytes) -> dict[str, list[str]]:
    """The paragraphs of a Word file, with the names of what is set on each."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        body = fromstring(archive.read("word/document.xml"))
    return {
        "".join(node.text or "" for node in found.iter(f"{W}t")): [node.tag.removeprefix(W) for node in found.iter()]
        for found in body.iter(f"{W}p")
    }


@pytest.mark.parametrize(
    ("form", "number", "authority"), [(Style.PARTY, "……-KH/HU", "T/M BAN THƯỜNG VỤ"), (Style.STATE, "……/KH-HU", "TM. HUYỆN ỦY KON PLÔNG")]
)
def test_the_opening_follows_the_form_and_the_kind_of_document(letter: Letter, form: str, number: str, authority: str) -> None:
    head = head_of(replace(letter, form=form))
    assert (head.title, head.number, head.authority, head.signer) == ("KẾ HOẠCH", number, authority, "BÍ THƯ")


def test_days_and_the_first_two_months_are_written_with_a_nought(letter: Letter) -> None:
    assert head_of(letter).place_and_day == "Kon Plông, ngày … tháng … năm 2023"
    assert head_of(replace(letter, signed_on=date(2023, 2, 5))).place_and_day == "Kon Plông, ngày 05 tháng 02 năm 2023"
    assert head_of(replace(letter, signed_on=date(2023, 5, 26))).place_and_day == "Kon Plông, ngày 26 tháng 5 năm 2023"


def test_only_the_block_that_wants_it_begins_a_page(document: Document) -> None:
    found = paragraphs(word.render(document))
    assert {text for text, tags in found.items() if "pageBreakBefore" in tags} == {"Phụ lục. Danh sách"}


def test_the_book_holds_tables_and_lists_and_no_formula(document: Document) -> None:
    book = openpyxl.load_workbook(BytesIO(sheet.render(document)))
    assert book.sheetnames == ["Số liệu", "Bảng", "Danh sách"]
    rows = [[cell.value for cell in row] for row in book["Bảng"].iter_rows()]
    assert rows == [["Nguồn lực", None, None], ["Nguồn", "Số", "Ghi"], ["Dân góp", 12, "=1+1"], ["Khác", None, None]]
    assert book["Bảng"]["C3"].data_type == "s"


def test_a_document_kept_before_blocks_had_widths_is_read(document: Document) -> None:
    raw = as_json(document)
    for block in raw["blocks"]:
        del block["shares"], block["new_page"]
    assert from_json(raw).blocks == tuple(replace(block, shares=(), new_page=False) for block in document.blocks)
    assert from_json(as_json(document)) == document


def test_what_is_not_signed_yet_bears_the_year_in_which_it_can_be(letter: Letter) -> None:
    later = replace(letter, drawn=date(2024, 1, 10))
    assert head_of(letter).place_and_day.endswith("ngày … tháng … năm 2023")
    assert head_of(replace(letter, drawn=date(2022, 12, 1))).place_and_day.endswith("năm 2023")
    assert head_of(later).place_and_day.endswith("ngày … tháng … năm 2024")
    assert head_of(replace(later, signed_on=date(2024, 1, 20))).place_and_day.endswith("ngày 20 tháng 01 năm 2024")
