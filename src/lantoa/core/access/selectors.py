"""Who may see and do what: grants read into conditions on rows. No thread-local: the actor and the day are always given."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Decision, no
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role, Verb, roles_with
from lantoa.core.access.second_step import strong_enough
from lantoa.core.people.models import Invitation, Person, Post, Tenure, User
from lantoa.core.units.closure import on_day, tree_version
from lantoa.core.units.kinds import PRIVATE, UnitKind
from lantoa.core.units.models import Closure, Unit
from lantoa.core.units.prepared import prepared
from lantoa.core.units.selectors import Passed, UnitHit, held_by, passed_to, standing_under, territory_led

LEADING = frozenset({Verb.VIEW, Verb.COMMENT, Verb.EXPORT})  # what a committee's role reaches in the whole territory that it leads
FAR = 999  # deeper than any tree
Actor = Any  # a User, or Django's AnonymousUser


def grants_of(actor: Actor, *, at: date) -> list[Grant]:
    """The actor's grants on this day, each with the territory `led` by a committee; read once per account object and day."""
    if not isinstance(actor, User) or not actor.is_active:
        return []
    cache: dict[date, list[Grant]] = actor.__dict__.setdefault("_grants", {})
    if at not in cache:
        cache[at] = held_on(actor.person_id, at)
    return cache[at]


@prepared
def held_on(person: int, at: date) -> QuerySet[Grant]:
    """The grants of a person on a day."""
    rows = Grant.objects.filter(on_day(at), person=person).select_related("unit", "person")
    return rows.annotate(led=Subquery(territory_led(OuterRef("unit"), at=at)))


def roots(actor: Actor, verb: str, *, at: date) -> list[int]:
    """Ids of the units at which the actor's grants of this day bring `verb`."""
    allowed = set(roles_with(verb))
    return sorted({grant.unit_id for grant in grants_of(actor, at=at) if grant.role in allowed})


def scope_q(actor: Actor, verb: str, *, at: date, unit: str = "unit", place: str = "place") -> Q:
    """The condition on rows that the actor may `verb` on this day; nothing for a stranger.

    A role at the country reaches every unit of the installation, one that stands under none included. A role at a Party committee
    reaches, for seeing and guiding alone, the bodies of the State in the territory that the committee leads.
    """
    asked = (verb, at, unit, place, tree_version())
    known: dict[Any, Q] = actor.__dict__.setdefault("_scopes", {}) if isinstance(actor, User) else {}
    if asked not in known:
        known[asked] = scope_of(actor, verb, at=at, unit=unit, place=place)
    return known[asked]


def scope_of(actor: Actor, verb: str, *, at: date, unit: str, place: str) -> Q:
    units = reaching_from(actor, verb, at=at)
    if units is None:
        return Q(pk__isnull=False)
    return held_by(units, at=at, unit=unit, place=place, passed=passed_to_actor(actor, at=at)) if units else Q(pk__in=())


def reaching_from(actor: Actor, verb: str, *, at: date) -> list[int] | None:
    """Ids of the units from which the actor's grants of this day bring `verb` downward; None where they bring it everywhere."""
    allowed = set(roles_with(verb))
    held = [grant for grant in grants_of(actor, at=at) if grant.role in allowed]
    if any(grant.unit.kind == UnitKind.COUNTRY for grant in held):
        return None
    led = {territory for grant in held if verb in LEADING and (territory := led_by(grant))}
    return [*sorted({grant.unit_id for grant in held}), *sorted(led)]


def led_by(grant: Grant) -> int | None:
    """The id of the territory that the committee of a grant leads, if it is one that leads any."""
    found: int | None = getattr(grant, "led", None)
    return found


def passed_to_actor(actor: User, *, at: date) -> dict[int, Passed]:
    """What passed to each unit at which the actor holds a grant on this day, or that it leads; read once per account object and day."""
    cache: dict[Any, dict[int, Passed]] = actor.__dict__.setdefault("_passed", {})
    asked = (at, tree_version())
    if asked not in cache:
        grants = grants_of(actor, at=at)
        cache[asked] = passed_to(sorted({unit for grant in grants for unit in (grant.unit_id, led_by(grant)) if unit}), at=at)
    return cache[asked]


