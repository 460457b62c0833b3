"""Reading a measure: what was counted and what is declared, over a unit's subtree and a period.

As it stood then, or restated to the units of a chosen day (`measures.restating`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from lantoa.core.measures import restating
from lantoa.core.measures.counting import counted_by, counted_through, counted_under, is_refolding, present_among, rows_by, subs_among
from lantoa.core.measures.coverage import Coverage, coverage_of
from lantoa.core.measures.declared import Declared, declared_at, declared_through, figures_under
from lantoa.core.measures.folding import ZERO, Amount, Tally, tally, under, worded
from lantoa.core.measures.models import MeasureRow
from lantoa.core.measures.registry import Dimension, Fold, Measure, Text, measure_of
from lantoa.core.records.models import Record
from lantoa.core.units.bearing import Allotment
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import placed_ever, subs_on
from lantoa.lib.numbers import SPREAD, Qualifier
from lantoa.lib.periods import Period

OWN = ""  # the key of the part of the unit itself, beside its sub-units
UNALLOCATED = "-"  # the key of the part that, restated, belongs to several sub-units and is told apart by nothing


@dataclass(frozen=True)
class Part:
    """One share of a reading: of a sub-unit or of a category. `overlaps` marks one that may lie inside others and adds nothing."""

    key: str
    label: Text
    value: Decimal
    counted: Decimal
    declared: Decimal
    n: int
    qualifier: str = Qualifier.EXACT
    high: Decimal | None = None
    unit: Unit | None = None
    overlaps: bool = False

    @property
    def only_declared(self) -> bool:
        """Whether nothing in it was counted from records."""
        return not self.n and self.declared != 0


@dataclass(frozen=True)
class Reading:
    """A number with all that it rests on. `value` = counted + declared remainder; a ratio is in percent.

    `high` is the upper end where one was told. `whole` is what the unit itself declared for just this period, None where it did not.
    """

    measure: Measure
    unit: Unit
    period: Period
    hierarchy: Hierarchy
    where: str
    value: Decimal
    counted: Decimal
    declared: Decimal
    n: int
    qualifier: str
    whole: Decimal | None
    high: Decimal | None
    exceeds: bool
    sources: tuple[Declared, ...]
    by: str = ""
    parts: tuple[Part, ...] = field(default=())
    tree: Allotment | None = None  # where it is restated

    @property
    def restated(self) -> date | None:
        """The day to whose units it is restated; None as it stood."""
        return self.tree.day if self.tree else None

    @property
    def unallocated(self) -> Decimal:
        """Of a reading restated and split by unit, what belongs to no single sub-unit."""
        return sum((part.value for part in self.parts if part.key == UNALLOCATED), ZERO)

    @cached_property
    def coverage(self) -> Coverage:
        """How many of the direct sub-units have reported; asked for only where it is shown."""
        if self.tree:
            return restating.restated_coverage(self.tree, self.period)
        return coverage_of(self.unit, self.period, hierarchy=self.hierarchy)

    @cached_property
    def refolding(self) -> bool:
        """Whether units have come or gone here whose days are still being folded anew; the number is right, but slower to read."""
        return self.tree is None and is_refolding(self.unit, hierarchy=self.hierarchy)

    @property
    def only_declared(self) -> bool:
        """Whether nothing in it was counted from records."""
        return not self.n and self.declared != 0

    @property
    def category(self) -> str:
        """The category it is narrowed to, in words; empty for the whole."""
        return self.measure.category(self.where)

    @property
    def approximate(self) -> bool:
        return self.qualifier != Qualifier.EXACT

    @property
    def beside(self) -> Decimal:
        """What no part tells of (declared for the whole alone); below nought where the parts tell of more than the whole."""
        return self.value - sum((part.value for part in self.parts if not part.overlaps), ZERO)


def lineage(
    measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy | None = None, where: str = "", tree: Allotment | None = None
) -> QuerySet[MeasureRow]:
    """The rows behind a reading; of a stock also those that ended it."""
    if tree is not None:
        return restating.restated_rows(measure, tree, period, where=where)
    return under(measure, unit, period, hierarchy=hierarchy or unit.hierarchy, where=where)


def rows_behind(reading: Reading) -> QuerySet[MeasureRow]:
    """The rows behind this reading."""
    return lineage(reading.measure, reading.unit, reading.period, hierarchy=reading.hierarchy, where=reading.where, tree=reading.tree)


def records_behind(reading: Reading) -> QuerySet[Record]:
    """The approved records that a reading counts: as many as its `n`. Narrow them by `visible_to` before showing any."""
    rows = rows_behind(reading).order_by()
    if reading.measure.fold != Fold.STOCK:  # nothing that came goes again
        return Record.objects.filter(pk__in=rows.filter(n__gt=0).values("record"))
    left = rows.values("record").annotate(left=Sum("n")).filter(left__gt=0)
    return Record.objects.filter(pk__in=left.values("record"))


def read(
    measure: Measure | str, unit: Unit, period: Period, *, by: str = "", hierarchy: Hierarchy | None = None, where: str = "",
    restated: date | Allotment | None = None,
) -> Reading:  # fmt: skip
    """The reading of a measure at a unit for a period; `by` "unit" or a dimension's name splits it, `where` narrows it to a category.

    As it stood, or `restated` to the units of a day (or to an allotment at hand). Granted as a whole: whoever may read it sees the same
    number; its records open through `visible_to`. Raises `KeyError` for an unknown code or dimension, `ValidationError` where the unit
    is not in being on the day to which it is restated.
    """
    measured, trees = measure_of(measure) if isinstance(measure, str) else measure, hierarchy or unit.hierarchy
    tree = restating.allotment(unit, restated, hierarchy=trees) if isinstance(restated, date) else restated
    found = whole_reading(measured, unit, period, trees, where, tree)
    return split(found, by) if by else found


def split(whole: Reading, by: str) -> Reading:
    """The same reading with its parts. Raises `KeyError` for an unknown dimension."""
    return replace(whole, by=by, parts=by_unit(whole) if by == "unit" else by_dimension(whole, whole.measure.dimension(by)))


def whole_reading(
    measure: Measure, unit: Unit, period: Period, hierarchy: Hierarchy, where: str, tree: Allotment | None = None
) -> Reading:  # fmt: skip
    """The reading without its parts."""
    if tree is not None:
        counted = tally(measure, restating.restated_rows(measure, tree, period, where=where))
        sources = restating.restated_declared(measure, tree, period, where=where)
    else:
        counted = counted_under(measure, unit, period, hierarchy=hierarchy, where=where)
        sources = declared_at(measure, unit, period, hierarchy=hierarchy, where=where)
    return weighed(measure, unit, period, hierarchy, where, counted, sources, tree)


def weighed(
    measure: Measure, unit: Unit, period: Period, hierarchy: Hierarchy, where: str, counted: Tally, sources: tuple[Declared, ...],
    tree: Allotment | None = None,
) -> Reading:  # fmt: skip
    """What is counted and what is declared, laid side by side as one reading."""
    value, remainder, qualifier, high = summed(counted, sources)
    own = [source for source in sources if source.unit.pk == unit.pk and fills(measure, sources, unit, period)]
    return Reading(
        measure=measure, unit=unit, period=period, hierarchy=hierarchy, where=where, value=value, counted=counted.value, declared=remainder,
        n=counted.n, qualifier=qualifier, whole=sum((source.low for source in own), ZERO) if own else None, high=high,
        exceeds=any(source.exceeds for source in sources), sources=sources, tree=tree,
    )  # fmt: skip


def fills(measure: Measure, sources: Sequence[Declared], unit: Unit, period: Period) -> bool:
    """Whether what the unit itself declared speaks for the whole period: of a flow, span after span without a gap."""
    if measure.fold != Fold.FLOW:
        return True
    spans = sorted((source.starts, source.ends) for source in sources if source.unit.pk == unit.pk)
    reached = period.start
    for starts, ends in spans:
        reached = ends if starts == reached else reached
    return reached == period.end


def summed(counted: Tally, sources: Sequence[Declared]) -> tuple[Decimal, Decimal, str, Decimal | None]:
    """What is counted and the remainders of what is declared as one value: (value, remainder, qualifier, upper end)."""
    owed = [source for source in sources if source.remainder]
    remainder = sum((source.remainder for source in owed), ZERO)
    value = counted.value + remainder
    if len(owed) == 1 and owed[0].low == value:  # the declared whole itself, in its own words
        return value, remainder, owed[0].qualifier, value + owed[0].spread if owed[0].qualifier in SPREAD else None
    amounts = [Amount(source.remainder, source.remainder + source.spread, source.qualifier) for source in owed]
    if not counted.empty:
        amounts.append(Amount(counted.value, counted.value if counted.high is None else counted.high, counted.qualifier))
    qualifier, high = worded(amounts, value)
    return value, remainder, qualifier, high


def remainder_told(sources: Sequence[Declared]) -> tuple[Decimal, str, Decimal | None]:
    """What no record stands behind, as it was told: (value, qualifier, upper end)."""
    value, _remainder, qualifier, high = summed(Tally(), sources)
    return value, qualifier, high


def part_of(
    key: str, label: Text, counted: Tally, sources: Sequence[Declared] = (), *, unit: Unit | None = None, overlaps: bool = False
) -> Part:
    """One share, from what is counted and what is declared there."""
    value, remainder, qualifier, high = summed(counted, sources)
    return Part(key, label, value, counted.value, remainder, counted.n, qualifier, high, unit, overlaps)


def by_unit(whole: Reading) -> tuple[Part, ...]:
    """The unit's own share, then each sub-unit's in administrative (name) order; sub-units that have gone stay while they have a share."""
    if whole.tree is not None:
        return by_unit_restated(whole, whole.tree)
    measure, unit, period, where = whole.measure, whole.unit, whole.period, whole.where
    own = under(measure, unit, period, hierarchy=whole.hierarchy, where=where).filter(unit=unit)
    if measure.own_only:
        return own_part(unit, tally(measure, own))
    placed = placed_ever(unit.pk, whole.hierarchy)
    counted = counted_through(measure, unit, period, placed, hierarchy=whole.hierarchy, where=where)
    sources = declared_through(measure, unit, period, hierarchy=whole.hierarchy, where=where)
    subs = subs_among(placed, present_among(placed, unit, period).union(counted, sources))
    return shares_of(unit, Tally() if nothing_left(whole, counted) else tally(measure, own), subs, counted, sources)


def nothing_left(whole: Reading, through: Mapping[int, Tally]) -> bool:
    """Whether all that counts at the unit counts there by way of its sub-units."""
    if whole.n != sum(share.n for share in through.values()):
        return False
    return whole.measure.fold == Fold.RATIO or whole.counted == sum((share.value for share in through.values()), ZERO)


def own_part(unit: Unit, own: Tally) -> tuple[Part, ...]:
    return (part_of(OWN, unit.name, own, unit=unit),) if own.n else ()


def shares_of(
    unit: Unit, own: Tally, subs: Iterable[Unit], counted: Mapping[int, Tally], sources: Mapping[int, Sequence[Declared]]
) -> tuple[Part, ...]:
    """The unit's own share and those of its sub-units, in the order given."""
    found = (part_of(sub.key, sub.name, counted.get(sub.pk, Tally()), sources.get(sub.pk, ()), unit=sub) for sub in subs)
    return (*own_part(unit, own), *found)


