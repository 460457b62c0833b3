"""Taking personal words out of a record that stays: who has decided that, and whether they might, is the caller's matter."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models, transaction

from lantoa.core.people.models import Person, User
from lantoa.core.records.kinds import Kind, all_kinds, kind_of
from lantoa.core.records.ledger import REASON, REDACT, UNSAID, unsaid
from lantoa.core.records.models import Comment, Event, Record
from lantoa.core.records.services import finish, keep, locked, note, write_event
from lantoa.core.records.values import apply_values, snapshot

Change = Callable[[str], str]
"""Takes a name out of one text: every mention of it, or the one that was chosen."""
WITHDRAW = "withdraw_consent"


def records_about(person: Person) -> Iterator[Any]:
    """Every record, of any kind and state, that tells of this person as its subject."""
    for kind in all_kinds():
        for name in names_of_person(kind):
            rows = kind.model_class._default_manager.filter(**{name: person}).select_related(name, "unit")
            yield from (record for record in rows if kind.subject(record) == person)


def names_of_person(kind: Kind) -> list[str]:
    """The personal fields of a kind that lead to a person."""
    model = kind.model_class
    return [name for name in sorted(kind.personal) if model._meta.get_field(name).related_model is Person]


@transaction.atomic
def redact(record: Record, *, words: str, by: User | None, today: date, reason: str) -> Any:
    """Put `words` in place of every personal text of the record, with an event that tells it. Units, days and figures stay.

    The values of before are laid under the key of the person, as with every event; destroying the key takes them away.
    """
    kind, current = kind_of(record.kind), locked(record)
    before = snapshot(current, kind)
    for name in kind.personal:
        field = current._meta.get_field(name)
        if isinstance(field, models.CharField | models.TextField) and getattr(current, name):
            setattr(current, name, words[: field.max_length])
    settle(current, kind, REDACT, before=before, by=by, today=today, reason=reason)
    return current


def settle(record: Any, kind: Kind, step: str, *, before: dict[str, Any], by: User | None, today: date, reason: str) -> None:
    """Keep what was written to a locked record by decision, in whatever state it is, with its event."""
    finish(record)
    record.version += 1
    keep(record, kind, {})
    write_event(record, kind, step, before=before, by=by, today=today, reason=reason)


@transaction.atomic
def withdraw_consents(record: Record, *, by: User | None, today: date, reason: str) -> bool:
    """Every consent that the record holds is withdrawn from today on, in whatever state it is; whether there was one."""
    kind, current = kind_of(record.kind), locked(record)
    before = snapshot(current, kind)
    values = kind.withdrawn(current, today) if kind.withdrawn else {}
    if values:
        apply_values(current, values)
        settle(current, kind, WITHDRAW, before=before, by=by, today=today, reason=reason)
    return bool(values)


@transaction.atomic
def take_out(record: Record, *, field: str, person: Person, change: Change, by: User, today: date, reason: str) -> Any:
    """Take this person's name out of one field, and nothing else. The text of before lies under the person's key."""
    kind, current = kind_of(record.kind), locked(record)
    before = snapshot(current, kind)
    setattr(current, field, without(getattr(current, field), change, longest=current._meta.get_field(field).max_length))
    theirs = replace(kind, personal=frozenset({field}), subject=lambda _record: person)
    settle(current, theirs, REDACT, before=before, by=by, today=today, reason=reason)
    return current


@transaction.atomic
def take_out_of_comment(remark: Comment, *, change: Change, by: User, today: date, reason: str) -> None:
    """Take a name out of a remark; an event beside the record tells that."""
    longest = Comment._meta.get_field("text").max_length
    Comment.objects.filter(pk=remark.pk).update(text=without(remark.text, change, longest=longest))
    note(remark.record, REDACT, changes={}, by=by, today=today, reason=reason)


def without(value: Any, change: Change, *, longest: int | None = None) -> Any:
    """The value with every text in it changed, at any depth."""
    if isinstance(value, str):
        return change(value)[:longest]
    if isinstance(value, dict):
        return {key: without(inner, change) for key, inner in value.items()}
    return [without(inner, change) for inner in value] if isinstance(value, list) else value


@transaction.atomic
def unsay(record: Record, fields: dict[int, list[str]], *, by: User | None, today: date, reason: str) -> None:
    """The history does not show these words any more: by the number of an event, its reason or values of the fields named.

    The rows of the events stay, and with them both chains; an event of its own says what is not shown, and by which decision.
    """
    locked(record)
    told = {str(number): sorted(names) for number, names in sorted(fields.items())}
    note(record, REDACT, changes={UNSAID: (None, told)}, by=by, today=today, reason=reason)


def unsay_reasons(record: Record, *, by: User | None, today: date, reason: str) -> None:
    """What people gave as reasons of steps is not shown any more; the reasons that tell of decisions on personal data are."""
    events = list(Event.objects.filter(record=record.pk).order_by("number"))
    gone = unsaid(events)
    told = [event.number for event in events if event.reason and event.step not in (REDACT, WITHDRAW)]
    left = {number: [REASON] for number in told if REASON not in gone.get(number, {})}
    if left:
        unsay(record, left, by=by, today=today, reason=reason)


@transaction.atomic
def pass_to(record: Record, *, person: Person, other: Person) -> None:
    """The record tells of `other` from now on where it told of `person`; no event names both, since its redaction has told it."""
    kind = kind_of(record.kind)
    for name in names_of_person(kind):
        kind.model_class._base_manager.filter(pk=record.pk, **{name: person}).update(**{name: other})
    keep(locked(record), kind, {})
