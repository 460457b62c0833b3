"""Whom a session belongs to, read with their person: every page shows the name."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from lantoa.core.people.models import User
from lantoa.core.units.prepared import prepared


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth tells no types
    """allauth's own, with one statement fewer on each page."""

    def get_user(self, user_id: Any) -> User | None:
        for found in account(int(user_id)):
            return found if self.user_can_authenticate(found) else None
        return None


@prepared
def account(pk: int) -> QuerySet[User]:
    """The account of this id, with its person."""
    return User.objects.filter(pk=pk).select_related("person")
