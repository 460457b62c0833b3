"""Word files with placeholders, as an office would write them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from docx import Document

from tests.lib.making import docx_bytes

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
