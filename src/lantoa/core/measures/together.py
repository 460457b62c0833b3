"""Many measures of one unit at once, each as `reading.read` tells it: for pages that show them side by side."""

from collections.abc import Sequence
from datetime import date

from lantoa.core.measures import restating
from lantoa.core.measures.counting import counted_under, looked_at
from lantoa.core.measures.declared import declared_at
from lantoa.core.measures.folding import Tally, until
from lantoa.core.measures.grid import told_of
from lantoa.core.measures.reading import Reading, weighed, whole_reading
from lantoa.core.measures.registry import Fold, Measure
from lantoa.core.measures.summing import Question, counted
from lantoa.core.measures.totals import CARRYING, is_totalled
from lantoa.core.units.bearing import Allotment
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
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
        sources = declared_at(measure, unit, period, hierarchy=trees, where="") if measure.code in spoken else ()
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
