"""What the pages of this domain show: the life of an initiative from what is told alone, its results, an exemplar's consents."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lantoa.core.records.models import State
from lantoa.core.ui.formats import day_text, figure
from lantoa.core.ui.parts import Entry, Text
from lantoa.core.ui.records.beside import closing_day
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.choices import Consent
from lantoa.domains.initiatives.models import Exemplar, Initiative
from lantoa.domains.initiatives.selectors import consents_of, publishable_fields, result_quantity
from lantoa.domains.initiatives.words import quantity_words, since_words


def life_of(initiative: Initiative, at: date) -> list[Entry]:
    """Begun, first told of, approved, kept up or stopped: each with its day, or with the word that it is not told."""
    begun = since_words(initiative)
    told = Entry(_("First told of"), day_text(initiative.day), text=initiative.source, icon="file-text")
    entries = [Entry(_("Begun"), begun, icon="" if initiative.since else "circle-help"), told]
    approved = closing_day(initiative, step="approve") if initiative.state == State.APPROVED else None
    if approved:
        entries.append(Entry(_("Approved"), day_text(approved), icon="shield-check"))
    if initiative.stopped and initiative.stopped <= at:
        return [*entries, Entry(_("Stopped"), day_text(initiative.stopped), text=initiative.stop_reason, icon="circle-stop")]
    kept = Entry(pgettext("initiative", "Kept up"), _("as of %(day)s") % {"day": day_text(at)}, mark="now")
    end = day_text(initiative.stopped) if initiative.stopped else _("not yet")
    return [*entries, kept, Entry(_("End"), end, mark="")]


@dataclass(frozen=True)
class Result:
    """One result as the page shows it: its figure in words, what it is of, the year where it is told."""

    figure: str
    what: str
    year: str


def results_of(initiative: Initiative) -> list[Result]:
    """The results of an initiative in the order in which they are told, after the households taking part."""
    told = [Result(quantity_words(result_quantity(result)), result["what"], str(result.get("year") or "")) for result in initiative.results]
    if initiative.households is None:
        return told
    return [Result(figure(initiative.households), _("households taking part"), ""), *told]


@dataclass(frozen=True)
class Place:
    """A unit on the page of a record: its name and, where it has ended, that it has."""

    unit: Unit
    name: str
    ended: bool


def units_of(units: Any, at: date) -> list[Place]:
    """Places or hosts in Vietnamese order."""
    return [Place(unit, unit.name, not unit.alive(at)) for unit in sorted(units.all(), key=lambda unit: unit.sort_key)]


@dataclass(frozen=True)
class ConsentLine:
    """One consent as the page shows it."""

    what: str
    words: Text
    state: str
    label: Text
    day: date | None

    @property
    def given(self) -> bool:
        return self.state == Consent.GIVEN


def consent_lines(exemplar: Exemplar) -> list[ConsentLine]:
    """The consents that an exemplar can have, none for a collective."""
    return [ConsentLine(what, words, state, Consent(state).label, day) for what, words, state, day in consents_of(exemplar)]


def may_name(exemplar: Exemplar) -> bool:
    """Whether the person's name may be published."""
    return "name" in publishable_fields(exemplar)
