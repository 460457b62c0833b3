"""Where files lie: under their own hash, written beside and then moved into place, so that half a file is never met."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage

INCOMING = "incoming"


def place_of(digest: str) -> str:
    """The path of a file within the storage: `ab/cdef…`."""
    return f"{digest[:2]}/{digest[2:]}"


def thumbnail_place_of(digest: str) -> str:
    return f"thumbnails/{place_of(digest)}.jpg"


def full_path(path: str) -> Path:
    return Path(default_storage.path(path))


@contextmanager
def staged(content: bytes) -> Iterator[Path]:
    """`content` in a private file beside the stored ones, on disk to the last byte; gone at the end unless it was moved into place."""
    folder = full_path(INCOMING)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def move_into_place(waiting: Path, path: str) -> None:
    """A staged file becomes a stored one in a single step; the same content already there is replaced by itself."""
    target = full_path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(waiting, target)


def clear_incoming(*, before: datetime) -> int:
    """Remove what a process that died has left there, untouched since `before`; the number of files removed."""
    folder = full_path(INCOMING)
    left = [file for file in folder.iterdir() if file.stat().st_mtime < before.timestamp()] if folder.exists() else []
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)
