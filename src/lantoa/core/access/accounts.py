"""What those who manage units do for people there: posts and their terms, names, closing and opening accounts, links to a new password."""

from datetime import date

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.access.decisions import Decision, no
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Verb
from lantoa.core.access.second_step import strong_enough
from lantoa.core.access.selectors import units_in_scope
from lantoa.core.access.services import check, check_span, may_manage
from lantoa.core.people import services as people
from lantoa.core.people.models import Person, PersonEvent, Post, Tenure, User
from lantoa.core.people.sessions import forget_sign_in
from lantoa.core.units.closure import on_day
from lantoa.core.units.models import FOREVER, Unit


@transaction.atomic
def appoint(
    person: Person, *, title: str, unit: Unit, starts: date, ends: date = FOREVER, basis: str = "", by: User, today: date
) -> Tenure:
    """`person` holds a post at `unit` for a term, as one who manages there enters it. Raises `Refused`, `ValidationError`."""
    check(may_manage(by, unit, today=today))
    if not title.strip():
        raise ValidationError({"title": _("Write the post, for instance Bí thư Đảng ủy.")}, code="title")
    check_span(starts=starts, until=ends)
    tenure = people.appoint(person, title=title, unit=unit, starts=starts, ends=ends, basis=basis)
    people.tell(person, PersonEvent.What.APPOINTED, by=by, unit=unit, title=tenure.post.title, starts=starts, ends=ends)
    return tenure


@transaction.atomic
def end_tenure(tenure: Tenure, *, day: date, by: User, today: date) -> Tenure:
    """The term ends: `day` is the first day on which the post is no longer held. One that ends on its first day never was."""
    check(may_manage(by, tenure.post.unit, today=today))
    if not tenure.alive(day):
        raise ValidationError({"day": _("The post is not held on that day. Choose a day of its term.")}, code="life")
    post, person = tenure.post, tenure.person
    people.tell(person, PersonEvent.What.TENURE_ENDED, by=by, unit=post.unit, title=post.title, starts=tenure.starts, ends=day)
    if day == tenure.starts:
        tenure.delete()
    else:
        tenure.ends = day
        tenure.save()
    return tenure


def may_keep(by: User, person: Person, *, today: date) -> Decision:
    """Whether `by` may act for this person's account: only one who manages every unit where the person has a role or a post.

    Otherwise an administrator of one unit could sign in with the rights that the person has at another.
    """
    if by.person_id == person.pk:
        return no(_("This is your own account. Another administrator does this."))
    living = Grant.objects.filter(on_day(today), person=person)
    roles = living if living.exists() else Grant.objects.filter(person=person)
    units = set(roles.values_list("unit", flat=True)) or set(Tenure.objects.filter(person=person).values_list("post__unit", flat=True))
    managed = set(units_in_scope(by, Verb.MANAGE, at=today).filter(pk__in=units).values_list("pk", flat=True))
    if units and units == managed:
        return strong_enough(by, Verb.MANAGE)
    return no(_("%(name)s has a role at a unit that you do not manage. Ask an administrator above both units.") % {"name": person.name})


@transaction.atomic
def close_account(user: User, *, by: User, today: date) -> User:
    """The person may not sign in any more; e-mail address, sessions, phones and second step go, the name stays with what was done."""
    check(may_keep(by, user.person, today=today))
    people.tell(user.person, PersonEvent.What.CLOSED, by=by)
    forget_sign_in(user)
    return people.close_account(user)


@transaction.atomic
def reopen_account(user: User, *, by: User, today: date) -> User:
    """The person may sign in again, with the password of before."""
    check(may_keep(by, user.person, today=today))
    user.is_active = True
    user.save(update_fields=["is_active"])
    people.tell(user.person, PersonEvent.What.REOPENED, by=by)
    return user


@transaction.atomic
def new_password_token(user: User, *, by: User, today: date) -> str:
    """A token with which the person sets a new password, once and for a few days (setting PASSWORD_RESET_TIMEOUT)."""
    check(may_keep(by, user.person, today=today))
    if not user.is_active:
        raise ValidationError(_("The account is closed. Open it again first."), code="closed")
    people.tell(user.person, PersonEvent.What.LINK_MADE, by=by)
    return default_token_generator.make_token(user)


@transaction.atomic
def rename_person(person: Person, *, name: str, by: User, today: date) -> Person:
    """The person's name, corrected by one who manages every unit where the person has a role, or by the person."""
    if by.person_id != person.pk:
        check(may_keep(by, person, today=today))
    people.rename(person, name=name)
    people.tell(person, PersonEvent.What.RENAMED, by=by)
    return person


@transaction.atomic
def give_address(user: User, *, email: str, by: User, today: date) -> User:
    """The account's e-mail address as the office knows it; by it a provider of identities may find the account. Empty: none."""
    check(may_keep(by, user.person, today=today))
    if not user.is_active:
        raise ValidationError(_("The account is closed. Open it again first."), code="closed")
    people.set_address(user, email=email, given=True)
    people.tell(user.person, PersonEvent.What.ADDRESSED, by=by)
    return user


def posts_of(unit: Unit, *, at: date) -> list[tuple[Post, list[Tenure]]]:
    """The posts at a unit with who holds them on this day; a vacant one has nobody. Two queries."""
    held: dict[int, list[Tenure]] = {}
    for tenure in Tenure.objects.filter(on_day(at), post__unit=unit).select_related("person").order_by("person__sort_key"):
        held.setdefault(tenure.post_id, []).append(tenure)
    return [(post, held.get(post.pk, [])) for post in Post.objects.filter(unit=unit)]
