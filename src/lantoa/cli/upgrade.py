"""Bringing an installation up to the program's version before it starts; everything here may be repeated at no cost."""

import hashlib
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

from lantoa.cli import database
from lantoa.cli.catalogs import write_toned
from lantoa.cli.console import Failure, say, step
from lantoa.cli.place import Place

NOT_ASKED_FOR = ["django_htmx"]  # files of libraries that no page asks for: the pages' own htmx lies beside them


def upgrade(place: Place, *, stamp: str, backup: bool = True) -> None:
    """Back up where the database is behind, migrate, and make ready what pages need. `stamp` names the backup.

    Raises `Failure` where the database is out of reach, newer than the program, or cannot be backed up.
    """
    database.check_reachable()
    database.refuse_newer()
    waiting = database.behind()
    if waiting and backup and not database.empty():
        back_up(place, stamp=stamp)
    if waiting:
        migrate(waiting)
    refuse_demo_data()
    make_cache_table()
    collect_static(place)
    write_texts(place)
    load_units()


def write_texts(place: Place) -> None:
    """The program's Vietnamese in the installation's tone style; in the style of the catalogues nothing needs to be written."""
    from django.conf import settings

    target = place.folder / "locale" / "vi" / "LC_MESSAGES" / "django.mo"
    if settings.LANTOA_TONE_STYLE == "new":
        write_toned(settings.OWN_LOCALES, target)
    else:
        target.unlink(missing_ok=True)


def refuse_demo_data() -> None:
    """The demo's accounts and records never serve a real installation: its passwords are printed everywhere. Raises `Failure`."""
    from django.conf import settings

    from lantoa.demo.services import is_demo_database

    if not settings.DEMO and is_demo_database():
        raise Failure(
            _("This database holds the demo. Give the installation a database of its own (option “database”, or another folder).")
        )


def back_up(place: Place, *, stamp: str) -> Path:
    """A copy of the database in the installation's `backups`."""
    folder = place.folder / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    target = folder / f"{stamp}-before-update.{'sqlite3' if database.is_sqlite() else 'dump'}"
    with step(_("Backing up the database before the update")) as progress:
        database.copy_database(target, progress=progress)
    say(f"  {target}")
    return target


def migrate(waiting: int) -> None:
    from django.core.management import call_command

    from lantoa.core.keeping.recorded import lay_tables

    title = ngettext("Setting up the database: {count} change", "Setting up the database: {count} changes", waiting)
    with step(title.format(count=waiting)):
        lay_tables()
        call_command("migrate", verbosity=0, interactive=False)


def make_cache_table() -> None:
    from django.core.management import call_command

    call_command("createcachetable", verbosity=0)


def collect_static(place: Place) -> None:
    """Collect and compress the pages' files, where any of them changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    seen = static_digest()
    mark = place.folder / "static.digest"
    if mark.exists() and mark.read_text() == seen and Path(settings.STATIC_ROOT).exists():
        return
    with step(_("Preparing the pages' files")):
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=NOT_ASKED_FOR)
    mark.write_text(seen)


def static_digest() -> str:
    """Changes with any static file's path, size or time."""
    from django.contrib.staticfiles.finders import get_finders

    parts = []
    for finder in get_finders():
        for name, storage in finder.list(NOT_ASKED_FOR):
            about = Path(storage.path(name)).stat()
            parts.append(f"{name}:{about.st_size}:{about.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def load_units() -> None:
    """The real tree of provinces, districts and communes, unless it is there."""
    from lantoa.core.units.loading import COUNTRY, load_tree
    from lantoa.core.units.models import Unit

    if Unit.objects.filter(key=COUNTRY).exists():
        return
    with step(_("Loading the provinces, districts and communes")) as progress:
        load_tree(progress=progress)


def build_demo() -> None:
    """The demo's records, in a demo installation only; what is there already stays."""
    from lantoa.demo.services import build_demo as build

    with step(_("Preparing the demo")) as progress:
        build(progress=progress)
