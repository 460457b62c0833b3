"""Where a person's whole name stands in free texts that an erasure does not reach: looked for before it is decided, changed by hand only.

Packages add what they keep of free text; nothing of it is logged, and no place carries the name in its code.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from re import Match, Pattern
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, units_in_scope
from lantoa.core.access.services import check
from lantoa.core.evidence.erasing import TEXTS, take_out_of_citation
from lantoa.core.evidence.models import Citation
from lantoa.core.people.models import Person, User
from lantoa.core.privacy.breaches import breaches_for
from lantoa.core.privacy.erasing import words_of
from lantoa.core.privacy.models import DataRequest, Wish
from lantoa.core.privacy.requests import may_decide
from lantoa.core.records.kinds import Kind, all_kinds
from lantoa.core.records.models import Comment, Event, Record
from lantoa.core.records.redacting import records_about, take_out, take_out_of_comment
from lantoa.core.records.values import refuse_marks, texts_in
from lantoa.lib.mentions import around, pattern
from lantoa.lib.vietnamese import nfc

Text = str | Any
HISTORY = gettext_lazy("The history is never changed: who reads it may read the name there.")
FROZEN = gettext_lazy("It was frozen as it stood and is never changed.")
ADDED_TO = gettext_lazy("The log of breaches is only added to; who reads it may read the name there.")
BY_HAND = gettext_lazy("To be corrected on its own page.")
ELSEWHERE = gettext_lazy("Another office answers for this unit; it takes the name out.")


@dataclass(frozen=True)
class Place:
    """A text in which the name stands: which, of what, what stands around it. `act` takes the name out; None where `why` says why not."""

    code: str
    record: Record | None
    title: str
    field: Text
    around: tuple[str, str, str]
    act: Callable[..., object] | None = None
    why: Text = ""
    page: tuple[str, str] = ("", "")  # the route of its page and what is told to it, where that is not a record's


@dataclass(frozen=True)
class Search:
    """Whose name is looked for, by whom, on which day. `told` are the records that the erasure reaches by itself."""

    person: Person
    actor: Actor
    today: date
    name: Pattern[str]
    told: frozenset[int]
    units: frozenset[int]

    def find(self, value: Any) -> Match[str] | None:
        """The first mention in a value, or in the texts inside it."""
        return next((found for text in texts_in(value) if (found := self.name.search(nfc(text)))), None)


Source = Callable[[Search], Iterable[Place]]
_sources: list[Source] = []


def source(found: Source) -> Source:
    """Register free texts to look through; a domain does so in its AppConfig.ready()."""
    _sources.append(found)
    return found


def places_of(person: Person, actor: Actor, *, today: date) -> list[Place]:
    """Every text in the actor's sight that bears the whole name and is not reached by erasing the person."""
    name = pattern(person.name)
    if name is None:
        return []
    told = frozenset(record.pk for record in records_about(person))
    units = frozenset(units_in_scope(actor, Verb.PRIVACY, at=today).values_list("pk", flat=True))
    search = Search(person, actor, today, name, told, units)
    return [place for found in _sources for place in found(search)]


def place_in(record: Record, code: str, field: Text, found: Match[str], search: Search, act: Callable[..., object]) -> Place:
    """A text of a record or beside it, which the office over its unit may change."""
    mine = record.unit_id in search.units
    return Place(
        f"{code}:{record.pk}", record, record.title, field, around(found.string, found), act if mine else None, "" if mine else ELSEWHERE
    )


def free_fields(kind: Kind) -> Iterator["models.Field[Any, Any]"]:
    """The fields of a kind that hold free text."""
    for name in kind.fields:
        field = kind.model_class._meta.get_field(name)
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
            yield field


@source
def in_records(search: Search) -> Iterator[Place]:
    """The records' own texts; of those that the erasure reaches, the texts that do not count as personal."""
    for kind in all_kinds():
        fields = list(free_fields(kind))
        rows = kind.model_class.objects.visible_to(search.actor, at=search.today).order_by("pk")
        for pk, *values in rows.values_list("pk", *(field.name for field in fields)).iterator(chunk_size=1000):
            for field, value in zip(fields, values, strict=True):
                reached = pk in search.told and field.name in kind.personal
                if not reached and (found := search.find(value)):
                    act = partial(out_of_record, field=field.name)
                    yield place_in(rows.get(pk=pk), field.name, capfirst(str(field.verbose_name)), found, search, act)


