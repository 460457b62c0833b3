"""The value chain of a record: who supplies, joins and buys, and what product came of it, from the records that it is linked with."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.core.access.selectors import Actor
from lantoa.core.records.kinds import all_kinds, concrete, kind_of
from lantoa.core.records.models import Record, State
from lantoa.core.ui.parts import Entry

STANDS = (State.APPROVED, State.SUBMITTED)


def chain_of(record: Record, *, actor: Actor, today: date, at: date) -> list[Entry]:
    """Its steps as far as the person may see them, from supply to product; one that waits for approval is not done yet."""
    kinds = [kind.code for kind in all_kinds() if kind.chain is not None]
    linked = Q(links_out__target=record.pk) | Q(links_in__source=record.pk)
    seen: Any = Record.objects.visible_to(actor, at=today).filter(linked, kind__in=kinds, state__in=STANDS).distinct()
    found = sorted((entry_of(one, at) for one in seen), key=lambda placed: placed[:2])
    return [entry for _order, _title, entry in found]


def entry_of(record: Record, at: date) -> tuple[int, str, Entry]:
    """The step with its place among the others."""
    kind = kind_of(record.kind)
    assert kind.chain is not None
    step = kind.chain(concrete(record), at)
    waits = record.state == State.SUBMITTED
    said = _("awaiting approval") if waits else "" if step.holds else _("not on the day looked at")
    entry = Entry(
        step.head,
        meta=said,
        text=step.line,
        icon=kind.icon,
        mark="now" if waits else "done",
        href=reverse("record", args=[record.public_id]),
    )
    return step.order, record.sort_key, entry
