"""Where a record was followed: the records that copy it, those that copy these, with place, start, result and state, as a tree and drawn.

Only what the person may see; of others only their number is told. A record that waits for approval is drawn as not certain yet;
one that has stopped by the day looked at has a mark of its own and says since when.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.access.selectors import Actor
from lantoa.core.records.kinds import concrete, kind_of
from lantoa.core.records.models import Link, LinkKind, Record, State
from lantoa.core.records.starts import start_told
from lantoa.core.ui.formats import day_text
from lantoa.core.ui.records.result_rows import results_in_words
from lantoa.core.ui.records.start_field import start_words

DEEPEST, MOST = 4, 40  # steps from the first, records in all
STANDS = (State.APPROVED, State.SUBMITTED)
WIDE, HIGH, ACROSS, DOWN = 220, 64, 278, 82  # of a box, and from one box to the next
NARROWEST = 780  # of the drawing, so that letters keep their size
LETTERS = 27  # that fit into a box


@dataclass
class Copy:
    """One record of the tree: where and since when, with what result, who follows it. `x`, `y` are its place in the drawing."""

    record: Any
    where: str
    since: str
    result: str
    stopped: date | None = None
    copies: list["Copy"] = field(default_factory=list)
    depth: int = 0
    x: int = 0
    y: int = 0

    @property
    def certain(self) -> bool:
        return bool(self.record.state == State.APPROVED)

    @property
    def head(self) -> str:
        return shortened(f"{self.where}, {self.since}" if self.since else self.where)

    @property
    def line(self) -> str:
        return shortened(self.stop or self.result or self.state, 4)

    @property
    def state(self) -> str:
        return _("approved") if self.certain else _("awaiting approval")

    @property
    def stop(self) -> str:
        return _("stopped on %(day)s") % {"day": day_text(self.stopped)} if self.stopped else ""

    @property
    def mark(self) -> str:
        """Of its dot, in the drawing."""
        return "stopped" if self.stopped else "ok" if self.certain else "wait"

    @property
    def told(self) -> str:
        """All of it in words, for the list."""
        return "; ".join(filter(None, (f"{self.where}, {self.since}" if self.since else self.where, self.state, self.stop, self.result)))

    def walk(self) -> Iterator["Copy"]:
        yield self
        for copy in self.copies:
            yield from copy.walk()


@dataclass(frozen=True)
class Edge:
    """A line of the drawing, from one box to the next."""

    path: str
    certain: bool


@dataclass(frozen=True)
class Spread:
    """The tree under a record, what of it lies out of sight, and the size of its drawing."""

    root: Copy
    hidden: int
    width: int
    height: int

    @property
    def nodes(self) -> list[Copy]:
        return list(self.root.walk())

    @property
    def edges(self) -> list[Edge]:
        return [Edge(curve(one, copy), copy.certain) for one in self.root.walk() for copy in one.copies]

    @property
    def ripples(self) -> list[int]:
        return [150, 215, 290, 380]

    @property
    def in_words(self) -> str:
        count = len(self.nodes) - 1
        return ngettext("%(count)d place follows it", "%(count)d places follow it", count) % {"count": count}


def spread_of(record: Any, *, actor: Actor, today: date, at: date) -> Spread | None:
    """The tree of what follows this record's example; `at` is the day looked at. None where nothing that the person may know of does."""
    root, hidden = grown(record, actor=actor, today=today, at=at)
    if not root.copies and not hidden:
        return None
    rows = place_boxes(root, 0)
    depth = max(copy.depth for copy in root.walk())
    return Spread(root, hidden, max(NARROWEST, ACROSS * depth + WIDE + 4), max(1, rows) * DOWN)


def grown(record: Any, *, actor: Actor, today: date, at: date) -> tuple[Copy, int]:
    """The tree, a step at a time, each record once; and how many records of it the person may not see."""
    root, hidden, known = copy_of(record, 0, at=at), 0, {record.pk}
    level = {record.pk: root}
    for depth in range(1, DEEPEST + 1):
        follows: dict[int, list[int]] = defaultdict(list)
        for source, target in Link.objects.filter(target__in=level, kind=LinkKind.COPIES).order_by("pk").values_list("source", "target"):
            if source not in known and len(known) < MOST:
                known.add(source)
                follows[target].append(source)
        if not follows:
            break
        asked = [source for found in follows.values() for source in found]
        standing = Record.objects.filter(pk__in=asked, state__in=STANDS)
        seen = standing.visible_to(actor, at=today).select_related("unit", "place").in_bulk()
        hidden += standing.count() - len(seen)
        following: dict[int, Copy] = {}
        for target, sources in follows.items():
            for source in sources:
                if source in seen:
                    following[source] = copy_of(seen[source], depth, at=at)
                    level[target].copies.append(following[source])
        level = following
    return root, hidden


def copy_of(record: Any, depth: int, *, at: date) -> Copy:
    found, kind = concrete(record), kind_of(record.kind)
    alike, stopped = kind.alike, getattr(found, kind.stopped) if kind.stopped else None
    since = getattr(found, alike.since) if alike and alike.since else None
    told = start_words(start_told(since, getattr(found, alike.precision))) if since and alike and alike.precision else ""
    results = results_in_words(getattr(found, "results", None) or [])
    result = f"{results[0].figure} {results[0].what}" if results else ""
    where, begun = (record.place or record.unit).name, told or (day_text(since) if since else "")
    return Copy(record, where, begun, result, stopped if stopped and stopped <= at else None, depth=depth)


def place_boxes(copy: Copy, row: int) -> int:
    """Give every box its place: leaves one below the other, each parent beside the middle of its own; the next free row."""
    copy.x = 2 + ACROSS * copy.depth
    first = row
    for child in copy.copies:
        row = place_boxes(child, row)
    if not copy.copies:
        row += 1
        copy.y = first * DOWN + 9
    else:
        copy.y = (copy.copies[0].y + copy.copies[-1].y) // 2
    return row


def curve(one: Copy, other: Copy) -> str:
    start, end, middle = one.x + WIDE, other.x, (one.x + WIDE + other.x) / 2
    from_y, to_y = one.y + HIGH // 2, other.y + HIGH // 2
    return f"M{start} {from_y}C{middle:g} {from_y} {middle:g} {to_y} {end} {to_y}"


def shortened(text: str, less: int = 0) -> str:
    most = LETTERS - less
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
