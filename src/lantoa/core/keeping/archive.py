"""The archive: a gzipped tar that any `tar` opens, written and read in one pass, whatever its size.

First `header.json`, then `tables/NAME/000001.jsonl` and so on, then `files/…`, last `manifest.json` with counts and digests. A digest
runs over the name and content of every part; an archive without its manifest, or with another digest, is refused.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.utils.translation import gettext as _

from lantoa.core.keeping import sealing
from lantoa.core.keeping.refusals import Damaged, KeepingFailure

FORMAT = 1
HEADER, MANIFEST = "header.json", "manifest.json"
PART = 1024 * 1024
LEVEL = 5
BLOCK = 256 * 1024
MOST_JSON = 64 * 1024 * 1024


class Writer:
    """Writes the parts of an archive in their order."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar, self.trail = tar, hashlib.sha256()

    def add(self, name: str, content: bytes) -> None:
        self.add_stream(name, io.BytesIO(content), len(content))

    def add_stream(self, name: str, source: BinaryIO, size: int) -> None:
        """A part of `size` bytes. Raises `OSError` where the source ends before them."""
        about = tarfile.TarInfo(name)
        about.size, about.mode = size, 0o600
        digested = Digested(source)
        self.tar.addfile(about, digested)
        self.follow(name, digested.digest.hexdigest())

    def follow(self, name: str, digest: str) -> None:
        self.trail.update(f"{name}\0{digest}\n".encode())

    def add_json(self, name: str, told: dict[str, Any]) -> None:
        self.add(name, json.dumps(told, ensure_ascii=False, indent=1).encode())


class Digested(io.RawIOBase):
    """Reads through and remembers the hash of what went by."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.digest = source, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken = self.source.read(len(buffer))
        self.digest.update(taken)
        buffer[: len(taken)] = taken
        return len(taken)

    def read(self, size: int = -1) -> bytes:
        taken = self.source.read(size)
        self.digest.update(taken)
        return taken


class Reader:
    """Reads the parts of an archive in their order, each to its end before the next."""

    def __init__(self, tar: tarfile.TarFile, packed: IO[bytes]) -> None:
        self.tar, self.packed, self.trail = tar, packed, hashlib.sha256()

    def parts(self) -> Iterator[tuple[str, IO[bytes], int]]:
        """(name, content, size) of each part. Whoever gets one reads what it needs; the rest is read over."""
        for about in self.tar:
            content = self.tar.extractfile(about) if about.isreg() else None
            if content is None or not harmless(about.name):
                raise Damaged(_("The file holds something that no backup holds ({name}); it was altered.").format(name=about.name))
            digested = Digested(content)
            yield about.name, io.BufferedReader(digested, BLOCK), about.size
            while digested.read(BLOCK):
                pass
            self.trail.update(f"{about.name}\0{digested.digest.hexdigest()}\n".encode())
        while self.packed.read(BLOCK):  # to the last byte, so that its checksum is looked at
            pass

    def told(self, content: IO[bytes]) -> dict[str, Any]:
        """The JSON of a part."""
        try:
            found = json.loads(content.read(MOST_JSON))
        except ValueError as error:
            raise Damaged(_("The file was altered: a part of it cannot be read.")) from error
        if not isinstance(found, dict):
            raise Damaged(_("The file was altered: a part of it cannot be read."))
        return found


def harmless(name: str) -> bool:
    """The name stays within the folder into which it is written."""
    return not name.startswith("/") and "\\" not in name and not {"", ".", ".."} & set(name.split("/"))


@contextmanager
def writing(target: BinaryIO, *, passphrase: bytes = b"") -> Iterator[Writer]:
    """An archive into `target`, under the passphrase where there is one; complete once the block ends."""
    sealed = sealing.Sealing(target, passphrase) if passphrase else None
    with (
        gzip.GzipFile(fileobj=sealed or target, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield Writer(tar)
    if sealed:
        sealed.finish()


@contextmanager
def reading(file: Path, *, passphrase: bytes = b"") -> Iterator[Reader]:
    """The archive in `file`. Raises `Damaged` where it is truncated, altered or none, `KeepingFailure` where it may not be read."""
    try:
        with file.open("rb") as source:
            packed: Any = gzip.GzipFile(fileobj=opened(source, passphrase))
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                yield Reader(tar, packed)
    except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError) as error:
        raise Damaged(
            _("The file is no whole backup: it was cut off or altered ({reason}). Take another copy.").format(reason=error)
        ) from error


def opened(source: BinaryIO, passphrase: bytes) -> IO[bytes]:
    begin = source.read(len(sealing.MAGIC))
    if begin == sealing.MAGIC:
        if not passphrase:
            raise KeepingFailure(_("This backup is under a passphrase. Name the file that holds it: --passphrase-file."))
        return io.BufferedReader(sealing.Unsealing(source, passphrase), BLOCK)
    if not begin.startswith(b"\x1f\x8b"):
        raise Damaged(_("The file is no backup of this program."))
    source.seek(0)
    return source


def sync_folder(folder: Path) -> None:
    """What was renamed in the folder survives a power failure from now on."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
