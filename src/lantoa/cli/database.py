"""The database as a whole: is it ours to open, is it behind, and a copy of it while it is in use."""

import os
import shutil
import sqlite3
import subprocess
from gettext import gettext as _
from pathlib import Path
from typing import Any

from lantoa.cli.console import Failure, Progress

PAGES_AT_ONCE = 2000


def connection() -> Any:
    from django.db import connection

    return connection


def is_sqlite() -> bool:
    return connection().vendor == "sqlite"


def check_reachable() -> None:
    """Raise `Failure` where the database does not answer."""
    from django.db import DatabaseError

    try:
        connection().ensure_connection()
    except (DatabaseError, UnicodeError) as error:
        raise Failure(_("The database does not answer: {reason}").format(reason=first_line(error))) from error


def first_line(error: Exception) -> str:
    """The point of an error whose words fill several lines."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def applied_and_known() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The migrations that the database went through, and those that this program knows."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection())
    return set(loader.applied_migrations), set(loader.disk_migrations)


def refuse_newer() -> None:
    """Raise `Failure` where a later version of the program has changed this database."""
    applied, known = applied_and_known()
    strange = sorted(f"{app}.{name}" for app, name in applied - known)
    if strange:
        sentence = _(
            "This database was changed by a newer version of the program ({names}). "
            "Install that version, or go back to the backup made before it."
        )
        raise Failure(sentence.format(names=", ".join(strange[:3])))


def behind() -> int:
    """How many migrations the database still has before it."""
    applied, known = applied_and_known()
    return len(known - applied)


def empty() -> bool:
    return not applied_and_known()[0]


def copy_database(target: Path, *, progress: Progress) -> None:
    """A consistent copy of the database in `target`, made while others go on working. Raises `Failure` and leaves nothing half-written."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        if is_sqlite():
            copy_sqlite(unfinished, progress=progress)
        else:
            copy_postgres(unfinished)
        unfinished.replace(target)
    except OSError as error:
        raise Failure(_("The copy could not be written: {reason}").format(reason=error.strerror or error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def copy_sqlite(target: Path, *, progress: Progress) -> None:
    source = sqlite3.connect(f"file:{connection().settings_dict['NAME']}?mode=ro", uri=True)
    copy = sqlite3.connect(target)

    def tell(_status: int, remaining: int, total: int) -> None:
        progress(f"{100 * (total - remaining) // max(total, 1)} %")

    try:
        source.backup(copy, pages=PAGES_AT_ONCE, progress=tell)
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Failure(_("The copy of the database is damaged; the disk may be failing. Nothing was changed."))
    except sqlite3.Error as error:
        raise Failure(_("The copy could not be written: {reason}").format(reason=error)) from error
    finally:
        copy.close()
        source.close()


def copy_postgres(target: Path) -> None:
    tool = shutil.which("pg_dump")
    if tool is None:
        raise Failure(_("pg_dump is missing, so the database cannot be copied. Install it: apt-get install postgresql-client"))
    wanted = connection().settings_dict
    command = [tool, "--format=custom", "--no-password", f"--file={target}", f"--dbname={wanted['NAME']}"]
    for flag, key in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER")):
        if wanted[key]:
            command.append(f"{flag}={wanted[key]}")
    environment = {**os.environ, "PGPASSWORD": wanted["PASSWORD"] or ""}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # the database's own tools, named here
    if result.returncode:
        reason = "; ".join(line.removeprefix("pg_dump: ") for line in result.stderr.strip().splitlines()[:3])
        raise Failure(_("pg_dump could not copy the database: {reason}").format(reason=reason))
