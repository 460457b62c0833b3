"""Taking the parts of an archive, one after the other, into tables and files; what no backup holds is refused."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from django.db import DataError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lantoa.core.keeping import archive, loading
from lantoa.core.keeping.header import Header
from lantoa.core.keeping.refusals import Damaged
from lantoa.core.keeping.tables import Codec, Tables, Tally

Progress = Callable[[str], object]
Part = tuple[str, IO[bytes], int]


def read_all(reader: archive.Reader, header: Header, tables: Tables, incoming: Path, *, progress: Progress) -> tuple[dict[str, Any], int]:
    """Read every part into tables and files; the manifest, which must agree with what was read."""
    rows = count = 0
    manifest = None
    for group, parts in groupby(reader.parts(), key=lambda part: group_of(part[0])):
        if manifest is not None:
            raise altered(group)
        if group.startswith("tables/"):
            rows += fill_table(group.removeprefix("tables/"), parts, header, tables, progress=progress, before=rows)
            continue
        for name, content, _size in parts:
            if group == "files":
                keep_file(incoming / name.removeprefix("files/"), content)
                count += 1
                progress(_("{count} files").format(count=count))
            elif name == archive.MANIFEST:
                manifest = checked_manifest(reader, content, header, tables, files=count)
            elif name != archive.HEADER:
                raise altered(name)
    if manifest is None:
        raise Damaged(_("The file ends too early. Copy it again, or take another backup."))
    return manifest, count


def read_over(reader: archive.Reader, incoming: Path, *, progress: Progress) -> tuple[dict[str, Any], int]:
    """The rows stand already: read the files and the manifest."""
    manifest: dict[str, Any] = {}
    count = 0
    for name, content, _size in reader.parts():
        if name.startswith("files/"):
            keep_file(incoming / name.removeprefix("files/"), content)
            count += 1
            progress(_("{count} files").format(count=count))
        elif name == archive.MANIFEST:
            manifest = reader.told(content)
    if not manifest:
        raise Damaged(_("The file ends too early. Copy it again, or take another backup."))
    return manifest, count


def group_of(name: str) -> str:
    """`tables/NAME` for the parts of a table, `files` for files, else the name itself."""
    head, _slash, rest = name.partition("/")
    return f"tables/{rest.partition('/')[0]}" if head == "tables" else head


def altered(name: str) -> Damaged:
    return Damaged(_("The file holds something that no backup holds ({name}); it was altered.").format(name=name))


def fill_table(table: str, parts: Iterator[Part], header: Header, tables: Tables, *, progress: Progress, before: int) -> int:
    """Write all parts of one table; the number of its rows."""
    model = tables.get(table)
    if model is None:
        raise altered(table)
    codec = Codec(model)
    if [column.name for column in codec.columns] != header.columns.get(table):
        raise altered(table)
    counted = Tally()

    def decoded() -> Iterator[list[Any]]:
        for _name, content, _size in parts:
            for line in content:
                counted.rows += 1
                if counted.rows % 1000 == 0:
                    progress(_("{count} rows").format(count=number_format(before + counted.rows, force_grouping=True)))
                yield codec.decode(line)

    try:
        loading.fill(codec, decoded())
    except (ValueError, TypeError, DataError) as error:
        reason = str(error).strip().split("\n")[0]
        raise Damaged(
            _("Row {row} of the table {table} cannot be taken: {reason}").format(row=counted.rows, table=table, reason=reason)
        ) from error
    return counted.rows


def keep_file(target: Path, content: IO[bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        shutil.copyfileobj(content, file, archive.BLOCK)
        file.flush()
        os.fsync(file.fileno())


def checked_manifest(reader: archive.Reader, content: IO[bytes], header: Header, tables: Tables, *, files: int) -> dict[str, Any]:
    """The manifest, where it tells of just what was read."""
    trail = reader.trail.hexdigest()
    manifest = reader.told(content)
    agrees = manifest.get("parts") == trail and manifest.get("id") == header.identity and manifest["files"]["count"] == files
    if not agrees or set(manifest["tables"]) != set(tables):
        raise Damaged(_("The file was altered after it was made: its digest is another. Take another copy."))
    return manifest
