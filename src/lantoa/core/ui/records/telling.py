"""The history of a record in words: who did what, when, in which role, and what it changed."""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.selectors import Actor
from lantoa.core.privacy.erasing import decision_of
from lantoa.core.records.end_day import as_shown
from lantoa.core.records.kinds import Alike, Kind
from lantoa.core.records.ledger import REDACT, told
from lantoa.core.records.lifecycle import steps_of
from lantoa.core.records.links import LINKED, UNLINKED, words_of
from lantoa.core.records.links import TOLD as LINK_TOLD
from lantoa.core.records.models import Event, Record
from lantoa.core.records.selectors import history
from lantoa.core.records.starts import Start, start_told
from lantoa.core.ui.parts import Text
from lantoa.core.ui.records.shown import field_of, in_words, label_of
from lantoa.core.ui.records.start_field import start_words

ICONS = {
    "create": "circle-plus", "change": "pen-line", "correct": "pen-line", "submit": "send", "approve": "shield-check", "return": "undo-2",
    "withdraw": "circle-slash", "revoke": "rotate-ccw", "reopen": "refresh-cw", "evidence": "paperclip", "evidence_withdrawn": "file-x",
    LINKED: "link", UNLINKED: "link", "merge": "git-merge", "took_in": "git-merge", "unmerge": "undo-2", "gave_back": "undo-2",
    "told_apart": "git-branch", "doubted_again": "git-merge", "kept": "circle-check", REDACT: "eye-off",
}  # fmt: skip
SERVICES: dict[str, Text] = {
    "create": gettext_lazy("entered"),
    "change": gettext_lazy("changed"),
    "correct": gettext_lazy("corrected after approval"),
    "evidence": gettext_lazy("evidence added"),
    "evidence_withdrawn": gettext_lazy("evidence withdrawn"),
    LINKED: gettext_lazy("linked"),
    UNLINKED: gettext_lazy("link taken away"),
    "took_in": gettext_lazy("took in a double"),
    "gave_back": gettext_lazy("gave a merged record back"),
    "told_apart": gettext_lazy("told apart from another record"),
    "doubted_again": gettext_lazy("suspected as a double again"),
    REDACT: gettext_lazy("personal data erased"),
}
INTO, DOUBLE = "merged_into", "double"  # what an event calls the record that took this one in, and the other of a pair
ERASED = gettext_lazy("removed on request")  # where no decision is known
NOT_TOLD = ("state", "evidence", LINK_TOLD, INTO, DOUBLE)  # told by the step's own name, or whole; the hash of a file is for the audit
_NAMES: dict[str, Text] = {}


def name_step(step: str, words: Text) -> None:
    """Name an event that is no step of a lifecycle, such as evidence added; called in the app's `ready()`."""
    _NAMES[step] = words


@dataclass(frozen=True)
class Change:
    """One value that an event changed, in words."""

    label: Text
    old: Text
    new: Text
    erased: bool = False


@dataclass(frozen=True)
class Other:
    """The record at the other end of a link: what it is to this one, and itself where the person may see it."""

    words: str
    record: Record | None


@dataclass(frozen=True)
class Told:
    """One event in words."""

    event: Event
    title: Text
    icon: str
    who: str
    role: str
    at: datetime
    reason: str
    changes: Sequence[Change]
    other: Other | None = None


def step_words(kind: str, step: str) -> Text:
    """How the history tells a step."""
    found = {one.name: one.past or one.label for one in steps_of(kind).values()}.get(step)
    return capfirst(str(found or _NAMES.get(step) or SERVICES.get(step) or _("noted")))


def tell(record: Any, kind: Kind, *, actor: Actor, at: date) -> list[Told]:
    """The record's history, newest first. Related rows are read once for all events, other records as far as the actor may see them."""
    events = history(record)
    ends = other_ends(events, actor=actor, at=at)
    plain = {event.pk: told(event) for event in events}
    gone = decision_of({value.person_id for event in events if None in plain[event.pk].values() for value in event.values.all()})
    names = related_names(type(record), (pair for changes in plain.values() for pair in changes.items()))
    if kind.alike and kind.alike.precision:
        plain |= starts_told(record, kind.alike, events, plain)
    return [
        Told(
            event, step_words(kind.code, event.step), ICONS.get(event.step, "file-text"), str(event.by or ""), event.role_name,
            timezone.localtime(event.at), event.words, changes_of(record, event, plain[event.pk], names, gone), ends.get(event.pk),
        )
        for event in events
    ]  # fmt: skip


