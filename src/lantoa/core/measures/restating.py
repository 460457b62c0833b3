"""The second reading: figures restated to the units of a chosen day. What cannot be told apart is left at the unit above, never guessed.

As it stood, a row counts where its unit stood then. Restated, it counts at the unit that bears it on the day (`units.bearing`): a commune's
figure of 2024, restated to 1 July 2025, is the sum of what its predecessors recorded, and of split ones what bears a place in it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lantoa.core.measures.coverage import PART_OF_SUPERIOR, Coverage
from lantoa.core.measures.declared import Declared, covers, figures_in, held_figures, outermost, settled, told_apart
from lantoa.core.measures.folding import SUMS, Tally, category_q, dated, tallied
from lantoa.core.measures.models import DeclaredFigure, MeasureRow
from lantoa.core.measures.registry import Fold, Measure
from lantoa.core.records.models import Record, State
from lantoa.core.units.bearing import Allotment
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.many import listed
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import children
from lantoa.lib.periods import Period, format_day_vi

OWN, UNALLOCATED = 0, -1  # shares that are no sub-unit's id
PLACE = "record__place"


def allotment(unit: Unit, day: date, *, hierarchy: Hierarchy) -> Allotment:
    """The tree of the day under a unit. Raises `ValidationError` where the unit is not in being then."""
    if not unit.alive(day):
        text = _("%(unit)s did not exist on %(day)s, so its figures cannot be restated to that day.")
        raise ValidationError(text, code="restated", params={"unit": unit.name, "day": format_day_vi(day)})
    return Allotment(unit, day, hierarchy)


def borne(tree: Allotment, rows: QuerySet[Any], *, place: str) -> Q:
    """The condition on rows (with `unit`, and a place at `place`) that the root and all under it bear on the day. `rows`: which rows."""
    condition = Q(unit__in=tree.under()) | Q(unit__among=listed(tree.whole))
    partly = tree.partly
    if partly:
        pairs = rows.filter(**{"unit__among": listed(partly), f"{place}__isnull": False}).order_by().values_list("unit", place).distinct()
        here: dict[int, list[int]] = defaultdict(list)
        for (unit, spot), bearer in tree.placed(pairs).items():
            if bearer in tree.inside:
                here[unit].append(spot)
        condition = reduce(or_, (Q(**{"unit": unit, f"{place}__in": spots}) for unit, spots in here.items()), condition)
    return condition


def restated_rows(measure: Measure, tree: Allotment, period: Period, *, where: str) -> QuerySet[MeasureRow]:
    """The rows that count at the root, restated. What is never summed upward stays the unit's own."""
    rows = MeasureRow.objects.filter(category_q(measure, where), dated(measure, period, end=period.end), measure=measure.code)
    return rows.filter(unit=tree.root) if measure.own_only else rows.filter(borne(tree, rows, place=PLACE))


def share_of(tree: Allotment, unit: int, bearer: int | None, *, subs: dict[int, int]) -> int:
    """By way of which sub-unit something counts at the root: `bearer` where one is known for it, else all those who bear the unit."""
    ways = {subs.get(one, OWN if one == tree.root.pk else UNALLOCATED) for one in ([bearer] if bearer else tree.gone.get(unit, {unit}))}
    return ways.pop() if len(ways) == 1 else UNALLOCATED


def by_share(tree: Allotment, found: Iterable[tuple[int, int | None, Any]]) -> dict[int, list[Any]]:
    """Things with their unit and place, gathered by the sub-unit by way of which they count at the root."""
    found = list(found)
    several = set(tree.several)
    bearers = tree.placed({(unit, place) for unit, place, _thing in found if place and unit in several})
    living = {one for unit, _place, _thing in found for one in tree.gone.get(unit, (unit,))}
    subs = tree.shares(living)
    gathered: dict[int, list[Any]] = defaultdict(list)
    for unit, place, thing in found:
        bearer = bearers.get((unit, place)) if place else None
        gathered[share_of(tree, unit, bearer, subs=subs)].append(thing)
    return gathered


def restated_shares(measure: Measure, rows: QuerySet[MeasureRow], tree: Allotment) -> dict[int, Tally]:
    """What these rows of the root add up to for each share."""
    several = tree.several
    plain = rows.exclude(unit__among=listed(several)).order_by().values("unit", "qualifier").annotate(**SUMS)
    spread = rows.filter(unit__among=listed(several)).order_by().values("unit", PLACE, "qualifier").annotate(**SUMS) if several else ()
    groups = [(group["unit"], group.get(PLACE), group) for group in (*plain, *spread)]
    return {share: tallied(measure, joined(found)) for share, found in by_share(tree, groups).items()}


def joined(groups: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Groups of sums with those of one qualifier added up."""
    found: dict[str, dict[str, Any]] = {}
    for group in groups:
        known = found.setdefault(group["qualifier"], {"qualifier": group["qualifier"], **dict.fromkeys(SUMS, 0)})
        for name in SUMS:
            known[name] += group[name] or 0
    return list(found.values())


def restated_figures(measure: Measure, tree: Allotment, period: Period) -> QuerySet[DeclaredFigure]:
    """Declared figures that count at the root, restated. A ratio and what is never summed upward are the unit's own word only."""
    rows = figures_in(measure, period)
    if measure.own_only or measure.fold == Fold.RATIO:
        return rows.filter(unit=tree.root)
    return rows.filter(borne(tree, rows, place="declaration__place"))


def restated_declared(measure: Measure, tree: Allotment, period: Period, *, where: str) -> tuple[Declared, ...]:
    """The declared wholes that count at the root, each once; nested ones as they stood when they were told."""
    figures = held_figures(measure, restated_figures(measure, tree, period).filter(category=where), period, where=where)
    if not figures:
        return ()
    cover = dict(covers([figure.unit for figure in figures], period))
    cover[tree.root.pk] = frozenset(figure.unit_id for figure in figures) - {tree.root.pk}
    return tuple(settled(measure, outermost(measure, figures, cover), period, where=where))


def restated_declared_shares(measure: Measure, tree: Allotment, period: Period, *, where: str) -> dict[int, list[Declared]]:
    """The same by sub-unit; what the root itself declared stands beside them, as it does as it stood."""
    if measure.own_only or measure.fold == Fold.RATIO:
        return {}
    rows = restated_figures(measure, tree, period).filter(category=where).exclude(unit=tree.root)
    figures = held_figures(measure, rows, period, where=where)
    cover = covers([figure.unit for figure in figures], period)
    found = by_share(tree, ((figure.unit_id, figure.declaration.place_id, figure) for figure in figures))
    return told_apart(measure, {share: outermost(measure, told, cover) for share, told in found.items()}, cover, period, where=where)


def restated_coverage(tree: Allotment, period: Period) -> Coverage:
    """Which of the day's sub-units have spoken in the period, or those that they bear."""
    subs = children(tree.root, at=tree.day, hierarchy=tree.hierarchy).exclude(kind__in=PART_OF_SUPERIOR)
    spoken: Any = Record.objects.filter(state=State.APPROVED, day__gte=period.start, day__lt=period.end)
    pairs = spoken.filter(borne(tree, spoken, place="place")).order_by().values_list("unit", "place").distinct()
    heard = by_share(tree, ((unit, place, None) for unit, place in pairs))
    return Coverage(tuple(subs), frozenset(share for share in heard if share > OWN))
