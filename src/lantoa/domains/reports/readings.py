"""The readings that a report is made of, each taken once."""

from dataclasses import dataclass, field

from lantoa.core.measures.reading import Reading, split


@dataclass(frozen=True)
class Readings:
    """The whole reading of each measure by its code, and the splits that were asked for."""

    wholes: dict[str, Reading]
    _splits: dict[tuple[str, str], Reading] = field(default_factory=dict)

    def of(self, code: str, by: str = "") -> Reading | None:
        """The reading of a measure, split by "unit" or a dimension where asked; None where the installation does not know the measure."""
        whole = self.wholes.get(code)
        if whole is None or not by:
            return whole
        if (code, by) not in self._splits:
            self._splits[code, by] = split(whole, by)
        return self._splits[code, by]
