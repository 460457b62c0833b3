"""What people send as evidence, and what must not get in."""

import zipfile
from io import BytesIO

from tests.lib.making import docx_bytes, exif_with_place, pdf_bytes, picture, picture_bytes, xlsx_bytes

GPS = 0x8825
MAKER = b"Maker of telephones"


def jpeg(*, gps: bool = False, size: tuple[int, int] = (900, 600)) -> bytes:
    """A photo, with the place and the telephone's maker in it where asked."""
    return picture_bytes("JPEG", image=picture(*size), **({"exif": exif_with_place()} if gps else {}))


def png() -> bytes:
    return picture_bytes("PNG")


def pdf(text: str = "Biên bản kiểm tra", *, pages: int = 1) -> bytes:
    return pdf_bytes(*[text] * pages)


def word(text: str = "Biên bản kiểm tra tại hộ", *, header: str = "") -> bytes:
    def set_header(document: object) -> None:
        document.sections[0].header.paragraphs[0].text = header  # type: ignore[attr-defined]

    return docx_bytes(text, change=set_header if header else None)


def excel(text: str = "Danh sách hộ tham gia") -> bytes:
    return xlsx_bytes([[text]])


def bomb() -> bytes:
    """A Word file of some hundred kilobytes that unpacks to 300 MB."""
    made = BytesIO(word())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as package, package.open("word/media/image1.png", "w") as entry:
        for _ in range(300):
            entry.write(b"\0" * 1_000_000)
    return made.getvalue()


def program() -> bytes:
    return b"MZ\x90\x00" + b"\0" * 60 + b"This program cannot be run in DOS mode." + b"\0" * 400