def units_in_scope(actor: Actor, verb: str, *, at: date) -> QuerySet[Unit]:
    """Units, living or ended, at which the actor may `verb` on this day."""
    return Unit.objects.filter(scope_q(actor, verb, at=at, unit="pk", place="pk"))


def is_in_scope(actor: Actor, verb: str, unit: Unit, *, at: date) -> bool:
    """Whether this is one of the `units_in_scope`, asked without putting their condition together."""
    units = reaching_from(actor, verb, at=at)
    if not units:
        return units is None
    whole = [passed.whole for root, passed in passed_to_actor(actor, at=at).items() if root in units]
    if not all(isinstance(ids, list) for ids in whole):  # too many to be at hand
        return units_in_scope(actor, verb, at=at).filter(pk=unit.pk).exists()
    return any(unit.pk in ids for ids in whole) or bool(standing_under(unit.pk, at, *units))


def visible_units(actor: Actor, *, at: date) -> QuerySet[Unit]:
    """Units whose page the actor may open on this day: every territory and organisation, households and groups in scope only.

    That they exist, and what became of them, is known to all with a role; what happens there is not, and is asked for by `units_in_scope`.
    """
    if not roots(actor, Verb.VIEW, at=at):
        return Unit.objects.none()
    return Unit.objects.filter(~Q(kind__in=PRIVATE) | scope_q(actor, Verb.VIEW, at=at, unit="pk", place="pk"))


def hits_in_sight(hits: Sequence[UnitHit], actor: Actor, *, at: date) -> list[UnitHit]:
    """Those of these finds whose page the actor may open on this day."""
    seen = set(visible_units(actor, at=at).filter(pk__in=[hit.unit.pk for hit in hits]).values_list("pk", flat=True)) if hits else set()
    return [hit for hit in hits if hit.unit.pk in seen]


def decide_once(actor: User) -> None:
    """From now on, read the actor's grants anew, and decide for each unit once: for a batch of many acts that are alike.

    Called again it forgets, so that a right that is taken away meanwhile is gone with the next batch.
    """
    for read in ("_grants", "_scopes", "_passed"):
        actor.__dict__.pop(read, None)
    actor.__dict__["_decisions"] = {}


def may_at(actor: Actor, verb: str, unit: Unit, *, at: date, place: Unit | None = None) -> Decision:
    """Whether the actor may `verb` at this unit on this day; of a split unit, at this place of it."""
    known: dict[Any, Decision] | None = getattr(actor, "_decisions", None)
    if known is None:
        return decided_at(actor, verb, unit, at=at, place=place)
    asked = (verb, unit.pk, at, place.pk if place is not None else None)
    if asked not in known:
        known[asked] = decided_at(actor, verb, unit, at=at, place=place)
    return known[asked]


def decided_at(actor: Actor, verb: str, unit: Unit, *, at: date, place: Unit | None) -> Decision:
    if not grants_of(actor, at=at):
        return no(_("No role has been granted to this account for this day. Ask the office of your unit."))
    if is_in_scope(actor, verb, unit, at=at):
        return strong_enough(actor, verb)
    if place is not None and place.pk != unit.pk and parts_in_scope(actor, verb, at=at).filter(pk=unit.pk).exists():
        return may_at(actor, verb, place, at=at)
    return no(_("Your role does not allow this at %(unit)s.") % {"unit": unit.name})


def parts_in_scope(actor: Actor, verb: str, *, at: date) -> QuerySet[Unit]:
    """Ended units of which the whole or a part passed to where the actor may `verb` on this day."""
    return Unit.objects.filter(parts_q(actor, verb, at=at))


def parts_q(actor: Actor, verb: str, *, at: date) -> Q:
    """The condition on units that `parts_in_scope` names."""
    condition = Q(pk__in=())
    for root in roots(actor, verb, at=at):
        for passed in passed_to_actor(actor, at=at)[root]:
            condition |= Q(pk__in=passed)
    return condition


