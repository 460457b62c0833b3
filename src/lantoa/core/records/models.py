"""The header of every record, its links, comments and events."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import Actor, roots, scope_q
from lantoa.core.people.models import Person, User
from lantoa.core.records.constraints import standing
from lantoa.core.units.models import Unit


class State(models.TextChoices):
    """Where a record stands between its author and the one who approves."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("awaiting approval")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Sensitivity(models.TextChoices):
    """How far a record may travel. Classified documents are not a level: they are refused at every door."""

    ORDINARY = "ordinary", _("ordinary")
    INTERNAL = "internal", _("internal")


class BulkWriteRefused(TypeError):
    """A bulk write that would slip past the event chain."""


class RecordQuerySet(models.QuerySet[Any]):
    """Rows as far as an actor may see; bulk writes that no event would tell of are refused."""

    def visible_to(self, actor: Actor, verb: str = Verb.VIEW, *, at: date) -> Self:
        """Rows that the actor may `verb` on this day. Drafts are seen by their author and at the unit that holds them, not above."""
        condition = scope_q(actor, verb, at=at)
        if verb == Verb.VIEW:
            own = Q(author=actor.pk) | Q(unit__in=roots(actor, Verb.ENTER, at=at)) | Q(unit__in=roots(actor, Verb.REPORT, at=at))
            condition &= ~Q(state=State.DRAFT) | own
        return self.filter(condition)

    def update(self, **kwargs: Any) -> int:
        raise BulkWriteRefused("records are written by records.services only")

    def delete(self) -> Any:
        raise BulkWriteRefused("records are never deleted; withdraw them")

    def bulk_create(self, *args: Any, **kwargs: Any) -> Any:
        raise BulkWriteRefused("records are written by records.services only")

    def bulk_update(self, *args: Any, **kwargs: Any) -> Any:
        raise BulkWriteRefused("records are written by records.services only")


RecordManager = models.Manager.from_queryset(RecordQuerySet)


