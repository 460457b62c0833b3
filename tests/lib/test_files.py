import contextlib
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lantoa.lib.files import MAX_PAGES, FileRefused, document_text, inspect_file, strip_location, thumbnail
from tests.lib.making import (
    add_field,
    add_text_box,
    add_watermark,
    docx_bytes,
    exif_with_place,
    pdf_bytes,
    picture,
    picture_bytes,
    png_with_words,
    repacked,
    with_chart,
    with_relation,
    xlsx_bytes,
)

DOCX = docx_bytes("Báo cáo kết quả học tập và làm theo Bác")
XLSX = xlsx_bytes([["Xã", "Số mô hình"], ["Măng Đen", 5]])
PDF = pdf_bytes("Báo cáo kết quả học tập và làm theo Bác\nNuôi ong lấy mật")
ENCRYPTED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")


def refusal(data: bytes, filename: str) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        inspect_file(data, filename=filename)
    return refused.value


@pytest.mark.parametrize(
    ("data", "filename", "mime", "extension"),
    [
        (picture_bytes("JPEG"), "anh.jpg", "image/jpeg", "jpg"),
        (picture_bytes("JPEG"), "anh.JPEG", "image/jpeg", "jpg"),
        (picture_bytes("JPEG"), "anh", "image/jpeg", "jpg"),
        (picture_bytes("PNG"), "anh.png", "image/png", "png"),
        (picture_bytes("WEBP"), "anh.webp", "image/webp", "webp"),
        (PDF, "bao cao.pdf", "application/pdf", "pdf"),
        (DOCX, "Báo cáo 6 tháng.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        (XLSX, "Biểu số 1.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ],
)
def test_each_kind_is_recognised_by_its_content(data: bytes, filename: str, mime: str, extension: str) -> None:
    facts = inspect_file(data, filename=filename)
    assert (facts.mime, facts.extension) == (mime, extension)


def test_a_file_on_disk_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "tải lên"
    path.write_bytes(DOCX)
    assert inspect_file(path, filename="a.docx") == inspect_file(str(path), filename="a.docx") == inspect_file(DOCX, filename="a.docx")


def test_a_picture_is_measured_as_it_is_looked_at() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        upright = inspect_file(picture_bytes(kind), filename="a")
        turned = inspect_file(picture_bytes(kind, exif=exif_with_place(6)), filename="a")
        assert (upright.width, upright.height, upright.pages) == (64, 32, None)
        assert (turned.width, turned.height) == (32, 64)


def test_a_document_tells_its_pages_and_the_beginning_of_its_text() -> None:
    assert inspect_file(pdf_bytes("Một", "Hai"), filename="a.pdf").pages == 2
    assert inspect_file(DOCX, filename="a.docx").text_sample.startswith("Báo cáo kết quả học tập và làm theo Bác")
    assert "Măng Đen 5" in inspect_file(XLSX, filename="a.xlsx").text_sample
    assert len(inspect_file(docx_bytes("mô hình " * 5000), filename="a.docx").text_sample) == 2000


@pytest.mark.parametrize(
    ("data", "filename", "code", "params"),
    [
        (b"", "a.jpg", "empty", {}),
        (b"x" * (26 * 1024 * 1024), "a.jpg", "too_large", {"limit": 26214400, "size": 27262976}),
        (b"GIF89a" + b"\x00" * 50, "a.gif", "type_not_allowed", {"extension": "gif", "found": "gif"}),
        (OLD_WORD, "a.doc", "type_not_allowed", {"extension": "doc", "found": "doc"}),
        (b"MZ" + b"\x00" * 50, "bao cao.pdf.exe", "type_not_allowed", {"extension": "exe", "found": "exe"}),
        (b"Xin ch\xc3\xa0o", "a", "type_not_allowed", {"extension": "", "found": "unknown"}),
        (DOCX, "a.docm", "type_not_allowed", {"extension": "docm", "found": "docx"}),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50, "IMG_0001.jpg", "content_mismatch", {"expected": "jpg", "found": "heic"}),
        (picture_bytes("PNG"), "a.jpg", "content_mismatch", {"expected": "jpg", "found": "png"}),
        (DOCX, "a.xlsx", "content_mismatch", {"expected": "xlsx", "found": "docx"}),
        (b"<html><script>alert(1)</script>", "a.png", "content_mismatch", {"expected": "png", "found": "html"}),
        (repacked(XLSX)[:-200], "a.xlsx", "damaged", {}),
        (picture_bytes("JPEG", image=picture(640, 480))[:-500], "a.jpg", "damaged", {}),
        (picture_bytes("PNG", image=picture(640, 480))[:-60], "a.png", "damaged", {}),
        (picture_bytes("WEBP", image=picture(640, 480))[:-60], "a.webp", "damaged", {}),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 99, "a.jpg", "damaged", {}),
        (b"%PDF-1.7\n" + b"\x00" * 99, "a.pdf", "damaged", {}),
        (b"PK\x03\x04" + b"\x00" * 99, "a.docx", "damaged", {}),
        (ENCRYPTED_OFFICE, "a.docx", "encrypted", {}),
    ],
)
def test_a_file_that_cannot_be_kept_says_why(data: bytes, filename: str, code: str, params: dict[str, str | int]) -> None:
    refused = refusal(data, filename)
    assert (refused.code, refused.params) == (code, params)


