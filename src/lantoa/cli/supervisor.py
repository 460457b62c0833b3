"""Keeping the processes of an installation alive, and ending them all together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from gettext import gettext as _
from types import FrameType

from lantoa.cli.console import complain, say

TICK = 0.2  # seconds between two looks
PATIENCE = 10.0  # seconds that a child has to end by itself
SOON = 5.0  # a child that ends within this many seconds of its start counts as failing
TRIES = 5  # failures in a row after which starting again is given up
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """In a new child on Linux: be told to end should the supervisor be killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """A process that must run; `name` is what people call it."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    failures: int = 0
    again_at: float = field(default=0.0)

    def start(self, now: float) -> None:
        """Start it in a process group of its own, after whatever an earlier run left behind has ended."""
        self.signal(signal.SIGKILL)
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=die_with_parent)  # noqa: S603  # the program's own commands
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