def other_ends(events: Sequence[Event], *, actor: Actor, at: date) -> dict[int, Other]:
    """By event that tells of another record, by a link or a merger: that record."""
    named = {event.pk: end for event in events if (end := named_end(event))}
    if not named:
        return {}
    rows = Record.objects.visible_to(actor, at=at).filter(public_id__in={key for _words, key in named.values()})
    seen = {str(row.public_id): row for row in rows}
    return {event: Other(words, seen.get(key)) for event, (words, key) in named.items()}


def named_end(event: Event) -> tuple[str, str] | None:
    """What the other record is to this one, and its public id; None for an event that tells of no other."""
    if event.step in (LINKED, UNLINKED):
        was, now = event.changes[LINK_TOLD]
        return words_of(was or now), (was or now)["record"]
    for name, words in ((INTO, _("the record that stays")), (DOUBLE, _("the other record"))):
        if name in event.changes:
            was, now = event.changes[name]
            return words, now or was
    return None


Names = dict[str, dict[str, str]]
Plain = dict[str, tuple[Any, Any] | None]
"""By field its value before and after an event; None where both were erased."""


def related_names(model: type[models.Model], pairs: Iterable[tuple[str, tuple[Any, Any] | None]]) -> Names:
    """The names behind the keys that events hold of other rows: of units, persons and the like, by field."""
    keys: dict[str, set[Any]] = defaultdict(set)
    for name, pair in pairs:
        field = field_of(model, name)
        if pair is None or name in NOT_TOLD or not isinstance(field, models.ForeignKey | models.ManyToManyField):
            continue
        for value in pair:
            keys[name].update(value if isinstance(value, list) else [value] if value is not None else [])
    found: Names = {}
    for name, wanted in keys.items():
        field = field_of(model, name)
        column = "key" if isinstance(field, models.ManyToManyField) else "pk"
        rows = field.related_model._default_manager.filter(**{f"{column}__in": wanted})
        found[name] = {str(getattr(row, column)): str(row) for row in rows}
    return found


def starts_told(record: Any, alike: Alike, events: Iterable[Event], plain: dict[int, Plain]) -> dict[int, Plain]:
    """By event that changed since when, or how exactly that is told: the start before and after it, as exactly as it was told then.

    An event holds only what it changed; the rest is what stood after it, read back from the record as it is, newest event first.
    """
    since, found = getattr(record, alike.since), dict[int, Plain]()
    now: tuple[Any, Any] = (since and since.isoformat(), getattr(record, alike.precision))
    for event in events:
        pairs = [plain[event.pk].get(name) for name in (alike.since, alike.precision)]
        if any(pairs):
            was = (pairs[0][0] if pairs[0] else now[0], pairs[1][0] if pairs[1] else now[1])
            others = {name: pair for name, pair in plain[event.pk].items() if name != alike.precision}
            found[event.pk] = others | {alike.since: (start_of(*was), start_of(*now))}
            now = was
    return found


def start_of(since: str | None, precision: str) -> Start | None:
    return start_told(None if since in (None, "None") else date.fromisoformat(str(since)), precision)


def changes_of(record: Any, event: Event, plain: Plain, names: Names, gone: dict[int, str]) -> list[Change]:
    """What the event changed; where a value was erased, by which decision.

    The first event of a record, which set everything, tells only the title.
    """
    model, found = type(record), []
    persons = {value.field: value.person_id for value in event.values.all()}
    for name, pair in plain.items():
        if name in NOT_TOLD or event.step == "create":
            continue
        label = label_of(model, name)
        if pair is None:
            words = event.unsaid.get(name) or gone.get(persons.get(name, 0), str(ERASED))
            found.append(Change(label, words, words, erased=True))
            continue
        worded = value_words(model, name, names.get(name, {}))
        found.append(Change(label, worded(pair[0]), worded(pair[1])))
    return found


def value_words(model: type[models.Model], name: str, names: dict[str, str]) -> Callable[[Any], str]:
    """A function that words a value as an event holds it: keys by their names, choices by their labels, days as days."""
    field = field_of(model, name)
    choices = {str(value): str(label) for value, label in getattr(field, "flatchoices", None) or ()}

    def words(value: Any) -> str:
        if isinstance(value, list) and names:
            return ", ".join(names.get(str(key), "") for key in value)
        if names and value is not None:
            return names.get(str(value), "")
        if isinstance(value, Start):
            return start_words(value)
        if str(value) in choices:
            return choices[str(value)]
        if isinstance(field, models.DateField) and isinstance(value, str):
            with contextlib.suppress(ValueError):
                return in_words(as_shown(field, date.fromisoformat(value)))
        return "" if value == "None" else in_words(value)

    return words
