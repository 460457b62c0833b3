"""Django's sessions in the database, read by a statement that is put together once: every request asks for one."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from lantoa.core.units.prepared import prepared


class SessionStore(db.SessionStore):
    """Django's own in all but how a session is found."""

    def _get_session_from_db(self) -> Any:
        found = running(str(self.session_key), timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None


@prepared
def running(key: str, now: datetime) -> QuerySet[Session]:
    """The session of this key, unless it has run out."""
    return Session.objects.filter(session_key=key, expire_date__gt=now)
