"""The text of an Office file, wherever it stands in it."""

import re
from typing import Final
from xml.sax.handler import ContentHandler

from lantoa.lib.files.kinds import XLSX, FileRefused
from lantoa.lib.files.packages import Package
from lantoa.lib.files.xmlparts import (
    MAX_TEXT,
    ParagraphReader,
    PropertyReader,
    SharedStringReader,
    SheetReader,
    TextReader,
    read_xml,
)

_NO_TEXT: Final = re.compile(
    r"(?:^|/)(?:theme|customXml|_rels)/|(?:^|/)(?:styles|stylesWithEffects|settings|fontTable|webSettings|numbering|calcChain)\.xml$"
    r"|^\[Content_Types\]\.xml$",
    re.IGNORECASE,
)
_SHEET: Final = re.compile(r"^xl/(?:worksheets|chartsheets|dialogsheets)/[^/]+\.xml$", re.IGNORECASE)
_SHARED_STRINGS: Final = re.compile(r"^xl/sharedStrings\.xml$", re.IGNORECASE)


def office_text(package: Package) -> str:
    """All that a reader may see: body, tables, headers and footers, notes, text boxes, watermarks, sheets and their names,
    comments, charts and the workbooks behind them, title and keywords. Every XML part is read through, so that a broken or
    harmful one is found."""
    texts: list[str] = []
    length = 0
    strings = _shared_strings(package)
    for name in sorted(package.names, key=_reading_order):
        reader = _reader_for(name, strings, spreadsheet=package.mime == XLSX)
        if reader is None:
            continue
        try:
            with package.open(name) as part:
                read_xml(part, reader)
        except FileRefused as refused:
            if refused.code != "damaged" or not name.lower().endswith(".vml"):
                raise
        if isinstance(reader, TextReader):
            texts.append(reader.text)
            length += len(texts[-1])
        if length > MAX_TEXT:
            raise FileRefused("bomb")
    texts.extend(office_text(workbook) for workbook in package.workbooks)
    return "\n".join(texts)


def _reader_for(name: str, strings: list[str], *, spreadsheet: bool) -> ContentHandler | None:
    """How to read a part; None for what is no XML or was read already. Excel's .vml is XML only by intention."""
    if not name.lower().endswith((".xml", ".vml")) or _SHARED_STRINGS.match(name):
        return None
    if _NO_TEXT.search(name):
        return ContentHandler()
    if name.startswith("docProps/"):
        return PropertyReader()
    return SheetReader(strings) if spreadsheet and _SHEET.match(name) else ParagraphReader()


def _reading_order(name: str) -> tuple[int, str]:
    """The body before its surroundings, what was never printed last."""
    if name in ("word/document.xml", "xl/workbook.xml"):
        return 0, name
    return (2 if name.startswith("docProps/") else 1), name


def _shared_strings(package: Package) -> list[str]:
    reader = SharedStringReader()
    for name in package.names:
        if _SHARED_STRINGS.match(name):
            with package.open(name) as part:
                read_xml(part, reader)
    return reader.strings
