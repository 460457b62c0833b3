"""Forgetting a person: words out of the records that stay, the account's own data, at last the key of all values in the history."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lantoa.core.access.models import Grant
from lantoa.core.doubles.models import Merger
from lantoa.core.evidence.erasing import erase_evidence
from lantoa.core.people.models import Person, PersonEvent, PersonKey, Tenure, User
from lantoa.core.people.services import tell
from lantoa.core.people.sessions import forget_sign_in
from lantoa.core.privacy import forgotten
from lantoa.core.privacy.models import Erasure
from lantoa.core.records.models import Comment, Event, Record, SavedFilter
from lantoa.core.records.redacting import pass_to, records_about, redact, unsay_reasons


def words_of(decision: str) -> str:
    """What stands where a value stood, in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Removed by decision no. %(number)s") % {"number": decision}


def has_acted(person: Person) -> bool:
    """Whether acts of office bear the person's name: these stay, and the name with them, as long as the records do."""
    for_others = PersonEvent.objects.filter(by=person).exclude(person=person)
    acts = (Grant.objects.filter(person=person), Tenure.objects.filter(person=person), for_others)
    user = getattr(person, "user", None)
    return any(rows.exists() for rows in acts) or (user is not None and Event.objects.filter(by=user).exists())


@transaction.atomic
def forget(person: Person, *, decision: str, by: User | None, now: datetime) -> Erasure:
    """Forget what is held of this person, but for acts of office. The history stays whole; nothing brings the values back.

    Raises `ValidationError` where an account of theirs is still open. Called by `requests.decide` and by `replay`, which ask who may.
    """
    user: User | None = getattr(person, "user", None)
    if user is not None and user.is_active:
        raise ValidationError(_("The person still has an open account. Close it first, then erase."), code="open")
    words, today = words_of(decision), timezone.localtime(now).date()
    records, kept = list(records_about(person)), has_acted(person)
    nobody = Person() if kept else person  # in place of one whose name stays elsewhere
    nobody.name = words[:120]
    if records or not kept:
        nobody.save()
    for record in records:
        redact_whole(record, words=words, by=by, today=today)
        if nobody != person:
            pass_to(record, person=person, other=nobody)
    if user is not None:
        forget_account(user, name_kept=kept)
    done, _made = Erasure.objects.update_or_create(
        person=person, defaults={"decision": decision, "at": now, "by": by, "records": len(records), "name_kept": kept}
    )
    tell(person, PersonEvent.What.DATA_ERASED, by=by)
    destroy_key(person)
    transaction.on_commit(partial(forgotten.write_down), robust=True)
    return done


def redact_whole(record: Record, *, words: str, by: User | None, today: date) -> None:
    """The record's texts, the files behind it, the remarks beside it, and the reasons in its history, as far as these are shown."""
    unsay_reasons(record, by=by, today=today, reason=words)
    redact(record, words=words, by=by, today=today, reason=words)
    erase_evidence(record, words=words, by=by, today=today)
    Comment.objects.filter(record=record.pk).update(text=words)
    Merger.objects.filter(Q(kept=record.pk) | Q(merged=record.pk)).exclude(reason="").update(reason=words)


def forget_account(user: User, *, name_kept: bool) -> None:
    """What a closed account still holds; the account name stays where the person's name does."""
    forget_sign_in(user)
    SavedFilter.objects.filter(by=user).delete()
    user.email, user.email_given, user.last_login = "", False, None
    user.set_unusable_password()
    if not name_kept:
        user.username = f"da-xoa-{str(user.person.public_id)[:8]}"
    user.save()


def destroy_key(person: Person) -> None:
    """Delete the key, and on SQLite the bytes that it lay in; PostgreSQL frees them at its next vacuum."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    PersonKey.objects.filter(person=person).delete()


def returned(*files: Path) -> Iterator[tuple[Person, forgotten.Forgotten]]:
    """Persons on the list of those forgotten whose key is there again: an older backup was restored."""
    told = forgotten.every(*files)
    for person in Person.objects.filter(public_id__in=list(told), key__isnull=False).select_related("key"):
        yield person, told[str(person.public_id)]


def replay(*files: Path, now: datetime) -> int:
    """Forget anew everyone whom a restored backup has brought back; how many. The lists then know of everyone again."""
    count = 0
    for person, told in list(returned(*files)):
        with transaction.atomic():
            close_for_good(person)
            forget(person, decision=told.decision, by=None, now=now)
        count += 1
    forgotten.write_down(*files)
    return count


def close_for_good(person: Person) -> None:
    """The account of one who was forgotten was closed then; a backup of before may have it open."""
    user: User | None = getattr(person, "user", None)
    if user is not None and user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])


def decision_of(persons: set[int]) -> dict[int, str]:
    """By person, what stands where a value of theirs stood."""
    return {pk: words_of(number) for pk, number in Erasure.objects.filter(person__in=persons).values_list("person", "decision")}
