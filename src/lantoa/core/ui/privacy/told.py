"""What the pages of personal data tell: values in words, clocks, the way of a request."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lantoa.core.people.models import Person
from lantoa.core.people.purposes import Kept
from lantoa.core.privacy.breaches import clock
from lantoa.core.privacy.copying import Row, beside_counts
from lantoa.core.privacy.held import Held, held_of
from lantoa.core.privacy.models import STOPPING, Breach, DataRequest, Wish
from lantoa.core.privacy.requests import clocks
from lantoa.core.rules.clocks import Book, Deadline
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
    found = [line(one) for one in (*held_of(person), *(Held(kept, count, ()) for kept, count in beside_counts(person)))]
    return [one for one in found if one.rows], [one for one in found if not one.rows]


def line(one: Held) -> Line:
    rows = ngettext("%(count)d entry", "%(count)d entries", one.count) % {"count": one.count} if one.count else ""
    values = [(capfirst(value.label), in_words(value.told)) for value in one.values]
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


EFFECTS = {
    Wish.CORRECT: gettext_lazy(
        "Correct the records and the account first, each on its own page. Granting says that this was done; it changes nothing by itself."
    ),
    Wish.ERASE: gettext_lazy(
        "Granting erases at once and for good: the texts of these records, remarks and files beside them, the account's own data, and the "
        "key of every earlier value in the history. Reasons in the history of these records are not shown any more. Units, days and "
        "figures stay, and the history stays provable."
    ),
    Wish.COPY: gettext_lazy("Make the copy above and hand it over to the person alone. Granting says that this was done."),
    Wish.WITHDRAW: gettext_lazy(
        "Granting withdraws every consent in these records at once. What was published before with consent, take down yourself: the "
        "program cannot call it back."
    ),
    **dict.fromkeys(
        STOPPING,
        gettext_lazy(
            "Once granted, until it is lifted: nothing of the person counts as publishable, lists taken out as files do not tell of them, "
            "and each of these records says so. Within the office they are still kept, shown and counted. What was printed, handed out or "
            "reported before is beyond the program's reach."
        ),
    ),
}  # fmt: skip


def effect_of(asked: DataRequest) -> str:
    """What granting the request does, and what it cannot."""
    return str(EFFECTS[Wish(asked.wish)])


COPY_HEAD = (
    gettext_lazy("What is held"), gettext_lazy("Entry"), gettext_lazy("Field"), gettext_lazy("Value"), gettext_lazy("What for"),
    gettext_lazy("Until when"), gettext_lazy("On what ground"),
)  # fmt: skip


def copy_lines(rows: Iterable[Row], left_out: Iterable[str]) -> Iterator[list[Any]]:
    """The copy as lines of a table, a value a line; a row of which nothing can be told stands with its kind alone.

    What is left out, and why, comes last.
    """
    unread = _("kept, and cannot be read")
    for row in rows:
        why = [str(row.kept.purpose), str(row.kept.retention), str(row.kept.ground)]
        for name, value in row.values or (("", unread),):
            yield [str(row.kept.label), row.number, capfirst(name), copied_value(value), *why]
    for sentence in left_out:
        yield [_("Not in this copy"), "", "", sentence, "", "", ""]


def copied_value(value: Any) -> str:
    return moment_text(value) if isinstance(value, datetime) else in_words(value)


def copy_tree(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The copy for other programs: kinds of data with their entries."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        kept = row.kept
        told = {"code": kept.code, "what": str(kept.label), "purpose": str(kept.purpose), "until": str(kept.retention)}
        kind = found.setdefault(kept.code, {**told, "ground": str(kept.ground), "entries": []})
        kind["entries"].append({name: copied_value(value) for name, value in row.values})
    return list(found.values())


def clocks_of(asked: DataRequest, *, now: datetime, book: Book | None = None) -> list[Clock]:
    """The two terms of a request."""
    found = clocks(asked, language=language(), book=book)
    return [
        told_clock(_("To be acknowledged by"), found.acknowledge, now=now, met=asked.acknowledged_at),
        told_clock(_("To be answered by"), found.answer, now=now, met=asked.decided_at),
    ]


def breach_clock(breach: Breach, *, now: datetime, book: Book | None = None) -> Clock:
    """The term within which a breach is reported."""
    return told_clock(_("To be reported by"), clock(breach, language=language(), book=book), now=now, met=breach.reported_at)


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
    if asked.lifted_at:
        title = _("Lifted: %(number)s") % {"number": asked.lifted_as}
        entries.append(Entry(title, f"{moment_text(asked.lifted_at)} · {asked.lifted_by}", icon="check"))
    return entries[::-1]
