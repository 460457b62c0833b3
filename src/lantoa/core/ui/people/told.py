"""What the pages of people tell: who is kept, by which roles and posts, and what was done about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import (
    Actor,
    managed_grants,
    managed_people,
    managed_tenures,
    managed_units,
    tenures_in_sight,
)
from lantoa.core.people.models import Invitation, Person, PersonEvent, Tenure, User
from lantoa.core.ui.formats import day_text, moment_text
from lantoa.core.ui.parts import Entry
from lantoa.core.ui.units.told import span_text
from lantoa.core.units.closure import on_day
from lantoa.lib.vietnamese import fold

ICONS = {
    "opened": "user-plus", "closed": "user-x", "reopened": "user-check", "link_made": "key-round", "renamed": "pen-line",
    "addressed": "pen-line",
    "granted": "id-card", "grant_ended": "user-minus", "handed_over": "arrow-right", "appointed": "landmark", "tenure_ended": "landmark",
    "device_made": "key-round", "device_set": "key-round", "device_free": "key-round", "device_gone": "trash-2", "signed_out": "log-out",
    "step_added": "shield-check", "step_gone": "shield-alert", "tied": "link", "untied": "log-out",
    "data_asked": "book-user", "data_told": "book-user", "data_gone": "eye-off", "data_copy": "download",
    "data_free": "book-user",
}  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A role or a post with its term; `now` on the day looked at. `open`: it is not over today; `ahead`: it has not begun today."""

    row: Any
    term: str
    now: bool
    open: bool
    ahead: bool


class Offer(NamedTuple):
    """The role, the unit and the term to which someone is invited, in words."""

    role: str
    unit: str
    term: str


@dataclass(frozen=True)
class RoleAct:
    """One line of the history of roles: to whom the role was given or passed, and by which decision, where that is known."""

    event: PersonEvent
    detail: str
    to: str
    basis: str
    who: str


def held_as_of(row: Any, *, at: date, today: date) -> Held:
    return Held(row, span_text(row.starts, row.ends), now=row.alive(at), open=row.ends > today, ahead=row.starts > today)


def offer_of(invitation: Invitation) -> Offer:
    role = str(Role(invitation.role).label)
    return Offer(role, invitation.unit.name, span_text(invitation.grant_starts, invitation.grant_ends))


def kept_people(actor: Actor, *, at: date, today: date, text: str = "", role: str = "", former: bool = False) -> QuerySet[Person]:
    """Those whom the actor keeps, with their roles and posts of the day looked at; `former`: also those who have none then."""
    roles_now = managed_grants(actor, at=today).filter(on_day(at))
    posts_now = managed_tenures(actor, at=today).filter(on_day(at))
    if role:
        people = Person.objects.filter(pk__in=roles_now.filter(role=role).values("person"))
    elif former:
        people = managed_people(actor, at=today)
    else:
        people = Person.objects.filter(Q(pk__in=roles_now.values("person")) | Q(pk__in=posts_now.values("person")))
    for word in fold(text).split():
        people = people.filter(folded__contains=word)
    return people.select_related("user").prefetch_related(
        Prefetch("grants", roles_now, to_attr="roles_now"), Prefetch("tenures", posts_now, to_attr="posts_now")
    )


def open_invitations(actor: Actor, *, today: date, now: datetime) -> list[Invitation]:
    """Invitations to the actor's units that still wait."""
    rows = Invitation.objects.filter(unit__in=managed_units(actor, at=today), used_at=None, expires_at__gt=now)
    return list(rows.select_related("unit", "invited_by__person"))


def roles_of(person: Person, actor: User, *, at: date, today: date) -> list[Held]:
    """The person's roles, those of the day first: all of one's own, of others those at the units that the actor manages."""
    own = person.pk == actor.person_id
    rows = Grant.objects.select_related("unit", "granted_by") if own else managed_grants(actor, at=today)
    held = [held_as_of(row, at=at, today=today) for row in rows.filter(person=person).order_by("-starts", "pk")]
    return sorted(held, key=lambda one: not one.now)


