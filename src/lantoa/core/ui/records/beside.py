"""What stands beside a record on its page: links to others, figures that count it, the steps that can be taken."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from lantoa.core.access.selectors import Actor
from lantoa.core.measures.models import DeclaredFigure, MeasureRow
from lantoa.core.measures.registry import Fold, Measure, all_measures
from lantoa.core.records.links import links_of
from lantoa.core.records.models import Link, LinkKind, Record
from lantoa.core.records.selectors import Offer
from lantoa.core.ui.links import with_day
from lantoa.core.ui.parts import Text
from lantoa.core.units.models import Unit
from lantoa.lib.periods import Period

STEP_ICONS = {
    "submit": "send", "approve": "check", "return": "undo-2", "withdraw": "circle-slash", "revoke": "rotate-ccw", "reopen": "refresh-cw",
    "kept": "circle-check",
}  # fmt: skip


@dataclass(frozen=True)
class Neighbour:
    """A record that stands in a relation to this one, and the relation in words."""

    words: Text
    record: Record
    link: Link


def neighbours(record: Record, *, actor: Actor, at: date) -> list[Neighbour]:
    """The linked records as far as the actor may see them; of others nothing is told."""
    links = list(links_of(record))
    ends = {link.pk: link.target_id if link.source_id == record.pk else link.source_id for link in links}
    seen = Record.objects.visible_to(actor, at=at).filter(pk__in=ends.values()).select_related("unit").in_bulk() if ends else {}
    return [
        Neighbour(link.get_kind_display() if link.source_id == record.pk else LinkKind(link.kind).back, seen[ends[link.pk]], link)
        for link in links
        if ends[link.pk] in seen
    ]


@dataclass(frozen=True)
class Counted:
    """A figure that this record stands behind, and where it opens.

    Of what is over, a stock bears the last day on which it counted the record (`until`), any other the day by which it did (`on`).
    """

    title: Text
    href: str
    declared: bool = False
    until: date | None = None
    on: date | None = None

    @property
    def over(self) -> date | None:
        return self.until or self.on


def counted_in(record: Record, *, period: Period, chosen: Mapping[str, str]) -> list[Counted]:
    """The figures at the record's own unit that count it in this period, that did before, or that it declares."""
    rows: dict[str, list[tuple[date, int]]] = defaultdict(list)
    asked = MeasureRow.objects.filter(record=record.pk, day__lt=period.end).order_by("day", "pk")
    for code, day, n in asked.values_list("measure", "day", "n"):
        rows[code].append((day, n))
    declared = set(DeclaredFigure.objects.filter(declaration=record.pk).values_list("measure", flat=True))
    found = [counted_by(measure, rows[measure.code], record.unit, period) for measure in all_measures() if measure.code in rows]
    told = [measure for measure in all_measures() if measure.code in declared]
    found += [Counted(measure.title, figure_page(measure.code, record.unit), declared=True) for measure in told]
    return [replace(one, href=with_day(one.href, chosen)) for one in found]


def counted_by(measure: Measure, rows: Sequence[tuple[date, int]], unit: Unit, period: Period) -> Counted:
    """How a measure counts a record whose rows, up to the period's end, are these. What is over opens as it stood then."""
    until = on = None
    last, _n = rows[-1]
    if measure.fold == Fold.STOCK:
        until = last - timedelta(days=1) if sum(n for _day, n in rows) <= 0 else None
    else:
        on = last if last < period.start else None
    over = until or on
    return Counted(measure.title, figure_page(measure.code, unit, at=over.isoformat() if over else ""), until=until, on=on)


def figure_page(code: str, unit: Unit, **more: str) -> str:
    """Where a measure opens for a unit; empty where there is no such page."""
    asked = {"unit": unit.key} | {name: value for name, value in more.items() if value}
    try:
        return f"{reverse('figure', args=[code])}?{urlencode(asked)}"
    except NoReverseMatch:
        return ""


IN_HEAD = ("submit", "approve", "return")  # what brings the record on stands in the page's head, the rest beside its state


@dataclass(frozen=True)
class StepButton:
    """A step as the page offers it: pressed at once, or opened to write its reason."""

    offer: Offer
    icon: str
    href: str  # where it is opened: its own page, or the page of steps
    opens: bool

    @property
    def primary(self) -> bool:
        return self.offer.step.primary

    @property
    def in_head(self) -> bool:
        return self.primary or self.offer.name in IN_HEAD


def step_buttons(offers: Sequence[Offer], record: Record, *, chosen: Mapping[str, str]) -> list[StepButton]:
    """The steps in the order of the lifecycle; the one that brings the record on stands last, nearest to the end of the line."""
    made = [step_button(offer, record, chosen=chosen) for offer in offers]
    return sorted(made, key=lambda button: button.primary)


def step_button(offer: Offer, record: Record, *, chosen: Mapping[str, str]) -> StepButton:
    own_page = offer.step.page
    href = reverse(own_page, args=[record.public_id]) if own_page else reverse("record-step", args=[record.public_id, offer.name])
    return StepButton(offer, STEP_ICONS.get(offer.name, "chevron-right"), with_day(href, chosen), bool(own_page) or offer.step.needs_reason)


def closing_day(record: Any, *, step: str) -> date | None:
    """The business day of the last event of this step."""
    found: date | None = record.events.filter(step=step).order_by("-number").values_list("day", flat=True).first()
    return found
