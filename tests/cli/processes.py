"""Real processes of the command, for the tests beside this file."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SRC = Path(__file__).resolve().parent.parent.parent / "src"


def environment(home: Path, **more: str) -> dict[str, str]:
    """A bare environment with an installation's folder under `home`, in English."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(home), "LANTOA_HOME": str(home / "lantoa"), "LANTOA_LANG": "en"}
    return kept | {"PYTHONPATH": str(SRC), "COLUMNS": "200", "PYTHONUNBUFFERED": "1"} | more


def lantoa(*words: str, home: Path, stdin: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
    """The command, run to its end."""
    command = [sys.executable, "-m", "lantoa.cli.main", *words]
    return subprocess.run(command, env=environment(home, **more), input=stdin, capture_output=True, text=True, check=False, timeout=300)


def wait_for(condition: Callable[[], object], *, within: float = 60) -> object:
    """What `condition` gives as soon as it holds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come about in time")
