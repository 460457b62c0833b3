"""Phones that sign in with a PIN alone: offered by an office, enrolled on the phone, locked after wrong PINs, revoked.

Who may offer, unlock and revoke is told by `access.devices`. The phone holds a secret in a cookie; the PIN is hashed together with it,
so that a copy of the database alone does not let anyone try PINs.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from itertools import pairwise

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lantoa.core.people.models import Device, Person, PersonEvent, User
from lantoa.core.people.services import tell

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that are mistaken for each other when read out; five bits a letter
CODE_LENGTH = 12
CODE_HOURS = 24
PIN_DIGITS = 6
TRIES = 5  # wrong PINs before the office has to unlock
COOKIE_DAYS = 400  # the longest that browsers keep one


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def plain_code(typed: str) -> str:
    """A code as it was made, however it was typed: in small letters, with spaces or dashes, O for 0 and I for 1 left out."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)


def spaced(code: str) -> str:
    """A code in groups of four, to be read out."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


@transaction.atomic
def offer_device(user: User, *, name: str, by: Person, now: datetime) -> tuple[Device, str]:
    """A phone of this account that may be enrolled within a day, and its one-time code, which is shown once."""
    if not name.strip():
        raise ValidationError({"name": _("Write whose phone it is, for instance: Y Lan's phone.")}, code="name")
    if not user.is_active:
        raise ValidationError(_("The account is closed. Open it again first."), code="closed")
    forget_offers(now=now)
    code = "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))
    device = Device.objects.create(
        user=user,
        name=name.strip(),
        code_digest=digest_of(code),
        offered_by=by,
        offered_at=now,
        expires_at=now + timedelta(hours=CODE_HOURS),
    )
    return device, code


def forget_offers(*, now: datetime) -> int:
    """Delete phones whose code was not used in time; how many."""
    return Device.objects.filter(enrolled_at=None, expires_at__lt=now).delete()[0]


def offered(code: str, *, now: datetime) -> Device:
    """The phone that this code enrols. Raises `ValidationError` where it is unknown, used or too old, in one sentence for all."""
    found = Device.objects.filter(code_digest=digest_of(plain_code(code)), expires_at__gt=now, user__is_active=True)
    device = found.select_related("user__person").first()
    if device is None:
        raise ValidationError(_("This code does not enrol a phone any more. Ask your office for a new one."), code="code")
    return device


def check_pin(pin: str) -> None:
    """Refuse a PIN that is not six digits, or is among the first that anyone would try."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise ValidationError({"pin": _("The PIN has 6 digits.")}, code="digits")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if (len(steps) == 1 and steps <= {0, 1, 9}) or pin[:3] == pin[3:] or pin[:2] * 3 == pin:
        raise ValidationError({"pin": _("This PIN is easy to guess. Choose six digits without a pattern.")}, code="easy")


@transaction.atomic
def enrol(code: str, *, pin: str, now: datetime) -> tuple[Device, str]:
    """The phone is enrolled under this PIN; what it keeps in its cookie. The code enrols nothing afterwards."""
    check_pin(pin)
    device, secret = offered(code, now=now), secrets.token_urlsafe(32)
    values = {
        "code_digest": None, "secret_digest": digest_of(secret), "pin": make_password(pin + secret), "enrolled_at": now, "used_at": now,
    }  # fmt: skip
    if not Device.objects.filter(pk=device.pk, enrolled_at=None).update(**values):
        offered(code, now=now)
    tell(device.user.person, PersonEvent.What.DEVICE_ENROLLED, by=device.user, title=device.name)
    device.refresh_from_db()
    return device, f"{device.public_id.hex}.{secret}"


def device_of(cookie: str) -> Device | None:
    """The enrolled phone whose cookie this is; None where it is none, was revoked, or its account is closed."""
    name, _dot, secret = cookie.partition(".")
    if not secret or len(name) != 32 or not set(name) <= set("0123456789abcdef"):
        return None
    found = Device.objects.filter(public_id=name, secret_digest=digest_of(secret), user__is_active=True).exclude(enrolled_at=None)
    return found.select_related("user__person").first()


def enter(cookie: str, *, pin: str, now: datetime) -> User:
    """The account that phone and PIN sign in to. Tries are counted before they are checked; a right one ends the count."""
    device = device_of(cookie)
    if device is None:
        raise ValidationError(_("This phone is not enrolled any more. Sign in with the password, or ask your office."), code="gone")
    if not Device.objects.filter(pk=device.pk, tries__lt=TRIES).update(tries=F("tries") + 1):
        raise ValidationError(_("This phone is locked after 5 wrong PINs. Your office can unlock it."), code="locked")
    secret = cookie.partition(".")[2]
    if not check_password(pin + secret, device.pin):
        left = TRIES - device.tries - 1
        if left <= 0:
            raise ValidationError(_("The PIN is wrong, and the phone is locked now. Your office can unlock it."), code="locked")
        raise ValidationError({"pin": _("The PIN is wrong. Tries left: %(left)d.") % {"left": left}}, code="wrong")
    Device.objects.filter(pk=device.pk).update(tries=0, used_at=now)
    return device.user


def unlock(device: Device) -> None:
    """The phone takes PINs again."""
    Device.objects.filter(pk=device.pk).update(tries=0)


def revoke(device: Device) -> None:
    """The phone signs nobody in any more."""
    Device.objects.filter(pk=device.pk).delete()
