"""Who looked at a person's values, what persons asked for, who was forgotten, and breaches."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lantoa.core.people.models import Person, User
from lantoa.core.units.models import Unit


class What(models.TextChoices):
    """At what of a person someone looked."""

    RECORD = "record", _("a record that tells of the person")
    EVIDENCE = "evidence", _("a file beside such a record")
    EXPORT = "export", _("a list taken out as a file")
    ACCOUNT = "account", _("roles, posts and account")
    SIGN_IN = "sign_in", _("phones and sign-ins")
    REQUEST = "request", _("a request about personal data")
    COPY = "copy", _("a copy of everything, made for the person")


class Look(models.Model):
    """Someone looked at a person's values, on a day and at what: once a day, however often. Never the values themselves."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("at what"), max_length=10, choices=What)
    day = models.DateField(_("day"))

    class Meta:
        ordering = ("-day", "-pk")
        constraints = [models.UniqueConstraint(name="look_once_a_day", fields=("person", "day", "by", "what"))]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.person_id}: {self.what}"


class Wish(models.TextChoices):
    """What a person can ask for."""

    CORRECT = "correct", _("correct personal data")
    ERASE = "erase", _("erase personal data")
    COPY = "copy", _("see personal data, or receive a copy")
    WITHDRAW = "withdraw", _("withdraw consent to publishing")
    RESTRICT = "restrict", _("restrict the processing of personal data")
    OBJECT = "object", _("object to the processing of personal data")


STOPPING = (Wish.RESTRICT, Wish.OBJECT)  # granted, they stay in force until they are lifted


class Outcome(models.TextChoices):
    """How a request was decided."""

    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    SETTLED = "settled", _("settled by the erasure")


DECIDED = (Outcome.GRANTED, Outcome.REFUSED)  # what the office chooses from; settled is what an erasure leaves of other requests


class DataRequest(models.Model):
    """A person asks the office of a unit for what the law gives them. Text and answer lie under the person's own key.

    A restriction or objection that was granted is in force until it is lifted.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_requests")
    wish = models.CharField(_("what is asked for"), max_length=8, choices=Wish)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.BinaryField(_("what is asked"), default=bytes, editable=False)
    asked_at = models.DateTimeField(_("asked"))
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("how it was decided"), max_length=8, choices=Outcome, blank=True)
    decision = models.CharField(_("decision no."), max_length=120, blank=True)
    answer = models.BinaryField(_("answer"), default=bytes, editable=False)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_as = models.CharField(_("lifted by decision no."), max_length=120, blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="datarequest_decided_whole",
                condition=Q(decided_at=None, decided_by=None, outcome="", decision="")
                | Q(Q(decided_at__isnull=False, decided_by__isnull=False), ~Q(outcome=""), ~Q(decision="")),
            ),
            models.CheckConstraint(
                name="datarequest_lifted_whole",
                condition=Q(lifted_at=None, lifted_by=None, lifted_as="")
                | Q(Q(outcome="granted", wish__in=STOPPING, lifted_at__isnull=False, lifted_by__isnull=False), ~Q(lifted_as="")),
            ),
            models.UniqueConstraint(name="datarequest_one_open", fields=("person", "wish"), condition=Q(decided_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.wish}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def stops(self) -> bool:
        """Whether it is a restriction or an objection that is in force."""
        return self.wish in STOPPING and self.outcome == Outcome.GRANTED and self.lifted_at is None


class Erasure(models.Model):
    """A person's values were forgotten, by which decision. `by` is None where a restore made it necessary again."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="erasure")
    decision = models.CharField(_("decision no."), max_length=120)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    records = models.PositiveIntegerField(default=0)
    name_kept = models.BooleanField(default=False)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.decision


class Breach(models.Model):
    """Personal data came where they do not belong, were lost or changed. Told without naming those concerned."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    discovered_at = models.DateTimeField(_("discovered"))
    what = models.TextField(_("what happened"), max_length=2000)
    kinds = models.CharField(_("which data"), max_length=300)
    concerned = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_as = models.CharField(_("number of the report"), max_length=120, blank=True)
    reported_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-discovered_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="breach_reported_whole",
                condition=Q(reported_at=None, reported_as="", reported_by=None)
                | Q(Q(reported_at__isnull=False, reported_by__isnull=False), ~Q(reported_as="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.kinds}"


class BreachNote(models.Model):
    """What was done about a breach. Only ever added to."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(_("what was done"), max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]
