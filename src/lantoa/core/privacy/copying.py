"""A copy of all that is held of one person, read by the registry of what is kept: for the person to take along, and of nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BinaryField, Field, Model
from django.utils.functional import Promise

from lantoa.core.people.models import Person, PersonEvent, User
from lantoa.core.people.purposes import Kept, all_kept
from lantoa.core.people.services import tell
from lantoa.core.privacy.held import SECRETS, Value, by_model, rows_of
from lantoa.core.privacy.looking import looked
from lantoa.core.privacy.models import What
from lantoa.core.privacy.requests import opened
from lantoa.core.units.models import BEGINNING, FOREVER, Unit

UNREADABLE = SECRETS - {"text", "answer"}  # these two are told to the person whose they are


@dataclass(frozen=True)
class Row:
    """One row that is held of a person: its number among those of its kind, and its values by the names of their fields."""

    kept: Kept
    number: int
    values: tuple[tuple[str, Any], ...]


def copy_of(person: Person) -> Iterator[Row]:
    """Every row that is held of the person, with every value that tells something; of secrets and digests only that they are there."""
    for kept in all_kept():
        number = 0
        for model, names in by_model(kept.fields).items():
            for row in rows_of(model, person) or ():
                number += 1
                yield Row(kept, number, tuple(values_of(row, names, person)))


def values_of(row: Model, names: list[str], person: Person) -> Iterator[tuple[str, Any]]:
    for name in names:
        field = row._meta.get_field(name)
        if name in UNREADABLE or not isinstance(field, Field) or not isinstance(field.verbose_name, Promise):
            continue
        if field.is_relation and field.related_model is not Unit:
            continue
        value = opened(person, getattr(row, name)) if isinstance(field, BinaryField) else Value(field, row).told
        if value not in (None, "", BEGINNING, FOREVER):
            yield str(field.verbose_name), value


@transaction.atomic
def take_copy(person: Person, *, by: User, now: datetime) -> list[Row]:
    """The copy, with a note that it was taken: in the history of the account, and where another makes it among those who looked."""
    tell(person, PersonEvent.What.DATA_COPIED, by=by)
    looked(person, by=by, what=What.COPY, now=now)
    return list(copy_of(person))
