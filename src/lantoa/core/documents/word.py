"""A document as a Word file in the prescribed form: A4, Times New Roman, margins by profile, page number from the second page."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.conf import settings
from docx import Document as new_document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lantoa.core.documents.document import Block, Document, Figure, Head, Item, Style

FONT = "Times New Roman"
MOTTO_SHARE, MOTTO_WIDTH = 60, Mm(97)  # the State's name in 13 pt bold is 95.7 mm long
MOTTO_RULE, ORGAN_RULE, SUBJECT_RULE = Mm(56), Mm(25), Mm(50)  # as long as the motto; a third to a half of the text above
FOOTNOTE = "Số chưa có hồ sơ đứng sau là số đơn vị báo cáo."


@dataclass(frozen=True)
class Margins:
    """Page margins in millimetres."""

    top: int
    bottom: int
    left: int
    right: int


def margins(form: str) -> Margins:
    """The margins of a form. Copies of Guidance 36-HD/VPTW disagree, so both are settings (docs/operate.md)."""
    text = settings.LANTOA_PARTY_MARGINS if form == Style.PARTY else settings.LANTOA_STATE_MARGINS
    return Margins(*(int(part) for part in text.split(",")))


def render(document: Document) -> bytes:
    """The file's bytes."""
    word = new_document()
    prepare(word, margins(document.head.form))
    head(word, document)
    for block in document.blocks:
        if block.type == "signature":
            signature(word, document)
        else:
            WRITERS[block.type](word, block)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def prepare(word: Any, edges: Margins) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(edges.top), Mm(edges.bottom)
    page.left_margin, page.right_margin = Mm(edges.left), Mm(edges.right)
    page.header_distance = Mm(10)
    page.different_first_page_header_footer = True
    style = word.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.15
    number = page.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_field(number.add_run())


