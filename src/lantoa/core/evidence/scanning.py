"""Reading what comes in for marks of state secrets, as far as this installation can."""

from pathlib import Path

from django.conf import settings

from lantoa.core.evidence.models import Scan
from lantoa.lib.files import FileRefused
from lantoa.lib.scans import engine_found, look


def can_read() -> bool:
    """Whether this installation reads pictures and scanned pages."""
    return engine_found(_data())


def scanned(content: bytes, mime: str, *, seconds: float) -> Scan:
    """How far the pictures and scanned pages of the file were read within so many seconds; FileRefused (classified) if one is marked."""
    seen = look(content, mime, data=_data(), seconds=seconds)
    if seen.mark:
        raise FileRefused("classified", mark=seen.mark)
    if not seen.pictures:
        return Scan.NOTHING
    if seen.whole:
        return Scan.READ
    return Scan.PARTLY if seen.read else Scan.UNREAD


def _data() -> Path | None:
    return Path(settings.LANTOA_READING_DATA) if settings.LANTOA_READING_DATA else None