def test_the_limit_on_size_can_be_set_and_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(DOCX)
    with pytest.raises(FileRefused) as refused:
        inspect_file(path, filename="a.docx", limit=100)
    assert refused.value.params == {"limit": 100, "size": len(DOCX)}


def test_a_picture_with_too_many_pixels_is_not_decoded() -> None:
    flat = picture_bytes("PNG", image=Image.new("1", (9000, 9000)))
    assert len(flat) < 50_000
    assert refusal(flat, "a.png").code == "too_many_pixels"
    assert refusal(picture_bytes("PNG", image=Image.new("1", (20000, 20000))), "a.png").code == "too_many_pixels"


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    zeros = b"<a>" + b" " * (8 * 1024 * 1024) + b"</a>"
    assert refusal(repacked(DOCX, add={"word/bomb.xml": zeros}), "a.docx").code == "bomb"
    assert refusal(repacked(XLSX, add={"xl/bomb.bin": zeros}), "a.xlsx").code == "bomb"


def test_many_parts_below_the_ratio_limit_are_still_a_bomb() -> None:
    part = bytes(1024 * 1024)
    assert refusal(repacked(DOCX, add={f"word/media/{number}.bin": part for number in range(201)}), "a.docx").code == "bomb"
    assert refusal(repacked(DOCX, add={f"word/media/{number}.bin": b"" for number in range(5001)}), "a.docx").code == "bomb"


