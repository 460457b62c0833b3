"""The free texts of the core in which a name is looked for: records, what stands beside them, their history, breaches, units."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby, islice
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import units_in_scope
from lantoa.core.doubles.models import Merger
from lantoa.core.evidence.erasing import TEXTS, take_out_of_citation
from lantoa.core.evidence.models import Citation
from lantoa.core.people.models import Person, User
from lantoa.core.privacy.breaches import breaches_for
from lantoa.core.privacy.standing import Place, Search, beside, in_sight, places_in, source
from lantoa.core.records.kinds import Kind, all_kinds
from lantoa.core.records.ledger import REASON, REDACT, veiled
from lantoa.core.records.models import Comment, Event, Record
from lantoa.core.records.redacting import WITHDRAW, Change, take_out, take_out_of_comment, unsay
from lantoa.core.records.services import note
from lantoa.lib.mentions import around

ADDED_TO = gettext_lazy("The log of breaches is only added to; who reads it may read the name there.")
BY_HAND = gettext_lazy("To be corrected on its own page.")


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
        found = []
        for pk, unit, *values in rows.values_list("pk", "unit", *(field.name for field in fields)).iterator(chunk_size=1000):
            texts = [pair for pair in zip(fields, values, strict=True) if not (pk in search.told and pair[0].name in kind.personal)]
            found += [(pk, *pair) for pair in texts if search.find(pair[1]) or any(search.shorter(pk, unit, pair[1]))]
        records = rows.select_related("unit").in_bulk({pk for pk, _field, _value in found}) if found else {}
        for pk, field, value in found:
            act = partial(out_of_record, field=field.name)
            yield from places_in(search, field.name, capfirst(str(field.verbose_name)), value, act, records[pk])


def out_of_record(place: Place, *, field: str, person: Person, change: Change, words: str, by: User, today: date) -> None:
    assert place.record is not None
    take_out(place.record, field=field, person=person, change=change, by=by, today=today, reason=words)


@source
def in_remarks(search: Search) -> Iterator[Place]:
    """Remarks beside records."""
    for remark in beside(search, Comment.objects.all()).iterator(chunk_size=1000):
        act = partial(out_of_remark, remark=remark)
        yield from places_in(search, f"remark-{remark.pk}", _("Comment"), remark.text, act, remark.record)


def out_of_remark(_place: Place, *, remark: Comment, person: Person, change: Change, words: str, by: User, today: date) -> None:
    take_out_of_comment(remark, change=change, by=by, today=today, reason=words)


@source
def in_evidence(search: Search) -> Iterator[Place]:
    """Names of files and what is told of them; what stands in the files themselves nobody has read."""
    for citation in beside(search, Citation.objects.all()).iterator(chunk_size=1000):
        for name, field in TEXTS.items():
            act, words = partial(out_of_evidence, citation=citation, field=name), capfirst(str(field.verbose_name))
            yield from places_in(search, f"file-{citation.pk}-{name}", words, getattr(citation, name), act, citation.record)


def out_of_evidence(
    _place: Place, *, citation: Citation, field: str, person: Person, change: Change, words: str, by: User, today: date
) -> None:
    take_out_of_citation(citation, field=field, change=change, by=by, today=today, reason=words)


@source
def in_history(search: Search) -> Iterator[Place]:
    """Reasons of steps, and values of before that lie under no key, as far as they are still shown. The rows cannot be changed.

    Of a record that tells of the person the erasure withholds the reasons by itself.
    """
    rows = in_sight(search, Event.objects.all()).order_by("record", "number")
    for _record, events in groupby(rows.iterator(chunk_size=1000), key=lambda event: event.record_id):
        for event in veiled(events):
            yield from in_event(search, event)


def in_event(search: Search, event: Event) -> Iterator[Place]:
    """The whole name in an event, once, however often it stands there; then what may be a shorter form of it, once for each value."""
    shown: dict[str, Any] = {name: pair for name, pair in event.changes.items() if isinstance(pair, list) and name not in event.unsaid}
    if event.reason and REASON not in event.unsaid and event.record_id not in search.told and event.step not in (REDACT, WITHDRAW):
        shown[REASON] = event.reason
    whole = [name for name, value in shown.items() if search.find(value)]
    each: list[tuple[str, list[str], Any]] = [("", whole, [shown[name] for name in whole])] if whole else []
    each += [(f"-{name}", [name], value) for name, value in shown.items() if name not in whole]
    words = _("History, entry %(number)d of %(day)s") % {"number": event.number, "day": f"{event.day:%d/%m/%Y}"}
    for mark, fields, value in each:
        act = partial(out_of_event, event=event, fields=fields)
        yield from islice(places_in(search, f"event-{event.pk}{mark}", words, value, act, event.record), 1)


def out_of_event(
    _place: Place, *, event: Event, fields: list[str], person: Person, change: Change, words: str, by: User, today: date
) -> None:
    unsay(event.record, {event.number: fields}, by=by, today=today, reason=words)


@source
def in_mergers(search: Search) -> Iterator[Place]:
    """Why a record was merged into another, which is told where the undoing of it is offered."""
    seen = Record.objects.visible_to(search.actor, at=search.today).values("pk")
    rows = Merger.objects.filter(kept__in=seen).exclude(kept__in=search.told).exclude(merged__in=search.told)
    for merger in rows.select_related("kept__unit").order_by("pk"):
        act = partial(out_of_merger, merger=merger)
        yield from places_in(search, f"merger-{merger.pk}", _("Reason of a merger"), merger.reason, act, merger.kept)


def out_of_merger(_place: Place, *, merger: Merger, person: Person, change: Change, words: str, by: User, today: date) -> None:
    Merger.objects.filter(pk=merger.pk).update(reason=change(merger.reason))
    note(merger.kept, REDACT, changes={}, by=by, today=today, reason=words)


@source
def in_breaches(search: Search) -> Iterator[Place]:
    """What was told of breaches, where nobody should be named."""
    for breach in breaches_for(search.actor, today=search.today).prefetch_related("notes"):
        if found := search.find([breach.what, breach.kinds, *(one.text for one in breach.notes.all())]):
            page = ("breach", str(breach.public_id))
            yield Place(f"breach:{breach.pk}", None, breach.unit.name, _("Breaches"), around(found), None, ADDED_TO, page)


@source
def in_unit_names(search: Search) -> Iterator[Place]:
    """Units that bear the name, such as a household; they are renamed on their own page."""
    for unit in units_in_scope(search.actor, Verb.PRIVACY, at=search.today).order_by("sort_key"):
        if found := search.find(unit.name):
            page = ("unit", unit.key)
            yield Place(f"unit:{unit.pk}", None, unit.name, _("Name of the unit"), around(found), None, BY_HAND, page)
