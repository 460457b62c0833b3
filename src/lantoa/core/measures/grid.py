"""Many cells at once: measures at units for periods, by category where wished. Each cell says what `read` would say of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lantoa.core.measures.declared import told_of
from lantoa.core.measures.folding import ZERO
from lantoa.core.measures.reading import Part, Reading, read
from lantoa.core.measures.registry import Fold, Measure
from lantoa.core.measures.summing import EXACT, Counted, Question, counted
from lantoa.core.measures.totals import CARRYING, is_totalled
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.lib.periods import Period


class Cell(NamedTuple):
    """A number of the grid; as in `Reading`."""

    value: Decimal
    counted: Decimal
    declared: Decimal
    n: int
    qualifier: str = EXACT
    high: Decimal | None = None


Place = tuple[str, int, int, str]  # measure, unit, number of the period, category (its code; empty for all or for what was not told)
Grid = dict[Place, Cell]
NOTHING = Cell(ZERO, ZERO, ZERO, 0)


def read_grid(measures: Sequence[Measure], units: Sequence[Unit], periods: Sequence[Period], *, hierarchy: Hierarchy, by: str = "") -> Grid:
    """The cells that hold something; at all others there is `NOTHING`. `by` is a dimension that all the measures have.

    Two statements for each kind of measures, whatever there is to read; where something is declared, or totals cannot tell, a reading
    for each cell.
    """
    found: Grid = {}
    plain = {measure.code for measure in measures if is_totalled(measure)}
    last = max(period.end for period in periods)
    there = {unit.pk for unit in units if unit.kind in CARRYING and unit.ends >= last}
    apart = told_of(measures, there, periods, hierarchy)
    for stock in (False, True):
        chosen = [measure for measure in measures if measure.code in plain and (measure.fold == Fold.STOCK) == stock]
        if chosen and there:
            told = counted(Question(chosen, sorted(there), periods, hierarchy, dimension=by))
            apart |= {(measure.code, unit) for measure in chosen for unit in told.moved}
            fill(found, told, {measure.code: measure for measure in chosen}, apart)
    for measure in measures:
        for unit in units:
            if (measure.code, unit.pk) in apart or measure.code not in plain or unit.pk not in there:
                found |= one_by_one(measure, unit, periods, hierarchy, by)
    return found


def fill(found: Grid, told: Counted, measures: dict[str, Measure], apart: set[tuple[str, int]]) -> None:
    """The cells of what is counted. A number that is exact needs no weighing of words."""
    ratios, worded = {code for code, measure in measures.items() if measure.fold == Fold.RATIO}, told.worded
    for place, (num, _high, _den, n) in told.exact.items():
        if (n or num) and place not in worded and place[0] not in ratios and not (apart and place[:2] in apart):
            found[place] = Cell(num, num, ZERO, n)
    rest = {place for place in told.exact if place[0] in ratios} if ratios else set()
    for place in rest.union(worded):
        tally = told.of(measures[place[0]], place)
        if place[:2] not in apart and not tally.empty:
            found[place] = Cell(tally.value, tally.value, ZERO, tally.n, tally.qualifier, tally.high)


def one_by_one(measure: Measure, unit: Unit, periods: Sequence[Period], hierarchy: Hierarchy, by: str) -> Grid:
    """The cells of one measure at one unit, each by a reading of its own."""
    return {
        (measure.code, unit.pk, number, code): cell
        for number, period in enumerate(periods)
        for code, cell in cells_of(read(measure, unit, period, by=by, hierarchy=hierarchy))
    }


def cells_of(reading: Reading) -> Iterator[tuple[str, Cell]]:
    found: list[tuple[str, Reading | Part]] = (
        [(part.key.partition("=")[2], part) for part in reading.parts] if reading.by else [("", reading)]
    )
    for code, told in found:
        if told.n or told.value:
            yield code, Cell(told.value, told.counted, told.declared, told.n, str(told.qualifier), told.high)