def test_a_part_that_lies_about_its_size_is_damaged() -> None:
    honest = repacked(DOCX, add={"word/extra.xml": b"<a>" + b"x" * 5000 + b"</a>"})
    lying = honest.replace((5007).to_bytes(4, "little"), (4).to_bytes(4, "little"))
    assert lying != honest
    assert refusal(lying, "a.docx").code == "damaged"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (repacked(DOCX, add={"word/vbaProject.bin": b"x"}), "macro"),
        (repacked(XLSX, add={"xl/macrosheets/sheet1.xml": b"<a/>"}), "macro"),
        (
            repacked(
                DOCX,
                edit={
                    "[Content_Types].xml": (
                        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                        b"application/vnd.ms-word.document.macroEnabled.main+xml",
                    )
                },
            ),
            "macro",
        ),
        (repacked(DOCX, add={"word/embeddings/oleObject1.bin": b"x"}), "embedded"),
        (repacked(XLSX, add={"xl/embeddings/Microsoft_Word.docx": b"x"}), "embedded"),
        (repacked(DOCX, add={"word/activeX/activeX1.bin": b"x"}), "embedded"),
        (with_relation(DOCX, "aFChunk", "/word/afchunk.html", mode="Internal"), "embedded"),
        (with_relation(DOCX, "oleObject", "file:///C:/a.xlsx"), "embedded"),
        (with_relation(DOCX, "attachedTemplate", "http://192.0.2.1/a.dotm"), "external"),
        (with_relation(DOCX, "attachedTemplate", "\\\\192.0.2.1\\share\\a.dotm"), "external"),
        (with_relation(DOCX, "attachedTemplate", "file://192.0.2.1/share/a.dotm"), "external"),
        (with_relation(DOCX, "attachedTemplate", "file:////192.0.2.1/share/a.dotm"), "external"),
        (with_relation(DOCX, "image", "https://example.org/a.png"), "external"),
        (with_relation(DOCX, "hyperlink", "javascript:alert(1)"), "external"),
        (with_relation(DOCX, "hyperlink", "java&#10;script:alert(1)"), "external"),
        (docx_bytes("a", change=lambda document: add_field(document, ' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k" ')), "external"),
        (repacked(DOCX, add={"../../etc/passwd.xml": b"<a/>"}), "unsafe"),
        (repacked(DOCX, add={"/word/a.xml": b"<a/>"}), "unsafe"),
        (repacked(DOCX, add={"WORD/document.xml": b"<a/>"}), "unsafe"),
        (repacked(DOCX, add={"word/a.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "unsafe"),
        (repacked(DOCX, add={"word/a.xml": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "unsafe"),
        (repacked(DOCX, add={"word/a.xml": b"<a><b></a>"}), "damaged"),
        (repacked(DOCX, edit={"word/document.xml": (b"</w:body>", b"")}), "damaged"),
    ],
)
def test_an_office_file_that_could_do_harm_is_refused(data: bytes, code: str) -> None:
    filename = "a.xlsx" if any(name.startswith("xl/") for name in zipfile.ZipFile(BytesIO(data)).namelist()) else "a.docx"
    assert refusal(data, filename).code == code


@pytest.mark.parametrize(
    "data",
    [
        with_relation(DOCX, "hyperlink", "https://example.org/bai-viet"),
        with_relation(DOCX, "hyperlink", "mailto:vanphong@example.org"),
        with_relation(DOCX, "attachedTemplate", "file:///C:\\Users\\VP\\AppData\\Roaming\\Microsoft\\Templates\\Normal.dotm"),
        with_relation(DOCX, "attachedTemplate", "C:\\Mau\\bao-cao.dotx"),
        repacked(DOCX, add={"word/drawings/vmlDrawing1.vml": b"<xml><v:shape>ghi ch\xc3\xba<br></v:shape></xml>"}),
    ],
)
def test_what_office_programs_leave_behind_does_no_harm(data: bytes) -> None:
    assert inspect_file(data, filename="a.docx").extension == "docx"


def test_a_chart_brings_the_workbook_with_its_figures() -> None:
    data = with_chart(DOCX, xlsx_bytes([["Xã Hiếu", 13], ["Xã Măng Cành", 37]], title="Theo xã"))
    assert inspect_file(data, filename="a.docx").extension == "docx"
    for words in ("Mô hình theo xã", "Xã Hiếu\t13", "Theo xã"):
        assert words in document_text(data)


@pytest.mark.parametrize(
    ("workbook", "told", "code"),
    [
        (xlsx_bytes([["Độ mật", "Tối mật"]]), {}, "classified"),
        (xlsx_bytes([[1]], title="MẬT"), {}, "classified"),
        (repacked(XLSX, add={"xl/vbaProject.bin": b"x"}), {}, "macro"),
        (repacked(XLSX, add={"xl/embeddings/oleObject1.bin": b"x"}), {}, "embedded"),
        (with_relation(XLSX, "externalLinkPath", "https://example.org/a.xlsx", part="xl/_rels/workbook.xml.rels"), {}, "external"),
        (DOCX, {}, "embedded"),
        (b"MZ\x90\x00", {}, "embedded"),
        (b"PK\x03\x04", {}, "damaged"),
        (XLSX, {"kind": "oleObject"}, "embedded"),
        (XLSX, {"name": "Microsoft_Excel_Macro.xlsm"}, "embedded"),
        (with_chart(DOCX, XLSX), {}, "embedded"),
    ],
)
def test_the_workbook_behind_a_chart_is_held_to_the_same_rules(workbook: bytes, told: dict[str, str], code: str) -> None:
    assert refusal(with_chart(DOCX, workbook, **told), "a.docx").code == code


def test_a_workbook_that_no_chart_speaks_of_is_refused() -> None:
    assert refusal(repacked(with_chart(DOCX, XLSX), add={"word/embeddings/other.xlsx": XLSX}), "a.docx").code == "embedded"
    object_in_text = with_relation(with_chart(DOCX, XLSX), "package", "embeddings/Microsoft_Excel_Worksheet.xlsx", mode="Internal")
    assert refusal(object_in_text, "a.docx").code == "embedded"


def test_workbooks_behind_charts_that_unpack_without_end_are_refused() -> None:
    full = BytesIO(XLSX)
    with zipfile.ZipFile(full, "a", zipfile.ZIP_DEFLATED) as package, package.open("xl/media/image1.bmp", "w") as entry:
        for _ in range(210):
            entry.write(b"\0" * 1_000_000)
    assert refusal(with_chart(DOCX, full.getvalue()), "a.docx").code == "bomb"


def test_a_locked_part_of_a_zip_is_refused() -> None:
    data = bytearray(DOCX)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data), "a.docx").code == "encrypted"


def test_a_pdf_with_scripts_or_other_files_inside_or_too_many_pages_is_refused() -> None:
    script = "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >>"
    attached = "/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>] >> >>"
    assert refusal(pdf_bytes("a", catalog=script), "a.pdf").code == "macro"
    assert refusal(pdf_bytes("a", catalog=attached), "a.pdf").code == "embedded"
    refused = refusal(pdf_bytes(*["trang"] * (MAX_PAGES + 1)), "a.pdf")
    assert (refused.code, refused.params) == ("too_many_pages", {"limit": MAX_PAGES, "pages": MAX_PAGES + 1})


def test_text_is_found_wherever_a_word_file_keeps_it() -> None:
    def fill(document: object) -> None:
        from docx.document import Document as DocumentClass

        assert isinstance(document, DocumentClass)
        document.sections[0].header.paragraphs[0].text = "đầu trang"
        document.sections[0].footer.paragraphs[0].text = "chân trang"
        document.add_table(1, 2).cell(0, 1).text = "trong bảng"
        document.core_properties.title = "tên tệp"
        add_text_box(document, "trong khung")
        add_watermark(document, "hình chìm")

    text = document_text(docx_bytes("thân bài", change=fill))
    for words in ("thân bài", "đầu trang", "chân trang", "trong bảng", "trong khung", "hình chìm", "tên tệp"):
        assert words in text


def test_text_is_found_wherever_a_workbook_keeps_it() -> None:
    def fill(workbook: object) -> None:
        from openpyxl import Workbook
        from openpyxl.comments import Comment

        assert isinstance(workbook, Workbook)
        sheet = workbook.worksheets[0]
        sheet.oddHeader.right.text = "đầu trang"
        sheet.oddHeader.right.font = "Times New Roman,Bold"
        sheet.oddFooter.center.text = "chân trang"
        sheet["A1"].comment = Comment("ghi chú", "VP")
        workbook.create_sheet("tờ thứ hai")["B2"] = "ô xa"

    text = document_text(xlsx_bytes([["Xã", 5], ["Măng Đen", True]], title="tờ đầu", change=fill))
    for words in ("tờ đầu", "Xã\t5", "Măng Đen\t", "\nđầu trang\n", "\nchân trang\n", "ghi chú", "tờ thứ hai", "ô xa"):
        assert words in text


def test_text_is_found_wherever_a_pdf_keeps_it() -> None:
    text = document_text(pdf_bytes("Trang một: Đăk Tăng", "Trang hai: Măng Cành", title="tên tệp", annotation="ghi chú dán"))
    for words in ("Trang một: Đăk Tăng", "Trang hai: Măng Cành", "tên tệp", "ghi chú dán"):
        assert words in text


def test_a_picture_has_no_text_and_a_stranger_is_refused() -> None:
    assert document_text(picture_bytes("PNG")) == ""
    with pytest.raises(FileRefused) as refused:
        document_text(b"Xin chao")
    assert refused.value.code == "type_not_allowed"


@pytest.mark.parametrize(
    ("data", "filename", "mark"),
    [
        (docx_bytes("Số: 12-BC/HU", "MẬT", "Báo cáo"), "a.docx", "MẬT"),
        (docx_bytes("Báo cáo", change=lambda document: add_text_box(document, "TỐI MẬT")), "a.docx", "TỐI MẬT"),
        (docx_bytes("Báo cáo", change=lambda document: add_watermark(document, "TUYỆT MẬT")), "a.docx", "TUYỆT MẬT"),
        (docx_bytes(unicodedata.normalize("NFD", "Độ mật: Mật")), "a.docx", "MẬT"),
        (docx_bytes("Báo cáo", change=lambda document: setattr(document.core_properties, "title", "TỐI MẬT")), "a.docx", "TỐI MẬT"),
        (xlsx_bytes([["Độ mật", "Tuyệt mật"]]), "a.xlsx", "TUYỆT MẬT"),
        (xlsx_bytes([[1]], title="MẬT"), "a.xlsx", "MẬT"),
        (pdf_bytes("UBND HUYỆN KON PLÔNG\nMẬT\nSố: 12"), "a.pdf", "MẬT"),
        (pdf_bytes("UBND HUYỆN KON PLÔNG\tMẬT"), "a.pdf", "MẬT"),
        (pdf_bytes("Một", "Hai\nTUYỆT MẬT"), "a.pdf", "TUYỆT MẬT"),
        (pdf_bytes("Một", annotation="TỐI MẬT"), "a.pdf", "TỐI MẬT"),
        (picture_bytes("PNG", pnginfo=png_with_words("TỐI MẬT")), "a.png", "TỐI MẬT"),
        (b"", "MẬT - Ke hoach.docx", "MẬT"),
        (DOCX, "BC_TUYET MAT.docx", "TUYỆT MẬT"),
    ],
)
def test_a_state_secret_is_refused_wherever_the_mark_stands(data: bytes, filename: str, mark: str) -> None:
    refused = refusal(data, filename)
    assert (refused.code, refused.params) == ("classified", {"mark": mark})


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        (docx_bytes("MÔ HÌNH NUÔI ONG LẤY MẬT", "Giữ bí mật danh tính; mật độ 12 người/km²"), "NUÔI ONG LẤY MẬT.docx"),
        (xlsx_bytes([["Mô hình", "Mật độ"], ["NUÔI ONG LẤY MẬT", 5]]), "mat ong.xlsx"),
        (pdf_bytes("MÔ HÌNH NUÔI ONG LẤY\nMẬT\nNĂM 2023"), "a.pdf"),
        (pdf_bytes("NUÔI ONG LẤY\tXã Hiếu\nMẬT\tông Vọng\n"), "a.pdf"),
    ],
)
def test_honey_is_no_state_secret(data: bytes, filename: str) -> None:
    assert inspect_file(data, filename=filename)


WHOLE = [
    picture_bytes("JPEG", exif=exif_with_place(6)),
    picture_bytes("PNG", pnginfo=png_with_words("chú thích")),
    picture_bytes("WEBP", exif=exif_with_place(6)),
    PDF,
    DOCX,
    XLSX,
]


@given(st.sampled_from(WHOLE), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=5))
def test_whatever_is_broken_in_a_file_it_is_accepted_or_refused_and_nothing_else(data: bytes, changes: list[tuple[float, bytes]]) -> None:
    broken = bytearray(data)
    for place, piece in changes:
        start = 8 + int(place * (len(broken) - 16))
        broken[start : start + len(piece)] = piece
    with contextlib.suppress(FileRefused):
        facts = inspect_file(bytes(broken), filename="a")
        strip_location(bytes(broken), facts.mime)
        if facts.width:
            thumbnail(bytes(broken))


def test_a_refusal_repeats_nothing_of_the_content() -> None:
    refused = refusal(docx_bytes("TUYỆT MẬT", "Kế hoạch tác chiến"), "a.docx")
    assert "tác chiến" not in repr(refused) + str(refused) + str(refused.params)
