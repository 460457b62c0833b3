"""What can be looked at to tell whether an installation is sound. A package brings its own looks in a `health.py`.

A look is a function that yields findings; `lantoa doctor` imports every package's `health` and runs them in their order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How a finding stands: fine, worth a look, or to be mended."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Asked:
    """What the looks are told: the true time, whether to look at everything, and where a test mail goes."""

    now: datetime
    full: bool = False
    mail_to: str = ""


@dataclass(frozen=True)
class Finding:
    """What was found, in a sentence, and what to do about it."""

    level: Level
    text: str
    todo: str = ""


Look = Callable[[Asked], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """A look under its code and title."""

    code: str
    title: Any
    order: int
    look: Look


_checks: dict[str, Check] = {}


def check(code: str, *, title: Any, order: int) -> Callable[[Look], Look]:
    """Register the decorated look. `title` may be lazily translated; lower `order` comes first."""

    def keep(look: Look) -> Look:
        _checks[code] = Check(code, title, order, look)
        return look

    return keep


def all_checks() -> list[Check]:
    """Every check that was registered, in its order."""
    return sorted(_checks.values(), key=lambda found: (found.order, found.code))


def fine(text: str) -> Finding:
    return Finding(Level.OK, text)


def warning(text: str, todo: str) -> Finding:
    return Finding(Level.WARNING, text, todo)


def failed(text: str, todo: str) -> Finding:
    return Finding(Level.FAILED, text, todo)
