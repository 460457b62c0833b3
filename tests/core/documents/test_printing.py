"""PDF files, read again with another program than made them: the signs of Vietnamese, the tables, the numbers of pages."""

import pypdfium2
import pytest

from lantoa.core.documents import word
from lantoa.core.documents.document import Block, Document, Head
from lantoa.core.documents.printing import NoPdf, office_found, pdf_of_document, pdf_of_word
from lantoa.core.documents.printing.child import FONTS

LETTERS = "Ẵ Ộ ữ Ỷ ỵ đ Ơ ư “ngoặc” – … ₫ m²"
HEAD = Head(
    "party", "ĐẢNG BỘ TỈNH KON TUM", "HUYỆN ỦY KON PLÔNG", "……-BC/HU", "Kon Plông, ngày … tháng … năm 2023", "BÁO CÁO", ("sơ kết",),
    "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", ("Tỉnh ủy (báo cáo)", "Lưu Văn phòng"),
)  # fmt: skip


@pytest.fixture
def document(settings) -> Document:
    rows = tuple((f"Xã {number}", str(number)) for number in range(60))
    table = Block("table", text="Bảng", head=("Đơn vị", "Số"), rows=rows, foot=("Tổng", "60"), shares=(80, 20))
    return Document(
        HEAD, (Block("paragraph", items=(f"<b>{LETTERS}</b> <img src='file:///etc/passwd'>",)), table, Block("signature")), "2023", "x"
    )


def pages(content: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()


@pytest.mark.slow
def test_a_document_is_printed_with_all_its_letters_and_texts_stay_texts(document: Document) -> None:
    found = pages(pdf_of_document(document))
    text = " ".join(found[0].split())
    assert LETTERS in text
    assert "<b>" in text
    assert "HUYỆN ỦY KON PLÔNG" in text
    assert len(found) > 1
    assert "2" in (found[1].split()[0], found[1].split()[-1])  # the number of the page, from the second on
    assert "T/M BAN THƯỜNG VỤ" in found[-1]


@pytest.mark.slow
@pytest.mark.skipif(not office_found(), reason="LibreOffice is not installed here")
def test_a_word_file_is_printed_through_libreoffice_in_letters_as_wide_as_those_of_times(document: Document) -> None:
    page = pages(pdf_of_word(word.render(document)))[0]
    assert LETTERS in " ".join(page.split())
    assert {"ĐẢNG CỘNG SẢN VIỆT NAM", "Kon Plông, ngày … tháng … năm 2023"} <= set(page.splitlines())


def test_without_libreoffice_the_refusal_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoPdf, match="apt-get install libreoffice-writer-nogui"):
        pdf_of_word(b"")


def test_the_shipped_font_has_every_vietnamese_letter_and_its_licence() -> None:
    from fontTools.ttLib import TTFont

    vietnamese = {*range(0x1EA0, 0x1EFA), *map(ord, "ĂăÂâĐđÊêÔôƠơƯư₫")}
    for path in FONTS.glob("*.ttf"):
        with TTFont(path) as font:
            assert vietnamese <= set(font.getBestCmap()), path.name
    assert len(list(FONTS.glob("*.ttf"))) == 4
    assert "SIL Open Font License" in (FONTS / "OFL.txt").read_text("utf-8")
