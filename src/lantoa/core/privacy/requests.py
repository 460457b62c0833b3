"""Requests about personal data: asked, acknowledged, extended once, decided; each within the term that a rule of its day sets."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from lantoa.core.access.decisions import YES, Decision, Refused, no
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Verb
from lantoa.core.access.second_step import strong_enough
from lantoa.core.access.selectors import Actor, may_at, scope_q, units_in_scope
from lantoa.core.access.services import check
from lantoa.core.people.models import Person, PersonEvent, Tenure, User
from lantoa.core.people.services import key_of, tell
from lantoa.core.privacy.erasing import forget
from lantoa.core.privacy.models import STOPPING, DataRequest, Outcome, Wish
from lantoa.core.records.redacting import records_about, withdraw_consents
from lantoa.core.records.values import refuse_marks
from lantoa.core.rules.clocks import Book, Deadline, deadline, open_book
from lantoa.core.units.models import Unit
from lantoa.lib.mentions import pattern
from lantoa.lib.vietnamese import nfc

JUST_BEFORE = timedelta(microseconds=1)
EXTENDED_BY = dict.fromkeys((Wish.WITHDRAW, *STOPPING), "privacy.extend_stop")
ONE_UNIT = (Wish.CORRECT,)  # what concerns the office of the unit alone; all else reaches whatever is held of the person


def seal(person: Person, text: str) -> bytes:
    """The text under the person's own key. Raises `Refused` where that was destroyed."""
    key = key_of(person)
    if key is None:
        raise Refused(_("Everything that was held of this person has been erased."))
    return bytes(SecretBox(key).encrypt(json.dumps(text, ensure_ascii=False).encode()))


def opened(person: Person, sealed: bytes | memoryview) -> str | None:
    """The text again; None where the key was destroyed, empty where nothing was written."""
    if not sealed:
        return ""
    key = key_of(person)
    if key is None:
        return None
    try:
        return str(json.loads(SecretBox(key).decrypt(bytes(sealed))))
    except CryptoError:
        return None


@transaction.atomic
def ask(person: Person, *, wish: str, text: str, unit: Unit, by: User, now: datetime, today: date) -> DataRequest:
    """The person asks the office of `unit`; or that office enters what someone without an account asked.

    Raises `Refused`, `ValidationError`.
    """
    if by.person_id != person.pk:
        check(may_at(by, Verb.PRIVACY, unit, at=today))
    if not text.strip():
        raise ValidationError({"text": _("Write what is asked for, and which data it is about.")}, code="text")
    refuse_marks({"text": text})
    if DataRequest.objects.filter(person=person, wish=wish, decided_at=None).exists():
        raise ValidationError(_("Such a request is open already. Its answer has to come first."), code="open")
    made = DataRequest.objects.create(
        person=person, wish=Wish(wish), unit=unit, text=seal(person, nfc(text).strip()), asked_at=now, entered_by=by
    )
    tell(person, PersonEvent.What.DATA_ASKED, by=by, unit=unit)
    return made


def requests_for(actor: Actor, *, today: date) -> QuerySet[DataRequest]:
    """Requests at the units where the actor decides on them, the open ones first, the longest waiting first."""
    rows = DataRequest.objects.filter(scope_q(actor, Verb.PRIVACY, at=today, unit="unit", place="unit"))
    return rows.select_related("person", "unit", "entered_by__person", "decided_by__person").order_by(
        F("decided_at").desc(nulls_first=True), "asked_at", "pk"
    )


def answering_units(person: Person, actor: Actor, *, at: date) -> QuerySet[Unit]:
    """Units where the person has or had a role or a post, as far as the actor answers requests there."""
    known = {*Grant.objects.filter(person=person).values_list("unit", flat=True)}
    known |= {*Tenure.objects.filter(person=person).values_list("post__unit", flat=True)}
    return units_in_scope(actor, Verb.PRIVACY, at=at).filter(pk__in=known).order_by("sort_key")


def requests_of(person: Person) -> QuerySet[DataRequest]:
    """What this person has asked for, the latest first."""
    return DataRequest.objects.filter(person=person).select_related("unit", "decided_by__person").order_by("-asked_at", "-pk")


@dataclass(frozen=True)
class Clocks:
    """The terms of a request; None where no rule sets one. `answer` is the extended one, where it was extended."""

    acknowledge: Deadline | None
    answer: Deadline | None


