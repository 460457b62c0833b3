"""Where files lie: under their own hash, written beside and then moved into place, so that half a file is never met.

Whoever writes a file and its row holds the store open (`staged`); whoever looks for files that no row knows has it to himself
(`alone`). So no file is swept away while its row is still being written.
"""

import fcntl
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.core.files.storage import default_storage

INCOMING = "incoming"
THUMBNAILS = "thumbnails"
_OWN_NAME: Final = re.compile(r"(?:thumbnails/)?[0-9a-f]{2}/[0-9a-f]{62}(?:\.jpg)?")


def place_of(digest: str) -> str:
    """The path of a file within the storage: `ab/cdef…`."""
    return f"{digest[:2]}/{digest[2:]}"


def thumbnail_place_of(digest: str) -> str:
    return f"{THUMBNAILS}/{place_of(digest)}.jpg"


def full_path(path: str) -> Path:
    return Path(default_storage.path(path))


def incoming() -> Path:
    """The folder for what is not in its place yet."""
    folder = full_path(INCOMING)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _held(how: int) -> Iterator[None]:
    folder = os.open(incoming(), os.O_RDONLY)
    try:
        fcntl.flock(folder, how)
        yield
    finally:
        os.close(folder)


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else is writing a file and its row."""
    with _held(fcntl.LOCK_EX):
        yield


@contextmanager
def staged(content: bytes) -> Iterator[Path]:
    """`content` in a private file beside the stored ones, on disk to the last byte; gone at the end unless it was moved into place.

    Enclose the transaction that writes the file's row.
    """
    with _held(fcntl.LOCK_SH):
        handle, name = tempfile.mkstemp(dir=incoming())
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
    left = [file for file in incoming().iterdir() if _older(file, before)]
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)


def left_over(*, before: datetime) -> Iterator[str]:
    """The paths of the stored files that have lain untouched since `before`; strangers in the folder are not touched."""
    root = full_path("")
    for file in root.rglob("*"):
        path = file.relative_to(root).as_posix()
        if _OWN_NAME.fullmatch(path) and file.is_file() and _older(file, before):
            yield path


def untouched(path: str, *, before: datetime) -> bool:
    """Whether the stored file is there and was not written since."""
    return _older(full_path(path), before)


def _older(file: Path, before: datetime) -> bool:
    try:
        return file.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        return False