def out_of_record(place: Place, *, field: str, person: Person, words: str, by: User, today: date) -> None:
    assert place.record is not None
    take_out(place.record, field=field, person=person, words=words, by=by, today=today, reason=words)


def beside(search: Search, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Rows beside records in sight that the erasure does not reach."""
    seen = Record.objects.visible_to(search.actor, at=search.today)
    return rows.filter(record__in=seen.values("pk")).exclude(record__in=search.told).select_related("record__unit").order_by("pk")


@source
def in_remarks(search: Search) -> Iterator[Place]:
    """Remarks beside records."""
    for remark in beside(search, Comment.objects.all()).iterator(chunk_size=1000):
        if found := search.find(remark.text):
            yield place_in(remark.record, f"remark-{remark.pk}", _("Comment"), found, search, partial(out_of_remark, remark=remark))


def out_of_remark(_place: Place, *, remark: Comment, person: Person, words: str, by: User, today: date) -> None:
    take_out_of_comment(remark, person=person, words=words, by=by, today=today)


@source
def in_evidence(search: Search) -> Iterator[Place]:
    """Names of files and what is told of them; what stands in the files themselves nobody has read."""
    for citation in beside(search, Citation.objects.all()).iterator(chunk_size=1000):
        for name, field in TEXTS.items():
            if found := search.find(getattr(citation, name)):
                act = partial(out_of_evidence, citation=citation, field=name)
                yield place_in(citation.record, f"file-{citation.pk}-{name}", capfirst(str(field.verbose_name)), found, search, act)


def out_of_evidence(_place: Place, *, citation: Citation, field: str, person: Person, words: str, by: User, today: date) -> None:
    take_out_of_citation(citation, field=field, person=person, words=words, by=by, today=today)


@source
def in_history(search: Search) -> Iterator[Place]:
    """Reasons of steps, and values of before that lie under no key. They are told of; nobody can change them."""
    seen = Record.objects.visible_to(search.actor, at=search.today)
    rows = Event.objects.filter(record__in=seen.values("pk")).order_by("record", "-number")
    last = 0
    for pk, record, reason, changes in rows.values_list("pk", "record", "reason", "changes").iterator(chunk_size=1000):
        if record != last and (found := search.find([reason, changes])):
            last = record
            told = Record.objects.select_related("unit").get(pk=record)
            yield Place(f"event:{pk}", told, told.title, _("History"), around(found.string, found), None, HISTORY)


@source
def in_breaches(search: Search) -> Iterator[Place]:
    """What was told of breaches, where nobody should be named."""
    for breach in breaches_for(search.actor, today=search.today).prefetch_related("notes"):
        if found := search.find([breach.what, breach.kinds, *(one.text for one in breach.notes.all())]):
            page = ("breach", str(breach.public_id))
            yield Place(f"breach:{breach.pk}", None, breach.unit.name, _("Breaches"), around(found.string, found), None, ADDED_TO, page)


@source
def in_unit_names(search: Search) -> Iterator[Place]:
    """Units that bear the name, such as a household; they are renamed on their own page."""
    for unit in units_in_scope(search.actor, Verb.PRIVACY, at=search.today).order_by("sort_key"):
        if found := search.find(unit.name):
            page = ("unit", unit.key)
            yield Place(f"unit:{unit.pk}", None, unit.name, _("Name of the unit"), around(found.string, found), None, BY_HAND, page)


@transaction.atomic
def clear(asked: DataRequest, code: str, *, decision: str, by: User, today: date) -> Place:
    """Take the name out of one place, with an event and the number of the decision. Raises `Refused`, `ValidationError`."""
    check(may_decide(asked, by, today=today))
    decision = nfc(decision).strip()
    if not decision:
        raise ValidationError({"decision": _("Write the number of the decision.")}, code="decision")
    refuse_marks({"decision": decision})
    found = next((place for place in places_of(asked.person, by, today=today) if place.code == code), None)
    if asked.wish != Wish.ERASE or found is None:
        raise ValidationError(_("The name does not stand there any more."), code="gone")
    if found.act is None:
        raise ValidationError(str(found.why), code="by-hand")
    if (name := pattern(asked.person.name)) and name.search(decision):
        raise ValidationError({"decision": _("The number of the decision must not name the person.")}, code="decision")
    found.act(found, person=asked.person, words=f"[{words_of(decision)}]", by=by, today=today)
    return found
