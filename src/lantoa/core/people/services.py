"""Making persons, accounts, posts and tenures; forgetting a person's values."""

import re
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.people.models import Person, PersonEvent, PersonKey, Post, Tenure, User
from lantoa.core.units.models import FOREVER, Unit
from lantoa.lib.vietnamese import nfc

ACCOUNT_NAME = re.compile(r"[a-z0-9._-]+")
ACCOUNT_NAME_RULE = gettext_lazy(
    "An account name has letters without marks, digits, dot, hyphen and underscore, no spaces; for instance y.lan."
)


def know_person(name: str) -> Person:
    """A new person by this name, with a key of their own for the audit trail."""
    if not name.strip():
        raise ValidationError(_("Write the person's full name."), code="name")
    person = Person.objects.create(name=nfc(name).strip())
    PersonKey.objects.create(person=person)
    return person


def rename(person: Person, *, name: str) -> Person:
    """The person's name, corrected."""
    if not name.strip():
        raise ValidationError({"name": _("Write the person's full name.")}, code="name")
    person.name = nfc(name).strip()
    person.save()
    return person


@transaction.atomic
def create_account(*, username: str, name: str, password: str, email: str = "", person: Person | None = None, hashed: str = "") -> User:
    """An account with its person. Raises `ValidationError` where the name breaks the rule or is taken, or the password is too weak.

    `hashed` is the password as it is stored, where the caller has made that already: it takes half a second of a processor.

    `email` is the office's word: a provider of identities may find the account by it.

    The rule holds for new accounts; those opened before it keep their names, so the field itself allows more.
    """
    username = nfc(username).strip().lower()
    if not ACCOUNT_NAME.fullmatch(username):
        raise ValidationError({"username": ACCOUNT_NAME_RULE}, code="username")
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": _("The account name %(name)s is taken. Choose another.") % {"name": username}}, code="taken")
    user = User(username=username, email=email, email_given=bool(email))
    user.clean_fields(exclude=["person", "password"])
    user.person = person or know_person(name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    if hashed:
        user.password = hashed
    else:
        user.set_password(password)
    user.full_clean()
    user.save()
    return user


def set_address(user: User, *, email: str, given: bool) -> User:
    """The account's e-mail address; `given`: the office's word. An address that the person leaves as it was keeps its standing."""
    if given or email != user.email:
        user.email, user.email_given = email, given and bool(email)
        user.clean_fields(exclude=["person", "password"])
        user.save(update_fields=["email", "email_given"])
    return user


@transaction.atomic
def close_account(user: User) -> User:
    """The account signs nobody in any more and knows no e-mail address."""
    user.is_active, user.email, user.email_given = False, "", False
    user.save(update_fields=["is_active", "email", "email_given"])
    EmailAddress.objects.filter(user=user).delete()
    return user


@transaction.atomic
def appoint(person: Person, *, title: str, unit: Unit, starts: date, ends: date = FOREVER, basis: str = "") -> Tenure:
    """`person` holds the post of this title at `unit` for a term. Raises `ValidationError` where a term of theirs overlaps."""
    post, _made = Post.objects.get_or_create(unit=unit, title=nfc(title).strip())
    if Tenure.objects.filter(person=person, post=post, starts__lt=ends, ends__gt=starts).exists():
        raise ValidationError(_("%(name)s holds this post in that time already."), code="overlap", params={"name": person.name})
    return Tenure.objects.create(person=person, post=post, starts=starts, ends=ends, basis=basis)


def tell(
    person: Person, what: str, *, by: User | None, unit: Unit | None = None, role: str = "", title: str = "",
    starts: date | None = None, ends: date | None = None,
) -> PersonEvent:  # fmt: skip
    """Write down what was done about a person's account, roles and posts, and who did it."""
    return PersonEvent.objects.create(
        person=person, what=what, by=by.person if by else None, unit=unit, role=role, title=title, starts=starts, ends=ends
    )


def key_of(person: Person) -> bytes | None:
    """The person's key, or None where it was destroyed."""
    row = PersonKey.objects.filter(person=person).first()
    return bytes(row.secret) if row else None
