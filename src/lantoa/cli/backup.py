"""`lantoa backup`: an installation's rows and files in one archive, which `lantoa restore` takes on either database."""

import os
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Annotated

import typer

from lantoa.cli import database
from lantoa.cli.console import Failure, WrongUsage, grouped, say, step
from lantoa.cli.engine import require_installation, start_django
from lantoa.cli.place import choose_place, enter
from lantoa.cli.plain import copy_plain

PassphraseFile = Annotated[Path | None, typer.Option("--passphrase-file", help=_("File that holds the archive's passphrase."))]


def backup(
    file: Annotated[Path, typer.Argument(help=_("The archive to write, such as lantoa-2023-05-25.tar.gz."))],
    force: Annotated[bool, typer.Option("--force", help=_("Replace a file that exists."))] = False,
    passphrase_file: PassphraseFile = None,
    plain: Annotated[bool, typer.Option("--plain", help=_("Copy the database as it is, for this kind of database only."))] = False,
) -> None:
    """Copy the database and the files while people go on working."""
    place = choose_place()
    require_installation(place)
    file = file.expanduser().absolute()
    check_target(file, force=force)
    if plain and passphrase_file:
        raise WrongUsage(_("A plain copy is never under a passphrase. Leave out --plain or --passphrase-file."))
    start_django(enter(place))
    from django.conf import settings

    database.check_reachable()
    if plain:
        copy_plain(file, Path(settings.STORAGES["default"]["OPTIONS"]["location"]))
    else:
        write_archive(file, passphrase_file)
    say(_("lantoa.toml and secret.key hold secrets and are not in it; keep a copy of them apart."))


def write_archive(file: Path, passphrase_file: Path | None) -> None:
    from lantoa.core.keeping.backup import make_backup
    from lantoa.core.keeping.sealing import read_passphrase

    passphrase = read_passphrase(passphrase_file)
    with step(_("Backing up")) as progress:
        made = make_backup(file, now=datetime.now(UTC), passphrase=passphrase, progress=progress)
    told = _("{file}: {size} kB, {rows} rows, {files} files.")
    say(told.format(file=file, size=grouped(made.size // 1000), rows=grouped(made.rows), files=grouped(made.files)))
    if not passphrase:
        say(_("Whoever has this file can read all of it; keep it as safe as the office's papers, or use --passphrase-file."))


def check_target(file: Path, *, force: bool) -> None:
    if not file.parent.is_dir():
        raise Failure(_("There is no folder {folder}.").format(folder=file.parent))
    if file.is_dir():
        raise Failure(_("{file} is a folder; name a file in it.").format(file=file))
    if file.exists() and not force:
        raise Failure(_("{file} exists already; --force replaces it.").format(file=file))
    if not os.access(file.parent, os.W_OK):
        raise Failure(_("This account may not write in {folder}.").format(folder=file.parent))
