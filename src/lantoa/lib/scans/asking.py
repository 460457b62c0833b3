"""The program's side: what of a file must be read, and what the child says of it."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import lantoa
from lantoa.lib.files import pictures_in
from lantoa.lib.files.kinds import DOCX, PDF, XLSX

SECONDS: Final = 20.0
"""How long one file may be read by the clock; half of it is spent only on a machine that has much else to do."""
WORK: Final = 8
"""How many seconds of a processor's work one file may take."""
DATA: Final = Path(__file__).parent
"""The language's data that come with the program: vie.traineddata of tessdata_fast, Apache-2.0."""
_LANGUAGE: Final = "vie.traineddata"
_ENDING: Final = 1.5
"""Seconds beyond its time after which a child that does not end is ended."""
_START: Final = "import sys; sys.path.insert(0, sys.argv[1]); from lantoa.lib.scans.child import main; main()"
_ENVIRONMENT: Final = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Seen:
    """What was learnt of a file: the mark that it bears, how many pictures or pages of it are to be read, how many of them were."""

    mark: str | None = None
    pictures: int = 0
    read: int = 0

    @property
    def whole(self) -> bool:
        return self.read >= self.pictures


def engine_found(data: Path | None = None) -> bool:
    """Whether pictures can be read at all; `data` is a folder with the language's data in place of the program's own."""
    return importlib.util.find_spec("tesserocr") is not None and ((data or DATA) / _LANGUAGE).is_file()


def look(content: bytes, mime: str, *, data: Path | None = None, seconds: float = SECONDS) -> Seen:
    """Read the pictures and scanned pages of a file that was inspected before. Never raises: what could not be read is not counted as read.

    A PDF's pages that are text alone need no reading; of the others the first comes first, then the last.
    """
    parts = _parts(content, mime)
    if not parts:
        return Seen()
    if not engine_found(data):
        return Seen(pictures=len(parts))
    head = {
        "data": str(data or DATA),
        "seconds": seconds,
        "work": WORK,
        "parts": [{"pdf": mime == PDF, "size": len(part)} for part in parts],
    }
    said = _ask(b"".join([json.dumps(head).encode(), b"\n", *parts]), seconds=seconds + _ENDING)
    return _understood(said, parts=len(parts))


def _parts(content: bytes, mime: str) -> list[bytes]:
    if mime in (DOCX, XLSX):
        return pictures_in(content)
    return [content]


def _ask(question: bytes, *, seconds: float) -> bytes:
    """What the child has said when it ended, or when its time was up."""
    command: Sequence[str] = (sys.executable, "-I", "-c", _START, str(Path(lantoa.__path__[0]).parent))
    with subprocess.Popen(  # noqa: S603 (our own program, no shell, nothing of the file in its arguments)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_ENVIRONMENT, cwd="/", close_fds=True
    ) as child:
        try:
            return child.communicate(question, timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            child.kill()
            return child.communicate()[0]


def _understood(said: bytes, *, parts: int) -> Seen:
    """The child's lines added up; a part of which nothing was said counts as one picture that was not read."""
    expected = [1] * parts
    read, mark = 0, None
    for line in said.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue  # cut off in the middle
        if "pictures" in told:
            expected[told["part"]] = told["pictures"]
        elif "mark" in told:
            read += 1
            mark = mark or told["mark"]
    return Seen(mark, sum(expected), read)
