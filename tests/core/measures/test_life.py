"""Whatever is done to records and units, in whatever order: what is derived of them stays right. Hypothesis picks the acts."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from lantoa.core.access.decisions import Refused
from lantoa.core.measures.counting import counted_under
from lantoa.core.measures.folder import fold
from lantoa.core.measures.folding import tally
from lantoa.core.measures.models import DeclaredFigure, MeasureRow
from lantoa.core.measures.reading import OWN, Reading, lineage, read, records_behind
from lantoa.core.measures.recount import verify_totals
from lantoa.core.measures.registry import Fold, all_measures
from lantoa.core.measures.rows import rebuild, verify
from lantoa.core.measures.standing import standing_of
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import advance, change
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.services import end_unit, found_unit, place_unit, succeed
from lantoa.domains.initiatives.services import resume_initiative, stop_initiative
from lantoa.lib.periods import Period
from tests.factories import make_committee, make_unit
from tests.office import Office, figure

pytestmark = pytest.mark.django_db
DAY = date(2023, 12, 31)
KEPT, MONEY = "initiatives.kept", "contributions.money"
COUNTED = tuple(found for found in all_measures() if not found.declared_only)
PERIODS = tuple(map(Period.parse, ("2023", "2023-H1", "2022..2023", "2023-08", "2022-11-18..2023-08-25")))
FEW = settings(
    max_examples=2, stateful_step_count=15, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
MANY = settings(FEW, max_examples=6, stateful_step_count=40)

picks = st.integers(0, 30)  # of what there is: the number modulo how many there are, so that ids of rows decide nothing
days = st.dates(date(2023, 1, 2), DAY)
starts = st.sampled_from((None, date(2021, 1, 1), date(2022, 7, 1), date(2023, 4, 1)))
trees = st.sampled_from(tuple(Hierarchy))


@pytest.fixture
def office() -> Office:
    """A country of two districts with their communes and a village; the first district and commune with their committees."""
    office = Office(today=DAY)
    for name in ("A", "B"):
        district = make_unit(f"Huyện {name}", kind=UnitKind.DISTRICT, under=office.country)
        committee = make_committee(f"Huyện ủy {name}", of=district, above=office.top)
        for number in (1, 2):
            commune = make_unit(f"Xã {name}{number}", under=district)
            make_committee(f"Đảng ủy xã {name}{number}", of=commune, above=committee)
        make_unit(f"Thôn {name}", kind=UnitKind.VILLAGE, under=commune)
    return office


class Life(RuleBasedStateMachine):
    """One life of records and units. It begins from the same rows each time, and leaves none of its own behind."""

    office: Office
    done: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()

    def teardown(self) -> None:
        try:
            assert verify() == verify_totals() == []
            self.nothing_is_lost()
            self.rebuilding_writes_what_stood_there()
        finally:
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    # What there is

    def unit(self, pick: int, *kinds: str) -> Unit:
        rows = Unit.objects.order_by("pk")
        return chosen(list(rows.filter(kind__in=kinds) if kinds else rows), pick)

    def record(self, pick: int, *states: str, **conditions: Any) -> Any:
        return chosen(list(Record.objects.filter(state__in=states, **conditions).order_by("pk")), pick)

    def attempt(self, name: str, act: Callable[[], Any]) -> bool:
        """Do it if it is allowed; a refusal must leave nothing behind, which what follows would show."""
        with suppress(Refused, ValidationError), transaction.atomic():
            act()
            self.done[name] += 1
            return True
        self.done["refused"] += 1
        return False

    # What is done to records

    @initialize(picks=st.lists(picks, min_size=4, max_size=4), day=days)
    def begin(self, picks: list[int], day: date) -> None:
        for pick in picks:
            self.attempt("begin", lambda pick=pick: self.office.initiative(self.unit(pick), day=day, households=pick))

    @rule(pick=picks, day=days, since=starts, sector=st.sampled_from(("livestock", "crops")), places=st.integers(0, 2))
    def enter_initiative(self, pick: int, day: date, since: date | None, sector: str, places: int) -> None:
        told = {"since": since, "since_precision": "month" if since else "unknown", "sector": sector, "day": day}
        near = [self.unit(pick + number, UnitKind.COMMUNE) for number in range(places)]
        self.attempt(
            "enter_initiative",
            lambda: self.office.initiative(self.unit(pick), approved=pick % 2 == 0, places=near, households=pick or None, **told),
        )

    @rule(pick=picks, day=days, low=st.integers(1, 900), qualifier=st.sampled_from(("exact", "nearly", "more_than", "range")))
    def enter_gift(self, pick: int, day: date, low: int, qualifier: str) -> None:
        high = Decimal(low + 100) if qualifier == "range" else None
        given = {"high": high, "qualifier": qualifier, "day": day, "approved": pick % 2 == 0}
        self.attempt("enter_gift", lambda: self.office.gift(self.unit(pick), "money", low, **given))

    @rule(pick=picks, day=days)
    def enter_exemplar(self, pick: int, day: date) -> None:
        self.attempt("enter_exemplar", lambda: self.office.exemplar(self.unit(pick), day=day))

    @rule(pick=picks, day=days, low=st.integers(0, 12), category=st.sampled_from(("", "since=2021", "since=2022..", "sector=crops")))
    def declare(self, pick: int, day: date, low: int, category: str) -> None:
        figures = [figure(KEPT, low, category=category), figure(MONEY, low * 100, qualifier="nearly")]
        self.attempt("declare", lambda: self.office.declare(self.unit(pick), figures, starts=date(2023, 1, 1), ends=day, day=day))

    @rule(pick=picks, step=st.sampled_from(("submit", "approve", "approve", "return", "withdraw", "revoke", "reopen")))
    def take_a_step(self, pick: int, step: str) -> None:
        by = self.office.leader if step in {"approve", "return", "revoke"} else self.office.clerk
        record = self.record(pick, *State.values)
        if record is not None:
            self.attempt("take_a_step", lambda: advance(record, step, by=by, today=DAY, reason="Chưa đủ"))

    @rule(pick=picks, other=picks, day=days, what=st.sampled_from(("unit", "day", "title", "sector")))
    def correct(self, pick: int, other: int, day: date, what: str) -> None:
        values = {"unit": self.unit(other), "day": day, "title": f"Tên {other}", "sector": "crops"}
        record = self.record(pick, State.APPROVED, State.DRAFT)
        if record is not None and (what != "sector" or record.kind == "initiative"):
            by = self.office.leader if record.state == State.APPROVED else self.office.clerk
            self.attempt("correct", lambda: change(record, values={what: values[what]}, by=by, today=DAY, reason="Ghi nhầm"))

    @rule(pick=picks, day=days, resumed=st.booleans())
    def stop_or_resume(self, pick: int, day: date, resumed: bool) -> None:
        told = {"reason": "Hết vốn", "by": self.office.leader, "today": DAY}
        record = self.record(pick, State.APPROVED, kind="initiative")
        if record is not None:
            one = record.initiative
            self.attempt("stop_or_resume", lambda: resume_initiative(one, **told) if resumed else stop_initiative(one, day=day, **told))

    # What befalls units

    @rule(pick=picks, under=picks, tree=trees, day=days)
    def move(self, pick: int, under: int, tree: Hierarchy, day: date) -> None:
        self.attempt("move", lambda: place_unit(self.unit(pick), parent=self.unit(under), hierarchy=tree, starts=day))

    @rule(pick=picks, day=days)
    def found(self, pick: int, day: date) -> None:
        parents = {Hierarchy.STATE: self.unit(pick, UnitKind.COMMUNE)}
        self.attempt("found", lambda: found_unit(f"Thôn {pick}", kind=UnitKind.VILLAGE, parents=parents, starts=day))

    @rule(pick=picks, heir=picks, day=days, succeeded=st.booleans())
    def end(self, pick: int, heir: int, day: date, succeeded: bool) -> None:
        unit, other = self.unit(pick, UnitKind.DISTRICT, UnitKind.COMMUNE, UnitKind.PARTY_COMMITTEE), self.unit(heir)
        if unit.pk != self.office.top.pk and self.attempt("end", lambda: end_unit(unit, day=day)) and succeeded:
            self.attempt("end", lambda: succeed(unit, new=[other], day=day))

    # What is carried into the totals meanwhile

    @rule(batch=st.sampled_from((1, 3, 1000)))
    def fold(self, batch: int) -> None:
        self.done["fold"] += fold(batch=batch)

    # What must hold

    @rule(pick=picks, measure=st.sampled_from(COUNTED), period=st.sampled_from(PERIODS), tree=trees)
    def look(self, pick: int, measure: Any, period: Period, tree: Hierarchy) -> None:
        assert verify() == verify_totals() == []
        adds_up(read(measure, self.unit(pick), period, by="unit", hierarchy=tree))

    def nothing_is_lost(self) -> None:
        country = Unit.objects.get(pk=self.office.country.pk)
        for measure in COUNTED:
            nothing_is_lost(read(measure, country, PERIODS[0], by="unit", hierarchy=Hierarchy.STATE))

    def rebuilding_writes_what_stood_there(self) -> None:
        before = derived()
        rebuild()
        assert derived() == before


def chosen(there: list[Any], pick: int) -> Any:
    return there[pick % len(there)] if there else None


def derived() -> tuple[set[Any], set[Any]]:
    """All derived rows and declared figures, as sets."""
    rows = MeasureRow.objects.values_list("key", "unit", "day", "num", "high", "n", "qualifier")
    return set(rows), set(DeclaredFigure.objects.values_list("declaration", "unit", "measure", "category", "low", "starts", "ends"))


def adds_up(reading: Reading) -> None:
    """All that one reading promises."""
    measure, told = reading.measure, f"{reading.measure.code} at {reading.unit} in {reading.period}, {reading.hierarchy}"
    rows = lineage(measure, reading.unit, reading.period, hierarchy=reading.hierarchy)
    sums = rows.aggregate(nums=Sum("num"), ns=Sum("n"))
    assert reading.value == reading.counted + reading.declared, told
    assert min(reading.counted, reading.n, reading.declared) >= 0, told
    assert ((sums["nums"] or 0), (sums["ns"] or 0)) == (reading.counted, reading.n), told
    assert counted_under(measure, reading.unit, reading.period, hierarchy=reading.hierarchy) == tally(measure, rows), told
    assert records_behind(reading).count() == reading.n, told
    assert sum((part.counted for part in reading.parts), Decimal(0)) == reading.counted, told
    for part in sub_units_in_being(reading):
        assert read(measure, part.unit, reading.period, hierarchy=reading.hierarchy).counted == part.counted, (told, part.label)
    for dimension in measure.dimensions:
        parts = read(measure, reading.unit, reading.period, by=dimension.name, hierarchy=reading.hierarchy).parts
        assert categories_add_up(reading, parts), (told, dimension.name)


def sub_units_in_being(reading: Reading) -> Iterator[Any]:
    """The parts of a stock that stood under the unit on the last day: their share is what they read themselves."""
    last = min(reading.period.end, reading.unit.ends) - timedelta(days=1)
    if reading.measure.fold == Fold.STOCK and last == reading.period.last:
        for part in reading.parts:
            if part.key != OWN and part.unit is not None and part.unit.alive(last):
                yield part


def categories_add_up(reading: Reading, parts: Any) -> bool:
    """Declared categories may overlap one another ("since=2021" and "since=..2022"); without them the parts make the whole."""
    if any(part.declared or ".." in part.key for part in parts):
        return True
    return (sum((part.counted for part in parts), Decimal(0)), sum(part.n for part in parts)) == (reading.counted, reading.n)


def nothing_is_lost(reading: Reading) -> None:
    """At the root of all: what it counts, and what is named as standing apart, is every row there is."""
    if reading.measure.own_only:
        return
    period = reading.period
    bearing = Q(unit__starts__lt=period.end) if reading.measure.fold == Fold.STOCK else Q(day__gte=period.start)
    rows = MeasureRow.objects.filter(bearing, measure=reading.measure.code, day__lt=period.end)
    everything = rows.aggregate(n=Sum("n"))["n"] or 0
    assert reading.n + sum(one.part.n for one in standing_of(reading).apart) == everything, reading.measure.code


def live(office: Office, budget: settings) -> Counter[str]:
    """What was done, and how often."""
    kind = type("LifeHere", (Life,), {"office": office, "done": Counter()})
    run_state_machine_as_test(kind, settings=budget)
    return kind.done


def test_a_few_lives_leave_everything_right(office: Office) -> None:
    done = live(office, FEW)
    assert len(done) > 5
    assert done["refused"]


@pytest.mark.slow
def test_many_lives_leave_everything_right(office: Office) -> None:
    acts = ("enter_initiative", "enter_gift", "declare", "take_a_step", "correct", "stop_or_resume", "move", "found", "end", "refused")
    done = live(office, MANY)
    assert [act for act in (*acts, "fold") if not done[act]] == []
