"""What an archive says of itself before its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from lantoa.core.keeping import archive
from lantoa.core.keeping.refusals import Damaged, KeepingFailure
from lantoa.core.keeping.tables import Node


@dataclass(frozen=True)
class Header:
    """What an archive says of itself before its rows."""

    identity: str
    program: str
    made_at: str
    demo: bool
    business_day: str
    migrations: frozenset[Node]
    columns: Mapping[str, list[str]]


def read_header(file: Path, *, passphrase: bytes = b"") -> Header:
    """What the archive is. Raises `Damaged`, or `KeepingFailure` where it is newer than the program."""
    with archive.reading(file, passphrase=passphrase) as reader:
        name, content, _size = next(reader.parts(), ("", None, 0))
        if name != archive.HEADER or content is None:
            raise Damaged(_("The file is no backup of this program."))
        return header_of(reader.told(content))


def header_of(told: dict[str, Any]) -> Header:
    if not isinstance(told.get("format"), int):
        raise Damaged(_("The file is no backup of this program."))
    newer = _("This backup was made by a newer version of the program ({version}). Install that version, then restore.")
    if told["format"] > archive.FORMAT:
        raise KeepingFailure(newer.format(version=told.get("program")))
    migrations = frozenset((str(app), str(name)) for app, name in told["migrations"])
    if migrations - set(MigrationLoader(None).graph.nodes):
        raise KeepingFailure(newer.format(version=told.get("program")))
    return Header(
        told["id"], told["program"], told["made_at"], bool(told["demo"]), str(told.get("business_day", "")), migrations, told["columns"]
    )
