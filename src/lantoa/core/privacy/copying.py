"""A copy of all that is held of one person, read by the registry of what is kept: for the person to take along, and of nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import BinaryField, Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lantoa.core.evidence.erasing import TEXTS
from lantoa.core.evidence.models import Citation
from lantoa.core.people.models import Person, PersonEvent, User
from lantoa.core.people.purposes import DUTY, WITH_RECORDS, Kept, all_kept
from lantoa.core.people.services import tell
from lantoa.core.privacy.held import SECRETS, Value, by_model, of_whom, rows_of, value_of
from lantoa.core.privacy.looking import looked
from lantoa.core.privacy.models import What
from lantoa.core.privacy.requests import opened
from lantoa.core.records.models import Comment, Event
from lantoa.core.records.redacting import records_about
from lantoa.core.records.selectors import history
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
TOLD_OF = gettext_lazy("So that those who answer for a record can agree on it, and what was done with it can be followed.")
REMARKS = Kept("beside_remarks", gettext_lazy("Remarks beside records that tell of the person"), TOLD_OF, WITH_RECORDS, DUTY, ())
REASONS = Kept("beside_reasons", gettext_lazy("Reasons of steps on records that tell of the person"), TOLD_OF, WITH_RECORDS, DUTY, ())
FILES = Kept(
    "beside_files", gettext_lazy("Files behind records that tell of the person: what they are called"), TOLD_OF, WITH_RECORDS, DUTY, ()
)
BESIDE = (REMARKS, REASONS, FILES)
"""What others wrote and may name others too; counted for the person, told by the office."""
NEVER = (
    gettext_lazy("Passwords, keys and their digests are not told to anyone; that they are kept is said."),
    gettext_lazy(
        "A name that stands in texts about something else, such as a report or a record of another, is not looked for here; the office "
        "does that when an erasure is asked for."
    ),
    gettext_lazy("Closed reports stay as they were signed; they are not repeated here."),
)


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


def beside_of(person: Person) -> Iterator[Row]:
    """What others wrote beside the records that tell of the person: remarks, reasons of steps, files. Who wrote it is not told."""
    found: dict[Kept, list[tuple[tuple[str, Any], ...]]] = {kept: [] for kept in BESIDE}
    for record in records_about(person):
        whole = (_("Record"), record.title)
        for remark in Comment.objects.filter(record=record.pk):
            found[REMARKS].append((whole, (_("when"), remark.at), (_("Comment"), remark.text)))
        for event in reversed(history(record)):
            if event.words:
                found[REASONS].append((whole, (_("when"), event.at), (_("Reason"), event.words)))
        for file in Citation.objects.filter(record=record.pk):
            told = ((str(TEXTS[name].verbose_name), getattr(file, name)) for name in TEXTS)
            found[FILES].append((whole, *((label, value) for label, value in told if value)))
    for kept, rows in found.items():
        yield from (Row(kept, number, values) for number, values in enumerate(rows, start=1))


def beside_counts(person: Person) -> list[tuple[Kept, int]]:
    """How much others wrote beside the records that tell of the person."""
    ids = [record.pk for record in records_about(person)]
    if not ids:
        return [(kept, 0) for kept in BESIDE]
    reasons = Event.objects.filter(record__in=ids).exclude(reason="").count()
    counts = (Comment.objects.filter(record__in=ids).count(), reasons, Citation.objects.filter(record__in=ids).count())
    return list(zip(BESIDE, counts, strict=True))


def left_out(*, own: bool) -> list[str]:
    """What is not in a copy, and why, in sentences for the one who reads it. `own`: taken by the person, without the office."""
    found = []
    if own:
        found.append(_(
            "Remarks, reasons of steps and files beside records that tell of you are not in this copy: others are named in them too, and "
            "the office reads them over first. Ask for a copy on the page “Make a request”; the office answers within the term of the law."
        ))  # fmt: skip
    else:
        found += [
            _("Who wrote the remarks and reasons is not told: that is a personal datum of theirs. The office answers for what they say."),
            _("The files themselves are not in this copy, only what they are called and said to show; the office lets you see them."),
        ]
    return [*found, *map(str, NEVER)]


@transaction.atomic
def take_copy(person: Person, *, by: User, now: datetime) -> list[Row]:
    """The copy, with a note that it was taken: in the history of the account, and where another makes it among those who looked.

    One that the office makes, which reads it over before it is handed out, also holds what others wrote beside the person's records.
    """
    tell(person, PersonEvent.What.DATA_COPIED, by=by)
    looked(person, by=by, what=What.COPY, now=now)
    return [*copy_of(person), *(beside_of(person) if by.person_id != person.pk else ())]
