"""The registry of kinds: what generic lists, pages, forms, exports and contract tests need to know of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import override

from lantoa.core.access.roles import Verb
from lantoa.core.people.models import Person
from lantoa.core.records.models import Record

Text = str | Promise


@dataclass(frozen=True)
class Column:
    """A column of a kind's list and export. `sort` is the field to order by, if any; one that is `plain` needs no label on narrow screens.

    `value` reads it off a record; of a `dated` column off a record and the day that is looked at. Ask by `of`.
    """

    name: str
    label: Text
    value: Callable[..., Any]
    sort: str = ""
    numeric: bool = False
    default: bool = True
    dated: bool = False
    plain: bool = False

    def of(self, record: Any, *, at: date) -> Any:
        """What stands in this column for a record, on the day that is looked at."""
        return self.value(record, at) if self.dated else self.value(record)


@dataclass(frozen=True)
class Filter:
    """A filter of a kind's list: `choices` gives (value, label) pairs, `condition` turns a value into a Q.

    Those of a `dated` filter take the day that is looked at as well. Ask by `options` and `q`.
    """

    name: str
    label: Text
    choices: Callable[..., list[tuple[str, Text]]]
    condition: Callable[..., Q]
    dated: bool = False

    def options(self, *, at: date) -> list[tuple[str, Text]]:
        """What can be chosen, on the day that is looked at."""
        return self.choices(at) if self.dated else self.choices()

    def q(self, value: str, *, at: date) -> Q:
        """The condition of a chosen value, on the day that is looked at."""
        return self.condition(value, at) if self.dated else self.condition(value)


@dataclass(frozen=True)
class Alike:
    """Which fields of a kind say who runs a thing, where, and since when: by them, and by its title, two records of one thing are known.

    `agree` are fields that cannot differ between two records of one thing; `together` are those that are chosen as one when two merge,
    the first of them giving the name.
    """

    hosts: tuple[str, ...] = ()
    places: tuple[str, ...] = ("place",)
    since: str = ""
    precision: str = ""  # the field that says how exactly `since` is told
    agree: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class ChainStep:
    """A record as a step of the value chain of another: what it is (`head`), who and what, from when and until when (not included)."""

    order: int
    head: Text
    line: Text
    starts: date
    ends: date | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of record. `model` is "app.Model", `form` and `detail` are a dotted path and a template of the domain."""

    code: str
    model: str
    prefix: str
    title: Text
    plural: Text
    icon: str
    fields: tuple[str, ...]
    form: str
    detail: str
    columns: tuple[Column, ...] = ()
    filters: tuple[Filter, ...] = ()
    related: tuple[str, ...] = ()
    prefetch: tuple[str, ...] = ()
    personal: frozenset[str] = frozenset()
    subject: Callable[[Any], Person | None] = field(default=lambda record: None)
    search: Callable[[Any], str] = field(default=lambda record: "")
    searchable: bool = True
    entry_verb: str = Verb.ENTER  # who may make and write one
    listed: bool = True  # has a generic list and form; a kind with pages of its own says False
    in_bar: bool = True  # has a section in the bar of wide screens; else in the menu alone
    order: int = 50
    due: Callable[[Any, date], date | None] | None = None  # when a record wants its next answer, by the day of its last write
    withdrawn: Callable[[Any, date], dict[str, Any]] | None = None  # what withdrawing every consent on a day writes; empty: none given
    alike: Alike | None = None  # none: two records of this kind are never taken for one
    chain: Callable[[Any], ChainStep] | None = None  # what a record of it is in the value chain of one that it is linked with
    evidence_page: str = "record"  # the route of the page on which its evidence stands, called with the record's public id
    stopped: str = ""  # the field with the first day on which a record of it no longer stands, where it can stop

    @property
    def model_class(self) -> type[Record]:
        found = apps.get_model(self.model)
        assert issubclass(found, Record)
        return found


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; called in the domain's AppConfig.ready()."""
    _KINDS[kind.code] = kind
    return kind


def kind_of(code: str) -> Kind:
    """The kind of this code. Raises `KeyError`."""
    return _KINDS[code]


def all_kinds() -> Iterator[Kind]:
    """Every registered kind, in the order of the loop."""
    yield from sorted(_KINDS.values(), key=lambda kind: (kind.order, kind.code))


def in_both_languages(label: Text) -> str:
    """A word as a record is searched by it, in either language of the pages."""
    words = []
    for language in ("vi", "en"):
        with override(language):
            words.append(str(label))
    return " ".join(words)


def concrete(record: Record) -> Any:
    """The record as its own kind; one query unless it is already."""
    model = kind_of(record.kind).model_class
    return record if isinstance(record, model) else model._default_manager.get(pk=record.pk)
