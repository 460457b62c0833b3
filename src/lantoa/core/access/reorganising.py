"""Reorganising as an office does it: the right to, every effect shown before it is done, and then just what was shown.

The preview does the whole act in a transaction, asks everybody who registered here what that brought, and takes it back. What is done on
confirmation is gathered in the same way and compared: where it differs from what was shown, nothing is done.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import YES, Decision, no
from lantoa.core.access.models import Reorganisation
from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import may_at
from lantoa.core.access.services import check
from lantoa.core.people.models import User
from lantoa.core.units.acts import Act, Order, Outcome, carry, superiors
from lantoa.core.units.models import Unit
from lantoa.core.units.placing import alone

Text = str | Promise


@dataclass(frozen=True)
class Sample:
    """One of the things concerned, for reading; `record` is the public id of a record, `unit` the key of a unit that can be opened."""

    text: str
    note: str = ""
    unit: str = ""
    record: str = ""


@dataclass(frozen=True)
class Effect:
    """One kind of thing that the act brings: `text` says it whole, with its count. `keys` tell all of it apart, for the comparison."""

    code: str
    text: str
    keys: tuple[str, ...]
    samples: tuple[Sample, ...] = ()
    icon: str = "arrow-right"
    count: int = 0

    @property
    def more(self) -> int:
        """How many are not among the samples."""
        return max(0, self.count - len(self.samples))


@dataclass(frozen=True)
class Undertaking:
    """An act that was just done (or tried), for those who tell or do what follows from it."""

    order: Order
    outcome: Outcome
    pass_on: bool
    by: User | None
    today: date


Consequence = Callable[[Undertaking], Iterable[Effect]]
_CONSEQUENCES: dict[str, tuple[int, Consequence]] = {}


def consequence(order: int) -> Callable[[Consequence], Consequence]:
    """Register what follows from an act: the function does it, in the act's transaction, and tells it as effects.

    Effects tell of what was there before and is there after; never of ids that a second run would draw anew.
    """

    def remember(follow: Consequence) -> Consequence:
        _CONSEQUENCES[f"{follow.__module__}.{follow.__qualname__}"] = (order, follow)
        return follow

    return remember


@dataclass(frozen=True)
class Preview:
    """Every effect of an act, and the digest by which it is known again."""

    effects: tuple[Effect, ...]
    digest: str


class Changed(Exception):
    """What would be done now is not what was shown; `now` is what it would be. Nothing was done."""

    def __init__(self, now: Preview) -> None:
        super().__init__("the effects have changed since they were shown")
        self.now = now


class _Undo(Exception):
    """Takes a trial back."""


def may_begin(by: User, unit: Unit, *, today: date) -> Decision:
    """Whether `by` may reorganise this unit at all: who manages at its superior, or at itself where it stands under none."""
    for above in superiors(unit, since=today) or [unit]:
        if not may_at(by, Verb.MANAGE, above, at=today):
            return missing_right(above)
    return YES


def missing_right(unit: Unit) -> Decision:
    text = _("Reorganising here needs the right to manage at %(unit)s. Ask an administrator there, or of the level above.")
    return no(text % {"unit": unit.name})


def needed(order: Order) -> list[Unit]:
    """The units at which the right to manage is needed: the superiors left, and those newly stood under.

    A unit's superior is the one to which it reports. In the other hierarchy, only a superior that none of the units had before counts.
    """
    tree = next(iter(order.parents)) if order.act == Act.MOVE else None
    own = [*order.units, *(part.unit for part in order.parts if part.unit)]
    found = {above.pk: above for unit in own for above in superiors(unit, since=order.day, hierarchy=tree) or [unit]}
    for hierarchy, parent in order.parents.items():
        had = {above.pk for unit in order.units for above in superiors(unit, since=order.day, hierarchy=hierarchy)}
        if parent.pk not in had:
            found[parent.pk] = parent
    return list(found.values())


def may_reorganise(by: User | None, order: Order, *, today: date) -> Decision:
    """Whether `by` may do this; None is the shell of the installation."""
    for unit in needed(order) if by is not None else ():
        if not may_at(by, Verb.MANAGE, unit, at=today):
            return missing_right(unit)
    return YES


def preview(order: Order, *, by: User | None, today: date, pass_on: bool = False) -> Preview:
    """Every effect of the act, found by doing it and taking it back. Raises `Refused`, `ValidationError` as the act would."""
    check(may_reorganise(by, order, today=today))
    shown: list[Preview] = []
    try:
        with transaction.atomic():
            shown.append(done(order, by=by, today=today, pass_on=pass_on))
            raise _Undo
    except _Undo:
        return shown[0]


def done(order: Order, *, by: User | None, today: date, pass_on: bool) -> Preview:
    """Do the act with all that follows from it; what that was."""
    undertaking = Undertaking(order, carry(order), pass_on, by, today)
    effects = tuple(effect for _rank, follow in sorted(_CONSEQUENCES.values(), key=lambda pair: pair[0]) for effect in follow(undertaking))
    return Preview(effects, digest_of(effects))


def digest_of(effects: Sequence[Effect]) -> str:
    text = json.dumps([[effect.code, sorted(effect.keys)] for effect in effects], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def carry_out(
    order: Order, *, shown: str, by: User | None, today: date, public_id: uuid.UUID, pass_on: bool = False
) -> Reorganisation:  # fmt: skip
    """Do what was shown (its digest), once: a second call with the same `public_id` returns what the first did.

    Raises `Changed` where the effects are not those shown, `Refused`, `ValidationError`; nothing is half-done.
    """
    check(may_reorganise(by, order, today=today))
    try:
        with transaction.atomic():
            alone()
            return already(public_id, by=by) or written(order, shown=shown, by=by, today=today, public_id=public_id, pass_on=pass_on)
    except IntegrityError:
        twin = already(public_id, by=by)
        if twin is None:
            raise
        return twin


def already(public_id: uuid.UUID, *, by: User | None) -> Reorganisation | None:
    """What the same form did before. Raises `ValidationError` where someone else's form did."""
    twin = Reorganisation.objects.filter(public_id=public_id).first()
    if twin is not None and twin.by_id != (by.person_id if by else None):
        raise ValidationError(_("This form was already used. Open a new one."), code="reused")
    return twin


def written(
    order: Order, *, shown: str, by: User | None, today: date, public_id: uuid.UUID, pass_on: bool
) -> Reorganisation:  # fmt: skip
    now = done(order, by=by, today=today, pass_on=pass_on)
    if now.digest != shown:
        raise Changed(now)
    row = Reorganisation.objects.create(
        public_id=public_id, act=order.act, day=order.day, basis=order.basis, by=by.person if by else None, entered=today,
        effects=[{"code": effect.code, "count": effect.count} for effect in now.effects], digest=now.digest,
    )  # fmt: skip
    founded = Unit.objects.filter(key__startswith=f"{order.key}-") if order.key else Unit.objects.none()
    row.units.set([*order.units, *(part.unit for part in order.parts if part.unit), *founded])
    return row


def reorganisations_of(unit: Unit) -> list[Reorganisation]:
    """What was done to a unit in the office, the latest first."""
    return list(Reorganisation.objects.filter(units=unit).select_related("by").order_by("-day", "-pk"))
