"""Supervision with real processes."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

SUPERVISE = """
    import sys
    from lantoa.cli.supervisor import Child, Supervisor
    sleeper = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()} '); time.sleep(60)"
    children = [Child(name, [sys.executable, "-c", sleeper, sys.argv[1] + name]) for name in ("one", "two")]
    sys.exit(Supervisor(children, ready=lambda: True, announce=lambda: print("ready", flush=True)).run())
"""
FAILING = """
    import sys
    from lantoa.cli import supervisor
    supervisor.TRIES = 2
    child = supervisor.Child("The child", [sys.executable, "-c", "raise SystemExit(3)"])
    sys.exit(supervisor.Supervisor([child], ready=lambda: False, announce=print).run())
"""


def start(code: str, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", textwrap.dedent(code), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def pids_in(file: Path, *, at_least: int, within: float = 15) -> list[int]:
    """The process ids that the children wrote, once there are so many."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        found = [int(word) for word in file.read_text().split()] if file.exists() else []
        if len(found) >= at_least:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{file} never held {at_least} process ids")


def lives(pid: int) -> bool:
    """The process runs; one that has ended and waits to be collected by its parent counts as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int, *, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while lives(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not lives(pid)


def test_a_dead_child_is_started_again_and_a_signal_ends_all(tmp_path: Path) -> None:
    boss = start(SUPERVISE, f"{tmp_path}/")
    first = pids_in(tmp_path / "one", at_least=1)[0]
    other = pids_in(tmp_path / "two", at_least=1)[0]
    os.kill(first, signal.SIGKILL)
    again = pids_in(tmp_path / "one", at_least=2)[1]
    assert lives(again)
    assert lives(other)
    boss.send_signal(signal.SIGTERM)
    words, _nothing = boss.communicate(timeout=20)
    assert boss.returncode == 0
    assert gone(again)
    assert gone(other)
    assert "ready" in words
    assert "one" in words, "the restart is told"


def test_ctrl_c_ends_with_zero(tmp_path: Path) -> None:
    boss = start(SUPERVISE, f"{tmp_path}/")
    pid = pids_in(tmp_path / "one", at_least=1)[0]
    boss.send_signal(signal.SIGINT)
    boss.communicate(timeout=20)
    assert boss.returncode == 0
    assert gone(pid)


def test_children_end_even_when_the_supervisor_is_killed_outright(tmp_path: Path) -> None:
    boss = start(SUPERVISE, f"{tmp_path}/")
    pid = pids_in(tmp_path / "one", at_least=1)[0]
    boss.kill()
    boss.communicate(timeout=20)
    assert gone(pid)


def test_a_child_that_never_stays_up_is_given_up_with_its_exit_code(tmp_path: Path) -> None:
    boss = start(FAILING)
    words, _nothing = boss.communicate(timeout=30)
    assert boss.returncode == 1
    assert words.count("The child") == 2
    assert "3" in words
