"""Granting roles, handing them over, inviting people."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Refused
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import may_at
from lantoa.core.people.models import Invitation, Person, User
from lantoa.core.people.services import create_account
from lantoa.core.units.models import FOREVER, Unit

INVITATION_DAYS = 14


def check_manager(by: User | None, unit: Unit, *, at: date) -> None:
    """Refuse unless `by` may manage at `unit`; None is the shell of the installation."""
    if by is not None:
        decision = may_at(by, Verb.MANAGE, unit, at=at)
        if not decision:
            raise Refused(decision.reason)


@transaction.atomic
def grant(
    *, person: Person, role: str, unit: Unit, starts: date, ends: date | None = None, by: User | None = None, basis: str = ""
) -> Grant:
    """`person` has `role` at `unit` from `starts` until `ends` (not included). Raises `Refused`, `ValidationError`."""
    check_manager(by, unit, at=starts)
    if role not in Role.values:
        raise ValidationError(_("There is no such role."), code="role")
    until = ends or FOREVER
    if starts >= until:
        raise ValidationError(_("The end must lie after the start."), code="span")
    if Grant.objects.filter(person=person, role=role, unit=unit, starts__lt=until, ends__gt=starts).exists():
        raise ValidationError(_("%(name)s has this role there already."), code="overlap", params={"name": person.name})
    return Grant.objects.create(
        person=person, role=role, unit=unit, starts=starts, ends=until, basis=basis, granted_by=by.person if by else None
    )


@transaction.atomic
def end_grant(held: Grant, *, day: date, by: User | None = None) -> Grant:
    """The grant ends: `day` is the first day on which it no longer holds."""
    check_manager(by, held.unit, at=day)
    if not held.alive(day):
        raise ValidationError(_("The role does not hold on that day."), code="life")
    if day == held.starts:
        held.delete()
        return held
    held.ends = day
    held.save()
    return held


@transaction.atomic
def hand_over(held: Grant, *, to: Person, day: date, by: User | None = None, basis: str = "") -> Grant:
    """The role passes to another person on `day`; the first holder's ends, what was begun stays at the unit."""
    until = held.ends
    end_grant(held, day=day, by=by)
    return grant(person=to, role=held.role, unit=held.unit, starts=day, ends=until, by=by, basis=basis)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(
    *, name: str, role: str, unit: Unit, starts: date, ends: date = FOREVER, by: User, now: datetime, email: str = ""
) -> tuple[Invitation, str]:
    """An invitation and its one-time secret, which is shown or mailed once and kept only as a digest."""
    check_manager(by, unit, at=starts)
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        digest=digest_of(secret), name=name, email=email, role=role, unit=unit, grant_starts=starts, grant_ends=ends,
        invited_by=by, expires_at=now + timedelta(days=INVITATION_DAYS),
    )  # fmt: skip
    return invitation, secret


def open_invitation(secret: str, *, now: datetime) -> Invitation:
    """The invitation that this secret opens. Raises `ValidationError` where it is unknown, used or too old, in one sentence for all."""
    found = Invitation.objects.filter(digest=digest_of(secret), used_at=None, expires_at__gt=now).select_related("unit").first()
    if found is None:
        raise ValidationError(_("This invitation is not valid any more. Ask the office that invited you for a new one."), code="invitation")
    return found


@transaction.atomic
def accept_invitation(secret: str, *, username: str, password: str, now: datetime) -> User:
    """The invited person's account, with the grant that was promised."""
    invitation = open_invitation(secret, now=now)
    user = create_account(username=username, name=invitation.name, password=password, email=invitation.email)
    grant(
        person=user.person, role=invitation.role, unit=invitation.unit, starts=invitation.grant_starts, ends=invitation.grant_ends,
        by=invitation.invited_by,
    )  # fmt: skip
    Invitation.objects.filter(pk=invitation.pk).update(used_at=now)
    return user