def holds_itself(actor: Actor, *, verb: str, at: date) -> list[int]:
    """Ids of the units at which the actor holds a grant itself: its own house, where drafts are seen."""
    return roots(actor, verb, at=at)


def role_at(actor: Actor, unit: Unit, *, at: date) -> str:
    """The role (its code) in which the actor acts at `unit`: of the nearest grant above it; empty for none."""
    held = grants_of(actor, at=at)
    if not held:
        return ""
    depths: dict[int, int] = {}
    if len(held) > 1:
        rows = Closure.objects.filter(on_day(at), descendant=unit, ancestor__in=[grant.unit_id for grant in held])
        depths = dict(rows.order_by("-depth").values_list("ancestor", "depth"))
    return str(min(held, key=lambda grant: depths.get(grant.unit_id, FAR)).role)


def is_deputy(actor: Actor, *, at: date) -> bool:
    """Whether the actor enters for others only."""
    held = grants_of(actor, at=at)
    return bool(held) and all(grant.role == Role.DEPUTY for grant in held)


def other_managers(held: Grant, *, at: date) -> QuerySet[Grant]:
    """Other people's grants of this day that manage the unit of this one, with accounts that may sign in."""
    above = Closure.objects.filter(on_day(at), descendant=held.unit_id).values("ancestor")
    rows = Grant.objects.filter(on_day(at), role__in=roles_with(Verb.MANAGE), unit__in=above, person__user__is_active=True)
    return rows.exclude(person=held.person_id)


def managed_units(actor: Actor, *, at: date) -> list[int]:
    """Ids of the units, among those where anyone has a role or a post or is invited to, that the actor manages on this day; read once."""
    if not isinstance(actor, User):
        return []
    cache: dict[date, list[int]] = actor.__dict__.setdefault("_managed_units", {})
    if at not in cache:
        named = (model.objects.order_by().values_list("unit", flat=True) for model in (Grant, Post, Invitation))
        known = set(next(named).union(*named))
        cache[at] = list(units_in_scope(actor, Verb.MANAGE, at=at).filter(pk__in=known).values_list("pk", flat=True))
    return cache[at]


def managed_grants(actor: Actor, *, at: date) -> QuerySet[Grant]:
    """Grants, of any time, at the units that the actor manages on this day."""
    return Grant.objects.filter(unit__in=managed_units(actor, at=at)).select_related("unit", "granted_by")


def managed_tenures(actor: Actor, *, at: date) -> QuerySet[Tenure]:
    """Terms of posts, of any time, at the units that the actor manages on this day."""
    return Tenure.objects.filter(post__unit__in=managed_units(actor, at=at)).select_related("post__unit")


def tenures_in_sight(actor: Actor, verb: str, *, at: date) -> QuerySet[Tenure]:
    """Terms of posts, of any time, at the units where the actor may `verb` on this day."""
    return Tenure.objects.filter(scope_q(actor, verb, at=at, unit="post__unit", place="post__unit")).select_related("post__unit")


def managed_people(actor: Actor, *, at: date) -> QuerySet[Person]:
    """Persons who have or had a role or a post at a unit that the actor manages on this day."""
    roles, posts = managed_grants(actor, at=at), managed_tenures(actor, at=at)
    return Person.objects.filter(Q(pk__in=roles.values("person")) | Q(pk__in=posts.values("person")))


def people_in_sight(actor: Actor, *, at: date) -> QuerySet[Person]:
    """Persons whose page the actor may open on this day: oneself, those whom one manages, and holders of posts where one may see."""
    if not isinstance(actor, User):
        return Person.objects.none()
    posts = tenures_in_sight(actor, Verb.VIEW, at=at).values("person")
    return Person.objects.filter(Q(pk=actor.person_id) | Q(pk__in=posts) | Q(pk__in=managed_people(actor, at=at).values("pk")))