def page_field(run: Any) -> None:
    """The number of the page, as a field that Word fills in."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def write(target: Any, text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, size: float = 14) -> Any:
    run = target.add_run(text)
    run.bold, run.italic, run.underline, run.font.size, run.font.name = bold, italic, underline, Pt(size), FONT
    return run


def line(cell: Any, text: str, *, first: bool = False, **look: Any) -> None:
    target = cell.paragraphs[0] if first else cell.add_paragraph()
    target.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(target, text, **look)


def head(word: Any, document: Document) -> None:
    """Issuer on the left, the heading of Party or State on the right, then the title."""
    about = document.head
    party = about.form == Style.PARTY
    (party_opening if party else state_opening)(word, about)
    title = word.add_paragraph()
    title.alignment, title.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.CENTER, Pt(18)
    write(title, about.title, bold=True, size=15 if party else 14)
    for text in about.subject:
        subject = word.add_paragraph()
        subject.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(subject, text, bold=True)
    if not party:
        rule(word.add_paragraph(), SUBJECT_RULE, within=text_width(word))
        return
    dashes = word.add_paragraph()
    dashes.alignment, dashes.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(6)
    write(dashes, "-----")


def party_opening(word: Any, about: Head) -> None:
    left, right = word.add_table(rows=1, cols=2).rows[0].cells
    line(left, about.above, first=True, size=13)
    line(left, about.issuer, bold=True, size=13)
    line(left, "*", size=13)
    line(left, f"Số {about.number}", size=13)
    line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", first=True, bold=True, underline=True, size=14)
    line(right, "", size=13)
    line(right, about.place_and_day, italic=True, size=13)


def state_opening(word: Any, about: Head) -> None:
    """Number and day share a row, so that they stand on one line however long the names above are; the motto needs the wider column."""
    table, width = word.add_table(rows=2, cols=2), text_width(word)
    motto = max(MOTTO_SHARE, -(-MOTTO_WIDTH * 100 // width))
    spread(table, (100 - motto, motto), width=width)
    without_padding(table)
    (left, right), (number, day) = (row.cells for row in table.rows)
    if about.superior:
        line(left, about.above, first=True, size=13)
    line(left, about.issuer, first=not about.superior, bold=True, size=13)
    rule(left.add_paragraph(), ORGAN_RULE, within=left.width)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", first=True, bold=True, size=13)
    line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, size=13)
    rule(right.add_paragraph(), MOTTO_RULE, within=right.width)
    line(number, f"Số: {about.number}", first=True, size=13)
    line(day, about.place_and_day, first=True, italic=True, size=13)


def rule(target: Any, length: int, *, within: int) -> None:
    """Make an empty paragraph a solid line of this length in the middle of its column."""
    form, border = target.paragraph_format, OxmlElement("w:pBdr")
    side = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        side.set(qn(f"w:{name}"), value)
    border.append(side)
    target._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    form.left_indent = form.right_indent = max(0, (within - length) // 2)
    form.line_spacing, form.space_after = Pt(3), Pt(6)


def without_padding(table: Any) -> None:
    """Let the cells' texts have their whole width."""
    edges = OxmlElement("w:tblCellMar")
    for name in ("left", "right"):
        edge = OxmlElement(f"w:{name}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        edges.append(edge)
    table._tbl.tblPr.insert_element_before(edges, "w:tblLook", "w:tblCaption", "w:tblDescription")


def paragraph(word: Any, items: tuple[Item, ...], *, size: float = 14, italic: bool = False) -> None:
    target = word.add_paragraph()
    target.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    target.paragraph_format.first_line_indent, target.paragraph_format.space_before = Mm(10), Pt(6)
    for item in items:
        write(target, text_of(item), size=size, italic=italic)


def text_of(item: Item) -> str:
    """A cell or a piece of a sentence; a figure of which a part has no record bears a mark that the footnote explains."""
    if isinstance(item, Figure):
        return item.text + item.noun + ("*" if item.is_declared or item.is_mixed else "")
    return item


def write_heading(word: Any, block: Block) -> None:
    target = word.add_paragraph()
    target.paragraph_format.space_before, target.paragraph_format.keep_with_next = Pt(10), True
    target.paragraph_format.space_after = Pt(4)
    target.paragraph_format.page_break_before = block.new_page or None
    target.style = word.styles[f"Heading {min(block.level, 2)}"]
    run = write(target, f"{block.number}{block.text}", bold=True)
    run.font.color.rgb = None
    style = target.style
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(14), None
    style.element.rPr.rFonts.set(qn("w:ascii"), FONT)
    style.element.rPr.rFonts.set(qn("w:hAnsi"), FONT)


def write_paragraph(word: Any, block: Block) -> None:
    paragraph(word, block.items)


def write_note(word: Any, block: Block) -> None:
    paragraph(word, block.items, size=13, italic=True)


def write_section(word: Any, block: Block) -> None:
    write_heading(word, block)
    for item in block.items or ("………",):
        paragraph(word, (item,))


def write_table(word: Any, block: Block) -> None:
    """A ruled table; its head is repeated on each page, rows are not broken."""
    table = word.add_table(rows=1, cols=len(block.head))
    table.style, table.alignment = word.styles["Table Grid"], WD_TABLE_ALIGNMENT.CENTER
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        line(cell, text, first=True, bold=True, size=12)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in (*block.rows, *((block.foot,) if block.foot else ())):
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for position, (cell, item) in enumerate(zip(added.cells, row, strict=True)):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT if position == 0 or block.type == "list" else WD_ALIGN_PARAGRAPH.CENTER
            write(cell.paragraphs[0], text_of(item), size=12, bold=row is block.foot)
    spread(table, block.shares or (100 // len(block.head),) * len(block.head), width=text_width(word))


def text_width(word: Any) -> int:
    """The width between the margins, in Word's own unit."""
    page = word.sections[0]
    return int(page.page_width - page.left_margin - page.right_margin)


def spread(table: Any, shares: tuple[int, ...], *, width: int) -> None:
    """Give the columns their shares of the width; each cell is told, since not every program reads the columns' own."""
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=False):
        column.width = width * share // 100
        for cell in column.cells:
            cell.width = width * share // 100


def signature(word: Any, document: Document) -> None:
    """Recipients on the left, authority and place of the signature on the right; the signature itself comes from the document system."""
    about = document.head
    if any(figure.is_declared or figure.is_mixed for figure in document.figures()):
        paragraph(word, ("* " + FOOTNOTE,), size=11, italic=True)
    spacer = word.add_paragraph()
    spacer.paragraph_format.space_before = Pt(12)
    left, right = word.add_table(rows=1, cols=2).rows[0].cells
    write(
        left.paragraphs[0],
        "Nơi nhận:",
        bold=about.form == Style.STATE,
        italic=about.form == Style.STATE,
        underline=about.form == Style.PARTY,
        size=12,
    )
    for text in about.sent_to:
        write(left.add_paragraph(), text, size=11)
    if about.authority:
        line(right, about.authority, first=True, bold=True)
    for place, post in enumerate(about.posts):
        line(right, post, first=not about.authority and place == 0, bold=about.form == Style.STATE)


WRITERS = {
    "heading": write_heading,
    "paragraph": write_paragraph,
    "note": write_note,
    "section": write_section,
    "table": write_table,
    "list": write_table,
}
