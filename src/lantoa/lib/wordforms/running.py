"""Having a form read or filled in a child process, and telling how that ended."""

import json
import signal
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lantoa.lib.wordforms.asked import Read
from lantoa.lib.wordforms.child import WORK
from lantoa.lib.wordforms.schema import Answer, Schema

WALL_SECONDS: Final = 40
SOURCE: Final = Path(__file__).resolve().parents[3]
PROGRAM: Final = "import sys; sys.path.insert(0, sys.argv[1]); from lantoa.lib.wordforms.child import main; main()"
TOO_LONG: Final = frozenset({-signal.SIGXCPU, -signal.SIGKILL})


class FormRefused(Exception):
    """A form that could not be read or filled. Codes: time, memory, forbidden, broken."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_form(content: bytes, schema: Schema) -> Read:
    """What the form asks for and what is wrong with it. Raises `FormRefused`."""
    answer, _made = ask({"act": "read", "work": WORK, "schema": schema.as_plain()}, content)
    return Read.from_plain(answer["read"])


def fill_form(content: bytes, *, answers: Mapping[str, Answer], values: Mapping[str, Answer], work: int = WORK) -> bytes:
    """The form filled in: `answers` by `ask_key`, `values` by name; `work`: seconds of a processor's work that it may take, never more than
    `WORK`. Raises `FormRefused`."""
    order = {
        "act": "fill",
        "work": min(work, WORK),
        "answers": {key: answer.as_plain() for key, answer in answers.items()},
        "values": {name: answer.as_plain() for name, answer in values.items()},
    }
    return ask(order, content)[1]


def ask(order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """One order to one child; its environment is empty and its standard error goes nowhere."""
    head = json.dumps(order, ensure_ascii=False).encode("utf-8")
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the form goes to its input)
            [sys.executable, "-I", "-c", PROGRAM, str(SOURCE)],
            input=struct.pack(">I", len(head)) + head + content,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8"}, cwd="/", timeout=WALL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise FormRefused("time") from None
    if done.returncode != 0 or len(done.stdout) < 4:
        raise FormRefused("time" if done.returncode in TOO_LONG else "memory")
    (length,) = struct.unpack(">I", done.stdout[:4])
    answer: dict[str, Any] = json.loads(done.stdout[4 : 4 + length])
    if "refused" in answer:
        raise FormRefused(answer["refused"])
    return answer, done.stdout[4 + length :]