def by_unit_restated(whole: Reading, tree: Allotment) -> tuple[Part, ...]:
    """The same for the sub-units of the day to which it is restated; last what belongs to none of them alone."""
    measure, unit, period, where = whole.measure, whole.unit, whole.period, whole.where
    counted = restating.restated_shares(measure, rows_behind(whole), tree)
    sources = restating.restated_declared_shares(measure, tree, period, where=where)
    subs = [] if measure.own_only else subs_on(unit.pk, tree.day, whole.hierarchy)
    shares: list[tuple[int, str, Text, Unit]] = [(sub.pk, sub.key, sub.name, sub) for sub in subs]
    shares = [(restating.OWN, OWN, unit.name, unit), *shares, (restating.UNALLOCATED, UNALLOCATED, _("not allocated to one unit"), unit)]
    parts = [part_of(key, label, counted.get(pk, Tally()), sources.get(pk, ()), unit=of) for pk, key, label, of in shares]
    return tuple(part for part in parts if part.n or part.value or part.key not in {OWN, UNALLOCATED})


def by_dimension(whole: Reading, dimension: Dimension) -> tuple[Part, ...]:
    """Each category that was counted or declared, in the order of the dimension's choices, or of its values.

    Where categories are declared, the counted records of unknown category may be among them: they overlap.
    A category inside a declared span of an ordered dimension is told by that span.
    """
    if whole.tree is not None:
        groups = rows_by(whole.measure, rows_behind(whole), dimension)
    else:
        groups = counted_by(whole.measure, whole.unit, whole.period, dimension, hierarchy=whole.hierarchy, where=whole.where)
    declared = declared_categories(whole, dimension)
    parts = []
    place = {value: number for number, (value, _label) in enumerate(dimension.choices() if dimension.choices else ())}
    for code in sorted({*groups, *declared}, key=lambda text: (text == "", place.get(text, len(place)), text)):
        key = f"{dimension.name}={code}"
        if code in declared:
            where = "&".join(filter(None, (whole.where, key)))
            told = whole_reading(whole.measure, whole.unit, whole.period, whole.hierarchy, where, whole.tree)
            parts.append(Part(key, dimension.label(code), told.value, told.counted, told.declared, told.n, told.qualifier, told.high))
        elif not any(spans(known, code) for known in declared):
            overlaps = bool(declared) and code == ""
            parts.append(part_of(key, dimension.label(code), groups[code], overlaps=overlaps))
    return tuple(part for part in parts if part.n or part.value)


def spans(span: str, code: str) -> bool:
    """Whether a declared span such as "2022.." holds this category."""
    if ".." not in span or not code.isdigit():
        return False
    first, last = span.split("..")
    return (not first or int(first) <= int(code)) and (not last or int(code) <= int(last))


def declared_categories(whole: Reading, dimension: Dimension) -> set[str]:
    """The categories of a dimension for which something is declared at or under the unit in this period."""
    prefix = "&".join(filter(None, (whole.where, f"{dimension.name}=")))
    if whole.tree is not None:
        figures = restating.restated_figures(whole.measure, whole.tree, whole.period)
    else:
        figures = figures_under(whole.measure, whole.unit, whole.period, hierarchy=whole.hierarchy)
    figures = figures.filter(category__startswith=prefix)
    codes = {category.removeprefix(prefix) for category in figures.values_list("category", flat=True)}
    return {code for code in codes if "&" not in code}
