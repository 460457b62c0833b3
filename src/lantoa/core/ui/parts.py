"""The small things that pages hand to components. Plain frozen values; words may be lazy translations."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Option:
    """One choice of a segmented switch, a tab or a preset: a link, whether it is the one being shown, and how much waits there."""

    label: Text
    href: str
    current: bool = False
    icon: str = ""
    count: int = 0
    wide: bool = True


@dataclass(frozen=True)
class Crumb:
    """One step of the path to a page; the last has no link."""

    label: Text
    href: str = ""


@dataclass(frozen=True)
class Entry:
    """One point of a timeline or of a life: `mark` is "done", "now", "past" (no longer) or "" (still to come)."""

    title: Text
    meta: Text = ""
    text: Text = ""
    mark: str = "done"
    icon: str = ""
    href: str = ""


@dataclass(frozen=True)
class TreeNode:
    """One unit of the tree at the side. `count` is what waits there (None: not told), `count_label` says of what."""

    unit: Any
    label: Text
    href: str
    sub: Text = ""
    count: int | None = None
    count_label: Text = ""
    current: bool = False
    children: Sequence["TreeNode"] = field(default_factory=tuple)
    icon: str = "map-pin"
