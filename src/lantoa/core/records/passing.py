"""What a reorganisation brings for records: they stay with the unit that entered them; who holds them from the day on is told."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.access.reorganising import Effect, Sample, Undertaking, consequence
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Record, State
from lantoa.core.units.closure import on_day
from lantoa.core.units.models import Closure, Unit
from lantoa.core.units.selectors import custodian

SHOWN = 5
Shelf = tuple[str, str]  # the holder's key ("" for nobody), the kind


@consequence(40)
def records(done: Undertaking) -> Iterator[Effect]:
    """Records of ended units by who holds them then, and records that move along with their unit."""
    counts: Counter[Shelf] = Counter()
    states: Counter[str] = Counter()
    holders: dict[str, Unit] = {}
    for unit in done.outcome.ended:
        rows = Record.objects.filter(unit=unit).order_by().values_list("place", "kind", "state").annotate(count=Count("pk"))
        places = Unit.objects.in_bulk({place for place, _kind, _state, _count in rows if place})
        for place, kind, state, count in rows:
            holder = custodian(unit, at=done.order.day, place=places.get(place))
            counts[holder.key if holder else "", kind] += count
            states[state] += count
            holders |= {holder.key: holder} if holder else {}
    for (key, kind), count in sorted(counts.items()):
        yield held(done, holders.get(key), kind, count)
    if states[State.SUBMITTED]:
        waiting = states[State.SUBMITTED]
        text = ngettext("%(count)d record awaits approval there", "%(count)d records await approval there", waiting)
        yield Effect("records.waiting", text % {"count": waiting}, (str(waiting),), icon="clock", count=waiting)
    yield from later(done)
    yield from along(done)


def held(done: Undertaking, holder: Unit | None, kind: str, count: int) -> Effect:
    """How many records of one kind this unit holds from the day on, with a few that the actor may see."""
    words = {"count": count, "kind": str(kind_of(kind).plural), "unit": holder.name if holder else ""}
    text = (
        _("%(count)d %(kind)s are held by %(unit)s")
        if holder
        else _("%(count)d %(kind)s are held by no unit: only the country's reach them")
    )
    samples: tuple[Sample, ...] = ()
    if done.by is not None:
        rows: Any = Record.objects.visible_to(done.by, at=done.today).filter(unit__in=done.outcome.ended, kind=kind)
        samples = tuple(
            Sample(record.title, record.unit.name, record=str(record.public_id))
            for record in rows.select_related("unit").order_by("-day", "-pk")[:SHOWN]
        )
    key = f"{holder.key if holder else ''}:{kind}:{count}"
    return Effect(f"records.{kind}", text % words, (key,), samples, str(kind_of(kind).icon), count)


def later(done: Undertaking) -> Iterator[Effect]:
    """Records of ended units that tell of a day on which these no longer were: an act entered late."""
    count = Record.objects.filter(unit__in=done.outcome.ended, day__gte=done.order.day).exclude(state=State.WITHDRAWN).count()
    if count:
        text = ngettext(
            "%(count)d record there bears a day after the end of its unit; it stays counted where that unit stood last",
            "%(count)d records there bear a day after the end of their unit; they stay counted where that unit stood last", count,
        )  # fmt: skip
        yield Effect("records.later", text % {"count": count}, (str(count),), icon="triangle-alert", count=count)


def along(done: Undertaking) -> Iterator[Effect]:
    """Records that the holders of the new superior see from the day on."""
    moved = [row.unit.pk for row in done.outcome.moved]
    if done.outcome.ended or not moved:
        return
    inside = Closure.objects.filter(on_day(done.order.day), ancestor__in=moved).values("descendant")
    count = Record.objects.filter(unit__in=inside).count()
    if count:
        text = ngettext("%(count)d record comes along with its unit", "%(count)d records come along with their units", count)
        yield Effect("records.along", text % {"count": count}, (str(count),), icon="file-text", count=count)