def clocks(asked: DataRequest, *, language: str = "vi", book: Book | None = None) -> Clocks:
    """By when a request is to be acknowledged and answered, counted by the rules of the day on which it was asked."""
    answer = deadline(asked.asked_at, f"privacy.{asked.wish}", language=language, book=book)
    if answer is not None and asked.extended_at is not None:
        answer = deadline(answer.over - JUST_BEFORE, extension(asked), language=language, book=book) or answer
    return Clocks(deadline(asked.asked_at, "privacy.acknowledge", language=language, book=book), answer)


def extension(asked: DataRequest) -> str:
    """The rule that says by how much the term of such a request is extended."""
    return EXTENDED_BY.get(Wish(asked.wish), "privacy.extend")


def may_handle(asked: DataRequest, by: User, *, today: date) -> Decision:
    """Whether `by` may acknowledge, extend and answer: the office of the unit, and never for oneself."""
    if by.person_id == asked.person_id:
        return no(_("This is your own request. Someone else of the office handles it."))
    if not asked.is_open:
        return no(_("The request has been decided."))
    return may_at(by, Verb.PRIVACY, asked.unit, at=today)


def may_decide(asked: DataRequest, by: User, *, today: date) -> Decision:
    """Whether `by` may decide: on all but a correction, only an office over every unit that holds something of the person."""
    allowed = may_handle(asked, by, today=today)
    if not allowed or asked.wish in ONE_UNIT:
        return allowed
    return over_all(asked, by, today=today)


def may_copy(asked: DataRequest, by: User, *, today: date) -> Decision:
    """Whether `by` may make the copy that was asked for: as long as the request is open, and after it was granted."""
    if asked.wish != Wish.COPY or asked.outcome == Outcome.REFUSED or hasattr(asked.person, "erasure"):
        return no(_("No copy is made for this request."))
    if by.person_id == asked.person_id:
        return no(_("This is your own request. Someone else of the office handles it."))
    return may_at(by, Verb.PRIVACY, asked.unit, at=today) and over_all(asked, by, today=today)


def over_all(asked: DataRequest, by: User, *, today: date) -> Decision:
    """Whether `by` answers requests at every unit that holds something of the person, with a second step where that is asked for."""
    concerned = units_concerned(asked.person)
    within = set(units_in_scope(by, Verb.PRIVACY, at=today).filter(pk__in=concerned).values_list("pk", flat=True))
    beyond = Unit.objects.filter(pk__in=concerned - within).order_by("sort_key").first()
    if beyond is None:
        return YES if (strong := strong_enough(by, Verb.PRIVACY)) else strong
    return no(_("%(unit)s holds something of this person too. The office above both units decides on this.") % {"unit": beyond.name})


def units_concerned(person: Person) -> set[int]:
    """Units with records that tell of the person, or where they have or had a role."""
    return {record.unit_id for record in records_about(person)} | set(Grant.objects.filter(person=person).values_list("unit", flat=True))


def current(asked: DataRequest) -> DataRequest:
    return DataRequest.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=asked.pk)


@transaction.atomic
def acknowledge(asked: DataRequest, *, by: User, now: datetime, today: date) -> DataRequest:
    """The office has seen the request; a second call changes nothing."""
    found = current(asked)
    check(may_handle(found, by, today=today))
    if found.acknowledged_at is None:
        found.acknowledged_at, found.acknowledged_by = now, by
        found.save(update_fields=["acknowledged_at", "acknowledged_by"])
    return found


@transaction.atomic
def extend(asked: DataRequest, *, by: User, now: datetime, today: date) -> DataRequest:
    """The term is extended, once, by what the rule says. Raises `Refused`, and `ValidationError` where no rule says by how much."""
    found = current(asked)
    check(may_handle(found, by, today=today))
    if found.extended_at is not None:
        raise ValidationError(_("The term was extended already; the law allows it once."), code="extended")
    answer = clocks(found).answer
    if answer is None or deadline(answer.over - JUST_BEFORE, extension(found)) is None:
        raise ValidationError(
            _("No rule says by how much the term is extended. The administrator enters it on the page “Rules with dates”."), code="rule"
        )
    found.extended_at, found.extended_by = now, by
    found.save(update_fields=["extended_at", "extended_by"])
    return found


