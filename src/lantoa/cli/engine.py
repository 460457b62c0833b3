"""Django, started for a command in the place that was chosen."""

import gc
import os
import re
import tomllib
from gettext import gettext as _

from lantoa.cli.catalogs import compile_catalogs
from lantoa.cli.console import Failure
from lantoa.cli.place import OPTIONS_FILE, PACKAGE, Place

UNFINISHED = "restoring"
LINE = re.compile(r"\bline ([0-9]+)\b")


def start_django(place: Place, *, unfinished: bool = False) -> None:
    """Load the settings of `place` and all apps, speaking the command's language. Raises `Failure` where its options cannot be read,
    or where a restore was broken off, unless `unfinished` says that it is being taken up again."""
    if (place.folder / UNFINISHED).exists() and not unfinished:
        raise Failure(
            _("A restore into {folder} was begun and not finished. Run “lantoa restore” again with the same file.").format(
                folder=place.folder
            )
        )
    import django
    from django.utils import translation

    compile_where_possible()
    try:
        django.setup()
    except tomllib.TOMLDecodeError as error:
        raise Failure(told_of_options(place, error)) from error
    except PermissionError as error:
        raise Failure(_("This account may not read {file}.").format(file=error.filename)) from error
    translation.activate(os.environ["LANTOA_LANG"])
    gc.freeze()  # what is loaded stays
    gc.enable()


def told_of_options(place: Place, error: tomllib.TOMLDecodeError) -> str:
    """Which line of the options is written wrongly, and how a line is written; what the reader of the file says is in English."""
    file, found = place.folder / OPTIONS_FILE, LINE.search(str(error))
    if found is None:
        return _("{file} cannot be read: {error}.").format(file=file, error=error)
    told = _('Line {line} of {file} is not written as it should be: each line reads name = "value", and each name stands once.')
    return told.format(file=file, line=found[1])


def compile_where_possible() -> None:
    """Catalogues must be compiled before Django reads them; in a program folder that is read-only whoever installed it has done so."""
    try:
        compile_catalogs(PACKAGE)
    except OSError:
        pass


def require_installation(place: Place) -> None:
    """Refuse where nothing was set up yet, rather than make an empty installation in passing."""
    if not place.options.exists() and not place.database.exists():
        raise Failure(
            _("Nothing is set up in {folder} yet. Start with “make run” (demo) or “lantoa setup” (real).").format(folder=place.folder)
        )
