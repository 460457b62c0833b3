"""Where a person's name stands in free texts that an erasure does not reach: looked for before it is decided, changed by hand only.

The whole name is looked for in every text in sight; shorter forms of it only near the records that tell of the person, for the office
to look at one by one. Packages add what they keep of free text; nothing of it is logged, and no place carries the name in its code.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from re import Pattern
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantoa.core.access.roles import Verb
from lantoa.core.access.selectors import Actor, units_in_scope
from lantoa.core.access.services import check
from lantoa.core.people.models import Person, User
from lantoa.core.privacy.erasing import words_of
from lantoa.core.privacy.models import DataRequest, Wish
from lantoa.core.privacy.requests import may_decide, units_concerned
from lantoa.core.records.models import Link, Record
from lantoa.core.records.redacting import Change, records_about
from lantoa.core.records.values import refuse_marks, texts_in
from lantoa.lib.mentions import Mention, around, mention_of, pattern, shorter_mentions, unnamed
from lantoa.lib.vietnamese import nfc

Text = str | Any
FROZEN = gettext_lazy("It was frozen as it stood and is never changed.")
ELSEWHERE = gettext_lazy("Another office answers for this unit; it takes the name out.")


@dataclass(frozen=True)
class Place:
    """A text in which the name stands: which, of what, what stands around it. `act` takes the name out; None where `why` says why not.

    `offered`: not the whole name but a shorter form of it, which may mean someone else. `mention` is then that one place in the text.
    """

    code: str
    record: Record | None
    title: str
    field: Text
    around: tuple[str, str, str]
    act: Callable[..., object] | None = None
    why: Text = ""
    page: tuple[str, str] = ("", "")  # the route of its page and what is told to it, where that is not a record's
    offered: bool = False
    mention: Mention | None = None


@dataclass(frozen=True)
class Search:
    """Whose name is looked for, by whom, on which day. `told` are the records that the erasure reaches by itself.

    `units` are those whose office decides here; `near` are the units, and `linked` the records, tied to the person.
    """

    person: Person
    actor: Actor
    today: date
    name: Pattern[str]
    told: frozenset[int]
    units: frozenset[int]
    near: frozenset[int]
    linked: frozenset[int]

    def find(self, value: Any) -> Mention | None:
        """The first mention of the whole name in a value, or in the texts inside it."""
        return next((found for text in texts_in(value) if (found := mention_of(text, self.name))), None)

    def shorter(self, record: int, unit: int, value: Any) -> Iterator[Mention]:
        """Shorter forms of the name in a value of a record that is tied to the person; none in others."""
        if unit in self.near or record in self.linked:
            for text in texts_in(value):
                yield from shorter_mentions(nfc(text), self.person.name, self.name)


Source = Callable[[Search], Iterable[Place]]
_sources: list[Source] = []


def source(found: Source) -> Source:
    """Register free texts to look through; a domain does so in its AppConfig.ready()."""
    _sources.append(found)
    return found


def places_of(person: Person, actor: Actor, *, today: date) -> list[Place]:
    """Every text in the actor's sight that bears the name and is not reached by erasing the person: the whole name first."""
    name = pattern(person.name)
    if name is None:
        return []
    told = frozenset(record.pk for record in records_about(person))
    links = Link.objects.filter(models.Q(source__in=told) | models.Q(target__in=told)).values_list("source", "target")
    search = Search(
        person, actor, today, name, told, frozenset(units_in_scope(actor, Verb.PRIVACY, at=today).values_list("pk", flat=True)),
        frozenset(units_concerned(person)), told.union(*links),
    )  # fmt: skip
    return sorted((place for found in _sources for place in found(search)), key=lambda place: place.offered)


def places_in(search: Search, code: str, field: Text, value: Any, act: Callable[..., object], record: Record) -> Iterator[Place]:
    """The places in a text of a record or beside it, which the office over its unit may change: the whole name, then shorter forms."""
    able, why = (act, "") if record.unit_id in search.units else (None, ELSEWHERE)
    if found := search.find(value):
        yield Place(f"{code}:{record.pk}", record, record.title, field, around(found), able, why)
    for mention in search.shorter(record.pk, record.unit_id, value):
        mark = salted_hmac("lantoa.privacy.standing", f"{code}:{record.pk}:{mention.start}:{mention.text}").hexdigest()[:12]
        told = around(mention)
        yield Place(f"{code}~{mark}:{record.pk}", record, record.title, field, told, able, why, offered=True, mention=mention)


def in_sight(search: Search, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Rows beside records that the actor sees."""
    seen = Record.objects.visible_to(search.actor, at=search.today)
    return rows.filter(record__in=seen.values("pk")).select_related("record__unit")


def beside(search: Search, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Rows beside records in sight that the erasure does not reach."""
    return in_sight(search, rows).exclude(record__in=search.told).order_by("pk")


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
    words = f"[{words_of(decision)}]"
    found.act(found, person=asked.person, change=change_for(found, asked.person, words), words=words, by=by, today=today)
    return found


def change_for(place: Place, person: Person, words: str) -> Change:
    """What becomes of a text: `words` for every mention of the whole name, or for the one mention that was offered."""
    mention = place.mention
    if mention is not None:
        return lambda text: mention.put(text, words)
    return lambda text: unnamed(text, person.name, words)
