"""Supervision with real processes."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

SUPERVISE = """
    import os, sys, time
    from lantoa.cli.supervisor import Child, Supervisor
    sleeper = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()} '); time.sleep(60)"

    def sleep():
        with open(sys.argv[1] + "two", "a") as file:
            file.write(f"{os.getpid()} ")
        time.sleep(60)

    children = [Child("one", [sys.executable, "-c", sleeper, sys.argv[1] + "one"]), Child("two", sleep, "sleeps")]
    sys.exit(Supervisor(children, ready=lambda: True, announce=lambda: print("ready", flush=True)).run())
"""
FAILING = """
    import sys
    from lantoa.cli import supervisor

    def fail():
        if sys.argv[1] == "leaves":
            sys.exit(3)
        raise ValueError("what went wrong")

    supervisor.TRIES = 2
    command = [sys.executable, "-c", "raise SystemExit(3)"] if sys.argv[1] == "command" else fail
    child = supervisor.Child("The child", command)
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


@pytest.mark.parametrize(("dying", "staying"), [("one", "two"), ("two", "one")], ids=["command", "work"])
def test_a_dead_child_is_started_again_and_a_signal_ends_all(tmp_path: Path, dying: str, staying: str) -> None:
    boss = start(SUPERVISE, f"{tmp_path}/")
    first = pids_in(tmp_path / dying, at_least=1)[0]
    other = pids_in(tmp_path / staying, at_least=1)[0]
    os.kill(first, signal.SIGKILL)
    again = pids_in(tmp_path / dying, at_least=2)[1]
    assert lives(again)
    assert lives(other)
    boss.send_signal(signal.SIGTERM)
    words, _nothing = boss.communicate(timeout=20)
    assert boss.returncode == 0
    assert gone(again)
    assert gone(other)
    assert "ready" in words
    assert dying in words, "the restart is told"


def test_ctrl_c_ends_with_zero(tmp_path: Path) -> None:
    boss = start(SUPERVISE, f"{tmp_path}/")
    pid = pids_in(tmp_path / "one", at_least=1)[0]
    boss.send_signal(signal.SIGINT)
    boss.communicate(timeout=20)
    assert boss.returncode == 0
    assert gone(pid)


def test_children_end_even_when_the_supervisor_is_killed_outright(tmp_path: Path) -> None:
    boss = start(SUPERVISE, f"{tmp_path}/")
    pids = [pids_in(tmp_path / name, at_least=1)[0] for name in ("one", "two")]
    boss.kill()
    boss.communicate(timeout=20)
    assert all(map(gone, pids))


@pytest.mark.parametrize(("how", "code", "told"), [("command", 3, ""), ("leaves", 3, ""), ("fails", 1, "ValueError: what went wrong")])
def test_a_child_that_never_stays_up_is_given_up_with_its_exit_code(how: str, code: int, told: str) -> None:
    boss = start(FAILING, how)
    words, _nothing = boss.communicate(timeout=30)
    assert boss.returncode == 1
    assert words.count("The child") == 2
    assert f"(exit code {code})" in words
    assert told in words


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process has no short name of its own")
def test_a_forked_child_has_a_name_and_a_group_of_its_own(tmp_path: Path) -> None:
    boss = start(SUPERVISE, f"{tmp_path}/")
    pid = pids_in(tmp_path / "two", at_least=1)[0]
    assert Path(f"/proc/{pid}/comm").read_text() == "sleeps\n"
    assert (os.getpgid(pid), os.getsid(pid)) == (pid, pid)
    boss.send_signal(signal.SIGINT)
    boss.communicate(timeout=20)
    assert gone(pid)
