"""Word files with placeholders, as an office would write them."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml as parse_part
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from tests.lib.making import NAMESPACES, docx_bytes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TABLE = (
    ("Đơn vị", "Số", "Kỳ trước"),
    ('{%tr for dòng in bảng("mô hình đang duy trì", theo="đơn vị") %}', "", ""),
    ("{{ dòng.tên }}", "{{ dòng.số }}", "{{ dòng.kỳ_trước }}"),
    ("{%tr endfor %}", "", ""),
)


def form(*paragraphs: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file of these paragraphs, then a table of these rows."""

    def add(document: Any) -> None:
        if table:
            made = document.add_table(rows=len(table), cols=len(table[0]))
            for row, texts in zip(made.rows, table, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text

    return docx_bytes(*paragraphs, change=add)


def upload(content: bytes, name: str = "mau.docx") -> InMemoryUploadedFile:
    return InMemoryUploadedFile(BytesIO(content), "upload", name, None, len(content), None)


def texts(content: bytes) -> list[str]:
    """The paragraphs outside of tables."""
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def rows(content: bytes, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Document(BytesIO(content)).tables[number].rows]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*texts: str) -> str:
    """The XML of a paragraph of these runs."""
    return "<w:p>" + "".join(map(run, texts)) + "</w:p>"


def add(document: Any, inner: str) -> None:
    """One more paragraph that holds this XML."""
    document.add_paragraph()._p.extend(parse_xml(f"<w:p {NAMESPACES}>{inner}</w:p>"))


def add_notes(document: Any, *notes: str, kind: str = "footnote", called: Sequence[int] | None = None) -> None:
    """Notes as Word keeps them: the XML of each in a part of its own, a sign for each in the text; `called` chooses which, in which order.

    The ids do not follow the numbers that a reader sees, and the first two are the lines between text and notes, as in files of Word.
    """
    line = '<w:{0} w:type="{1}" w:id="{2}"><w:p><w:r><w:{1}/></w:r></w:p></w:{0}>'
    lines = line.format(kind, "separator", -1) + line.format(kind, "continuationSeparator", 0)
    told = "".join(f'<w:{kind} w:id="{place + 7}">{note}</w:{kind}>' for place, note in enumerate(notes))
    content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{kind}s {NAMESPACES}>{lines}{told}</w:{kind}s>'
    sort = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(PackURI(f"/word/{kind}s.xml"), sort, content.encode(), document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind}s".upper()))
    for place in range(len(notes)) if called is None else called:
        add(document, run(f"Câu {place}") + f'<w:r><w:{kind}Reference w:id="{place + 7}"/></w:r>')


def part_xml(content: bytes, name: str) -> str:
    """A part of the file, empty where it has none."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode() if name in archive.namelist() else ""


def note_texts(content: bytes, kind: str = "footnote") -> list[str]:
    """The notes of a file, their paragraphs on lines of their own."""
    root = parse_part(part_xml(content, f"word/{kind}s.xml").encode())
    notes = [note for note in root if note.get(W + "type") is None]
    return ["\n".join("".join(text.text or "" for text in inner.iter(W + "t")) for inner in note.iter(W + "p")) for note in notes]
