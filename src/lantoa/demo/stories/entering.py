"""Entering the records of the demo as people do: one writes and hands in, another approves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from lantoa.core.people.models import Person, User
from lantoa.core.people.services import know_person
from lantoa.core.records.links import link
from lantoa.core.records.models import LinkKind
from lantoa.core.records.services import advance, create
from lantoa.core.units.models import Unit

UNITS: Final = frozenset({"unit", "place", "collective", "donor_unit", "maker", "partner"})  # values that name a unit by its key
MANY_UNITS: Final = frozenset({"hosts", "places"})
PEOPLE: Final = frozenset({"person", "donor_person"})  # values that name a person


@dataclass(frozen=True)
class Entry:
    """A record to be entered. Units are given by key, people by name; `facts` are the ids of what it carries over.

    `links` are (kind, name) pairs to entries that were given that `name` before. What is not `approved` is handed in and waits.
    """

    kind: str
    title: str
    facts: tuple[str, ...]
    values: Mapping[str, Any]
    name: str = ""
    links: tuple[tuple[LinkKind, str], ...] = ()
    author: str = ""
    approver: str = ""
    approved: bool = True


@dataclass(frozen=True)
class Story:
    """What one public account tells: its day, the words by which every record names it, who enters and who approves."""

    district: str
    day: date
    source: str
    author: str
    approver: str
    entries: tuple[Entry, ...]
    facts: tuple[str, ...] = ()  # facts that the day and the source carry over


@dataclass
class Desk:
    """What entering needs: accounts by name, units by key, and the people told of so far, each once."""

    users: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def user(self, username: str) -> User:
        if username not in self.users:
            self.users[username] = User.objects.select_related("person").get(username=username)
        return self.users[username]

    def unit(self, key: str) -> Unit:
        if key not in self.units:
            self.units[key] = Unit.objects.get(key=key)
        return self.units[key]

    def person(self, name: str) -> Person:
        if name not in self.people:
            self.people[name] = know_person(name)
        return self.people[name]

    def resolved(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values with units and people in place of keys and names."""
        found = dict(values)
        found |= {name: self.unit(found[name]) for name in UNITS & found.keys()}
        found |= {name: [self.unit(key) for key in found[name]] for name in MANY_UNITS & found.keys()}
        return found | {name: self.person(found[name]) for name in PEOPLE & found.keys()}


def enter(entry: Entry, *, by: User, desk: Desk, day: date, source: str) -> Any:
    """A draft."""
    values = {"title": entry.title, "day": day, "source": source, **desk.resolved(entry.values)}
    return create(entry.kind, values=values, by=by, today=day)


def tell(story: Story, *, desk: Desk, progress: Callable[[str], None], named: dict[str, Any] | None = None) -> list[Any]:
    """Enter and approve every record of a story, on the story's own day; the records. `named` carries names on to the next story."""
    named = {} if named is None else named
    records = []
    for number, entry in enumerate(story.entries, start=1):
        progress(f"{story.district} {number}/{len(story.entries)}")
        author, approver = desk.user(entry.author or story.author), desk.user(entry.approver or story.approver)
        record = enter(entry, by=author, desk=desk, day=story.day, source=story.source)
        for kind, name in entry.links:
            link(record, named[name], kind=kind, by=author, today=story.day)
        record = advance(record, "submit", by=author, today=story.day)
        named[entry.name] = advance(record, "approve", by=approver, today=story.day) if entry.approved else record
        records.append(named[entry.name])
    return records


def facts_of(stories: Iterable[Story]) -> dict[str, list[str]]:
    """What carries over each fact: titles of records by id."""
    found: dict[str, list[str]] = {}
    for story in stories:
        for fact in story.facts:
            found.setdefault(fact, []).append(story.source)
        for entry in story.entries:
            for fact in entry.facts:
                found.setdefault(fact, []).append(f"{entry.kind}: {entry.title}")
    return found
