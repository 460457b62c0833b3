"""What the pages of sign-in tell: phones, sessions, second steps."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lantoa.core.people.devices import TRIES
from lantoa.core.people.models import Device, User
from lantoa.core.people.sessions import sessions_of

BROWSERS = (("coc_coc", "Cốc Cốc"), ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"))


@dataclass(frozen=True)
class Session:
    """A sign-in that still runs: on what, from where, since when, and whether it is the one that asks."""

    pk: int
    name: str
    address: str
    since: datetime
    current: bool
    phone: bool


@dataclass(frozen=True)
class Steps:
    """The second steps of an account."""

    app: bool
    passkeys: int
    codes: int

    @property
    def any(self) -> bool:
        return self.app or self.passkeys > 0


def browser_text(user_agent: str) -> str:
    """The browser and the system as people call them, from what the browser says of itself."""
    found = [next((name for mark, name in names if mark in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or _("a browser")


def running_sessions(user: User, request: HttpRequest) -> list[Session]:
    """The account's sessions, the newest first."""
    return [session_row(row, request) for row in sessions_of(user)]


def session_row(row: UserSession, request: HttpRequest) -> Session:
    return Session(
        row.pk, browser_text(row.user_agent), row.ip, row.created_at, row.session_key == request.session.session_key,
        any(mark in row.user_agent for mark in ("Android", "iPhone")),
    )  # fmt: skip


def steps_of(user: User) -> Steps:
    """What the account has set up; codes: how many recovery codes are left."""
    rows = {row.type: row for row in Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN)}
    codes = rows.get(Authenticator.Type.RECOVERY_CODES)
    return Steps(
        app=Authenticator.Type.TOTP in rows,
        passkeys=Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count(),
        codes=len(codes.wrap().get_unused_codes()) if codes else 0,
    )


@dataclass(frozen=True)
class Phone:
    """A phone and its state in words' reach of the template."""

    device: Device
    waiting: bool
    locked: bool


def phones_of(user: User, *, now: datetime) -> list[Phone]:
    """The account's phones: those enrolled, and those whose code may still be used."""
    rows = [row for row in Device.objects.filter(user=user) if row.enrolled_at or row.expires_at > now]
    return [Phone(row, waiting=row.enrolled_at is None, locked=row.tries >= TRIES) for row in rows]
