"""Reading the XML parts of Office files as a stream, without document types, entities or anything fetched from outside."""

import re
import zipfile
import zlib
from functools import lru_cache
from typing import IO, Final
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import parse

from lantoa.lib.files.kinds import FileRefused

MAX_TEXT: Final = 20_000_000
"""Characters of text in one file: more than any report, less than would bring a server to its knees."""

_DDE: Final = re.compile(r"\s*DDE(?:AUTO)?\s", re.IGNORECASE)


def read_xml(part: IO[bytes], handler: ContentHandler) -> None:
    """Feed one XML part to `handler`; FileRefused if it is broken, declares a document type or lies about its size."""
    try:
        parse(part, handler, forbid_dtd=True)
    except DefusedXmlException:
        raise FileRefused("unsafe") from None
    except (SAXException, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        raise FileRefused("damaged") from None


@lru_cache(maxsize=1000)
def local(name: str) -> str:
    """The name of an element or attribute without its namespace prefix."""
    return name.rsplit(":", 1)[-1]


class AttributeReader(ContentHandler):
    """Collects the attributes of the elements with the given names."""

    def __init__(self, elements: tuple[str, ...]) -> None:
        super().__init__()
        self._elements = elements
        self.found: list[dict[str, str]] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if local(name) in self._elements:
            self.found.append({local(key): value for key, value in attrs.items()})


class TextReader(ContentHandler):
    """Base of the readers below: gathers text while `_reading`, and refuses to gather without end."""

    def __init__(self) -> None:
        super().__init__()
        self._reading = False
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def characters(self, content: str) -> None:
        if self._reading:
            self.write(content)

    def write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise FileRefused("bomb")


class ParagraphReader(TextReader):
    """Text of Word and drawing parts, a line for each paragraph: body, tables, headers, notes, comments, text boxes, watermarks."""

    _TEXT: Final = frozenset({"t", "delText", "v"})
    _BREAKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "p": "\n"}

    def __init__(self) -> None:
        super().__init__()
        self._in_field_code = False
        self._field_code = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        element = local(name)
        if element in self._BREAKS and not (element == "tab" and len(attrs)):
            self.write(self._BREAKS[element])
        elif element == "fldSimple":
            self._field_code = next((value for key, value in attrs.items() if local(key) == "instr"), "")
        elif element == "textpath":
            self.write(f"\n{attrs.get('string', '')}\n")
        elif element == "sheet":
            self.write(f"\n{attrs.get('name', '')}\n")
        self._reading = element in self._TEXT
        self._in_field_code = element == "instrText"

    def characters(self, content: str) -> None:
        super().characters(content)
        if self._in_field_code:
            self._field_code = (self._field_code + content)[-200:]

    def endElement(self, name: str) -> None:
        element = local(name)
        if element == "p":
            self.write("\n")
            self._check_field_code()
        elif element == "v":
            self.write("\n")
        self._reading = self._in_field_code = False

    def _check_field_code(self) -> None:
        """A field that starts another program (DDE) is refused."""
        if _DDE.match(self._field_code):
            raise FileRefused("external", target="DDE")
        self._field_code = ""


class PropertyReader(TextReader):
    """Title, subject, keywords and the like of a file, and what its makers added, a line each."""

    _TOLD: Final = frozenset(
        {"title", "subject", "description", "keywords", "category", "contentStatus", "Company", "Manager", "lpwstr", "lpstr"}
    )

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._reading = local(name) in self._TOLD

    def endElement(self, name: str) -> None:
        if self._reading:
            self.write("\n")
        self._reading = False


class SharedStringReader(TextReader):
    """The texts that the cells of a workbook refer to by number, without the reading aids of East Asian scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._phonetic = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        element = local(name)
        if element == "si":
            self._pieces = []
        elif element == "rPh":
            self._phonetic = True
        self._reading = element == "t" and not self._phonetic

    def endElement(self, name: str) -> None:
        element = local(name)
        if element == "si":
            self.strings.append(self.text)
        elif element == "rPh":
            self._phonetic = False
        self._reading = False


class SheetReader(TextReader):
    """The rows of a worksheet, a line each with its cells parted by tabs, then its page headers and footers."""

    _FORMAT_CODES: Final = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&[0-9]{1,3}|&[A-Za-z+\-]')

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self._strings = strings
        self._kind = ""
        self._value: list[str] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        element = local(name)
        if element == "c":
            self._kind = attrs.get("t", "n")
        if element in ("v", "t") or element.endswith(("Header", "Footer")):
            self._value = []
            self._reading = True

    def characters(self, content: str) -> None:
        if self._reading:
            self._value.append(content)

    def endElement(self, name: str) -> None:
        element = local(name)
        if element in ("v", "t"):
            value = "".join(self._value)
            self.write(f"{self._shared(value) if self._kind == 's' and element == 'v' else value}\t")
        elif element == "row":
            self.write("\n")
        elif element.endswith(("Header", "Footer")):
            sections = re.split(r"&[LCR]", "".join(self._value).replace("&&", "＆"))
            self.write("\n" + "\n".join(self._FORMAT_CODES.sub("", section).strip() for section in sections) + "\n")
        self._reading = False

    def _shared(self, number: str) -> str:
        try:
            return self._strings[int(number)]
        except (ValueError, IndexError):
            raise FileRefused("damaged") from None
