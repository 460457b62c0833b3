"""Sessions and what else signs in to an account: listed, ended from afar, and forgotten when the account is closed."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import QuerySet

from lantoa.core.people.models import User

ENDED_AT_ONCE = 200  # sessions looked at when those that ran out are forgotten
SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def forget_ended(*, now: datetime) -> int:
    """Delete what was noted of sessions that have run out; how many, a few hundred at most."""
    old = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return sum(bool(session.purge()) for session in UserSession.objects.filter(created_at__lt=old).order_by("created_at")[:ENDED_AT_ONCE])


def sessions_of(user: User) -> list[UserSession]:
    """The account's sessions that still run, the newest first."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda session: session.created_at, reverse=True)


def end_sessions(user: User, *, keep: str | None = None, only: int | None = None) -> int:
    """Sign the account out everywhere, but in the session with the key `keep`; or in the one session `only`. How many ended."""
    found: QuerySet[UserSession] = UserSession.objects.filter(user=user).exclude(session_key=keep or "")
    sessions = list(found if only is None else found.filter(pk=only))
    for session in sessions:
        session.end()
    return len(sessions)


def has_second_step(user: User) -> bool:
    """Whether the account has an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists())


def drop_second_step(user: User) -> int:
    """Delete the account's app, passkeys and recovery codes; how many there were."""
    return int(Authenticator.objects.filter(user=user).delete()[0])


def tie_of(user: User) -> SocialAccount | None:
    """The provider's person that signs in to this account, if there is one."""
    return SocialAccount.objects.filter(user=user).order_by("pk").first()


def untie(user: User) -> int:
    """The provider's person signs in to this account no more; how many there were."""
    return int(SocialAccount.objects.filter(user=user).delete()[0])


def forget_sign_in(user: User) -> None:
    """Nothing signs in to this account any more but its password: sessions, phones, second steps and ties to other providers go."""
    end_sessions(user)
    drop_second_step(user)
    user.devices.all().delete()
    untie(user)
