"""Taking personal words out of a record that stays: who has decided that, and whether they might, is the caller's matter."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import models, transaction

from lantoa.core.people.models import Person, User
from lantoa.core.records.kinds import Kind, all_kinds, kind_of
from lantoa.core.records.models import Record
from lantoa.core.records.services import finish, keep, locked, write_event
from lantoa.core.records.values import snapshot

REDACT = "redact"


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
    finish(current)
    current.version += 1
    keep(current, kind, {})
    write_event(current, kind, REDACT, before=before, by=by, today=today, reason=reason)
    return current


@transaction.atomic
def pass_to(record: Record, *, person: Person, other: Person) -> None:
    """The record tells of `other` from now on where it told of `person`; no event names both, since its redaction has told it."""
    kind = kind_of(record.kind)
    for name in names_of_person(kind):
        kind.model_class._base_manager.filter(pk=record.pk, **{name: person}).update(**{name: other})
    keep(locked(record), kind, {})
