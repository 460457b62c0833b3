"""Words to the person at the terminal: steps with their time, and failures as one sentence."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from typing import NoReturn

from rich.console import Console

QUIET = 2.0  # seconds without a word before the elapsed time is told
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Progress = Callable[[str], None]


class Failure(Exception):
    """What the person asked for could not be done; the sentence says why and what to do."""

    exit_code = 1


class WrongUsage(Failure):
    """What the person typed cannot be understood."""

    exit_code = 2


def say(text: str) -> None:
    out.print(text, markup=False)


def grouped(number: int) -> str:
    """A number as the person's language writes it, its thousands apart; Django must have been started."""
    from django.utils.formats import number_format

    return str(number_format(number, force_grouping=True))


def complain(text: str) -> None:
    err.print(text, markup=False)


def leave(sentence: str, *, code: int = 1) -> NoReturn:
    """End with this sentence on standard error."""
    complain(sentence)
    sys.exit(code)


@contextmanager
def step(title: str) -> Iterator[Progress]:
    """Tell what is being done, how far it is (never silent for over two seconds), and how long it took."""
    started = time.monotonic()
    with out.status(title) if out.is_terminal else talking(title) as shown:
        yield (lambda text: shown.update(f"{title}: {text}")) if out.is_terminal else shown.update
    seconds = time.monotonic() - started
    took = _(" ({seconds:.0f} s)").format(seconds=seconds) if seconds >= 1 else ""
    say(f"✓ {title}{took}")


class Heartbeat:
    """For output that is no terminal: a line whenever two seconds went by."""

    def __init__(self, title: str) -> None:
        self.title, self.text, self.done = title, "", threading.Event()
        self.started = time.monotonic()
        self.thread = threading.Thread(target=self.beat, daemon=True)

    def update(self, text: str) -> None:
        self.text = text

    def beat(self) -> None:
        while not self.done.wait(QUIET):
            seconds = time.monotonic() - self.started
            say(_("  {title}: {seconds:.0f} s {text}").format(title=self.title, seconds=seconds, text=self.text).rstrip())


@contextmanager
def talking(title: str) -> Iterator[Heartbeat]:
    heart = Heartbeat(title)
    heart.thread.start()
    try:
        yield heart
    finally:
        heart.done.set()
        heart.thread.join()
