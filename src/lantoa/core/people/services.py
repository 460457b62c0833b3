"""Making persons, accounts, posts and tenures; forgetting a person's values."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lantoa.core.people.models import Person, PersonKey, Post, Tenure, User
from lantoa.core.units.models import FOREVER, Unit
from lantoa.lib.vietnamese import nfc


def know_person(name: str) -> Person:
    """A new person by this name, with a key of their own for the audit trail."""
    if not name.strip():
        raise ValidationError(_("Write the person's full name."), code="name")
    person = Person.objects.create(name=nfc(name).strip())
    PersonKey.objects.create(person=person)
    return person


@transaction.atomic
def create_account(*, username: str, name: str, password: str, email: str = "", person: Person | None = None) -> User:
    """An account with its person. Raises `ValidationError` where the name is taken or the password too weak."""
    username = username.strip().lower()
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError(_("The account name %(name)s is taken."), code="taken", params={"name": username})
    user = User(username=username, email=email, person=person or know_person(name))
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    return user


@transaction.atomic
def appoint(person: Person, *, title: str, unit: Unit, starts: date, ends: date = FOREVER, basis: str = "") -> Tenure:
    """`person` holds the post of this title at `unit` for a term. Raises `ValidationError` where a term of theirs overlaps."""
    post, _made = Post.objects.get_or_create(unit=unit, title=title)
    if Tenure.objects.filter(person=person, post=post, starts__lt=ends, ends__gt=starts).exists():
        raise ValidationError(_("%(name)s holds this post in that time already."), code="overlap", params={"name": person.name})
    return Tenure.objects.create(person=person, post=post, starts=starts, ends=ends, basis=basis)


def key_of(person: Person) -> bytes | None:
    """The person's key, or None where it was destroyed."""
    row = PersonKey.objects.filter(person=person).first()
    return bytes(row.secret) if row else None
