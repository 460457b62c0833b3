"""The kinds of files that are taken, how they and their commonest strangers are recognised, and the limits."""

import re
from dataclasses import dataclass
from typing import Final

MAX_BYTES: Final = 25 * 1024 * 1024
MAX_PIXELS: Final = 80_000_000
MAX_PAGES: Final = 500
SAMPLE_LENGTH: Final = 2000

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
WEBP: Final = "image/webp"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

EXTENSIONS: Final = {JPEG: "jpg", PNG: "png", WEBP: "webp", PDF: "pdf", DOCX: "docx", XLSX: "xlsx"}
"""The extension under which each kind is stored."""
ACCEPTED: Final = {extension: mime for mime, extension in EXTENSIONS.items()} | {"jpeg": JPEG, "jpe": JPEG, "jfif": JPEG}
"""The extensions that may come in."""

_MAGIC: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"{\\rtf", "rtf"),
    (b"#!", "script"),
)
_BRANDS: Final = {b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"msf1": "heic", b"hevc": "heic", b"avif": "avif"}
_EXTENSION: Final = re.compile(r"\.([A-Za-z0-9]{1,8})$")


class FileRefused(Exception):
    """A file that may not be kept; `params` fill the sentence that the caller says.

    Codes, with their params:
    empty; too_large (limit, size in bytes); type_not_allowed (extension, found); content_mismatch (expected, found);
    damaged; bomb (unpacks to far more than it should); macro; embedded (another file or program inside);
    external (target: content fetched from elsewhere); unsafe (its parts are named or declared so as to harm);
    encrypted (needs a password); signed (a photo in it tells its place, and what is signed is never changed);
    too_many_pages (limit, pages); too_many_pixels (limit, pixels); classified (mark).
    `extension`, `expected` and `found` are short names such as docx, heic, zip, or unknown.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class FileFacts:
    """What inspection learnt: `extension` is the one to store under, width and height are as the picture is looked at,
    `pages` is known for PDF only, `text_sample` is the beginning of the text with single spaces."""

    mime: str
    extension: str
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    text_sample: str = ""


def extension_of(filename: str) -> str:
    """The extension in small letters without its dot, nothing if there is none."""
    match = _EXTENSION.search(filename.strip())
    return match[1].lower() if match else ""


def recognise(data: bytes) -> str:
    """The MIME type of an accepted image or PDF, `zip` for what may be an Office file, else a short name or `unknown`."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "mp4")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:512].lstrip().lower()
    return "html" if head.startswith((b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml")) else "unknown"


def short_name(kind: str) -> str:
    """The name of a kind as told to people: the extension of a MIME type, anything else as it is."""
    return EXTENSIONS.get(kind, kind)
