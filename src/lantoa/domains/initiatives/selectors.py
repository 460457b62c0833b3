"""Reading this domain: what an initiative is on a day, what of an exemplar may be published, how much was given and by whom."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from lantoa.domains.initiatives.checks import CONSENTS, GUARDIAN
from lantoa.domains.initiatives.choices import Consent, Status, Who
from lantoa.domains.initiatives.models import Contribution, Exemplar, Initiative
from lantoa.lib.numbers import Qualifier, Quantity
from lantoa.lib.vietnamese import fold


def begun_on(initiative: Initiative) -> date:
    """The day on which the initiative begins to count: its start, or where that is unknown the day of the source that first attests it."""
    return initiative.since or initiative.day


def status_on(initiative: Initiative, at: date) -> Status | None:
    """What the initiative is on this day: new in the year looked at, kept up, or stopped; None before it is known to exist."""
    if initiative.stopped and initiative.stopped <= at:
        return Status.STOPPED
    if begun_on(initiative) > at:
        return None
    return Status.NEW if initiative.since and initiative.since.year == at.year else Status.KEPT


def has_status(status: str, at: date) -> Q:
    """The condition that initiatives have this status on this day; the same rule as `status_on`."""
    stopped, january = Q(stopped__lte=at), date(at.year, 1, 1)
    new = Q(since__gte=january, since__lte=at)
    kept = Q(since__lt=january) | Q(since__isnull=True, day__lte=at)
    return {
        Status.STOPPED: stopped, Status.NEW: new & ~Q(stopped__lte=at, stopped__isnull=False),
        Status.KEPT: kept & ~Q(stopped__lte=at, stopped__isnull=False),
    }[Status(status)]  # fmt: skip


def publishable_fields(exemplar: Exemplar) -> frozenset[str]:
    """What may be told of an exemplar outside the offices: the deed, and of the person only what is consented to.

    Of a child nothing without the guardian's consent too. "name" stands for the name of a person or householder; title and deed go only
    where they do not name someone without consent.
    """
    free = {"who", "place", "day"}
    consented = {what for what in CONSENTS if getattr(exemplar, f"consent_{what}") == Consent.GIVEN}
    if exemplar.child and exemplar.consent_guardian != Consent.GIVEN:
        consented = set()
    if exemplar.who == Who.COLLECTIVE:
        free |= {"collective", "collective_name"}
    named = "name" in consented or exemplar.person is None
    free |= {field for field in ("title", "deed") if named or not names(getattr(exemplar, field), exemplar.person.name)}
    return frozenset(free | consented)


def names(text: str, name: str) -> bool:
    """Whether a text names this person, by the whole name or its last two words."""
    words = fold(name).split()
    padded = f" {fold(text)} "
    return f" {' '.join(words)} " in padded or (len(words) > 2 and f" {' '.join(words[-2:])} " in padded)


def consents_of(exemplar: Exemplar) -> list[tuple[str, str, str, date | None]]:
    """(what, its words, state, day) of each consent that this exemplar can have."""
    kinds = () if exemplar.who == Who.COLLECTIVE else (*CONSENTS, GUARDIAN) if exemplar.child else CONSENTS
    field = exemplar._meta.get_field
    return [
        (what, str(field(f"consent_{what}").verbose_name), getattr(exemplar, f"consent_{what}"), getattr(exemplar, f"consent_{what}_day"))
        for what in kinds
    ]


def quantity_of(low: Decimal | int | None, high: Decimal | int | None, qualifier: str, unit: str) -> Quantity | None:
    """A figure as it was told, None where none was."""
    if low is None:
        return None
    return Quantity(Decimal(low), Decimal(low if high is None else high), unit, Qualifier(qualifier))


def amount_of(gift: Contribution) -> Quantity | None:
    """How much was given, as it was told."""
    return quantity_of(gift.low, gift.high, gift.qualifier, gift.measured_in)


def helped_by(gift: Contribution) -> Quantity | None:
    """How many were helped, as it was told."""
    return quantity_of(gift.helped_low, gift.helped_high, gift.helped_qualifier, str(gift.get_helped_display()))


def donor_name(gift: Contribution) -> str:
    """Who gave, as far as it is told; empty for an unnamed donor."""
    if gift.donor_person is not None:
        return gift.donor_person.name
    return gift.donor_unit.name if gift.donor_unit is not None else gift.donor_group


def result_quantity(result: dict[str, Any]) -> Quantity:
    """The figure of one of an initiative's results."""
    low, high = Decimal(str(result["value"])), Decimal(str(result.get("high") or result["value"]))
    return Quantity(low, high, result.get("unit", ""), Qualifier(result.get("qualifier", "exact")))