def posts_held(person: Person, actor: User, *, at: date, today: date) -> list[Held]:
    """The person's posts, those of the day first: all of one's own, of others those at the units that the actor may see."""
    own = person.pk == actor.person_id
    rows = Tenure.objects.select_related("post__unit") if own else tenures_in_sight(actor, Verb.VIEW, at=today)
    found = rows.filter(person=person).select_related("post__unit").order_by("-starts", "pk")
    return sorted((held_as_of(row, at=at, today=today) for row in found), key=lambda one: not one.now)


def happenings(person: Person) -> list[Entry]:
    """What was done about the person's account, roles and posts, the newest first."""
    rows = PersonEvent.objects.filter(person=person).select_related("unit", "by")
    return [Entry(str(row.get_what_display()), when_and_who(row), detail(row), icon=ICONS[row.what]) for row in rows[:100]]


ROLE_ACTS = (PersonEvent.What.GRANTED, PersonEvent.What.GRANT_ENDED, PersonEvent.What.HANDED_OVER)


def role_acts(actor: Actor, *, today: date) -> QuerySet[PersonEvent]:
    """Every role granted, ended or handed over at the units that the actor manages, the latest first."""
    rows = PersonEvent.objects.filter(unit__in=managed_units(actor, at=today), what__in=ROLE_ACTS)
    return rows.select_related("person", "unit", "by")


def role_act_rows(events: Iterable[PersonEvent]) -> list[RoleAct]:
    """These acts with who took over and by which decision; two queries for any number.

    Handing over writes two entries, one after the other: that the role passed on, and that it was given to the next person on that day.
    """
    rows = list(events)
    wanted = {"unit__in": {row.unit_id for row in rows}, "role__in": {row.role for row in rows}}
    given = PersonEvent.objects.filter(what=PersonEvent.What.GRANTED, **wanted).select_related("person").order_by("pk")
    after: dict[Any, list[PersonEvent]] = {}
    for event in given:
        after.setdefault((event.unit_id, event.role, event.starts), []).append(event)
    decided = {(row.person_id, row.unit_id, row.role, row.starts): row.basis for row in Grant.objects.filter(**wanted)}
    return [role_act(row, after=after, decided=decided) for row in rows]


def role_act(event: PersonEvent, *, after: dict[Any, list[PersonEvent]], decided: dict[Any, str]) -> RoleAct:
    given: PersonEvent | None = event if event.what == PersonEvent.What.GRANTED else None
    if event.what == PersonEvent.What.HANDED_OVER:
        given = next((one for one in after.get((event.unit_id, event.role, event.ends), ()) if one.pk > event.pk), None)
    basis = decided.get((given.person_id, given.unit_id, given.role, given.starts), "") if given else ""
    return RoleAct(event, detail(event), given.person.name if given and given is not event else "", basis, when_and_who(event))


def held_before(held: Grant) -> Grant | None:
    """The role of another person at the same unit that ends where this one begins, as after handing over."""
    rows = Grant.objects.filter(unit=held.unit, role=held.role, ends=held.starts).exclude(person=held.person)
    return rows.select_related("person").first()


def when_and_who(event: PersonEvent) -> str:
    who = event.by.name if event.by else _("the installation")
    return f"{moment_text(event.at)} · {who}"


def detail(event: PersonEvent) -> str:
    """What it was about: the role or post, the unit, the term."""
    role = str(Role(event.role).label) if event.role in Role.values else ""
    what = ", ".join(part for part in (role or event.title, event.unit.name if event.unit else "") if part)
    return " · ".join(part for part in (what, term_of(event)) if part)


def term_of(event: PersonEvent) -> str:
    if not event.starts or not event.ends:
        return ""
    if event.starts >= event.ends:
        return _("taken back before its first day, %(day)s") % {"day": day_text(event.starts)}
    return span_text(event.starts, event.ends)
