"""Reading an archive into an empty installation: all of it, checked against its own counts and digests, or nothing.

A note in the installation's folder says that a restore is under way, from before the first row until everything stands; as long as it
is there nothing else of the program opens the installation. Rows are written in one transaction. A restore that was broken off is
simply called again: before the transaction's end nothing is there, after it what stands is checked and finished.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.utils.translation import gettext as _

from lantoa.core.keeping import archive, loading
from lantoa.core.keeping.header import Header, read_header
from lantoa.core.keeping.recorded import lay_tables
from lantoa.core.keeping.refusals import Damaged, KeepingFailure, NotEmpty, Unfinished
from lantoa.core.keeping.tables import Node, Tables, tables_at, tally
from lantoa.core.keeping.taking import Progress, read_all, read_over

NOTE = "restoring"
MADE_BY_MIGRATIONS = {"django_content_type", "auth_permission"}


@dataclass(frozen=True)
class Restored:
    """What was restored."""

    rows: int
    files: int
    header: Header


def restore(file: Path, *, folder: Path, files: Path, passphrase: bytes = b"", progress: Progress) -> Restored:
    """Fill the empty installation of `folder`, its files in `files`. Raises `KeepingFailure`; then nothing is there as before.

    Whoever calls brings the database up to the program and then calls `finish`.
    """
    header = read_header(file, passphrase=passphrase)
    before = read_note(folder)
    if before and before["id"] != header.identity:
        raise KeepingFailure(
            _("The restore of another backup was broken off here. Finish it, or empty {folder} first.").format(folder=folder)
        )
    try:
        migrate_to(header.migrations)
        tables = tables_at(header.migrations)
        there = occupied(tables)
        if there and not before:
            raise NotEmpty(
                _(
                    "There is data already ({table}), and a restore goes into an empty installation only. "
                    "Name another folder (--home) or an empty database (--database)."
                ).format(table=there)
            )
        write_note(folder, header)
        return load(file, header, tables, files=files, passphrase=passphrase, there=bool(there), progress=progress)
    except Unfinished:
        raise
    except KeepingFailure:
        give_up(folder, before)
        raise
    except OSError as error:
        give_up(folder, before)
        raise KeepingFailure(
            _("The restore could not write: {reason}. Nothing of it is kept.").format(reason=error.strerror or error)
        ) from error
    except DatabaseError as error:
        give_up(folder, before)
        raise KeepingFailure(
            _("The database could not take the backup: {reason}. Nothing of it is kept.").format(reason=str(error).strip().split("\n")[0])
        ) from error


def finish(folder: Path) -> None:
    """Everything stands: from now on the installation may be used."""
    (folder / NOTE).unlink(missing_ok=True)
    archive.sync_folder(folder)


def under_way(folder: Path) -> bool:
    """A restore into this folder was begun and not finished."""
    return (folder / NOTE).exists()


def read_note(folder: Path) -> dict[str, str] | None:
    try:
        found = json.loads((folder / NOTE).read_text("utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return {"id": ""}
    return found if isinstance(found, dict) and "id" in found else {"id": ""}


def write_note(folder: Path, header: Header) -> None:
    unfinished = folder / f".{NOTE}.part"
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump({"id": header.identity, "made_at": header.made_at}, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / NOTE)
    archive.sync_folder(folder)


def give_up(folder: Path, before: dict[str, str] | None) -> None:
    """The restore was refused and left nothing: the note goes, unless an earlier one stands."""
    if before is None:
        (folder / NOTE).unlink(missing_ok=True)


def migrate_to(migrations: frozenset[Node]) -> None:
    """Make the tables as the archive knows them. Raises `NotEmpty` where the database has gone further already."""
    lay_tables(migrations)
    executor = MigrationExecutor(connection)
    further = set(executor.loader.applied_migrations) - migrations
    if further:
        raise NotEmpty(_("The tables of this database are newer than the backup. Name an empty database (--database) or folder (--home)."))
    if set(executor.loader.applied_migrations) == migrations:
        return
    executor.migrate(sorted(node for node in migrations if not followed(executor, node, migrations)))


def followed(executor: MigrationExecutor, node: Node, migrations: frozenset[Node]) -> bool:
    """Another migration of the same app comes after this one."""
    return any(child.key[0] == node[0] and child.key in migrations for child in executor.loader.graph.node_map[node].children)


def occupied(tables: Tables) -> str:
    """The first table that holds something which no migration wrote; empty where there is none."""
    return next((table for table, model in tables.items() if table not in MADE_BY_MIGRATIONS and model._base_manager.exists()), "")


def load(file: Path, header: Header, tables: Tables, *, files: Path, passphrase: bytes, there: bool, progress: Progress) -> Restored:
    """Rows in one transaction, checked before its end; files beside the old ones, moved into place once the rows stand."""
    incoming = files.with_name(f"{files.name}.restoring")
    shutil.rmtree(incoming, ignore_errors=True)
    try:
        with archive.reading(file, passphrase=passphrase) as reader:
            if there:
                manifest, count = read_over(reader, incoming, progress=progress)
                check(tables, manifest["tables"], progress=progress)
            else:
                with loading.all_or_nothing(tables):
                    loading.clear(tables)
                    manifest, count = read_all(reader, header, tables, incoming, progress=progress)
                    check(tables, manifest["tables"], progress=progress)
                    for table, model in tables.items():
                        loading.go_on_after(model, manifest["tables"][table]["last"] or 0)
                    settle(incoming)
        put_in_place(incoming, files)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)
    return Restored(sum(told["rows"] for told in manifest["tables"].values()), count, header)


def check(tables: Tables, told: Mapping[str, Any], *, progress: Progress) -> None:
    """Count and digest every table as it stands now. Raises `Damaged` where one differs from the archive."""
    for number, (table, model) in enumerate(tables.items(), start=1):
        progress(_("checking {number}/{count}").format(number=number, count=len(tables)))
        found = tally(model)
        if (found.rows, found.digest) != (told[table]["rows"], told[table]["digest"]):
            raise Damaged(
                _("The table {table} does not hold what the backup says ({found} rows, {expected} expected).").format(
                    table=table, found=found.rows, expected=told[table]["rows"]
                )
            )


def settle(incoming: Path) -> None:
    """The folders of the files that came in are on disk before the rows that name them."""
    for here, _folders, _names in os.walk(incoming):
        archive.sync_folder(Path(here))


def put_in_place(incoming: Path, files: Path) -> None:
    """What follows once the rows stand. Raises `Unfinished` where the disk does not bear it: the note stays, and the next call goes on."""
    try:
        make_durable()
        move_all(incoming, files)
    except (OSError, DatabaseError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error).strip().split("\n")[0]
        raise Unfinished(
            _("The rows stand, but the restore could not be finished: {reason}. Make room and call the same command again.").format(
                reason=reason
            )
        ) from error


def make_durable() -> None:
    """SQLite writes its journal back at leisure; a restore is done once it is on disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def move_all(incoming: Path, files: Path) -> None:
    """Move every file that came in to its place; one that is there is the same, since its name is its content's hash."""
    for here, _folders, names in os.walk(incoming):
        target = files / Path(here).relative_to(incoming)
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            os.replace(Path(here) / name, target / name)
        archive.sync_folder(target)
