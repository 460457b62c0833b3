"""Granting roles and handing them over, inviting people. Every act is judged on the day on which it is done (`today`)."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import YES, Decision, Refused, no
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import may_at, other_managers
from lantoa.core.people.models import Invitation, Person, PersonEvent, User
from lantoa.core.people.services import create_account, tell
from lantoa.core.units.models import FOREVER, Unit
from lantoa.lib.periods import format_day_vi
from lantoa.lib.vietnamese import fold, nfc

INVITATION_DAYS = 14
FORGOTTEN_AFTER = 30  # days after which a used or expired invitation no longer names anyone


def may_manage(by: User | None, unit: Unit, *, today: date) -> Decision:
    """Whether `by` may manage at `unit`; None is the shell of the installation."""
    return YES if by is None else may_at(by, Verb.MANAGE, unit, at=today)


def may_grant(by: User | None, person: Person | None, unit: Unit, *, today: date) -> Decision:
    """Whether `by` may give a role at `unit` to this person (None: someone not known yet). Nobody gives a role to themselves."""
    if by is not None and person is not None and by.person_id == person.pk:
        return no(_("Nobody grants a role to themselves. Ask another administrator."))
    return may_manage(by, unit, today=today)


def may_end(by: User | None, held: Grant, *, day: date, today: date) -> Decision:
    """Whether `by` may end the grant on `day`: no unit is left without anyone who manages it."""
    if by is not None and held.role == Role.ADMINISTRATOR and not other_managers(held, at=day):
        return no(
            _("Nobody else manages %(unit)s. Hand the role over instead, or grant it to another person first.") % {"unit": held.unit.name}
        )
    return may_manage(by, held.unit, today=today)


def check(decision: Decision) -> None:
    """Raise `Refused` with the reason of a refusal."""
    if not decision:
        raise Refused(decision.reason)


@transaction.atomic
def grant(
    *, person: Person, role: str, unit: Unit, starts: date, ends: date | None = None, by: User | None = None, basis: str = "",
    today: date | None = None,
) -> Grant:  # fmt: skip
    """`person` has `role` at `unit` from `starts` until `ends` (not included). Raises `Refused`, `ValidationError`.

    `today` is the day on which `by` acts; where it is left out, the start.
    """
    check(may_grant(by, person, unit, today=today or starts))
    until = ends or FOREVER
    check_role(role, unit, starts=starts, until=until, today=today or starts)
    if Grant.objects.filter(person=person, role=role, unit=unit, starts__lt=until, ends__gt=starts).exists():
        raise ValidationError(_("%(name)s has this role there already."), code="overlap", params={"name": person.name})
    given = Grant.objects.create(
        person=person, role=role, unit=unit, starts=starts, ends=until, basis=basis, granted_by=by.person if by else None
    )
    tell(person, PersonEvent.What.GRANTED, by=by, role=role, unit=unit, starts=starts, ends=until)
    return given


def check_role(role: str, unit: Unit, *, starts: date, until: date, today: date) -> None:
    """Refuse a role that does not exist, a wrong term, or one that begins after the unit has ended."""
    if role not in Role.values:
        raise ValidationError({"role": _("Choose a role from the list.")}, code="role")
    check_term(starts=starts, until=until, today=today)
    if starts >= unit.ends:
        raise ValidationError({"starts": _("%(unit)s has ended by that day.") % {"unit": unit.name}}, code="life")


def check_span(*, starts: date, until: date) -> None:
    """Refuse a term that ends before it starts."""
    if starts >= until:
        raise ValidationError({"ends": _("The last day must not lie before the first.")}, code="span")


def check_term(*, starts: date, until: date, today: date) -> None:
    """Refuse a role's term that ends before it starts, or that is over before it is given."""
    check_span(starts=starts, until=until)
    if until <= today:
        raise ValidationError(
            {"ends": _("The last day must not lie before today, %(today)s.") % {"today": format_day_vi(today)}}, code="over"
        )


@transaction.atomic
def end_grant(held: Grant, *, day: date, by: User | None = None, today: date | None = None) -> Grant:
    """The grant ends: `day` is the first day on which it no longer holds. One that ends on its first day never was."""
    check(may_end(by, held, day=day, today=today or day))
    close(held, day=day, today=today or day)
    tell(held.person, PersonEvent.What.GRANT_ENDED, by=by, role=held.role, unit=held.unit, starts=held.starts, ends=day)
    return held


def close(held: Grant, *, day: date, today: date) -> None:
    """Never backwards: what was done by virtue of the role until today was done by right."""
    if day < today:
        sentence = _("The day must not lie before today, %(today)s: a role is not taken away for days that have passed.")
        raise ValidationError({"day": sentence % {"today": format_day_vi(today)}}, code="past")
    if day < held.starts:
        sentence = _("The role begins on %(first)s. Choose that day or a later one.")
        raise ValidationError({"day": sentence % {"first": format_day_vi(held.starts)}}, code="life")
    if day >= held.ends:
        sentence = _("The last day of the role is %(last)s. Choose a day up to then.")
        raise ValidationError({"day": sentence % {"last": format_day_vi(held.ends - timedelta(days=1))}}, code="life")
    if day == held.starts:
        held.delete()
    else:
        held.ends = day
        held.save()


