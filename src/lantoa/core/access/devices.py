"""What offices and administrators do for how others sign in: enrol, unlock and revoke phones, sign out from afar, remove a second step."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.accounts import may_keep
from lantoa.core.access.decisions import YES, Decision, no
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Verb, roles_with
from lantoa.core.access.selectors import Actor, units_in_scope
from lantoa.core.access.services import check
from lantoa.core.people import devices, sessions
from lantoa.core.people.models import Device, Person, PersonEvent, User
from lantoa.core.people.services import tell
from lantoa.core.units.closure import on_day


def enrolled_people(actor: Actor, *, at: date) -> QuerySet[Person]:
    """Persons with an account and a role of this day at a unit whose phones the actor keeps; never the actor."""
    if not isinstance(actor, User):
        return Person.objects.none()
    units = units_in_scope(actor, Verb.ENROL, at=at)
    held = Grant.objects.filter(on_day(at), unit__in=units).values("person")
    own = Q(pk=actor.person_id)
    return Person.objects.filter(pk__in=held, user__is_active=True).exclude(own)


def may_enrol(by: User, person: Person, *, today: date) -> Decision:
    """Whether `by` may keep this person's phones and sessions: at every unit where the person has a role now.

    Those who manage are kept by those who manage, so that an office cannot make itself a phone with an administrator's rights.
    """
    if by.person_id == person.pk:
        return no(_("This is your own account. Another administrator does this."))
    held = list(Grant.objects.filter(on_day(today), person=person).values_list("unit", "role"))
    if any(role in roles_with(Verb.MANAGE) for _unit, role in held):
        return may_keep(by, person, today=today)
    units = {unit for unit, _role in held}
    kept = set(units_in_scope(by, Verb.ENROL, at=today).filter(pk__in=units).values_list("pk", flat=True))
    if units and units == kept:
        return YES
    return no(_("%(name)s has a role at a unit that you do not keep. Ask an administrator above both units.") % {"name": person.name})


@transaction.atomic
def offer_device(user: User, *, name: str, by: User, today: date, now: datetime) -> tuple[Device, str]:
    """A phone that the person may enrol, and its one-time code. Raises `Refused`, `ValidationError`."""
    check(may_enrol(by, user.person, today=today))
    device, code = devices.offer_device(user, name=name, by=by.person, now=now)
    tell(user.person, PersonEvent.What.DEVICE_OFFERED, by=by, title=device.name)
    return device, code


@transaction.atomic
def unlock_device(device: Device, *, by: User, today: date) -> None:
    """The phone takes PINs again. Nobody unlocks their own."""
    check(may_enrol(by, device.user.person, today=today))
    devices.unlock(device)
    tell(device.user.person, PersonEvent.What.DEVICE_UNLOCKED, by=by, title=device.name)


@transaction.atomic
def revoke_device(device: Device, *, by: User, today: date) -> None:
    """The phone signs nobody in any more: one's own, or that of someone whose phones one keeps."""
    if device.user_id != by.pk:
        check(may_enrol(by, device.user.person, today=today))
    devices.revoke(device)
    tell(device.user.person, PersonEvent.What.DEVICE_REVOKED, by=by, title=device.name)


@transaction.atomic
def untie(user: User, *, by: User, today: date) -> int:
    """The provider of identities signs nobody in to this account any more: one's own, or that of someone whose phones one keeps."""
    if user.pk != by.pk:
        check(may_enrol(by, user.person, today=today))
    ended = sessions.untie(user)
    if ended:
        tell(user.person, PersonEvent.What.UNTIED, by=by)
    return ended


@transaction.atomic
def sign_out(user: User, *, by: User, today: date, keep: str | None = None, only: int | None = None) -> int:
    """End the account's sessions: one's own, or those of someone whose phones one keeps. How many ended."""
    if user.pk != by.pk:
        check(may_enrol(by, user.person, today=today))
    ended = sessions.end_sessions(user, keep=keep, only=only)
    if ended:
        tell(user.person, PersonEvent.What.SIGNED_OUT, by=by)
    return ended


@transaction.atomic
def drop_second_step(user: User, *, by: User | None, today: date) -> int:
    """Remove the second step of someone who lost it, and end their sessions. `by` None is the shell of the installation."""
    if by is not None:
        check(may_keep(by, user.person, today=today))
    dropped = sessions.drop_second_step(user)
    if not dropped:
        raise ValidationError(_("This account has no second step."), code="none")
    sessions.end_sessions(user)
    tell(user.person, PersonEvent.What.STEP_REMOVED, by=by)
    return dropped
