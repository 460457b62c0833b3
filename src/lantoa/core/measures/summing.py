"""What is counted, exactly and at once: totals, the deltas that wait beside them, and rows for the days that fill no month.

All of it is one statement, so that nothing is told twice or not at all while the folder works. Where units have moved and their totals
are not carried over yet, the caller is told so and folds rows instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import CharField, DateField, DecimalField, F, IntegerField, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, ExtractMonth, ExtractYear, Greatest, NullIf

from lantoa.core.measures.folding import ABOVE, SUMS, ZERO, Tally, category_q, ordered_in, stood, tallied
from lantoa.core.measures.models import Delta, MeasureRow, Refold, Total
from lantoa.core.measures.registry import Fold, Measure
from lantoa.core.measures.spans import FlowSpan, Span, StockSpan, Window
from lantoa.core.measures.totals import ALL
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.many import is_listed, listed
from lantoa.core.units.prepared import Statement, stand_in
from lantoa.lib.numbers import Qualifier
from lantoa.lib.periods import Period

KEPT = 512  # statements that a process keeps; each some kilobytes
MOVED, FOLDED, WAITING, EDGE = -1, 0, 1, 2  # where a line comes from; EDGE + n: from the edge days of the nth period
NAMES = ("tag", "measure", "at", "part", "in_year", "in_month", "qualifier", "num_sum", "high_sum", "den_sum", "n_sum")
TEXT, WHOLE, NUMBER = CharField(), IntegerField(), DecimalField(max_digits=24, decimal_places=4)
NOUGHT, NO_TEXT = Value(0, output_field=WHOLE), Value("", output_field=TEXT)
EXACT = str(Qualifier.EXACT)
Sums = tuple[Any, ...]  # num, high, den, n
Cell = tuple[str, int, int, str]  # measure, unit, number of the period, category


@dataclass
class Counted:
    """Sums by cell: of what is exact, and by qualifier of what is not. `moved`: units whose totals are not to be used yet."""

    exact: dict[Cell, Sums] = field(default_factory=dict)
    worded: dict[Cell, dict[str, Sums]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)

    @property
    def cells(self) -> set[Cell]:
        return {*self.exact, *self.worded}

    def tally(self, measure: Measure, unit: int, period: int = 0, category: str = ALL) -> Tally:
        return self.of(measure, (measure.code, unit, period, category))

    def of(self, measure: Measure, cell: Cell) -> Tally:
        groups = [group(qualifier, sums) for qualifier, sums in self.worded.get(cell, {}).items()]
        if cell in self.exact:
            groups.append(group(EXACT, self.exact[cell]))
        return tallied(measure, groups)


def group(qualifier: str, sums: Sums) -> dict[str, Any]:
    """Sums of one qualifier as the database would tell them."""
    num, high, den, n = sums
    return {"qualifier": qualifier, "num_sum": num, "high_sum": high, "den_sum": den, "n_sum": n}


@dataclass(frozen=True)
class Question:
    """Measures of one fold at units for periods, in one hierarchy; split by a dimension, or narrowed to one category of it."""

    measures: Sequence[Measure]
    units: Sequence[int]
    periods: Sequence[Period]
    hierarchy: Hierarchy
    dimension: str = ALL
    where: str = ""

    @cached_property
    def form(self) -> "Form":
        """What its statement depends on: all but which units and which measures."""
        first, many_units = self.measures[0], 0 if is_listed(len(self.units)) else len(self.units)
        return Form(
            first.fold == Fold.STOCK, many_units, len(self.measures), tuple(self.periods), self.hierarchy, self.dimension, self.where,
            ordered_in(first, self.where), first,
        )  # fmt: skip

    @property
    def spans(self) -> "list[Span]":
        return self.form.spans

    @property
    def given(self) -> list[Any]:
        """The values of its statement: the units, then the measures."""
        units = self.units if self.form.many_units else [listed(self.units)]
        return [*units, *(measure.code for measure in self.measures)]


@dataclass(frozen=True)
class Form:
    """A question without its units and measures.

    `many_units`: how many, 0 where they come as one value (`units.many`); `ordered`: of each dimension in `where`; `like`: any measure
    that is folded so.
    """

    stock: bool
    many_units: int
    many_measures: int
    periods: tuple[Period, ...]
    hierarchy: Hierarchy
    dimension: str
    where: str
    ordered: tuple[bool, ...]
    like: Measure = field(compare=False)

    @cached_property
    def spans(self) -> "list[Span]":
        return [self.kind.of(period) for period in self.periods]

    @property
    def kind(self) -> Any:
        """How the periods are cut."""
        return StockSpan if self.stock else FlowSpan

    @cached_property
    def units(self) -> list[Any]:
        """What stands for the units."""
        return [stand_in(int, number) for number in range(self.many_units)] or [stand_in(str, 0)]

    @cached_property
    def codes(self) -> list[Any]:
        """What stands for the codes of the measures."""
        return [stand_in(str, len(self.units) + number) for number in range(self.many_measures)]

    @property
    def there(self) -> dict[str, Any]:
        return {**self.at(f"{ABOVE}ancestor"), f"{ABOVE}hierarchy": self.hierarchy}

    def at(self, path: str) -> dict[str, Any]:
        """The condition that this is one of the units."""
        return {f"{path}__in": self.units} if self.many_units else {f"{path}__among": self.units[0]}


def is_answerable(where: str, dimension: str = "") -> bool:
    """Whether totals tell of this: of everything, of one category or span, or split by one dimension."""
    return not where or (not dimension and "&" not in where and bool(where.partition("=")[2]))


def counted(question: Question) -> Counted:
    """What is counted in every cell; one statement."""
    lines = statement_of(question.form).rows(*question.given)
    return gathered(question, question.spans, lines)


@lru_cache(maxsize=KEPT)
def statement_of(form: Form) -> Statement:
    """The statement that answers questions of this form. To put it together costs more than to run it, and few are asked but once."""
    first, *others = [*folded(form, form.kind.wanted(form.spans)), *edges(form, form.spans), moved(form)]
    return Statement.of(first.union(*others, all=True) if others else first, *form.units, *form.codes)


def gathered(question: Question, spans: Sequence[Span], lines: Iterable[tuple[Any, ...]]) -> Counted:
    """Every line added to the cells of the periods that it tells of."""
    found, fits = Counted(), category_filter(question)
    exact, worded, known = found.exact, found.worded, dict[tuple[int, int, int], list[int]]()
    for tag, measure, unit, part, year, month, qualifier, num, high, den, n in lines:
        if tag == MOVED:
            found.moved.add(unit)
            continue
        if tag == FOLDED:
            high, den = num if high is None else high, ZERO if den is None else den
            if fits is not None:
                if not fits(part):
                    continue
                part = ALL
        periods = known.get((tag, year, month))
        if periods is None:
            periods = known[tag, year, month] = told_by(tag, year, month, spans)
        for number in periods:
            cell = (measure, unit, number, str(part))
            sums = exact if qualifier == EXACT else worded.setdefault(cell, {})
            key: Any = cell if qualifier == EXACT else qualifier
            before = sums.get(key)
            sums[key] = (num, high, den, n) if before is None else (before[0] + num, before[1] + high, before[2] + den, before[3] + n)
    return found


def told_by(tag: int, year: int, month: int, spans: Sequence[Span]) -> list[int]:
    """The numbers of the periods that a line tells of."""
    if tag >= EDGE:
        return [tag - EDGE]
    return [number for number, span in enumerate(spans) if span.holds(year, month, folded=tag == FOLDED)]


def category_filter(question: Question) -> Any:
    """Which categories of totals belong to the one asked for; None where all do. Spans of an ordered dimension are read as numbers."""
    if not question.where:
        return None
    name, _sep, value = question.where.partition("=")
    if not question.measures[0].dimension(name).ordered:
        return lambda part: part == value
    first, dots, last = value.partition("..")
    if not dots:
        return lambda part: part == str(int(value))
    low, high = int(first or -(10**9)), int(last or 10**9)
    return lambda part: part != ALL and low <= int(part) <= high


def folded(form: Form, wanted: Q | None) -> list[Any]:
    """What the totals of whole months hold, and what waits to be added to them."""
    if wanted is None:
        return []
    name = form.where.partition("=")[0] or form.dimension
    rows = Total.objects.filter(wanted, **form.at("unit"), hierarchy=form.hierarchy, measure__in=form.codes, dimension=name)
    seldom = {"high_sum": NullIf(F("high"), F("num")), "den_sum": NullIf(F("den"), Value(Decimal(0), output_field=NUMBER))}
    sums = {"num_sum": F("num"), **seldom, "n_sum": F("n")}  # what differs from the usual: numbers take long to be made
    told = rows.annotate(
        tag=Value(FOLDED, output_field=WHOLE), at=F("unit_id"), part=F("category"), in_year=F("year"), in_month=F("month"), **sums
    )
    return [told.values_list(*NAMES), *changes(form, Delta.objects.all(), tag=WAITING)]


def edges(form: Form, spans: Sequence[Span]) -> list[Any]:
    """What rows hold on the days of the periods that fill no month."""
    found: list[Any] = []
    for number, span in enumerate(spans):
        for window in span.edges:
            found += changes(form, MeasureRow.objects.all(), tag=EDGE + number, window=window)
    return found


def changes(form: Form, rows: Any, *, tag: int, window: Window | None = None) -> list[Any]:
    """Rows or deltas as signed changes of months, or inside a window of days: of a flow one branch, of a stock what came and what went."""
    rows = rows.filter(category_q(form.like, form.where), measure__in=form.codes)
    first, last = window or (date.min, date.max)
    inside = {} if window is None else {"day__gte": first, "day__lt": last}
    if not form.stock:
        there = rows.filter(Q(**form.there, **inside) & stood(form.like, ABOVE, end=None))
        return [summed(form, there, F("day"), tag=tag)]
    starts, ends, gone = (F(f"{ABOVE}starts"), F(f"{ABOVE}ends"), F("unit__ends"))
    begins: Any = Greatest(F("day"), starts, output_field=DateField())
    holds = Q(**form.there) & (Q(**{f"{ABOVE}ends__gt": begins}) | Q(**{f"{ABOVE}ends__gte": gone}))
    left = Q(**form.there) & Q(**{f"{ABOVE}ends__lt": gone, f"{ABOVE}ends__gt": begins})
    if window is None:
        return [summed(form, rows.filter(holds), begins, tag=tag), summed(form, rows.filter(left), ends, tag=tag, sign=-1)]
    begun = rows.filter(holds & Q(**inside, **{f"{ABOVE}starts__lt": last}))
    joined = rows.filter(holds & Q(day__lt=first, **{f"{ABOVE}starts__gte": first, f"{ABOVE}starts__lt": last}))
    parted = rows.filter(left & Q(**{f"{ABOVE}ends__gte": first, f"{ABOVE}ends__lt": last}))
    return [
        summed(form, begun, begins, tag=tag), summed(form, joined, begins, tag=tag),
        summed(form, parted, ends, tag=tag, sign=-1),
    ]  # fmt: skip


def summed(form: Form, rows: Any, day: Any, *, tag: int, sign: int = 1) -> Any:
    """These rows as lines; those of edge days are not told apart by month."""
    edge = tag >= EDGE
    lines = rows.order_by().annotate(
        tag=Value(tag, output_field=WHOLE), at=F(f"{ABOVE}ancestor"), part=part_of(form.dimension),
        in_year=NOUGHT if edge else Cast(ExtractYear(day), WHOLE), in_month=NOUGHT if edge else Cast(ExtractMonth(day), WHOLE),
    )  # fmt: skip
    sums = {name: Coalesce(total, 0, output_field=WHOLE if name == "n_sum" else NUMBER) * sign for name, total in SUMS.items()}
    return lines.values(*NAMES[:7]).annotate(**sums).values_list(*NAMES)


def part_of(dimension: str) -> Any:
    """A row's category in a dimension, as totals keep it."""
    if not dimension:
        return NO_TEXT
    return Coalesce(NullIf(KT(f"dims__{dimension}"), Value("null")), NO_TEXT, output_field=TEXT)


def moved(form: Form) -> Any:
    """A line for each unit of which totals wait to be carried over."""
    nothing = dict.fromkeys(NAMES[7:10], Value(Decimal(0), output_field=NUMBER))
    rows = Refold.objects.filter(**form.at("ancestor"), hierarchy=form.hierarchy).order_by()
    texts = {"measure": NO_TEXT, "part": NO_TEXT, "qualifier": NO_TEXT}
    told = rows.annotate(
        tag=Value(MOVED, output_field=WHOLE), at=F("ancestor"), in_year=NOUGHT, in_month=NOUGHT, n_sum=NOUGHT, **texts, **nothing
    )
    return told.values_list(*NAMES).distinct()