@transaction.atomic
def hand_over(held: Grant, *, to: Person, day: date, by: User | None = None, basis: str = "", today: date | None = None) -> Grant:
    """The role passes to another person on `day`; the first holder's ends, what was begun stays at the unit."""
    if to.pk == held.person_id:
        raise ValidationError({"to": _("Choose another person than the one who hands over.")}, code="same")
    check(may_grant(by, to, held.unit, today=today or day))
    until = held.ends
    close(held, day=day, today=today or day)
    tell(held.person, PersonEvent.What.HANDED_OVER, by=by, role=held.role, unit=held.unit, starts=held.starts, ends=day)
    return grant(person=to, role=held.role, unit=held.unit, starts=day, ends=until, by=by, basis=basis, today=today or day)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    name: str,
    role: str,
    unit: Unit,
    starts: date,
    ends: date = FOREVER,
    by: User,
    now: datetime,
    email: str = "",
    again: bool = False,
    today: date | None = None,
) -> tuple[Invitation, str]:
    """An invitation and its one-time secret, which is shown or mailed once and kept only as a digest.

    One like it that still waits is refused unless `again` says that this is meant: two people may bear one name.
    """
    check(may_grant(by, None, unit, today=today or starts))
    if not name.strip():
        raise ValidationError({"name": _("Write the person's full name.")}, code="name")
    check_role(role, unit, starts=starts, until=ends, today=today or starts)
    if not again and (alike := invitations_alike(name=name, role=role, unit=unit, now=now)):
        sentence = _("An invitation with this name, role and unit waits already, from %(by)s. Withdraw it, or say that another is meant.")
        raise ValidationError({"again": sentence % {"by": alike[0].invited_by.person.name}}, code="again")
    forget_invitations(now=now)
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        digest=digest_of(secret), name=nfc(name).strip(), email=email, role=role, unit=unit, grant_starts=starts, grant_ends=ends,
        invited_by=by, expires_at=now + timedelta(days=INVITATION_DAYS),
    )  # fmt: skip
    return invitation, secret


def invitations_alike(*, name: str, role: str, unit: Unit, now: datetime) -> list[Invitation]:
    """Invitations of someone of this name, however its marks are written, to this role at this unit that still wait."""
    waiting = Invitation.objects.filter(role=role, unit=unit, used_at=None, expires_at__gt=now).select_related("unit", "invited_by__person")
    return [invitation for invitation in waiting if fold(invitation.name) == fold(name)]


def forget_invitations(*, now: datetime) -> int:
    """Empty the names and addresses of invitations used or expired a while ago; how many."""
    return Invitation.objects.filter(expires_at__lt=now - timedelta(days=FORGOTTEN_AFTER)).exclude(name="").update(name="", email="")


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User, now: datetime, today: date) -> None:
    """The invitation opens nothing any more."""
    check(may_manage(by, invitation.unit, today=today))
    Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=now).update(expires_at=now)


def open_invitation(secret: str, *, now: datetime) -> Invitation:
    """The invitation that this secret opens. Raises `ValidationError` where it is unknown, used or too old, in one sentence for all."""
    found = Invitation.objects.filter(digest=digest_of(secret), used_at=None, expires_at__gt=now)
    invitation = found.select_related("unit", "invited_by__person").first()
    if invitation is None:
        raise ValidationError(_("This invitation is not valid any more. Ask the office that invited you for a new one."), code="invitation")
    return invitation


@transaction.atomic
def accept_invitation(secret: str, *, username: str, password: str, now: datetime, today: date | None = None) -> User:
    """The invited person's account, with the grant that was promised; the secret opens nothing afterwards."""
    invitation = open_invitation(secret, now=now)
    if invitation.grant_ends <= (today or invitation.grant_starts):
        last = format_day_vi(invitation.grant_ends - timedelta(days=1))
        raise ValidationError(
            _("The role that was offered ended on %(last)s. Ask the office that invited you for a new invitation."),
            code="over", params={"last": last},
        )  # fmt: skip
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now):
        open_invitation(secret, now=now)
    if not may_manage(invitation.invited_by, invitation.unit, today=today or invitation.grant_starts):
        raise ValidationError(
            _("%(name)s, who invited you, does not manage %(unit)s any more. Ask that office for a new invitation."),
            code="inviter", params={"name": invitation.invited_by.person.name, "unit": invitation.unit.name},
        )  # fmt: skip
    user = create_account(username=username, name=invitation.name, password=password, email=invitation.email)
    tell(user.person, PersonEvent.What.OPENED, by=invitation.invited_by)
    grant(
        person=user.person, role=invitation.role, unit=invitation.unit, starts=invitation.grant_starts, ends=invitation.grant_ends,
        by=invitation.invited_by, today=today,
    )  # fmt: skip
    return user
