"""Photos inside documents lose the place where they were taken; the documents lose nothing else."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from lantoa.lib.files import FileRefused, document_text, inspect_file, without_places
from lantoa.lib.files.kinds import DOCX, PDF, XLSX
from tests.lib.making import (
    docx_bytes,
    exif_with_place,
    pdf_bytes,
    pdf_with_photo,
    picture,
    picture_bytes,
    png_with_words,
    signed,
    with_chart,
    xlsx_bytes,
)  # fmt: skip

MAKER = b"Maker of telephones"
PHOTO = picture_bytes("JPEG", image=picture(400, 300), exif=exif_with_place(6))
GPS = 0x8825


def with_photo(photo: bytes = PHOTO) -> bytes:
    return docx_bytes("Ảnh thôn Vi Chring", change=lambda document: document.add_picture(BytesIO(photo)))


def sheet_with_photo() -> bytes:
    from openpyxl.drawing.image import Image as Drawing

    def add(workbook: Any) -> None:
        workbook.worksheets[0].add_image(Drawing(BytesIO(picture_bytes("PNG", pnginfo=png_with_words("14.6,108.28")))))

    return xlsx_bytes([["Măng Đen", 1]], change=add)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_photo_in_a_word_file_loses_its_place_and_nothing_else_changes() -> None:
    before = with_photo()
    assert MAKER in b"".join(parts(before).values())
    after = without_places(before, DOCX)
    assert list(parts(after)) == list(parts(before))
    changed = [name for name, content in parts(after).items() if parts(before)[name] != content]
    assert changed == ["word/media/image1.jpg"]
    photo = Image.open(BytesIO(parts(after)["word/media/image1.jpg"]))
    assert dict(photo.getexif()) == {0x0112: 6}
    assert photo.tobytes() == Image.open(BytesIO(PHOTO)).tobytes()
    assert inspect_file(after, filename="a.docx").extension == "docx"
    assert without_places(after, DOCX) == after
    assert without_places(before, DOCX) == after


def test_a_photo_in_a_workbook_loses_its_place_too() -> None:
    before = sheet_with_photo()
    assert b"108.28" in b"".join(parts(before).values())
    after = without_places(before, XLSX)
    assert b"108.28" not in b"".join(parts(after).values())
    assert document_text(after) == document_text(before)


def test_a_document_without_places_comes_back_bit_for_bit() -> None:
    plain = with_photo(picture_bytes("JPEG", image=picture(400, 300)))
    cleaned = without_places(plain, DOCX)
    for data, mime in ((docx_bytes("Biên bản"), DOCX), (xlsx_bytes([[1]]), XLSX), (pdf_bytes("Biên bản"), PDF), (cleaned, DOCX)):
        assert without_places(data, mime) == data


def test_a_photo_in_the_workbook_behind_a_chart_loses_its_place() -> None:
    after = without_places(with_chart(docx_bytes("Báo cáo"), sheet_with_photo()), DOCX)
    inner = parts(after)["word/embeddings/Microsoft_Excel_Worksheet.xlsx"]
    assert b"108.28" not in b"".join(parts(inner).values())


def test_a_signed_document_is_never_changed_and_refused_where_its_photos_tell_a_place() -> None:
    with pytest.raises(FileRefused) as refused:
        without_places(signed(with_photo()), DOCX)
    assert refused.value.code == "signed"
    without_place = signed(with_photo(picture_bytes("PNG", pnginfo=png_with_words("chú thích"))))
    assert without_places(without_place, DOCX) == without_place


def test_photos_that_lie_in_a_pdf_as_they_are_lose_their_place_and_it_keeps_its_length() -> None:
    before = pdf_with_photo(PHOTO)
    after = without_places(before, PDF)
    assert MAKER in before
    assert MAKER not in after
    assert len(after) == len(before)
    assert inspect_file(after, filename="a.pdf").pages == 1
    start = after.index(b"\xff\xd8\xff")
    photo = Image.open(BytesIO(after[start:]))
    assert not photo.getexif().get_ifd(GPS)
    assert photo.tobytes() == Image.open(BytesIO(PHOTO)).tobytes()


def test_a_signed_pdf_is_never_changed() -> None:
    signature = b"/Perms << /DocMDP << /Type /Sig /ByteRange [0 10 20 30] >> >>"
    with pytest.raises(FileRefused) as refused:
        without_places(pdf_with_photo(PHOTO, extra=signature), PDF)
    assert refused.value.code == "signed"
    plain = pdf_with_photo(picture_bytes("JPEG", image=picture(400, 300)), extra=signature)
    assert without_places(plain, PDF) == plain
