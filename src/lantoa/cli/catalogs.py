"""Message catalogues: the committed .po files compiled to the .mo files that are read at run time."""

import os
from pathlib import Path

import polib


def compile_catalogs(package: Path) -> list[Path]:
    """Compile every .po under `package` whose .mo is missing or older; the files written. Two processes may do so at once."""
    written = []
    for source in sorted(package.rglob("locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        unfinished = target.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(unfinished))
        unfinished.replace(target)
        written.append(target)
    return written