class Record(models.Model):
    """What all kinds share. `public_id` is the only key that leaves the server, and makes a second submission of one form harmless."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=30, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="records", verbose_name=_("unit"))
    place = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="records_here", verbose_name=_("place"))
    title = models.CharField(_("title"), max_length=300)
    sort_key = models.CharField(max_length=1200, editable=False)
    search_text = models.TextField(editable=False, default="")
    day = models.DateField(_("day"))
    due = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    sensitivity = models.CharField(max_length=10, choices=Sensitivity, default=Sensitivity.ORDINARY)
    version = models.PositiveIntegerField(default=1, editable=False)
    reference = models.CharField(_("reference"), max_length=40, blank=True, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="records", editable=False)
    for_others = models.BooleanField(_("entered for others"), default=False, editable=False)
    entered_later = models.BooleanField(_("entered later"), default=False, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="records_approved", editable=False
    )
    source = models.CharField(_("source"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="took_in", verbose_name=_("merged into"), editable=False
    )
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RecordManager()

    class Meta:
        ordering = ("-day", "-pk")
        indexes = [
            models.Index(fields=("kind", "unit", "state", "due")),
            models.Index(fields=("kind", "state", "day")),
            models.Index(fields=("state", "changed_at")),  # what waits or was returned, among all kinds
            models.Index(fields=("kind", "sort_key")),
            models.Index(
                fields=("kind", "-day", "-id", "unit", "state", "author")
            ),  # a list, the newest first, as far as someone may see it
            models.Index(fields=("unit", "state", "day")),  # which units have been heard, and what waits at each
        ]
        constraints = [
            models.UniqueConstraint(name="record_reference", fields=("kind", "unit", "reference"), condition=~Q(reference="")),
            models.CheckConstraint(
                name="record_merged_is_withdrawn",
                condition=Q(merged_into__isnull=True) | Q(state=State.WITHDRAWN) & ~Q(merged_into=models.F("pk")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """As Django does, but a row that is at hand is not looked up again, only to see that it is there."""
        related = (field for field in self._meta.concrete_fields if isinstance(field, models.ForeignKey))
        at_hand = {field.name for field in related if field.is_cached(self) and getattr(self, field.attname) is not None}
        super().clean_fields(exclude={*(exclude or ()), *at_hand})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """As Django does, but all check constraints are asked in one statement, and one by one only to tell which fails."""
        clear = standing(self, left_out=frozenset(exclude or ()))
        if clear is None:
            super().validate_constraints(exclude=exclude)
            return
        for model, some in self.get_constraints():
            for one in some:
                if not isinstance(one, models.CheckConstraint) and one.name not in clear:
                    one.validate(model, self, exclude=set(exclude or ()))


class Sequence(models.Model):
    """The last human number drawn for a kind at a unit."""

    kind = models.CharField(max_length=30)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="sequence_once", fields=("kind", "unit"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id}: {self.last}"


class LinkKind(models.TextChoices):
    """What one record is to another, as the one from which the link goes out says it; `back` is how the other says it."""

    IMPLEMENTS = "implements", pgettext_lazy("link", "implements")
    COPIES = "copies", pgettext_lazy("link", "follows the example of")
    ANSWERS = "answers", pgettext_lazy("link", "answers")
    REMEDIES = "remedies", pgettext_lazy("link", "remedies")
    TELLS_OF = "tells_of", pgettext_lazy("link", "tells of")
    BELONGS_TO = "belongs_to", pgettext_lazy("link", "belongs to")
    RELATES_TO = "relates_to", pgettext_lazy("link", "relates to")

    @property
    def back(self) -> str:
        """How the target of such a link calls it, in the language of the page."""
        return {
            LinkKind.IMPLEMENTS: pgettext("link", "is implemented by"),
            LinkKind.COPIES: pgettext("link", "is followed by"),
            LinkKind.ANSWERS: pgettext("link", "is answered by"),
            LinkKind.REMEDIES: pgettext("link", "is remedied by"),
            LinkKind.TELLS_OF: pgettext("link", "is told of in"),
            LinkKind.BELONGS_TO: pgettext("link", "holds"),
            LinkKind.RELATES_TO: pgettext("link", "relates to"),
        }[self]


class Link(models.Model):
    """A typed edge between two records. `key` makes a second submission of one form harmless.

    Two records are linked once in a kind, whichever way: what copies the other is not copied by it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=12, choices=LinkKind)

    class Meta:
        constraints = [
            models.UniqueConstraint(Least("source", "target"), Greatest("source", "target"), "kind", name="link_once_either_way"),
            models.CheckConstraint(name="link_not_self", condition=~Q(source=models.F("target"))),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class Comment(models.Model):
    """A remark beside a record; it changes nothing in it."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="comments")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="comments")
    at = models.DateTimeField(default=timezone.now)
    text = models.TextField(_("comment"), max_length=4000)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class Event(models.Model):
    """One step in a record's life. Append-only: the database refuses update and delete. `digest` chains it to the one before."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=30)
    state_from = models.CharField(max_length=12, blank=True)
    state_to = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="events")
    role = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    unsaid: Mapping[str, str] = {}  # no column: what of it a later event of its record withholds, and in which words; see `ledger.veiled`

    class Meta:
        ordering = ("record", "number")
        constraints = [models.UniqueConstraint(name="event_number", fields=("record", "number"))]

    def __str__(self) -> str:
        return f"{self.record_id}.{self.number} {self.step}"

    @property
    def words(self) -> str:
        """The reason as it may be shown."""
        return self.unsaid.get("reason", self.reason)

    @property
    def role_name(self) -> str:
        """The role by its name, in the language of the page."""
        return str(Role(self.role).label) if self.role in Role.values else self.role


class Seal(models.Model):
    """A batch of committed events, chained to the batch before. Append-only, as are events; written by `records.sealing` only."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number}: {self.count}"


class SealedEvent(models.Model):
    """To which batch an event belongs. Append-only."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="sealed")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="events")

    def __str__(self) -> str:
        return f"{self.event_id} in {self.seal_id}"


class EventValue(models.Model):
    """A personal value of an event, encrypted under the key of its person; the event holds only its salted digest."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="values")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="event_values")
    field = models.CharField(max_length=60)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(name="eventvalue_once", fields=("event", "field"))]

    def __str__(self) -> str:
        return f"{self.event_id}.{self.field}"


class SavedFilter(models.Model):
    """A person's own way of narrowing the list of a kind, under a name: the query of its address, without day and page."""

    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_filters")
    kind = models.CharField(max_length=30)
    name = models.CharField(_("name of the filter"), max_length=80)
    query = models.CharField(max_length=1000)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "pk")
        constraints = [models.UniqueConstraint(name="savedfilter_name_once", fields=("by", "kind", "name"))]

    def __str__(self) -> str:
        return self.name
