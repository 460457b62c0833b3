"""A long sheet waits for the worker: in a private file of the installation's folder, until it is read or refused, and no longer.

Its kind, size and name were looked at before; its content is, for marks of secrecy too, before a row of it is kept.
"""

import fcntl
import os
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantoa.core.imports.models import Import, Stage
from lantoa.core.imports.refusals import no_room
from lantoa.core.imports.staging import Sheet, clear_old, inspect, new_import, refuse, stage
from lantoa.core.imports.targets import Target
from lantoa.core.people.models import User
from lantoa.core.records.kinds import Kind
from lantoa.core.units.models import Unit
from lantoa.lib.files.kinds import extension_of

UNKNOWN_FOR: Final = timedelta(hours=1)  # a file that no import waits for is left alone so long: its import may be on its way
STANDS_STILL: Final = timedelta(minutes=2)


def folder() -> Path:
    """Where sheets wait; nobody else on the machine may look in."""
    found = Path(settings.LANTOA_SHEETS)
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def path_of(source: Import) -> Path:
    return folder() / str(source.public_id)


def put_by(sheet: Sheet, kind: Kind, unit: Unit, *, by: User, today: date, now: datetime) -> Import:
    """The import of a sheet that the worker is to read. Raises `Refused` and `ValidationError`; then nothing is kept."""
    source = new_import(sheet, kind, unit, by=by, today=today, now=now)
    clear_old(now=now)
    sweep(now=now)
    path = path_of(source)
    try:
        write_private(path, sheet.content)
        source.save()
    except (OSError, DatabaseError) as error:
        path.unlink(missing_ok=True)
        raise no_room() from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return source


def write_private(path: Path, content: bytes) -> None:
    """A new file that its owner alone may read, on disk to the last byte."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def read_waiting(source: Import, targets: list[Target]) -> bool:
    """Read the sheet that waits, into its rows or into the reason why it was not taken; then its file is gone.

    False where that is not for this process: another one is at it.
    """
    try:
        file = path_of(source).open("rb")
    except FileNotFoundError:
        return broken_off(source)
    with file:
        if not taken(file):
            return False
        source.refresh_from_db()
        if source.stage == Stage.READING:
            read_or_refuse(source, file.read(), targets)
        path_of(source).unlink(missing_ok=True)
    return True


def taken(file: IO[bytes]) -> bool:
    """Whether the file is now this process's to read; the lock goes with the process."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read_or_refuse(source: Import, content: bytes, targets: list[Target]) -> None:
    source.rows.all().delete()  # of a reading that broke off
    sheet = Sheet(source.file_name, content, extension_of(source.file_name) != "xlsx", source.sheet)
    try:
        inspect(sheet)
        stage(source, sheet, targets)
    except ValidationError as error:
        refuse(source, error)
    except DatabaseError:
        refuse(source, no_room())


def broken_off(source: Import) -> bool:
    """No file waits: `lantoa import` reads it at this moment, or whoever read it is dead."""
    if timezone.now() - source.moved_at < STANDS_STILL:
        return False
    refuse(source, ValidationError(_("The reading of the sheet was broken off. Upload it again.")))
    return True


def left_over(*, now: datetime) -> list[Path]:
    """Files that no import waits for any more."""
    waiting = {str(key) for key in Import.objects.filter(stage=Stage.READING).values_list("public_id", flat=True)}
    before = (now - UNKNOWN_FOR).timestamp()
    return [path for path in folder().iterdir() if path.name not in waiting and path.stat().st_mtime < before]


def sweep(*, now: datetime) -> None:
    for path in left_over(now=now):
        path.unlink(missing_ok=True)


def sweep_once_kept(*, now: datetime) -> int:
    """Remove what is left over, once the transaction is kept; how many files."""
    found = left_over(now=now)
    transaction.on_commit(lambda: sweep(now=now))
    return len(found)
