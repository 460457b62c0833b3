"""Message catalogues: the committed .po files compiled to the .mo files that are read at run time."""

import os
from collections.abc import Iterable
from pathlib import Path

import polib

from lantoa.lib.catalogs import compiled_of, uncompiled
from lantoa.lib.vietnamese import tone_style


def compile_catalogs(package: Path) -> list[Path]:
    """Compile every .po under `package` whose .mo is missing or older; the files written. Two processes may do so at once."""
    written = []
    for source in uncompiled(package):
        target = compiled_of(source)
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(unfinished))
        unfinished.replace(target)
        written.append(target)
    return written


def write_toned(folders: Iterable[Path], target: Path) -> Path:
    """One Vietnamese catalogue of all these folders in the newer tone style (uỷ, hoá), for an installation that writes so.

    It stands before the packages' own (see LOCALE_PATHS); where two say the same text differently, the first folder's wording holds,
    as it does with the catalogues themselves.
    """
    merged, seen = polib.POFile(), set()
    for folder in folders:
        source = folder / "vi" / "LC_MESSAGES" / "django.po"
        for entry in polib.pofile(str(source), encoding="utf-8") if source.exists() else ():
            if (entry.msgctxt, entry.msgid) not in seen and entry.translated() and not entry.obsolete:
                seen.add((entry.msgctxt, entry.msgid))
                entry.msgstr = tone_style(entry.msgstr, "new")
                entry.msgstr_plural = {number: tone_style(text, "new") for number, text in entry.msgstr_plural.items()}
                merged.append(entry)
    merged.metadata = {"Content-Type": "text/plain; charset=utf-8", "Language": "vi", "Plural-Forms": "nplurals=1; plural=0;"}
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}.tmp")
    merged.save_as_mofile(str(unfinished))
    return unfinished.replace(target)
