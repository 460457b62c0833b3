"""The log of breaches: what happened, by when the Ministry of Public Security is told, what was done."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, may_at, scope_q
from lantoa.core.access.services import check
from lantoa.core.people.models import User
from lantoa.core.privacy.models import Breach, BreachNote
from lantoa.core.records.values import refuse_marks
from lantoa.core.rules.clocks import Book, Deadline, deadline
from lantoa.core.units.models import Unit
from lantoa.lib.vietnamese import nfc


def breaches_for(actor: Actor, *, today: date) -> QuerySet[Breach]:
    """Breaches at the units where the actor handles them, the latest first."""
    rows = Breach.objects.filter(scope_q(actor, Verb.PRIVACY, at=today, unit="unit", place="unit"))
    return rows.select_related("unit", "entered_by__person", "reported_by__person")


def clock(breach: Breach, *, language: str = "vi", book: Book | None = None) -> Deadline | None:
    """By when it is to be reported, counted from the hour of discovery."""
    return deadline(breach.discovered_at, "privacy.breach", language=language, book=book)


@transaction.atomic
def log_breach(
    unit: Unit, *, discovered_at: datetime, what: str, kinds: str, concerned: int | None = None, by: User, now: datetime, today: date
) -> Breach:
    """A breach is discovered. Raises `Refused`, `ValidationError`."""
    check(may_at(by, Verb.PRIVACY, unit, at=today))
    refuse_marks({"what": what, "kinds": kinds})
    if discovered_at > now:
        raise ValidationError({"discovered_at": _("The hour of discovery must not lie in the future.")}, code="future")
    made = Breach(
        unit=unit, discovered_at=discovered_at, what=nfc(what).strip(), kinds=nfc(kinds).strip(), concerned=concerned, entered_by=by,
        entered_at=now,
    )  # fmt: skip
    made.full_clean()
    made.save(force_insert=True)
    return made


@transaction.atomic
def report_breach(breach: Breach, *, number: str, reported_at: datetime, by: User, now: datetime, today: date) -> Breach:
    """It was reported, under this number. Raises `Refused`, `ValidationError`."""
    check(may_at(by, Verb.PRIVACY, breach.unit, at=today))
    refuse_marks({"number": number})
    found = Breach.objects.select_for_update().get(pk=breach.pk)
    if found.reported_at is not None:
        raise ValidationError(_("This breach has been reported already."), code="reported")
    if not number.strip():
        raise ValidationError({"number": _("Write the number of the report.")}, code="number")
    if not found.discovered_at <= reported_at <= now:
        raise ValidationError({"reported_at": _("The hour of the report lies between the discovery and now.")}, code="hour")
    found.reported_at, found.reported_as, found.reported_by = reported_at, nfc(number).strip(), by
    found.full_clean()
    found.save()
    return found


@transaction.atomic
def note_breach(breach: Breach, *, text: str, by: User, now: datetime, today: date) -> BreachNote:
    """What was done about it. Raises `Refused`, `ValidationError`."""
    check(may_at(by, Verb.PRIVACY, breach.unit, at=today))
    if not text.strip():
        raise ValidationError({"text": _("Write what was done.")}, code="text")
    refuse_marks({"text": text})
    return BreachNote.objects.create(breach=breach, text=nfc(text).strip(), by=by, at=now)
