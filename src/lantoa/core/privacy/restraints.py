"""Restrictions and objections in force: nothing of the person is published, files that leave the program do not tell of them.

Within the office the records are still kept, shown and counted; what was printed or handed on before is beyond the program's reach.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from lantoa.core.people.models import Person
from lantoa.core.privacy.models import STOPPING, DataRequest, Outcome
from lantoa.core.records.kinds import Kind
from lantoa.core.records.redacting import names_of_person


def in_force() -> models.QuerySet[DataRequest]:
    """Every restriction and objection that was granted and not lifted, the latest first; none of those who were forgotten since."""
    rows = DataRequest.objects.filter(wish__in=STOPPING, outcome=Outcome.GRANTED, lifted_at=None, person__erasure=None)
    return rows.order_by("-decided_at", "-pk")


def restraint_on(person: Person | None) -> DataRequest | None:
    """What restricts the processing of this person's data now, if anything does."""
    return None if person is None else in_force().filter(person=person).first()


def words_of(decision: str) -> str:
    """What stands where a value is not told, in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Not told: processing restricted by decision no. %(number)s") % {"number": decision}


def unrestricted(records: models.QuerySet[Any], kind: Kind) -> models.QuerySet[Any]:
    """These records without those about restricted persons: for sheets that come in again, where words in place of values would stay."""
    for name in names_of_person(kind):
        records = records.exclude(**{f"{name}__in": in_force().order_by().values("person")})
    return records


def veil(kind: Kind) -> Callable[[Any], Any]:
    """For files that leave the program: puts words in place of what a record tells of a restricted person, and saves nothing."""
    if not names_of_person(kind):
        return lambda record: record
    decisions = dict(in_force().values_list("person", "decision").reverse())

    def veiled(record: Any) -> Any:
        person = kind.subject(record)
        if person is not None and person.pk in decisions:
            hide(record, kind, person, words_of(decisions[person.pk]))
        return record

    return veiled


def hide(record: Any, kind: Kind, person: Person, words: str) -> None:
    for name in kind.personal:
        field = record._meta.get_field(name)
        if field.related_model is Person:
            setattr(record, name, Person(pk=person.pk, name=words))
        elif isinstance(field, models.CharField | models.TextField):
            setattr(record, name, words)
        elif field.is_relation and field.null:
            setattr(record, name, None)
