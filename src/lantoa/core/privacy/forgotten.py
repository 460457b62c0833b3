"""The list of persons forgotten, kept in files outside the rows: a backup of before brings a key back, the list takes it away again.

It names nobody: a random number, the decision, the day. A copy lies beside the backups by the clock, where a restore finds it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from lantoa.core.privacy.models import Erasure

NAME: Final = "forgotten.json"


@dataclass(frozen=True, order=True)
class Forgotten:
    """A person forgotten: the number by which rows know them, the decision, the moment."""

    at: str
    person: str
    decision: str


def places() -> list[Path]:
    """Where the list is kept: in the installation's folder, and beside its backups where these have a folder."""
    beside = Path(settings.LANTOA_BACKUP_FOLDER)
    return [Path(settings.HOME) / NAME, *([beside / NAME] if beside.is_dir() else [])]


def read(file: Path) -> set[Forgotten]:
    """What a list tells; nothing where there is none. Raises `ValueError` where it cannot be read as one."""
    try:
        told = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return set()
    if not isinstance(told, list):
        raise ValueError("not a list of persons forgotten")
    return {Forgotten(str(one["at"]), str(one["person"]), str(one["decision"])) for one in told}


def in_rows() -> set[Forgotten]:
    rows = Erasure.objects.values_list("at", "person__public_id", "decision")
    return {Forgotten(at.isoformat(), str(person), decision) for at, person, decision in rows}


def every(*files: Path) -> dict[str, Forgotten]:
    """Everyone forgotten, by number: of the rows, of the lists in their places, and of these files."""
    found = in_rows().union(*(read(file) for file in (*places(), *files)))
    return {one.person: one for one in sorted(found, reverse=True)}


def write_down(*files: Path) -> int:
    """Bring every list up to all that is known; how many persons it names. Nothing is ever taken off it."""
    told = every(*files)
    if told:
        for place in places():
            if read(place) != set(told.values()):
                write(place, told.values())
    return len(told)


def write(place: Path, told: Iterable[Forgotten]) -> None:
    """Replace the list in one step, readable by the installation alone."""
    unfinished = place.with_name(f".{place.name}.part")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump([asdict(one) for one in sorted(told)], file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, place)


def moment(one: Forgotten) -> datetime:
    return datetime.fromisoformat(one.at)
