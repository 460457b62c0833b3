"""Real processes of the command, for the tests beside this file."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.forking import ROOT, forked
from tests.once import WORKER

FIRST_PORT = 18650 + 20 * WORKER
"""Where the program begins to look for a free port: apart for each process of tests, so that two never take one at the same moment."""
PASSWORD = "mot-mat-khau-dai-2023"
ADMIN = ("--admin-username", "quantri", "--admin-name", "Trần Thị Thử", "--admin-password-stdin", "--yes")
SRC = ROOT / "src"


def environment(home: Path, **more: str) -> dict[str, str]:
    """A bare environment with an installation's folder under `home`, in English."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(home), "LANTOA_HOME": str(home / "lantoa"), "LANTOA_LANG": "en"}
    return kept | {"PYTHONPATH": str(SRC), "COLUMNS": "200", "PYTHONUNBUFFERED": "1"} | more


def world(home: Path) -> None:
    """Build the small installation of `keeping_world` under `home`."""
    (home / "lantoa").mkdir(parents=True)
    (home / "lantoa" / "lantoa.toml").write_text("")
    made = forked("tests.cli.keeping_world", (), environment(home))
    assert made.returncode == 0, made.stderr


def without_options(set_up: Path, home: Path) -> tuple[str, ...]:
    """Put the installation without its options under `home`: all units are there, and it can be set up again; the words for it."""
    shutil.copytree(set_up / "lantoa", home / "lantoa", ignore=shutil.ignore_patterns("lantoa.toml"))
    return (*ADMIN, "--admin-username", "quantri.hai")


def lantoa(*words: str, home: Path, stdin: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """The command, run to its end."""
    return forked("lantoa.cli.main", words, environment(home, **more), stdin=stdin)


def lantoa_anew(*words: str, home: Path, stdin: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """The command, run to its end by a Python of its own, as a person starts it. Each kind of command is tested so somewhere."""
    command = [sys.executable, "-m", "lantoa.cli.main", *words]
    return subprocess.run(command, env=environment(home, **more), input=stdin, capture_output=True, text=True, check=False, timeout=300)


@contextmanager
def running(home: Path, *words: str) -> Iterator[tuple["subprocess.Popen[str]", Path]]:
    """`lantoa run` with its words in a file, until the block ends."""
    told = home / "told.txt"
    with told.open("w") as file:
        command = [sys.executable, "-m", "lantoa.cli.main", "run", "--port", str(FIRST_PORT), *words]
        process = subprocess.Popen(command, env=environment(home), stdout=file, stderr=subprocess.STDOUT, text=True)
        try:
            yield process, told
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def address(told: Path, *, within: float = 60) -> str:
    """Where the program says that it is to be found, once it does."""
    found = wait_for(lambda: re.search(r"is running: (http://localhost:\d+)", told.read_text()), within=within)
    assert isinstance(found, re.Match)
    return found[1]


def wait_for(condition: Callable[[], object], *, within: float = 60) -> object:
    """What `condition` gives as soon as it holds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come about in time")
