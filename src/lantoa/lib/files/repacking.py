"""Office files without the places of their photos: parts that hold a photo are written anew, all others are taken over."""

import re
import zipfile
from io import BytesIO
from typing import Final

from lantoa.lib.files.kinds import DOCX, JPEG, PNG, WEBP, XLSX, FileRefused, recognise
from lantoa.lib.files.location import strip_location, tells_place

_MEDIA: Final = re.compile(r"(?:^|/)media/[^/]+$", re.IGNORECASE)
_WORKBOOK: Final = re.compile(r"(?:^|/)embeddings/[^/]+\.xlsx$", re.IGNORECASE)
_SIGNATURE: Final = re.compile(r"^_xmlsignatures/", re.IGNORECASE)
_PHOTOS: Final = (JPEG, PNG, WEBP)


def without_places(data: bytes, mime: str) -> bytes:
    """The same document, its photos without the place where they were taken; `mime` says what the document is.

    A document without such photos comes back as it was, bit for bit. In a changed one every part but those photos has the bytes,
    the name, the date and the order that it had. A document that is signed is never changed: FileRefused (signed) if a photo
    in it tells its place.
    """
    if mime not in (DOCX, XLSX):
        return strip_location(data, mime)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            changed = _changed_parts(package)
            if not changed:
                return data
            if any(_SIGNATURE.match(name) for name in package.namelist()):
                if _any_place(package, changed):
                    raise FileRefused("signed")
                return data
            return _rewritten(package, changed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise FileRefused("damaged") from None


def pictures_in(data: bytes) -> list[bytes]:
    """The pictures that lie in an Office file and in the workbooks behind its charts, in the order of their names."""
    found = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if _MEDIA.search(name):
                found.append(package.read(name))
            elif _WORKBOOK.search(name):
                found += pictures_in(package.read(name))
    return found


def _changed_parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts that must be written anew, and their new content; a photo that cannot be read through stays as it is."""
    changed = {}
    for name in package.namelist():
        if _MEDIA.search(name):
            old = package.read(name)
            new = _stripped(old)
        elif _WORKBOOK.search(name):
            old = package.read(name)
            new = without_places(old, XLSX)
        else:
            continue
        if new != old:
            changed[name] = new
    return changed


def _stripped(photo: bytes) -> bytes:
    """The photo without its place, or as it is where it is no photo of a kind that is known."""
    kind = recognise(photo)
    try:
        return strip_location(photo, kind) if kind in _PHOTOS else photo
    except FileRefused:
        return photo


def _any_place(package: zipfile.ZipFile, names: dict[str, bytes]) -> bool:
    return any(_WORKBOOK.search(name) or tells_place(package.read(name)) for name in names)


def _rewritten(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for entry in package.infolist():
            told = zipfile.ZipInfo(entry.filename, entry.date_time)
            told.compress_type, told.external_attr, told.create_system = entry.compress_type, entry.external_attr, entry.create_system
            new.writestr(told, changed.get(entry.filename, package.read(entry)))
    return out.getvalue()
