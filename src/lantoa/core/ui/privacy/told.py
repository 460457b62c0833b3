"""What the pages of personal data tell: values in words, clocks, the way of a request."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.people.models import Person
from lantoa.core.people.purposes import Kept
from lantoa.core.privacy.breaches import clock
from lantoa.core.privacy.held import Held, held_of
from lantoa.core.privacy.models import Breach, DataRequest
from lantoa.core.privacy.requests import clocks
from lantoa.core.rules.clocks import Deadline
from lantoa.core.ui.formats import moment_text
from lantoa.core.ui.parts import Entry
from lantoa.core.ui.records.shown import in_words
from lantoa.core.ui.rules.told import due_text, language, reckoned_text

NEAR = 4  # the last quarter of a term


@dataclass(frozen=True)
class Line:
    """One kind of datum as it is held of a person. `values` are (name, value); `rows` says how many rows there are."""

    kept: Kept
    rows: str
    values: list[tuple[str, str]]


def lines_of(person: Person) -> tuple[list[Line], list[Line]]:
    """What is held of the person, and what is not."""
    found = [line(one) for one in held_of(person)]
    return [one for one in found if one.rows], [one for one in found if not one.rows]


def line(one: Held) -> Line:
    rows = ngettext("%(count)d entry", "%(count)d entries", one.count) % {"count": one.count} if one.count else ""
    values = [(capfirst(str(value.field.verbose_name)), in_words(value.told)) for value in one.values]
    return Line(one.kept, rows, [(name, told) for name, told in values if told])


@dataclass(frozen=True)
class Clock:
    """A term for a page: what it is for, by when, how that was counted. `state`: late, near, running, met."""

    title: str
    due: str
    reckoned: str
    doubt: str
    state: str


def told_clock(title: str, found: Deadline | None, *, now: datetime, met: datetime | None = None) -> Clock:
    """The term in words; that no rule sets one is said so."""
    if found is None:
        return Clock(title, _("no term"), _("No rule of that day sets one."), "", "met" if met else "none")
    return Clock(title, due_text(found), reckoned_text(found), str(found.rule.doubt), state_of(found, now=now, met=met))


def state_of(found: Deadline, *, now: datetime, met: datetime | None) -> str:
    """Late, met in time, near its end (the last quarter), or running."""
    if found.late(met or now):
        return "late"
    if met is not None:
        return "met"
    return "near" if (found.over - now) * NEAR < found.over - found.start else "running"


def clocks_of(asked: DataRequest, *, now: datetime) -> list[Clock]:
    """The two terms of a request."""
    found = clocks(asked, language=language())
    return [
        told_clock(_("To be acknowledged by"), found.acknowledge, now=now, met=asked.acknowledged_at),
        told_clock(_("To be answered by"), found.answer, now=now, met=asked.decided_at),
    ]


def breach_clock(breach: Breach, *, now: datetime) -> Clock:
    """The term within which a breach is reported."""
    return told_clock(_("To be reported by"), clock(breach, language=language()), now=now, met=breach.reported_at)


def steps_of(asked: DataRequest) -> list[Entry]:
    """What happened with a request, the latest first."""
    entries = [Entry(_("Asked"), f"{moment_text(asked.asked_at)} · {asked.entered_by}", icon="send")]
    if asked.acknowledged_at:
        entries.append(Entry(_("Acknowledged"), f"{moment_text(asked.acknowledged_at)} · {asked.acknowledged_by}", icon="inbox"))
    if asked.extended_at:
        entries.append(Entry(_("Term extended"), f"{moment_text(asked.extended_at)} · {asked.extended_by}", icon="hourglass"))
    if asked.decided_at:
        title = f"{capfirst(str(asked.get_outcome_display()))}: {asked.decision}"
        entries.append(Entry(title, f"{moment_text(asked.decided_at)} · {asked.decided_by}", icon="scale"))
    return entries[::-1]
