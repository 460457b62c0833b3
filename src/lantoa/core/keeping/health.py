"""Looks at the ground that an installation stands on: disk, clock, permissions, database, mail, backups, the worker."""

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

import lantoa
from lantoa.core.evidence.store import full_path
from lantoa.core.keeping.mailing import why_not
from lantoa.core.keeping.refusals import KeepingFailure
from lantoa.core.keeping.schedule import schedule, trouble
from lantoa.core.records.models import Event
from lantoa.lib.catalogs import uncompiled
from lantoa.lib.health import Asked, Finding, check, failed, fine, warning
from lantoa.lib.vietnamese import sort_key

PACKAGE = Path(lantoa.__file__).parent
LOW, VERY_LOW = 2_000_000_000, 500_000_000  # bytes free
SKEW = timedelta(minutes=2)
WAITED = timedelta(minutes=10)
OLDEST_POSTGRES = 14
ORDER = ("An", "ao", "ào", "ảo", "ão", "áo", "ạo", "Ăn", "Ân", "Dak", "Đà", "Ea", "Êa")
GIGABYTE = 1_000_000_000


@check("disk", title=gettext_lazy("Disk space"), order=10)
def disk(asked: Asked) -> Iterator[Finding]:
    """Free space where the installation lies and where its backups go."""
    folders = {Path(settings.HOME), Path(settings.LANTOA_BACKUP_FOLDER)}
    for folder in sorted(found for found in folders if found.exists()):
        free = shutil.disk_usage(folder).free
        told = _("{free:.1f} GB are free at {folder}.").format(free=free / GIGABYTE, folder=folder)
        todo = _("Make room: old backups, or a larger disk.")
        yield failed(told, todo) if free < VERY_LOW else warning(told, todo) if free < LOW else fine(told)


@check("permissions", title=gettext_lazy("Folder and keys"), order=20)
def permissions(asked: Asked) -> Iterator[Finding]:
    """Secrets are for their owner alone, and the installation's account may write where it must."""
    home = Path(settings.HOME)
    for path, most in ((home, 0o700), (home / "secret.key", 0o600), (home / "lantoa.toml", 0o600)):
        mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0
        if mode & ~most:
            told = _("{path} may be read by others (mode {mode:o}).").format(path=path, mode=mode)
            yield failed(told, _("Type: chmod {mode:o} {path}").format(mode=most, path=path))
    for folder in (home, full_path("")):
        if folder.exists() and not os.access(folder, os.W_OK):
            yield failed(_("This account may not write in {folder}.").format(folder=folder), _("Give the folder to the program's account."))
    if os.geteuid() == 0:
        yield warning(_("This command runs as root."), _("Run the program and its commands as an account of its own."))
    yield fine(_("The installation lies in {folder}.").format(folder=home))


@check("texts", title=gettext_lazy("Texts of the program"), order=25)
def texts(asked: Asked) -> Iterator[Finding]:
    """Texts that nobody compiled since they were last changed: the program would say them in English, or as they were."""
    behind = uncompiled(PACKAGE)
    if behind:
        told = _("Texts of the program are not compiled ({path}); it says them in English or as they were.").format(
            path=behind[0].relative_to(PACKAGE)
        )
        yield failed(told, _("In the program's folder, as the account that installed it, type: python3 tools/install.py run"))
    else:
        yield fine(_("All texts of the program are compiled."))


@check("clock", title=gettext_lazy("Clock"), order=30)
def clock(asked: Asked) -> Iterator[Finding]:
    """The clock against what it has signed before, and against the database's own."""
    shown = timezone.localtime(asked.now)
    told = _("It is {time} of {day}, {zone}.").format(time=f"{shown:%H:%M}", day=f"{shown:%d/%m/%Y}", zone=settings.TIME_ZONE)
    todo = _("Set the clock: timedatectl set-ntp true")
    last = Event.objects.order_by("-pk").values_list("at", flat=True).first()
    if last and last - asked.now > SKEW:
        told = _("The clock says {now}, but something was entered at {last}.").format(
            now=f"{shown:%d/%m/%Y %H:%M}", last=timezone.localtime(last)
        )
        yield failed(told, todo)
        return
    if connection.vendor == "postgresql" and (away := abs(asked.now - database_time())) > SKEW:
        yield failed(_("The database's clock is {seconds:.0f} s away from this one.").format(seconds=away.total_seconds()), todo)
        return
    yield fine(told)


def database_time() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


@check("migrations", title=gettext_lazy("Version of the database"), order=40)
def migrations(asked: Asked) -> Iterator[Finding]:
    """The database is at the program's version."""
    loader = MigrationLoader(connection)
    applied, known = set(loader.applied_migrations), set(loader.disk_migrations or {})
    if applied - known:
        yield failed(_("The database was changed by a newer version of the program."), _("Install that version."))
    elif known - applied:
        told = _("The database has {count} changes before it.").format(count=len(known - applied))
        yield failed(told, _("Stop the program and start it again; it backs up and brings the database up to date."))
    else:
        yield fine(_("The database is at the program's version."))


@check("database", title=gettext_lazy("Database"), order=50)
def database(asked: Asked) -> Iterator[Finding]:
    """The settings on which correct writing depends."""
    yield from (sqlite if connection.vendor == "sqlite" else postgres)(asked)


