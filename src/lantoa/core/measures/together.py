"""Many measures of one unit at once, each as `reading.read` tells it: for pages that show them side by side."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lantoa.core.measures import restating
from lantoa.core.measures.counting import counted_under, looked_at, present_among, subs_among
from lantoa.core.measures.declared import spoken_at, spoken_through, told_of
from lantoa.core.measures.folding import ABOVE, SUMS, Tally, tallied, tallies, through, under, until
from lantoa.core.measures.reading import Part, Reading, nothing_left, shares_of, split, weighed, whole_reading
from lantoa.core.measures.registry import Fold, Measure
from lantoa.core.measures.summing import Counted, Question, counted
from lantoa.core.measures.totals import CARRYING, is_totalled
from lantoa.core.units.bearing import Allotment
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Placement, Unit
from lantoa.core.units.selectors import placed_ever
from lantoa.lib.periods import Period


def read_together(
    measures: Sequence[Measure], unit: Unit, period: Period, *, hierarchy: Hierarchy | None = None, restated: date | Allotment | None = None
) -> dict[str, Reading]:
    """The whole reading of each measure by its code; `reading.split` gives the parts of one.

    As it stood it takes three statements, and some for each measure of which something is declared. Raises as `read` does.
    """
    trees = hierarchy or unit.hierarchy
    tree = restating.allotment(unit, restated, hierarchy=trees) if isinstance(restated, date) else restated
    if tree is not None:
        return {measure.code: whole_reading(measure, unit, period, trees, "", tree) for measure in measures}
    tallies = counted_together(measures, unit, period, hierarchy=trees)
    spoken = {code for code, _unit in told_of(measures, [unit.pk], [period], trees)}
    found = {}
    for measure in measures:
        sources = spoken_at(measure, unit, period, hierarchy=trees, where="") if measure.code in spoken else ()
        found[measure.code] = weighed(measure, unit, period, trees, "", tallies[measure.code], sources)
    return found


def counted_together(measures: Sequence[Measure], unit: Unit, period: Period, *, hierarchy: Hierarchy) -> dict[str, Tally]:
    """What counts at the unit, of each measure; those of which totals cannot tell one by one."""
    found = {measure.code: Tally() for measure in measures if measure.declared_only}
    for stock in (False, True):
        chosen = [measure for measure in measures if is_totalled(measure) and (measure.fold == Fold.STOCK) == stock]
        if chosen and unit.kind in CARRYING:
            told = counted(Question(chosen, [unit.pk], [looked_at(chosen[0], period, until(unit, period))], hierarchy))
            if unit.pk not in told.moved:
                found |= {measure.code: told.tally(measure, unit.pk) for measure in chosen}
    for measure in measures:
        if measure.code not in found:
            found[measure.code] = counted_under(measure, unit, period, hierarchy=hierarchy)
    return found


def split_together(wholes: Sequence[Reading]) -> list[Reading]:
    """These readings of one unit and period, each with its parts by sub-unit as `reading.split` tells them.

    As it stood it takes two statements for all, two for those that are folded alike, and some for each measure of which something is
    declared.
    """
    if not wholes or any(whole.tree is not None or whole.where for whole in wholes):
        return [split(whole, "unit") for whole in wholes]
    unit, period, hierarchy = wholes[0].unit, wholes[0].period, wholes[0].hierarchy
    alike = [whole for whole in wholes if is_totalled(whole.measure) and not whole.measure.own_only]
    placed = placed_ever(unit.pk, hierarchy)
    own: dict[str, Tally] = {}
    through: dict[str, dict[int, Tally]] = {}
    for stock in (False, True):
        chosen = [whole for whole in alike if (whole.measure.fold == Fold.STOCK) == stock]
        through |= through_together([whole.measure for whole in chosen], unit, period, placed, hierarchy=hierarchy)
        own |= {whole.measure.code: Tally() for whole in chosen if nothing_left(whole, through[whole.measure.code])}
        more = [whole.measure for whole in chosen if whole.measure.code not in own]
        own |= own_together(more, unit, period, hierarchy=hierarchy)
    spoken = {code for code, _unit in told_of([whole.measure for whole in alike], [unit.pk], [period], hierarchy)}
    declared = {
        whole.measure.code: spoken_through(whole.measure, unit, period, hierarchy=hierarchy, where="")
        for whole in alike
        if whole.measure.code in spoken
    }
    present = present_among(placed, unit, period)

    def parts(whole: Reading) -> tuple[Part, ...]:
        code = whole.measure.code
        counted, sources = through[code], declared.get(code, {})
        return shares_of(unit, own[code], subs_among(placed, present.union(counted, sources)), counted, sources)

    return [replace(whole, by="unit", parts=parts(whole)) if whole.measure.code in own else split(whole, "unit") for whole in wholes]


def own_together(measures: Sequence[Measure], unit: Unit, period: Period, *, hierarchy: Hierarchy) -> dict[str, Tally]:
    """What counts at the unit of its own records, of each of these measures of one fold; one statement."""
    if not measures:
        return {}
    codes = [measure.code for measure in measures]
    rows = under(measures[0], unit, period, hierarchy=hierarchy, codes=codes).filter(unit=unit)
    groups: dict[str, list[Any]] = {code: [] for code in codes}
    for row in rows.order_by().values("measure", "qualifier").annotate(**SUMS):
        groups[row["measure"]].append(row)
    return {measure.code: tallied(measure, groups[measure.code]) for measure in measures}


def through_together(
    measures: Sequence[Measure], unit: Unit, period: Period, placed: Sequence[Placement], *, hierarchy: Hierarchy
) -> dict[str, dict[int, Tally]]:
    """`counted_through` of each of these measures of one fold, from totals in one statement; from rows where totals cannot tell it."""
    if not measures:
        return {}
    always = {row.unit_id for row in placed if row.starts <= row.unit.starts and row.ends >= row.unit.ends and row.unit.kind in CARRYING}
    span = looked_at(measures[0], period, until(unit, period))
    told = counted(Question(measures, sorted(always), [span], hierarchy)) if always else Counted()
    others = {row.unit_id for row in placed} - (always - told.moved)
    found = {}
    for measure in measures:
        shares = {key: told.tally(measure, key) for key in always - told.moved}
        if others:
            rows = through(measure, unit, period, hierarchy=hierarchy, children=others)
            shares |= tallies(measure, rows, f"{ABOVE}ancestor")
        found[measure.code] = {key: share for key, share in shares.items() if not share.empty}
    return found
