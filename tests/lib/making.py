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


def with_chart(data: bytes, workbook: bytes, *, name: str = "Microsoft_Excel_Worksheet.xlsx", kind: str = "package") -> bytes:
    """A Word file with a chart as Word writes it: its drawing, its own part, and the workbook with its figures behind it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    chart = (
        f'<c:chartSpace xmlns:c="{drawing}/chart" xmlns:a="{drawing}/main" xmlns:r="{office}"><c:chart><c:title><c:tx><c:rich><a:p><a:r>'
        "<a:t>Mô hình theo xã</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:val><c:numRef>"
        "<c:f>Sheet1!$B$2:$B$3</c:f><c:numCache><c:pt idx='0'><c:v>13</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart>"
        '</c:plotArea></c:chart><c:externalData r:id="rId1"/></c:chartSpace>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{office}/{kind}" Target="../embeddings/{name}"/></Relationships>'
    )
    kinds = (
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        '<Override PartName="/word/charts/chart1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>'
    )
    shown = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent cx="5000000" cy="3000000"/>'
        f'<wp:docPr id="9" name="Chart 1"/><a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/chart">'
        f'<c:chart xmlns:c="{drawing}/chart" xmlns:r="{office}" r:id="rId998"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    related = f'<Relationship Id="rId998" Type="{office}/chart" Target="charts/chart1.xml"/></Relationships>'
    parts = {
        "word/charts/chart1.xml": chart.encode(), "word/charts/_rels/chart1.xml.rels": relations.encode(),
        f"word/embeddings/{name}": workbook,
    }  # fmt: skip
    edits = {
        "[Content_Types].xml": (b"</Types>", kinds.encode()), "word/_rels/document.xml.rels": (b"</Relationships>", related.encode()),
        "word/document.xml": (b"<w:sectPr", shown.encode() + b"<w:sectPr"),
    }  # fmt: skip
    return repacked(data, add=parts, edit=edits)


def signed(data: bytes) -> bytes:
    """An Office file with the parts of a digital signature in it."""
    origin = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    return repacked(data, add={"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/_rels/origin.sigs.rels": origin})


def pdf_with_photo(photo: bytes, *, extra: bytes = b"") -> bytes:
    """A PDF that shows a JPEG photo as it is, as programs that make PDFs of photos write it; `extra` stands in its first object."""
    width, height = Image.open(BytesIO(photo)).size
    show = b"q 500 0 0 400 40 300 cm /P Do Q"
    return _assembled([
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b" >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode "
        f"/Length {len(photo)} >>\nstream\n".encode() + photo + b"\nendstream",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /P 3 0 R >> >> /Contents 5 0 R >>",
        b"<< /Length %d >>\nstream\n" % len(show) + show + b"\nendstream", b"<< >>",
    ])  # fmt: skip


def with_relation(data: bytes, kind: str, target: str, *, mode: str = "External", part: str = "word/_rels/document.xml.rels") -> bytes:
    relation = (
        f'<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return repacked(data, edit={part: (b"</Relationships>", relation.encode())})


def pdf_bytes(*pages: str, title: str = "", catalog: str = "", annotation: str = "", padding: int = 0) -> bytes:
    """A PDF whose pages hold these lines; a tab starts a second column. The font's map to Unicode is inside, the font is not.

    `padding`: so many bytes more in an object that no page uses.
    """
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
    if padding:
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (padding, b"." * padding))
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
