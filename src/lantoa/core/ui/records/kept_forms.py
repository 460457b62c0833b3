"""Half-filled forms over a sign-in that ran out: kept in the session under their address, given back to the same author only."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from lantoa.core.people.models import User
from lantoa.core.records.values import CLASSIFIED, refuse_marks
from lantoa.core.ui.records.forms import signed_by

SESSION_KEY = "kept_forms"
MOST_KEPT = 5  # forms of one session
LARGEST_KEPT = 100_000  # letters of one form
NOT_KEPT = ("csrfmiddlewaretoken", "password")


def keep_form(request: HttpRequest) -> bool:
    """Keep what an anonymous person posted (never files, never what bears a mark of classification) and say so; whether it was kept."""
    typed = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    try:
        refuse_marks(typed)
    except ValidationError as error:
        messages.error(request, error.messages[0], extra_tags=CLASSIFIED)  # for the browser too: drafts.js
        return False
    if "author" not in typed or sum(len(value) for values in typed.values() for value in values) > LARGEST_KEPT:
        return False
    kept: dict[str, Any] = request.session.get(SESSION_KEY, {})
    kept.pop(request.path, None)
    request.session[SESSION_KEY] = dict([*kept.items(), (request.path, typed)][-MOST_KEPT:])
    messages.warning(request, _("The sign-in had run out. What was typed is kept: sign in again and it stands in the form."))
    return True


def kept_form(request: HttpRequest, user: User) -> QueryDict | None:
    """What this person had typed at this address, once; what someone else had typed is dropped unseen."""
    kept: dict[str, Any] = request.session.get(SESSION_KEY, {})
    typed = kept.pop(request.path, None)
    if typed is None:
        return None
    request.session[SESSION_KEY] = kept
    found = QueryDict(mutable=True)
    for name, values in typed.items():
        found.setlist(name, values)
    return found if signed_by(user, found.get("author", "")) else None
