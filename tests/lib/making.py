"""Real files for the tests: pictures with a place in them, Office files with what may hide in them, PDFs with Vietnamese text."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
from docx import Document
from docx.oxml import parse_xml
from PIL import Image, PngImagePlugin

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def picture(width: int = 64, height: int = 32) -> Image.Image:
    """Four colours, one in each quarter, so that a turned picture is told from an upright one."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("green", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    image.paste("white", (width // 2, height // 2, width, height))
    return image


def exif_with_place(orientation: int = 1) -> Image.Exif:
    """EXIF as a telephone writes it at Măng Đen, with the maker's name."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Maker of telephones"
    exif.get_ifd(0x8825).update({1: "N", 2: (14.0, 36.0, 12.0), 3: "E", 4: (108.0, 16.0, 48.0)})
    return exif


def picture_bytes(kind: str, *, image: Image.Image | None = None, **options: Any) -> bytes:
    out = BytesIO()
    (image or picture()).save(out, kind, **options)
    return out.getvalue()


def png_with_words(words: str) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", words)
    info.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta xmlns:x='adobe:ns:meta/'>14.6,108.28</x:xmpmeta>")
    return info


def docx_bytes(*paragraphs: str, change: Callable[[Any], None] | None = None) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if change:
        change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def add_text_box(document: Any, text: str) -> None:
    box = f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    document.add_paragraph("Kính gửi").runs[0]._r.append(parse_xml(f"<w:pict {NAMESPACES}><v:shape>{box}</v:shape></w:pict>"))


def add_watermark(document: Any, text: str) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.add_run()._r.append(parse_xml(f'<w:pict {NAMESPACES}><v:shape><v:textpath string="{text}"/></v:shape></w:pict>'))


def add_field(document: Any, code: str) -> None:
    document.add_paragraph().add_run()._r.append(parse_xml(f"<w:instrText {NAMESPACES}>{code}</w:instrText>"))


def xlsx_bytes(rows: list[list[Any]], *, title: str = "Sheet", change: Callable[[Any], None] | None = None) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if change:
        change(workbook)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def repacked(data: bytes, *, add: dict[str, bytes] | None = None, edit: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """The same zip with parts added, or a piece of a part replaced by another."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if edit and name in edit:
                before, after = edit[name]
                assert before in content
                content = content.replace(before, after, 1)
            new.writestr(name, content)
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def with_relation(data: bytes, kind: str, target: str, *, mode: str = "External", part: str = "word/_rels/document.xml.rels") -> bytes:
    relation = (
        f'<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return repacked(data, edit={part: (b"</Relationships>", relation.encode())})


def pdf_bytes(*pages: str, title: str = "", catalog: str = "", annotation: str = "") -> bytes:
    """A PDF whose pages hold these lines; a tab starts a second column. The font's map to Unicode is inside, the font is not."""
    objects: list[bytes] = [b"", b"", _font(), _descendant_font(), _to_unicode()]
    page_numbers = []
    for page in pages:
        stream = _page_stream(page)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream".encode())
        extra = f"/Contents {len(objects)} 0 R"
        if annotation:
            objects.append(f"<< /Type /Annot /Subtype /FreeText /Rect [10 10 90 30] /Contents <{_text_string(annotation)}> >>".encode())
            extra += f" /Annots [{len(objects)} 0 R]"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {fonts} {extra} >>".encode())
        page_numbers.append(len(objects))
    objects.append(f"<< /Title <{_text_string(title)}> >>".encode())
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    kids = " ".join(f"{number} 0 R" for number in page_numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(page_numbers)} >>".encode()
    return _assembled(objects)


def _page_stream(page: str) -> str:
    """Each column of each line as a piece of its own, as word processors write them."""
    pieces = [
        f"BT /F1 12 Tf {50 + 260 * column} {780 - 14 * row} Td <{words.encode('utf-16-be').hex()}> Tj ET"
        for row, line in enumerate(page.split("\n"))
        for column, words in enumerate(line.split("\t"))
        if words
    ]
    return " ".join(pieces)


def _text_string(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex()


def _font() -> bytes:
    return b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"


def _descendant_font() -> bytes:
    return (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/DW 600 >>"
    )


def _to_unicode() -> bytes:
    ranges = "\n".join(f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in (0x00, 0x01, 0x03, 0x1E, 0x20))
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"5 beginbfrange\n{ranges}\nendbfrange endcmap end"
    )
    return f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream".encode()


def _assembled(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(objects), start)
    return bytes(out)