def sqlite(asked: Asked) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys", "busy_timeout")}
        whole = [row[0] for row in cursor.execute("PRAGMA quick_check(5)" if asked.full else "SELECT 'ok'").fetchall()]
    if found["journal_mode"] != "wal" or not found["foreign_keys"] or found["busy_timeout"] < 5000:
        told = _("SQLite is not set as it must be ({found}).").format(found=", ".join(f"{name}={value}" for name, value in found.items()))
        yield failed(told, _("The database's disk must allow locks and shared memory: no network folder."))
    if whole != ["ok"]:
        yield failed(
            _("The database file is damaged: {reason}").format(reason="; ".join(whole)), _("Restore the last backup into a new folder.")
        )
    yield fine(_("SQLite {version}, journal {journal}.").format(version=sqlite_version(), journal=found["journal_mode"]))


def sqlite_version() -> str:
    with connection.cursor() as cursor:
        return str(cursor.execute("SELECT sqlite_version()").fetchone()[0])


def postgres(asked: Asked) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        found = {}
        for name in ("server_version", "server_version_num", "server_encoding", "fsync", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            found[name] = str(cursor.fetchone()[0])
    if int(found["server_version_num"]) < OLDEST_POSTGRES * 10000:
        yield failed(_("PostgreSQL {version} is too old.").format(version=found["server_version"]), _("Bring it to 15 or later."))
    if found["server_encoding"] != "UTF8":
        told = _("The database stores {encoding}, which cannot hold Vietnamese names.").format(encoding=found["server_encoding"])
        yield failed(told, _("Make a database with ENCODING 'UTF8' and restore a backup into it."))
    if found["fsync"] != "on" or found["synchronous_commit"] == "off":
        yield failed(
            _("PostgreSQL does not wait for the disk: a power failure would lose what was entered."),
            _("Set fsync and synchronous_commit to on."),
        )
    yield fine(_("PostgreSQL {version}, {encoding}.").format(version=found["server_version"], encoding=found["server_encoding"]))


@check("collation", title=gettext_lazy("Vietnamese order"), order=60)
def collation(asked: Asked) -> Iterator[Finding]:
    """Names sort as a Vietnamese dictionary does, by the program's own key and as the database compares it."""
    keys = [sort_key(word) for word in ORDER]
    union = " UNION ALL ".join(["SELECT %s AS k"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT k FROM ({union}) AS t ORDER BY k", keys)  # noqa: S608  (only placeholders)
        there = [row[0] for row in cursor.fetchall()]
    if keys != sorted(keys):
        yield failed(
            _("Names are not sorted as in Vietnamese."), _("Install the program again: its library for sorting is not the right one.")
        )
    elif there != keys:
        yield warning(
            _("The database sorts the program's keys in another order."), _("Make the database with LC_COLLATE 'C' or 'C.UTF-8'.")
        )
    else:
        yield fine(_("Names sort as in a Vietnamese dictionary."))


@check("mail", title=gettext_lazy("Mail"), order=70)
def mail(asked: Asked) -> Iterator[Finding]:
    """The mail server answers and lets the program in; a mail goes out only where an address was given for it."""
    if not settings.EMAIL_HOST or "smtp" not in settings.EMAIL_BACKEND:
        yield warning(_("No mail server is set; links for new passwords are handed out by hand."), _("Write smtp_host into lantoa.toml."))
        return
    server = get_connection(timeout=10)
    try:
        server.open()
        if asked.mail_to:
            EmailMessage(_("Test mail of Lan Toả"), _("The program can send mail."), None, [asked.mail_to], connection=server).send()
        server.close()
    except OSError as error:
        told = _("{host} does not take mail: {reason}").format(host=settings.EMAIL_HOST, reason=why_not(error))
        yield failed(told, _("Mend smtp_* in lantoa.toml, then type: lantoa doctor --test-mail ADDRESS"))
        return
    yield fine(_("{host} answers.").format(host=settings.EMAIL_HOST))


@check("backups", title=gettext_lazy("Backups"), order=80)
def backups(asked: Asked) -> Iterator[Finding]:
    """A backup is made every day, and the last one succeeded."""
    found = trouble(now=asked.now)
    todo = _("Make one by hand (lantoa backup FILE), mend the cause, and see that “lantoa run” is running.")
    try:
        wanted = schedule()
    except KeepingFailure:
        wanted = None
    if found:
        yield failed(found, todo)
    elif wanted is None and settings.DEMO:
        yield fine(_("A demo needs none."))
    elif wanted is None:
        yield warning(_("No backups are made by the clock."), _("Write backup_hour = 2 into lantoa.toml and start the program again."))
    else:
        yield fine(_("Every day at {hour}:00 into {folder}; the last one succeeded.").format(hour=wanted.hour, folder=wanted.folder))


@check("worker", title=gettext_lazy("Background work"), order=90)
def worker(asked: Asked) -> Iterator[Finding]:
    """What waits for the worker is done, and does not fail."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__lt=asked.now - WAITED)
    waiting = sum(
        1 for task in ready.iterator() if task.run_after is None or task.run_after < asked.now - WAITED or task.run_after.year > 9000
    )
    broken = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__gt=asked.now - timedelta(days=1)).count()
    if waiting:
        yield failed(_("{count} tasks have waited for over ten minutes.").format(count=waiting), _("See that “lantoa run” is running."))
    if broken:
        yield warning(_("{count} tasks failed within a day.").format(count=broken), _("The lines of “lantoa run” say why."))
    if not (waiting or broken):
        yield fine(_("Nothing waits."))
