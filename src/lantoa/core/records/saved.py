"""A person's own saved filters of lists: kept under a name, opened again, deleted. Nobody else sees them."""

from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lantoa.core.people.models import User
from lantoa.core.records.models import SavedFilter
from lantoa.core.records.values import refuse_marks
from lantoa.lib.vietnamese import nfc

MOST = 30  # of one person and kind
LONGEST = 1000
LEFT_OUT = frozenset({"at", "as", "page", "format", "csrfmiddlewaretoken"})  # a filter says what, not as of when


def saved_filters(by: User, kind: str) -> QuerySet[SavedFilter]:
    """The person's filters of this kind's list, by name."""
    return SavedFilter.objects.filter(by=by, kind=kind)


def plain_query(query: str) -> str:
    """The query of a list's address as it is kept: only what narrows or orders, and only what says something."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if name not in LEFT_OUT])


@transaction.atomic
def save_filter(kind: str, *, name: str, query: str, by: User) -> SavedFilter:
    """Keep a filter under a name; one of the same name is replaced. Raises `ValidationError`."""
    name, kept = nfc(name).strip()[:80], plain_query(query)
    if not name:
        raise ValidationError({"name": _("Write a name for the filter.")}, code="name")
    if not kept:
        raise ValidationError(_("Narrow the list first; then the filter can be saved."), code="empty")
    refuse_marks({"name": name, "query": [value for _name, value in parse_qsl(kept)]})
    others = saved_filters(by, kind).exclude(name=name)
    if len(kept) > LONGEST or others.count() >= MOST:
        raise ValidationError(_("There are too many filters, or this one is too long. Delete one that is no longer used."), code="many")
    found, _made = SavedFilter.objects.update_or_create(by=by, kind=kind, name=name, defaults={"query": kept})
    return found


def delete_filter(number: int, *, by: User) -> bool:
    """Delete one of the person's own filters; whether it was there."""
    return bool(SavedFilter.objects.filter(pk=number, by=by).delete()[0])