@transaction.atomic
def decide(asked: DataRequest, *, outcome: str, decision: str, answer: str = "", by: User, now: datetime, today: date) -> DataRequest:
    """The request is granted or refused by a numbered decision. Raises `Refused`, `ValidationError`.

    Granting an erasure erases; granting a withdrawal withdraws every consent; a restriction or objection holds from then on.
    """
    found = current(asked)
    check(may_decide(found, by, today=today))
    decision = nfc(decision).strip()
    if not decision:
        raise ValidationError({"decision": _("Write the number of the decision.")}, code="decision")
    forgotten = key_of(found.person) is None  # by an erasure that a restored backup repeated
    if forgotten and answer.strip():
        raise ValidationError({"answer": _("The person's data were erased; no answer can be kept. Leave it empty.")}, code="answer")
    if outcome == Outcome.REFUSED and not answer.strip() and not forgotten:
        raise ValidationError({"answer": _("Write why the request is refused, and on which law.")}, code="answer")
    refuse_marks({"decision": decision, "answer": answer})
    if found.wish == Wish.ERASE and (name := pattern(found.person.name)) and name.search(decision):
        raise ValidationError({"decision": _("The number of the decision must not name the person.")}, code="decision")
    found.outcome, found.decision, found.decided_at, found.decided_by = Outcome(outcome), decision, now, by
    found.acknowledged_at, found.acknowledged_by = found.acknowledged_at or now, found.acknowledged_by or by
    if answer.strip():
        found.answer = seal(found.person, nfc(answer).strip())
    found.full_clean(exclude=["text", "answer"])
    found.save()
    tell(found.person, PersonEvent.What.DATA_ANSWERED, by=by, unit=found.unit)
    if found.outcome == Outcome.GRANTED:
        carry_out(found, by=by, now=now, today=today)
    return found


def carry_out(granted: DataRequest, *, by: User, now: datetime, today: date) -> None:
    """What the program itself does of a request that was granted."""
    if granted.wish == Wish.ERASE:
        settle_others(granted, by=by, now=now)
        forget(granted.person, decision=granted.decision, by=by, now=now)
    if granted.wish == Wish.WITHDRAW:
        for record in list(records_about(granted.person)):
            withdraw_consents(record, by=by, today=today, reason=withdrawn_words(granted.decision))


def settle_others(granted: DataRequest, *, by: User, now: datetime) -> None:
    """What else the person had asked for, and what was restricted for them, ends with the erasure and by its decision."""
    rows = DataRequest.objects.filter(person=granted.person).exclude(pk=granted.pk)
    rows.filter(decided_at=None).update(outcome=Outcome.SETTLED, decision=granted.decision, decided_at=now, decided_by=by)
    rows.filter(wish__in=STOPPING, outcome=Outcome.GRANTED, lifted_at=None).update(
        lifted_as=granted.decision, lifted_at=now, lifted_by=by
    )  # fmt: skip


def withdrawn_words(decision: str) -> str:
    """Why a consent ends, in the history of its record, in the language of the installation."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Withdrawn at the person's request, decision no. %(number)s") % {"number": decision}


@transaction.atomic
def lift(asked: DataRequest, *, decision: str, by: User, now: datetime, today: date) -> DataRequest:
    """A restriction or objection ends by a numbered decision. Raises `Refused`, `ValidationError`."""
    found = current(asked)
    check(may_lift(found, by, today=today))
    decision = nfc(decision).strip()
    if not decision:
        raise ValidationError({"decision": _("Write the number of the decision.")}, code="decision")
    refuse_marks({"decision": decision})
    found.lifted_as, found.lifted_at, found.lifted_by = decision, now, by
    found.full_clean(exclude=["text", "answer"])
    found.save(update_fields=["lifted_as", "lifted_at", "lifted_by"])
    tell(found.person, PersonEvent.What.DATA_FREED, by=by, unit=found.unit)
    return found


def may_lift(asked: DataRequest, by: User, *, today: date) -> Decision:
    """Whether `by` may end a restriction or objection: whoever might have decided on it."""
    if not asked.stops:
        return no(_("This request does not restrict anything, or no longer."))
    if by.person_id == asked.person_id:
        return no(_("This is your own request. Someone else of the office handles it."))
    return may_at(by, Verb.PRIVACY, asked.unit, at=today) and over_all(asked, by, today=today)


def waiting(actor: Actor, *, at: date) -> int:
    """How many requests wait for the actor."""
    return requests_for(actor, today=at).filter(decided_at=None).count()


def late(rows: Iterable[DataRequest], *, now: datetime) -> list[DataRequest]:
    """Those of these requests whose term is over without an answer."""
    book = open_book()
    return [row for row in rows if row.is_open and (answer := clocks(row, book=book).answer) is not None and answer.late(now)]
