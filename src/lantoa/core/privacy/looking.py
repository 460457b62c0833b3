"""The log of looks: whose values were looked at, by whom, at what, on which day. One row a day, and never a value."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from lantoa.core.people.models import Person, User
from lantoa.core.privacy.models import Look
from lantoa.core.records.kinds import Kind, concrete, kind_of
from lantoa.core.records.models import Record
from lantoa.core.records.opening import on_open
from lantoa.core.records.redacting import names_of_person

AT_ONCE = 500


def looked(person: Person | None, *, by: User, what: str, now: datetime) -> None:
    """Note that `by` looked at this person's values; nothing where it is their own, or was noted today already."""
    if person is None or person.pk == by.person_id:
        return
    row = {"person": person, "by": by, "what": what, "day": timezone.localtime(now).date()}
    if not Look.objects.filter(**row).exists():
        Look.objects.bulk_create([Look(**row)], ignore_conflicts=True)


@on_open
def looked_at_record(record: Record, by: User, what: str) -> None:
    """Note that `by` opened a record, or a file beside it, where it tells of a person."""
    kind = kind_of(record.kind)
    if names_of_person(kind):
        looked(kind.subject(concrete(record)), by=by, what=what, now=timezone.now())


def looked_at_all(records: QuerySet[Any], kind: Kind, *, by: User, what: str, now: datetime) -> None:
    """The same for many records of one kind at once, such as an export."""
    subjects: set[int] = set()
    for name in names_of_person(kind):
        subjects |= set(records.order_by().filter(**{f"{name}__isnull": False}).values_list(name, flat=True).distinct())
    day = timezone.localtime(now).date()
    rows = [Look(person_id=pk, by=by, what=what, day=day) for pk in sorted(subjects - {by.person_id})]
    Look.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def looks_at(person: Person) -> QuerySet[Look]:
    """Who looked at this person's values, the latest first."""
    return Look.objects.filter(person=person).select_related("by__person")
