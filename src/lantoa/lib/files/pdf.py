"""PDF files, read with PDFium."""

import ctypes
import threading
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from lantoa.lib.files.kinds import MAX_PAGES, FileRefused
from lantoa.lib.files.xmlparts import MAX_TEXT
from lantoa.lib.vietnamese import nfc

_ONE_AT_A_TIME: Final = threading.Lock()
"""PDFium is not safe to call from two threads."""
_ANNOTATION_TEXTS: Final = (b"Contents", b"V")
_TOLD: Final = ("Title", "Subject", "Keywords")
_WIDE_GAP: Final = 1.5
"""In heights of the letters; words of one line stand about a third of a height apart."""
_NO_GAP: Final = 0.12


class Box(NamedTuple):
    """Where a piece of text stands on a page, from its left lower corner."""

    left: float
    bottom: float
    right: float
    top: float


def read_pdf(data: bytes) -> tuple[int, str]:
    """How many pages, and all text: pages, stamps and form fields laid over them, title and keywords.

    FileRefused if it is locked, damaged, too long, holds other files or runs scripts. A page that is only a picture
    of a text has no text to find.
    """
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise FileRefused("encrypted" if locked else "damaged") from None
        try:
            return _read(document)
        except pypdfium2.PdfiumError:
            raise FileRefused("damaged") from None
        finally:
            document.close()


def _read(document: Any) -> tuple[int, str]:
    pages = len(document)
    if pages == 0:
        raise FileRefused("damaged")
    if pages > MAX_PAGES:
        raise FileRefused("too_many_pages", limit=MAX_PAGES, pages=pages)
    if document.count_attachments() > 0:
        raise FileRefused("embedded")
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise FileRefused("macro")
    texts: list[str] = []
    length = 0
    for number in range(pages):
        texts.extend(_page_texts(document[number]))
        length += len(texts[-1])
        if length > MAX_TEXT:
            raise FileRefused("bomb")
    return pages, "\n".join([*texts, *(document.get_metadata_value(key) for key in _TOLD)]).rstrip("\n")


def _page_texts(page: Any) -> Iterator[str]:
    """What was laid over the page, then what is on it."""
    try:
        yield from _annotations(page)
        text_page = page.get_textpage()
        try:
            text = text_page.get_text_bounded()
            yield _set_apart(text_page) if "MẬT" in nfc(text) else text
        finally:
            text_page.close()
    finally:
        page.close()


def _set_apart(text_page: Any) -> str:
    """The text of the page line by line as it is seen, with a tab for each wide gap.

    PDFium runs the columns of a line together, so that a stamp beside a heading would look like its last word.
    """
    lines: list[list[Box]] = []
    boxes = (Box(*text_page.get_rect(index)) for index in range(text_page.count_rects()))
    for box in sorted(boxes, key=lambda box: -(box.top + box.bottom)):
        if lines and lines[-1][0].bottom < (box.top + box.bottom) / 2 < lines[-1][0].top:
            lines[-1].append(box)
        else:
            lines.append([box])
    return "\n".join(_joined(text_page, sorted(line)) for line in lines)


def _joined(text_page: Any, line: list[Box]) -> str:
    text, end = "", line[0].left
    for box in line:
        gap = (box.left - end) / max(box.top - box.bottom, 0.1)
        text += ("\t" if gap > _WIDE_GAP else " " if gap > _NO_GAP else "") + text_page.get_text_bounded(*box).strip()
        end = box.right
    return text


def _annotations(page: Any) -> Iterator[str]:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            for key in _ANNOTATION_TEXTS:
                size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
                buffer = (ctypes.c_ushort * (size // 2 + 1))()
                pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
                yield bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace")
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
