"""One way in for every file: name, size, kind, content, mark."""

from pathlib import Path
from typing import Final

from lantoa.lib.files.images import measure_image
from lantoa.lib.files.kinds import (
    ACCEPTED,
    DOCX,
    EXTENSIONS,
    JPEG,
    MAX_BYTES,
    PDF,
    PNG,
    SAMPLE_LENGTH,
    WEBP,
    XLSX,
    FileFacts,
    FileRefused,
    extension_of,
    recognise,
    short_name,
)
from lantoa.lib.files.office import office_text
from lantoa.lib.files.packages import Package
from lantoa.lib.files.pdf import read_pdf
from lantoa.lib.marks import classification_mark, classification_mark_in_name
from lantoa.lib.vietnamese import nfc

_ENCRYPTED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")


def inspect_file(path_or_bytes: str | Path | bytes, *, filename: str, limit: int = MAX_BYTES) -> FileFacts:
    """What the file is, or a FileRefused that says why it cannot be kept; `filename` is the name it came under.

    The mark of a state secret is looked for in the name first, so that not even the content is read.
    """
    data, mime, package = _from_outside(path_or_bytes, filename, limit)
    if mime in (JPEG, PNG, WEBP):
        width, height, words = measure_image(data, mime)
        facts = FileFacts(mime, EXTENSIONS[mime], width=width, height=height)
    elif package:
        words = office_text(package)
        facts = FileFacts(mime, EXTENSIONS[mime], text_sample=_sample(words))
    else:
        pages, words = read_pdf(data)
        facts = FileFacts(mime, EXTENSIONS[mime], pages=pages, text_sample=_sample(words))
    if mark := classification_mark(words):
        raise FileRefused("classified", mark=mark)
    return facts


def look_at_outside(data: bytes, *, filename: str, limit: int = MAX_BYTES) -> int:
    """How many bytes there are to read, unpacked; refuses what `inspect_file` refuses without reading any of the text, in little time."""
    _data, _mime, package = _from_outside(data, filename, limit)
    return package.unpacked if package else len(data)


def _from_outside(path_or_bytes: str | Path | bytes, filename: str, limit: int) -> tuple[bytes, str, Package | None]:
    if mark := classification_mark_in_name(filename):
        raise FileRefused("classified", mark=mark)
    data = _content(path_or_bytes, limit)
    mime, package = _kind(data)
    _check_name(filename, mime)
    return data, mime, package


def document_text(path_or_bytes: str | Path | bytes) -> str:
    """All text of a DOCX, XLSX or PDF (nothing of a picture), under the same checks as `inspect_file` but the marks."""
    data = _content(path_or_bytes, MAX_BYTES)
    mime, package = _kind(data)
    if package:
        return office_text(package)
    if mime == PDF:
        return read_pdf(data)[1]
    if mime in EXTENSIONS:
        return ""
    raise FileRefused("type_not_allowed", extension="", found=short_name(mime))


def _content(path_or_bytes: str | Path | bytes, limit: int) -> bytes:
    """The bytes, read only if there are not too many."""
    size = len(path_or_bytes) if isinstance(path_or_bytes, bytes) else Path(path_or_bytes).stat().st_size
    if size == 0:
        raise FileRefused("empty")
    if size > limit:
        raise FileRefused("too_large", limit=limit, size=size)
    return path_or_bytes if isinstance(path_or_bytes, bytes) else Path(path_or_bytes).read_bytes()


def _kind(data: bytes) -> tuple[str, Package | None]:
    """What the content is, with the opened package if it is an Office file."""
    kind = recognise(data)
    if kind == "doc" and _ENCRYPTED_OFFICE in data:
        raise FileRefused("encrypted")
    if kind != "zip":
        return kind, None
    package = Package(data)
    return package.mime, package if package.mime in (DOCX, XLSX) else None


def _check_name(filename: str, mime: str) -> None:
    """Refuse a kind that is not taken, and a name whose extension promises another kind than the content is."""
    extension = extension_of(filename)
    if (extension and extension not in ACCEPTED) or (not extension and mime not in EXTENSIONS):
        raise FileRefused("type_not_allowed", extension=extension, found=short_name(mime))
    if extension and ACCEPTED[extension] != mime:
        raise FileRefused("content_mismatch", expected=EXTENSIONS[ACCEPTED[extension]], found=short_name(mime))


def _sample(text: str) -> str:
    return " ".join(nfc(text[: 4 * SAMPLE_LENGTH]).split())[:SAMPLE_LENGTH]
