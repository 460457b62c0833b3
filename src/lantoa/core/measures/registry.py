"""The registry of measures. A definition yields rows, never a number; the number is their fold, and they are its lineage."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantoa.lib.numbers import Qualifier

Text = str | Promise
ONE = Decimal(1)


class Fold(StrEnum):
    """How rows become a number: summed over the period, summed up to its last day, or divided as sum by sum."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"


@dataclass(frozen=True)
class Row:
    """What one record contributes: at its own unit, on a day. A stock ends by a row with `num`, `high` and `n` negative.

    `high` is the upper end where a range was told, `num` the lower.
    """

    record: Any
    day: date
    num: Decimal = ONE
    high: Decimal | None = None
    den: Decimal | None = None
    n: int = 1
    qualifier: str = Qualifier.EXACT
    dims: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Dimension:
    """A way to split a measure. `label` words a value for people; an `ordered` one may be asked for as a span, "2022..".

    `choices` are the (value, label) pairs that can be declared; without them, the values that records have had.
    """

    name: str
    title: Text
    label: Callable[[Any], Text]
    ordered: bool = False
    choices: Callable[[], Sequence[tuple[str, Text]]] | None = None


def chosen(name: str, title: Text, choices: type[TextChoices]) -> Dimension:
    """A dimension whose values are these choices."""
    labels = dict(choices.choices)
    return Dimension(name, title, lambda value: labels.get(value, _("not told")), choices=lambda: choices.choices)


@dataclass(frozen=True)
class Measure:
    """One definition. `unit_label` is what is counted ("mô hình", "đồng", "m²"); `explain` tells a clerk how.

    An `own_only` measure is told of a unit's own records and never summed upward.
    """

    code: str
    title: Text
    kind: str
    fold: Fold
    unit_label: Text
    explain: Text
    rows: Callable[[QuerySet[Any]], Iterable[Row]]
    dimensions: tuple[Dimension, ...] = ()
    declared_only: bool = False
    own_only: bool = False
    decimals: int = 0
    order: int = 50
    headline: int = 0  # its place on the overview; 0 for none

    def dimension(self, name: str) -> Dimension:
        """The dimension of this name. Raises `KeyError`."""
        return {dimension.name: dimension for dimension in self.dimensions}[name]

    def category(self, where: str) -> str:
        """A category in words, for people: "sector=crops&since=2022.." gives "Crops, since 2022 or later". Raises `KeyError`."""
        parts = (part.partition("=") for part in where.split("&") if part)
        return ", ".join(str(self.dimension(name).label(value)) for name, _sep, value in parts)


_MEASURES: dict[str, Measure] = {}


def register(found: Measure) -> Measure:
    _MEASURES[found.code] = found
    return found


def measure(code: str, *, kind: str, fold: Fold, title: Text, unit_label: Text, explain: Text, **more: Any) -> Callable[[Any], Measure]:
    """Register the decorated function, from a queryset of approved records of `kind` to rows, as a measure."""

    def wrap(rows: Callable[[QuerySet[Any]], Iterable[Row]]) -> Measure:
        return register(Measure(code=code, title=title, kind=kind, fold=fold, unit_label=unit_label, explain=explain, rows=rows, **more))

    return wrap


AS_REPORTED = _(
    "Only what units report. No record can be counted for it, so that it is never completed, split or added to a counted number."
)


def declared_measure(
    code: str, *, title: Text, unit_label: Text, explain: Text = AS_REPORTED, fold: Fold = Fold.STOCK, order: int = 90
) -> Measure:
    """A measure that no record can be counted for: only what units report, never completed nor split."""
    return register(
        Measure(
            code=code, title=title, kind="", fold=fold, unit_label=unit_label, explain=explain, rows=lambda records: (),
            declared_only=True, order=order,
        )
    )  # fmt: skip


def measure_of(code: str) -> Measure:
    """The measure of this code. Raises `KeyError`."""
    return _MEASURES[code]


def all_measures() -> Iterator[Measure]:
    yield from sorted(_MEASURES.values(), key=lambda found: (found.order, found.code))


def measures_of_kind(kind: str) -> list[Measure]:
    return [found for found in all_measures() if found.kind == kind]
