"""Keeping the processes of an installation alive, and ending them all together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from gettext import gettext as _
from types import FrameType
from typing import NoReturn

from lantoa.cli.console import complain, say

TICK = 0.2  # seconds between two looks
PATIENCE = 10.0  # seconds that a child has to end by itself
SOON = 5.0  # a child that ends within this many seconds of its start counts as failing
TRIES = 5  # failures in a row after which starting again is given up
PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15


def die_with_parent() -> None:
    """In a new child on Linux: be told to end should the supervisor be killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Forked:
    """A child that does some work of this program with all that is loaded here, and shares its memory until either writes to it.

    Told of as `subprocess.Popen` tells. `short` is its name in lists of processes, of at most fifteen letters.
    """

    def __init__(self, work: Callable[[], object], short: str) -> None:
        self.returncode: int | None = None
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        begun, begins = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(begun)
            self.live(work, short, parent, begins)
        os.close(begins)
        os.read(begun, 1)  # until it leads its own group, and a signal to that reaches it
        os.close(begun)

    @staticmethod
    def live(work: Callable[[], object], short: str, parent: int, begins: int) -> NoReturn:
        """In the child: the work, and its end."""
        code = 1
        try:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            os.setsid()
            die_with_parent()
            if sys.platform == "linux":
                ctypes.CDLL(None).prctl(PR_SET_NAME, short.encode())
            os.close(begins)
            if os.getppid() == parent:  # else it ended before it could be said that this one ends with it
                work()
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        except KeyboardInterrupt:
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def poll(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.ended(os.WNOHANG)

    def wait(self) -> int | None:
        return self.ended(0)

    def ended(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode


@dataclass
class Child:
    """A process that must run: a command, or a work of this program; `name` is what people call it, `short` what lists of processes do."""

    name: str
    command: Sequence[str] | Callable[[], object]
    short: str = ""
    process: "subprocess.Popen[bytes] | Forked | None" = None
    started: float = 0.0
    failures: int = 0
    again_at: float = field(default=0.0)

    def start(self, now: float) -> None:
        """Start it in a process group of its own, after whatever an earlier run left behind has ended."""
        self.signal(signal.SIGKILL)
        if callable(self.command):
            self.process = Forked(self.command, self.short)
        else:
            self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=die_with_parent)  # noqa: S603  # our own
        self.started = now

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: int) -> None:
        """Send a signal to the child and all that it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                pass


class Supervisor:
    """Starts the children, restarts those that end, and ends all when told to by a signal."""

    def __init__(self, children: Iterable[Child], *, ready: Callable[[], bool], announce: Callable[[], None]) -> None:
        self.children = list(children)
        self.ready, self.announce = ready, announce
        self.announced = self.stopping = False

    def run(self) -> int:
        """Until a signal comes (0) or a child cannot be kept alive (1)."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        try:
            while not self.stopping:
                if not all(self.tend(child, time.monotonic()) for child in self.children):
                    return 1
                self.announce_once()
                time.sleep(TICK)
        finally:
            self.end_all()
        return 0

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def announce_once(self) -> None:
        if not self.announced and self.ready():
            self.announced = True
            self.announce()

    def tend(self, child: Child, now: float) -> bool:
        """Start `child` where it does not run and its time has come; False where it is not worth trying again."""
        if child.running() or now < child.again_at:
            return True
        if child.process is not None and child.again_at <= child.started:
            return self.mourn(child, now)
        child.start(now)
        return True

    def mourn(self, child: Child, now: float) -> bool:
        """`child` has ended: say so and set the time of its next start, later after each quick failure."""
        code = child.process.returncode if child.process else 0
        child.failures = child.failures + 1 if now - child.started < SOON else 1
        if child.failures >= TRIES:
            complain(_("{name} cannot be kept running (exit code {code}); the lines above say why.").format(name=child.name, code=code))
            return False
        pause = 2.0 ** (child.failures - 1)
        child.again_at = now + pause
        complain(
            _("{name} has ended (exit code {code}); starting it again in {pause:.0f} s.").format(name=child.name, code=code, pause=pause)
        )
        return True

    def end_all(self) -> None:
        """Ask every child to end, and end those that do not within ten seconds."""
        say(_("Stopping."))
        for child in self.children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(child.running() for child in self.children) and time.monotonic() < deadline:
            time.sleep(TICK / 2)
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()
