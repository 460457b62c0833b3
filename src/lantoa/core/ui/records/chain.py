"""The value chain of a record: who supplies, joins and buys, and what product came of it, from the records that it is linked with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.core.access.selectors import Actor
from lantoa.core.records.kinds import ChainStep, all_kinds, concrete, kind_of
from lantoa.core.records.models import Record, State
from lantoa.core.ui.formats import day_text
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Entry

STANDS = (State.APPROVED, State.SUBMITTED)


def chain_of(record: Record, *, actor: Actor, today: date, at: date, chosen: Mapping[str, str]) -> list[Entry]:
    """Its steps as far as the person may see them, from supply to product; one that waits for approval is not done yet."""
    kinds = [kind.code for kind in all_kinds() if kind.chain is not None]
    linked = Q(links_out__target=record.pk) | Q(links_in__source=record.pk)
    seen: Any = Record.objects.visible_to(actor, at=today).filter(linked, kind__in=kinds, state__in=STANDS).distinct()
    found = sorted((entry_of(one, at, chosen) for one in seen), key=lambda placed: placed[:2])
    return [entry for _order, _title, entry in found]


def entry_of(record: Record, at: date, chosen: Mapping[str, str]) -> tuple[int, str, Entry]:
    """The step with its place among the others."""
    kind = kind_of(record.kind)
    assert kind.chain is not None
    step = kind.chain(concrete(record))
    mark, said = standing(step, at, waits=record.state == State.SUBMITTED)
    icon = "circle-stop" if mark == "past" else kind.icon
    href = with_day(reverse("record", args=[record.public_id]), chosen)
    entry = Entry(step.head, meta=said, text=step.line, icon=icon, mark=mark, href=href)
    return step.order, record.sort_key, entry


def standing(step: ChainStep, at: date, *, waits: bool) -> tuple[str, str]:
    """How the step is marked on the day looked at, and the words beside the mark."""
    if waits:
        return "now", _("awaiting approval")
    if step.ends is not None and step.ends <= at:
        return "past", _("no longer since %(day)s") % {"day": day_text(step.ends)}
    return ("done", "") if step.starts <= at else ("", _("from %(day)s") % {"day": day_text(step.starts)})
