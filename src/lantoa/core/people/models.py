"""Accounts, persons, posts and tenures."""

import secrets
import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.proof import Proof
from lantoa.core.units.models import FOREVER, Span, Unit
from lantoa.lib.vietnamese import fold, sort_key


class Person(models.Model):
    """Someone with a part in the programme: an account's holder, or one told of for a good deed. Fields and purposes: `people.purposes`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("full name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False, db_index=True)
    sort_key = models.CharField(max_length=500, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("sort_key", "pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded, self.sort_key = fold(self.name), sort_key(self.name)
        super().save(*args, **kwargs)


def new_key() -> bytes:
    return secrets.token_bytes(32)


class PersonKey(models.Model):
    """The key under which a person's values lie in the audit trail. Deleting it forgets them; the chain stays whole."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="key")
    secret = models.BinaryField(default=new_key, editable=False)

    def __str__(self) -> str:
        return f"key of person {self.person_id}"


class UserManager(BaseUserManager["User"]):
    """Accounts are made by `people.services.create_account`."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account to sign in with. What it may do is told by its person's grants (core.access), never here.

    `email_given`: the address is the office's word, not the person's own; only then may a provider of identities find the account by it.
    """

    username = models.CharField(_("account name"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    email = models.EmailField(_("e-mail"), blank=True)
    email_given = models.BooleanField(_("e-mail given by the office"), default=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="user")
    is_active = models.BooleanField(_("may sign in"), default=True)
    language = models.CharField(_("language"), max_length=5, default="vi")
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    proof: "Proof | None" = None
    """How the person signed in, set for one request by `ui.people.proving.SignInMiddleware`; None outside of a request."""

    def __str__(self) -> str:
        return self.person.name

    def get_full_name(self) -> str:
        return self.person.name

    @property
    def initials(self) -> str:
        """The last two words' first letters, as Vietnamese names are addressed."""
        words = [word for word in self.person.name.split() if word[0].isalpha()]
        return "".join(word[0] for word in words[-2:]).upper()


class Post(models.Model):
    """A position at a unit: "Phó Bí thư Thường trực, Huyện ủy Kon Plông"."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(_("post"), max_length=160)

    class Meta:
        ordering = ("unit", "title")
        constraints = [models.UniqueConstraint(name="post_once", fields=("unit", "title"))]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"


class Tenure(Span):
    """A person holds a post for a term. Terms of one person in one post never overlap (kept by triggers)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    basis = models.CharField(_("decision"), max_length=200, blank=True)

    class Meta:
        ordering = ("-starts",)
        constraints = [models.CheckConstraint(name="tenure_span", condition=Q(starts__lt=F("ends")))]

    def __str__(self) -> str:
        return f"{self.person}: {self.post}"


class Invitation(models.Model):
    """An invitation to open an account: a one-time secret (kept as a digest), the grant that goes with it, and its end."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.CharField(_("role"), max_length=20)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    grant_starts = models.DateField(_("from"))
    grant_ends = models.DateField(_("until (not included)"), default=FOREVER)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.name


class PersonEvent(models.Model):
    """What was done about a person's account, roles and posts, when and by whom (None: from the shell). Only ever added to."""

    class What(models.TextChoices):
        OPENED = "opened", _("account opened")
        CLOSED = "closed", _("account closed")
        REOPENED = "reopened", _("account opened again")
        LINK_MADE = "link_made", _("link to a new password made")
        RENAMED = "renamed", _("name corrected")
        ADDRESSED = "addressed", _("e-mail address set")
        GRANTED = "granted", _("role granted")
        GRANT_ENDED = "grant_ended", _("role ended")
        HANDED_OVER = "handed_over", _("role handed over")
        APPOINTED = "appointed", _("appointed")
        TENURE_ENDED = "tenure_ended", _("term of the post ended")
        DEVICE_OFFERED = "device_made", _("phone offered for enrolment")
        DEVICE_ENROLLED = "device_set", _("phone enrolled")
        DEVICE_UNLOCKED = "device_free", _("phone unlocked")
        DEVICE_REVOKED = "device_gone", _("phone revoked")
        SIGNED_OUT = "signed_out", _("signed out from afar")
        STEP_ADDED = "step_added", _("second step set up")
        STEP_REMOVED = "step_gone", _("second step removed")
        TIED = "tied", _("tied to the provider of identities")
        UNTIED = "untied", _("tie to the provider of identities ended")
        DATA_ASKED = "data_asked", _("request about personal data")
        DATA_ANSWERED = "data_told", _("request about personal data answered")
        DATA_ERASED = "data_gone", _("personal data erased")
        DATA_COPIED = "data_copy", _("copy of personal data taken")
        DATA_FREED = "data_free", _("restriction of processing lifted")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="happenings")
    what = models.CharField(_("what was done"), max_length=12, choices=What)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, blank=True)
    title = models.CharField(_("post"), max_length=160, blank=True)
    starts = models.DateField(_("from"), null=True)
    ends = models.DateField(_("until (not included)"), null=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.person}: {self.what}"


class Device(models.Model):
    """A phone that signs in with a PIN alone: offered by an office with a one-time code, enrolled once its person has set a PIN on it.

    Code and secret are kept as digests, the PIN under a slow hash together with the secret. Revoking deletes the row.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(_("phone"), max_length=60)
    code_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    secret_digest = models.CharField(max_length=64, blank=True, editable=False)
    pin = models.CharField(max_length=128, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    enrolled_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("offered_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="device_offered_or_enrolled",
                condition=Q(enrolled_at=None, code_digest__isnull=False, pin="", secret_digest="")
                | Q(Q(enrolled_at__isnull=False, code_digest=None), ~Q(pin=""), ~Q(secret_digest="")),
            )
        ]

    def __str__(self) -> str:
        return self.name
