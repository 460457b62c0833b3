"""A copy of all that is held of one person, read by the registry of what is kept: for the person to take along, and of nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BinaryField, Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from lantoa.core.people.models import Person, PersonEvent, User
from lantoa.core.people.purposes import Kept, all_kept
from lantoa.core.people.services import tell
from lantoa.core.privacy.held import SECRETS, Value, by_model, of_whom, rows_of, value_of
from lantoa.core.privacy.looking import looked
from lantoa.core.privacy.models import What
from lantoa.core.privacy.requests import opened
from lantoa.core.units.models import BEGINNING, FOREVER, Unit

UNREADABLE = SECRETS - {"text", "answer", "language"}  # these are told to the person whose they are
LABELS = {
    "records.Event.at": gettext_lazy("when"), "records.Event.role": gettext_lazy("role"), "people.PersonEvent.at": gettext_lazy("when"),
    "usersessions.UserSession.ip": gettext_lazy("network address"), "usersessions.UserSession.user_agent": gettext_lazy("browser"),
    "usersessions.UserSession.created_at": pgettext_lazy("copy", "since"),
    "usersessions.UserSession.last_seen_at": gettext_lazy("last used"),
    "mfa.Authenticator.created_at": pgettext_lazy("copy", "since"), "mfa.Authenticator.last_used_at": gettext_lazy("last used"),
    "people.User.language": gettext_lazy("language"), "people.User.last_login": gettext_lazy("last sign-in"),
    "people.Device.enrolled_at": pgettext_lazy("copy", "since"), "people.Device.used_at": gettext_lazy("last used"),
    "socialaccount.SocialAccount.provider": gettext_lazy("provider"), "access.Grant.made_at": pgettext_lazy("copy", "entered"),
}  # fmt: skip
"""What fields without a name in words are called; the others of that sort tell a person nothing."""


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
            for row in rows_of(model, person, names) or ():
                number += 1
                yield Row(kept, number, tuple(values_of(row, names, person)))


def values_of(row: Model, names: list[str], person: Person) -> Iterator[tuple[str, Any]]:
    """What a row tells, by the names of its fields; secrets, digests and what tells nothing are left out."""
    for value in (*of_whom(row), *(found for name in names if (found := told_value(row, name, person)))):
        if value.told not in (None, "", BEGINNING, FOREVER):
            yield value.label, value.told


def told_value(row: Model, name: str, person: Person) -> Value | None:
    field = row._meta.get_field(name)
    label = LABELS.get(f"{row._meta.label}.{name}", "")
    if name in UNREADABLE or not isinstance(field, Field) or not (label or isinstance(field.verbose_name, Promise)):
        return None
    if field.is_relation and field.related_model is not Unit:
        return None
    if isinstance(field, BinaryField):
        return Value(str(field.verbose_name), opened(person, getattr(row, name)))
    return value_of(field, row, label=str(label))


@transaction.atomic
def take_copy(person: Person, *, by: User, now: datetime) -> list[Row]:
    """The copy, with a note that it was taken: in the history of the account, and where another makes it among those who looked."""
    tell(person, PersonEvent.What.DATA_COPIED, by=by)
    looked(person, by=by, what=What.COPY, now=now)
    return list(copy_of(person))
