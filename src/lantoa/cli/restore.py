"""`lantoa restore`: an archive into an empty installation, on SQLite or PostgreSQL, whichever it came from."""

import json
import os
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lantoa.cli import database, upgrade
from lantoa.cli.backup import PassphraseFile
from lantoa.cli.console import Failure, grouped, say, step
from lantoa.cli.engine import start_django
from lantoa.cli.place import DEMO_OPTIONS, Place, enter, write_private
from lantoa.cli.run import only_one
from lantoa.cli.setup import checked_folder
from lantoa.config.home import home, read_options, secret_key

if TYPE_CHECKING:
    from lantoa.core.keeping.header import Header


def restore(
    file: Annotated[Path, typer.Argument(help=_("The archive that “lantoa backup” made."))],
    folder: Annotated[Path | None, typer.Option("--home", help=_("Folder of the installation."))] = None,
    database_url: Annotated[str, typer.Option("--database", help=_("postgres://user:password@host/name; without it SQLite."))] = "",
    passphrase_file: PassphraseFile = None,
) -> None:
    """Fill an empty installation: everything, checked against the archive, or nothing."""
    file = file.expanduser().absolute()
    if not file.is_file():
        raise Failure(_("There is no file {file}.").format(file=file))
    place = make_place(checked_folder(folder or home()), database_url)
    with only_one(place):
        start_django(place, unfinished=True)
        from django.conf import settings

        from lantoa.core.keeping import restore as keeping
        from lantoa.core.keeping.header import read_header
        from lantoa.core.keeping.sealing import read_passphrase

        passphrase = read_passphrase(passphrase_file)
        database.check_reachable()
        header = read_header(file, passphrase=passphrase)
        agree_on_demo(place, header)
        files = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
        with step(_("Restoring the backup of {day}").format(day=moment(header.made_at))) as progress:
            done = keeping.restore(file, folder=place.folder, files=files, passphrase=passphrase, progress=progress)
        upgrade.upgrade(place, stamp=datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S"), backup=False)
        if not place.options.exists():
            write_options(place, database_url, header)
        again = forget_anew(file.parent)
        keeping.finish(place.folder)
    rows, count = grouped(done.rows), grouped(done.files)
    say(_("{rows} rows and {files} files stand as they were, counted and checked.").format(rows=rows, files=count))
    say(again)
    say(
        _("Put lantoa.toml and secret.key of the old installation in {folder} if you have them, then “lantoa run”.").format(
            folder=place.folder
        )
    )


def moment(told: str) -> str:
    """A moment (ISO 8601) as people write it, by the clock of the installation."""
    from django.utils import timezone
    from django.utils.formats import date_format

    return str(date_format(timezone.localtime(datetime.fromisoformat(told)), "DATETIME_FORMAT"))


def forget_anew(beside: Path) -> str:
    """Forget again whoever was forgotten after the backup was made, by the list that lies beside it; what to say of it."""
    from django.utils import timezone

    from lantoa.core.privacy import erasing, forgotten

    found = beside / forgotten.NAME
    try:
        count = erasing.replay(found, now=timezone.now())
    except (ValueError, KeyError, TypeError, OSError):
        return _("{file} beside the backup cannot be read. Put back a whole copy and run “lantoa privacy replay” with it.").format(
            file=forgotten.NAME
        )
    if count:
        return _("{count} persons who were forgotten since then were forgotten anew.").format(count=count)
    if found.is_file() or forgotten.every():
        return _("Nobody was forgotten since then.")
    return _(
        "No {file} lies beside the backup. If persons were erased since then, run “lantoa privacy replay” with the list of the "
        "old installation before anyone works here."
    ).format(file=forgotten.NAME)


def make_place(folder: Path, database_url: str) -> Place:
    """The folder with its secret key, in which the options name the database where they are there already."""
    place = Place(folder)
    if database_url:
        if read_options(folder).get("database", database_url if not place.options.exists() else "") != database_url:
            raise Failure(_("{file} names another database. Change it there, or leave out --database.").format(file=place.options))
        os.environ["LANTOA_DATABASE"] = database_url
    try:
        enter(place)
        secret_key(place.folder)
    except OSError as error:
        raise Failure(_("{folder} cannot be written: {reason}").format(folder=folder, reason=error.strerror)) from error
    return place


def agree_on_demo(place: Place, header: "Header") -> None:
    """A demo goes into a demo, a real installation's data never does."""
    if not place.options.exists():
        os.environ["LANTOA_DEMO"] = str(header.demo)
        from django.conf import settings

        settings.DEMO = header.demo
        return
    demo = bool(read_options(place.folder).get("demo", False))
    if demo != header.demo:
        told = _("This is the backup of a demo") if header.demo else _("This is the backup of a real installation")
        raise Failure(_("{what}, and {file} says otherwise. Name another folder (--home).").format(what=told, file=place.options))


def write_options(place: Place, database_url: str, header: "Header") -> None:
    text = DEMO_OPTIONS if header.demo else ""
    if database_url:
        text += f"database = {json.dumps(database_url, ensure_ascii=False)}\n"
    write_private(place.options, text)
