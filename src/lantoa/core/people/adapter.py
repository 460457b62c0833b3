"""allauth's adapter: accounts are opened by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up alone: an office invites, or an administrator makes the account."""

    def is_open_for_signup(self, request: object) -> bool:
        return False
