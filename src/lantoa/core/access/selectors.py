"""Who may see and do what: grants read into conditions on rows. No thread-local: the actor and the day are always given."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import YES, Decision, no
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role, roles_with
from lantoa.core.people.models import User
from lantoa.core.units.closure import on_day
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import held_by

Actor = Any  # a User, or Django's AnonymousUser


def grants_of(actor: Actor, *, at: date) -> list[Grant]:
    """The actor's grants on this day; read once per account object and day, so that a page asks once."""
    if not isinstance(actor, User) or not actor.is_active:
        return []
    cache: dict[date, list[Grant]] = actor.__dict__.setdefault("_grants", {})
    if at not in cache:
        cache[at] = list(Grant.objects.filter(on_day(at), person=actor.person_id).select_related("unit", "person"))
    return cache[at]


def roots(actor: Actor, verb: str, *, at: date) -> list[int]:
    """Ids of the units at which the actor's grants of this day bring `verb`."""
    allowed = set(roles_with(verb))
    return sorted({grant.unit_id for grant in grants_of(actor, at=at) if grant.role in allowed})


def scope_q(actor: Actor, verb: str, *, at: date, unit: str = "unit", place: str = "place") -> Q:
    """The condition on rows that the actor may `verb` on this day; nothing for a stranger."""
    return held_by(roots(actor, verb, at=at), at=at, unit=unit, place=place)


def units_in_scope(actor: Actor, verb: str, *, at: date) -> QuerySet[Unit]:
    """Units, living or ended, at which the actor may `verb` on this day."""
    return Unit.objects.filter(scope_q(actor, verb, at=at, unit="pk", place="pk"))


def may_at(actor: Actor, verb: str, unit: Unit, *, at: date) -> Decision:
    """Whether the actor may `verb` at this unit on this day."""
    if not grants_of(actor, at=at):
        return no(_("No role has been granted to this account for this day. Ask the office of your unit."))
    if units_in_scope(actor, verb, at=at).filter(pk=unit.pk).exists():
        return YES
    return no(_("Your role does not allow this at %(unit)s.") % {"unit": unit.name})


def holds_itself(actor: Actor, *, verb: str, at: date) -> list[int]:
    """Ids of the units at which the actor holds a grant itself: its own house, where drafts are seen."""
    return roots(actor, verb, at=at)


def role_at(actor: Actor, unit: Unit, *, at: date) -> str:
    """The name of the role by which the actor acts at `unit`, nearest grant first; empty for none."""
    held = grants_of(actor, at=at)
    own = [grant for grant in held if grant.unit_id == unit.pk]
    return str((own or held)[0].get_role_display()) if held else ""


def is_deputy(actor: Actor, *, at: date) -> bool:
    """Whether the actor enters for others only."""
    held = grants_of(actor, at=at)
    return bool(held) and all(grant.role == Role.DEPUTY for grant in held)
