"""What stands beside a record on its page: links to others, figures that count it, the steps that can be taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from lantoa.core.access.selectors import Actor
from lantoa.core.measures.models import DeclaredFigure, MeasureRow
from lantoa.core.measures.registry import all_measures
from lantoa.core.records.links import links_of
from lantoa.core.records.models import Link, LinkKind, Record
from lantoa.core.records.selectors import Offer
from lantoa.core.ui.parts import Text
from lantoa.core.units.models import Unit

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
    """A figure that this record stands behind, and where it opens."""

    title: Text
    unit: Unit
    href: str
    declared: bool = False


def counted_in(record: Record) -> list[Counted]:
    """The figures at the record's own unit that count it, or that it declares."""
    counted = set(MeasureRow.objects.filter(record=record.pk).values_list("measure", flat=True))
    declared = set(DeclaredFigure.objects.filter(declaration=record.pk).values_list("measure", flat=True))
    return [
        Counted(measure.title, record.unit, figure_page(measure.code, record.unit), measure.code in declared)
        for measure in all_measures()
        if measure.code in counted | declared
    ]


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


def step_buttons(offers: Sequence[Offer], record: Record) -> list[StepButton]:
    """The steps in the order of the lifecycle; the one that brings the record on stands last, nearest to the end of the line."""
    made = [step_button(offer, record) for offer in offers]
    return sorted(made, key=lambda button: button.primary)


def step_button(offer: Offer, record: Record) -> StepButton:
    own_page = offer.step.page
    href = reverse(own_page, args=[record.public_id]) if own_page else reverse("record-step", args=[record.public_id, offer.name])
    return StepButton(offer, STEP_ICONS.get(offer.name, "chevron-right"), href, bool(own_page) or offer.step.needs_reason)


def closing_day(record: Any, *, step: str) -> date | None:
    """The business day of the last event of this step."""
    found: date | None = record.events.filter(step=step).order_by("-number").values_list("day", flat=True).first()
    return found
