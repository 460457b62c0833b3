"""Writing an archive: every row of one moment, then every file, then the manifest; whole under its name or not there at all."""

import fcntl
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lantoa.core.evidence import store
from lantoa.core.keeping import archive, snapshot
from lantoa.core.keeping.refusals import KeepingFailure
from lantoa.core.keeping.tables import Codec, Tables, Tally, rows_of, tables_at

Progress = Callable[[str], object]


@dataclass(frozen=True)
class Made:
    """What an archive holds."""

    rows: int
    files: int
    size: int


def make_backup(target: Path, *, now: datetime, passphrase: bytes = b"", progress: Progress) -> Made:
    """Write the installation's archive to `target`, replacing what is there once it is whole. Raises `KeepingFailure`."""
    try:
        with unfinished(target) as file:
            with archive.writing(file, passphrase=passphrase) as writer, snapshot.one_moment():
                rows, files = write_all(writer, now=now, progress=progress)
            file.flush()
            os.fsync(file.fileno())
            os.replace(part_of(target), target)
        archive.sync_folder(target.parent)
    except OSError as error:
        raise KeepingFailure(
            _("The backup could not be written to {folder}: {reason}. Nothing was changed.").format(
                folder=target.parent, reason=error.strerror or error
            )
        ) from error
    except DatabaseError as error:
        raise KeepingFailure(_("The database could not be read: {reason}").format(reason=str(error).strip().split("\n")[0])) from error
    return Made(rows, files, target.stat().st_size)


def part_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


@contextmanager
def unfinished(target: Path) -> Iterator[BinaryIO]:
    """The file beside `target` in which it grows, for this process alone; what a process that died left there is written over."""
    part = part_of(target)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise KeepingFailure(_("Another backup is being written to {file} just now.").format(file=target)) from error
        try:
            os.fchmod(file.fileno(), 0o600)
            file.truncate(0)
            yield file
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def write_all(writer: archive.Writer, *, now: datetime, progress: Progress) -> tuple[int, int]:
    migrations = snapshot.applied()
    tables = tables_at(known(migrations))
    identity = str(uuid.uuid4())
    writer.add_json(archive.HEADER, header(identity, migrations, tables, now=now))
    told: dict[str, dict[str, Any]] = {}
    for number, (table, model) in enumerate(tables.items(), start=1):
        progress(f"{number}/{len(tables)}")
        counted = write_table(writer, table, Codec(model), progress=progress)
        told[table] = {"rows": counted.rows, "digest": counted.digest, "last": snapshot.last_number(model)}
    rows = sum(counts["rows"] for counts in told.values())
    files, size = write_files(writer, store.full_path(""), progress=progress)
    manifest = {"id": identity, "tables": told, "files": {"count": files, "bytes": size}, "parts": writer.trail.hexdigest()}
    writer.add_json(archive.MANIFEST, manifest)
    return rows, files


def known(migrations: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those migrations, all known to this program. Raises `KeepingFailure` where the database is newer than it."""
    from django.db.migrations.loader import MigrationLoader

    strange = sorted(set(migrations) - set(MigrationLoader(connection).graph.nodes))
    if strange:
        raise KeepingFailure(
            _("This database was changed by a newer version of the program ({name}); that version makes its backup.").format(
                name=".".join(strange[0])
            )
        )
    return migrations


def header(identity: str, migrations: list[tuple[str, str]], tables: Tables, *, now: datetime) -> dict[str, Any]:
    return {
        "format": archive.FORMAT,
        "id": identity,
        "program": program_version(),
        "made_at": now.isoformat(timespec="seconds"),
        "database": connection.vendor,
        "demo": bool(settings.DEMO),
        "business_day": settings.LANTOA_BUSINESS_DAY,
        "migrations": [list(node) for node in migrations],
        "columns": {table: [column.name for column in Codec(model).columns] for table, model in tables.items()},
    }


def program_version() -> str:
    try:
        return version("lantoa")
    except PackageNotFoundError:
        return "0"


def write_table(writer: archive.Writer, table: str, codec: Codec, *, progress: Progress) -> Tally:
    """The rows of a table, in parts of about a megabyte."""
    counted, lines, part = Tally(), bytearray(), 1
    for row in rows_of(codec.model, codec.columns):
        line, digested = codec.encode(row)
        counted.add(digested)
        lines += line + b"\n"
        if len(lines) >= archive.PART:
            writer.add(f"tables/{table}/{part:06d}.jsonl", bytes(lines))
            part += 1
            lines.clear()
            progress(_("{table}: {count} rows").format(table=table, count=number_format(counted.rows, force_grouping=True)))
    if lines:
        writer.add(f"tables/{table}/{part:06d}.jsonl", bytes(lines))
    return counted


def write_files(writer: archive.Writer, folder: Path, *, progress: Progress) -> tuple[int, int]:
    """Every stored file; one that is only coming in is left out, since no row knows it yet."""
    count = size = 0
    for path in stored(folder):
        try:
            source = path.open("rb")
        except FileNotFoundError:
            continue  # taken away since the folder was read
        with source:
            length = os.fstat(source.fileno()).st_size
            writer.add_stream(f"files/{path.relative_to(folder).as_posix()}", source, length)
        count, size = count + 1, size + length
        progress(_("{count} files").format(count=count))
    return count, size


def stored(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not (name == store.INCOMING and Path(here) == folder))
        yield from (Path(here) / name for name in sorted(names) if not name.endswith(".part"))
