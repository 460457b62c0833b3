"""What a figure does not count because somebody has no superior in its hierarchy, ready for a page."""

from dataclasses import dataclass, replace

from lantoa.core.measures.reading import Reading
from lantoa.core.measures.standing import Apart, Standing, standing_of
from lantoa.core.ui.figures.panel import figure_url, worded
from lantoa.core.ui.parts import Text
from lantoa.core.units.kinds import Hierarchy


@dataclass(frozen=True)
class ApartLine:
    """A unit that stands apart, with its number and where that opens."""

    apart: Apart
    text: str
    href: str


@dataclass(frozen=True)
class Told:
    """The standing of a reading's unit, in a hierarchy called so."""

    standing: Standing
    hierarchy: Text
    lines: tuple[ApartLine, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return not self.standing.placed or self.standing.since is not None or bool(self.lines)


def told_standing(reading: Reading) -> Told:
    """All that is told of where the unit of a reading stands."""
    found = standing_of(reading)
    lines = tuple(
        ApartLine(one, worded(reading, one.part), figure_url(replace(reading, unit=one.unit, period=one.period))) for one in found.apart
    )
    return Told(found, Hierarchy(reading.hierarchy).label, lines)
