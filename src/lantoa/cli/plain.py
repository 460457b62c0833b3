"""A plain copy: SQLite's own file or PostgreSQL's own dump, and the files, in one archive with checksums; for the same database only."""

import hashlib
import os
import tarfile
import tempfile
from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext
from io import BytesIO
from pathlib import Path

from lantoa.cli import database
from lantoa.cli.console import Failure, Progress, say, step

CHECKSUMS = "SHA256SUMS"


def copy_plain(file: Path, files: Path) -> None:
    """Write the copy to `file`, with what is in the folder `files`. Raises `Failure`."""
    with tempfile.TemporaryDirectory(prefix=".lantoa-backup-", dir=file.parent) as folder:
        name = "lantoa.sqlite3" if database.is_sqlite() else "lantoa.dump"
        with step(_("Copying the database")) as progress:
            database.copy_database(Path(folder) / name, progress=progress)
        unfinished = Path(folder) / "archive"
        with step(_("Packing")) as progress:
            try:
                count = pack(unfinished, database_copy=Path(folder) / name, files=files, progress=progress)
                unfinished.replace(file)
            except OSError as error:
                raise Failure(_("The copy could not be written: {reason}").format(reason=error.strerror or error)) from error
    told = ngettext("{file}: {size} kB, {count} file.", "{file}: {size} kB, {count} files.", count)
    say(told.format(file=file, size=file.stat().st_size // 1000, count=count))


def pack(target: Path, *, database_copy: Path, files: Path, progress: Progress) -> int:
    """Write the archive: the database's copy, the files under `files/`, and a list of checksums as `sha256sum -c` reads it."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    sums, members = [], list(contents(database_copy, files))
    total = sum(path.stat().st_size for path, _name in members) or 1
    done = 0
    with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as archive:
        for path, name in members:
            with path.open("rb") as source:
                sums.append(f"{hashlib.file_digest(source, 'sha256').hexdigest()}  {name}\n")
                source.seek(0)
                archive.addfile(archive.gettarinfo(arcname=name, fileobj=source), source)
            done += path.stat().st_size
            progress(f"{100 * done // total} %")
        listed = "".join(sums).encode()
        about = tarfile.TarInfo(CHECKSUMS)
        about.size = len(listed)
        archive.addfile(about, BytesIO(listed))
    return len(members)


def contents(database_copy: Path, files: Path) -> Iterator[tuple[Path, str]]:
    """What goes into the archive, and under which name. A file that is being written (`.part`) is left out."""
    yield database_copy, database_copy.name
    if files.exists():
        for path in sorted(files.rglob("*")):
            if path.is_file() and path.suffix != ".part":
                yield path, f"files/{path.relative_to(files)}"
