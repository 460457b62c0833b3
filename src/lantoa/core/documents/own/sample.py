"""A template to begin with, in the Party's form: opening, figures, a table, a list, texts, close. Downloaded, changed in Word, uploaded."""

from io import BytesIO
from typing import Any, Final

from docx import Document as new_document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from lantoa.core.documents.own.listing import LIST_LAYOUT, TABLE_LAYOUT
from lantoa.core.documents.own.words import sections
from lantoa.core.documents.word import line, margins, prepare, write

SENTENCE: Final = (
    'Đến ngày {{ đến_ngày }}, {{ đơn_vị }} duy trì {{ so("mô hình đang duy trì") }} mô hình '
    '(kỳ trước: {{ so("mô hình đang duy trì", kỳ="trước") }}).'
)


def sample() -> bytes:
    """The file's bytes."""
    word = new_document()
    prepare(word, margins("party"))
    two_columns(word, ("{{ cấp_trên }}", "{{ cơ_quan }}", "*", "Số {{ số_ký_hiệu }}"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "", "{{ nơi_ngày }}"))
    centred(word, "{{ tên_loại }}", size=15)
    centred(word, "{{ trích_yếu }}")
    heading(word, "1. Kết quả")
    paragraph(word, SENTENCE)
    table(word, ("Đơn vị", "Kỳ này", "Kỳ trước"), TABLE_LAYOUT)
    for number, title in enumerate(sections().values(), start=2):
        heading(word, f"{number}. {title}")
        paragraph(word, f'{{{{ mục("{title[0].lower()}{title[1:]}") }}}}')
    heading(word, "Danh sách mô hình có hồ sơ")
    table(word, ("Số hiệu", "Mô hình", "Đơn vị"), LIST_LAYOUT)
    paragraph(word, "{{ chú_thích }}")
    two_columns(word, ("Nơi nhận:", "{{ nơi_nhận }}"), ("{{ thẩm_quyền }}", "{{ người_ký }}"))
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def two_columns(word: Any, left: tuple[str, ...], right: tuple[str, ...]) -> None:
    cells = word.add_table(rows=1, cols=2).rows[0].cells
    for cell, texts in zip(cells, (left, right), strict=True):
        for position, text in enumerate(texts):
            line(cell, text, first=position == 0, bold=position == 0, size=13)


def centred(word: Any, text: str, *, size: float = 14) -> None:
    target = word.add_paragraph()
    target.alignment, target.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.CENTER, Pt(12)
    write(target, text, bold=True, size=size)


def heading(word: Any, text: str) -> None:
    target = word.add_paragraph()
    target.paragraph_format.space_before, target.paragraph_format.keep_with_next = Pt(10), True
    write(target, text, bold=True)


def paragraph(word: Any, text: str) -> None:
    target = word.add_paragraph()
    target.paragraph_format.first_line_indent, target.paragraph_format.space_before = Mm(10), Pt(6)
    target.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    write(target, text)


def table(word: Any, head: tuple[str, ...], layout: tuple[tuple[str, ...], ...]) -> None:
    """A ruled table with a head and the rows of a pattern."""
    made = word.add_table(rows=0, cols=len(head))
    made.style, made.alignment = word.styles["Table Grid"], WD_TABLE_ALIGNMENT.CENTER
    for number, texts in enumerate((head, *layout)):
        for cell, text in zip(made.add_row().cells, texts, strict=True):
            write(cell.paragraphs[0], text, bold=number == 0, size=12)
