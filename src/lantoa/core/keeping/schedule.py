"""Backups by the clock: when the next one is due, how many are kept, and how they stand."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from lantoa.core.keeping.backup import Made, make_backup
from lantoa.core.keeping.refusals import KeepingFailure
from lantoa.core.keeping.sealing import read_passphrase

STEM = "lantoa-auto-"
FAILURE = "last-failure.json"
LATE = timedelta(hours=26)  # a day, and the time that a backup may take


@dataclass(frozen=True)
class Schedule:
    """Every day at `hour` of the installation's time zone, into `folder`, the newest `keep` of them kept."""

    hour: int
    keep: int
    folder: Path
    passphrase_file: Path | None


@dataclass(frozen=True)
class Standing:
    """The newest whole backup, and the failure that came after it."""

    newest: datetime | None
    failed_at: datetime | None = None
    reason: str = ""


def schedule() -> Schedule | None:
    """What `lantoa.toml` asks for; None where it names no hour. Raises `KeepingFailure` where it cannot be understood."""
    hour = str(settings.LANTOA_BACKUP_HOUR).strip()
    if not hour:
        return None
    keep = str(settings.LANTOA_BACKUP_KEEP)
    if not (hour.isdecimal() and int(hour) < 24 and keep.isdecimal() and int(keep) > 0):
        raise KeepingFailure(_("backup_hour in lantoa.toml is an hour from 0 to 23, backup_keep a number from 1 on."))
    secret = settings.LANTOA_BACKUP_PASSPHRASE_FILE
    return Schedule(int(hour), int(keep), Path(settings.LANTOA_BACKUP_FOLDER), Path(secret) if secret else None)


def next_time(hour: int, *, after: datetime) -> datetime:
    """The next time that the local clock shows this full hour."""
    local = timezone.localtime(after)
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today > local else today + timedelta(days=1)


def run(asked: Schedule, *, now: datetime, progress: Callable[[str], object] = len) -> tuple[Path, Made]:
    """Make the backup that is due and let go of the oldest. Raises `KeepingFailure`, and leaves a note of it where it can."""
    try:
        check_folder(asked.folder)
        target = asked.folder / f"{STEM}{timezone.localtime(now):%Y%m%d-%H%M%S}.tar.gz{'.sealed' if asked.passphrase_file else ''}"
        made = make_backup(target, now=now, passphrase=read_passphrase(asked.passphrase_file), progress=progress)
    except KeepingFailure as failure:
        note_failure(asked.folder, now=now, reason=str(failure))
        raise
    (asked.folder / FAILURE).unlink(missing_ok=True)
    for old in scheduled(asked.folder)[: -asked.keep]:
        old.unlink(missing_ok=True)
    for left in asked.folder.glob(f".{STEM}*.part"):
        left.unlink(missing_ok=True)
    return target, made


def check_folder(folder: Path) -> None:
    """The installation's own folder is made; another one must be there, lest a disk that is not mounted be filled in its place."""
    if folder.parent == settings.HOME:
        folder.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise KeepingFailure(_("The folder {folder} for backups is not there. Mount it, or change backup_folder.").format(folder=folder))


def scheduled(folder: Path) -> list[Path]:
    """The backups by the clock in this folder, oldest first; their names are their times."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.startswith(STEM))
    except OSError:
        return []


def note_failure(folder: Path, *, now: datetime, reason: str) -> None:
    """Best effort: where the disk is full or gone, the age of the newest backup tells it."""
    try:
        unfinished = folder / f".{FAILURE}.part"
        unfinished.write_text(json.dumps({"at": now.isoformat(), "reason": reason}), "utf-8")
        os.replace(unfinished, folder / FAILURE)
    except OSError:
        pass


def standing(asked: Schedule) -> Standing:
    """How the backups by the clock stand, as their folder tells it."""
    made = scheduled(asked.folder)
    newest = timezone.make_aware(datetime.fromtimestamp(made[-1].stat().st_mtime)) if made else None  # noqa: DTZ006  # made aware right here
    try:
        told = json.loads((asked.folder / FAILURE).read_text("utf-8"))
        return Standing(newest, datetime.fromisoformat(told["at"]), str(told["reason"]))
    except (OSError, ValueError, KeyError):
        return Standing(newest)


def trouble(*, now: datetime) -> str:
    """What an administrator must know of the backups by the clock: a sentence, empty where all is well or none are asked for."""
    try:
        asked = schedule()
    except KeepingFailure as failure:
        return str(failure)
    if asked is None:
        return ""
    found = standing(asked)
    if found.reason:
        return _("The backup failed: {reason}").format(reason=found.reason)
    if found.newest is None:
        return _("There is no backup yet in {folder}.").format(folder=asked.folder)
    if now - found.newest > LATE:
        day = timezone.localtime(found.newest)
        return _("The last backup is of {day}; none was made since.").format(day=f"{day.day}/{day.month}/{day.year}")
    return ""
