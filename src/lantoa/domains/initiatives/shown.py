"""What the page of an initiative shows: its life from what is told alone, its results."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lantoa.core.records.models import State
from lantoa.core.ui.formats import day_text, figure
from lantoa.core.ui.parts import Entry
from lantoa.core.ui.records.beside import closing_day
from lantoa.core.ui.records.result_rows import Result, results_in_words
from lantoa.domains.initiatives.models import Initiative
from lantoa.domains.initiatives.selectors import status_on
from lantoa.domains.initiatives.words import since_words


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
    if status_on(initiative, at) is None:  # looked at on a day before it is known to exist
        return entries
    kept = Entry(pgettext("initiative", "Kept up"), _("as of %(day)s") % {"day": day_text(at)}, mark="now")
    end = day_text(initiative.stopped) if initiative.stopped else _("not yet")
    return [*entries, kept, Entry(_("End"), end, mark="")]


def results_of(initiative: Initiative) -> list[Result]:
    """The results of an initiative in the order in which they are told, after the households taking part."""
    told = results_in_words(initiative.results)
    if initiative.households is None:
        return told
    return [Result(figure(initiative.households), _("households taking part"), ""), *told]
