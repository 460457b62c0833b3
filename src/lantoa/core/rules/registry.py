"""The rules that the program asks for: their names, what they are used for, and what is known of them when it is shipped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from lantoa.core.rules.models import Measured
from lantoa.core.units.models import BEGINNING, FOREVER

Text = str | Promise


@dataclass(frozen=True)
class Shipped:
    """What the program itself knows of a rule for a time. Once published it is never changed: a later one is added."""

    value: int
    measured_in: Measured
    basis: Text
    starts: date = BEGINNING
    ends: date = FOREVER
    doubt: Text = ""


@dataclass(frozen=True)
class Told:
    """A rule by its code. `use` says what is counted by it, and what happens where no row holds."""

    code: str
    group: Text
    title: Text
    use: Text
    rows: tuple[Shipped, ...] = ()


_told: dict[str, Told] = {}


def declare(*rules: Told) -> None:
    """Make rules known; called by being imported from an AppConfig.ready()."""
    _told.update({rule.code: rule for rule in rules})


def told(code: str) -> Told:
    """The rule of this code. Raises `KeyError`."""
    return _told[code]


def all_told() -> Iterator[Told]:
    """Every rule, in the order in which they were declared."""
    yield from _told.values()
