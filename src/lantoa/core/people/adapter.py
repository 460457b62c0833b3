"""allauth's adapters: accounts are opened by invitation only, and secrets of second steps are kept under the installation's key."""

from hashlib import blake2b
from itertools import count

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.utils.translation import gettext as _
from nacl.encoding import URLSafeBase64Encoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from lantoa.core.people.models import User


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up alone: an office invites, or an administrator makes the account."""

    def is_open_for_signup(self, request: object) -> bool:
        return False


def box() -> SecretBox:
    return SecretBox(blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"lantoa second").digest())


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Apps are named by account, never by e-mail address; the database alone gives no second step away."""

    def _get_user_identifier(self, user: User) -> str:
        return user.username

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode(), encoder=URLSafeBase64Encoder).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; after the installation's key was changed one that no code answers to, so that it has to be set up again."""
        try:
            return box().decrypt(encrypted_text.encode(), encoder=URLSafeBase64Encoder).decode()
        except (CryptoError, ValueError):
            return str(generate_totp_secret())

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """One that none of the account's passkeys has, also after some were removed."""
        taken = {row.wrap().name for row in Authenticator.objects.filter(user=user, type=type)}
        return next(name for number in count(len(taken) + 1) if (name := _("Passkey %(number)d") % {"number": number}) not in taken)
