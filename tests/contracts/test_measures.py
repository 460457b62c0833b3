"""What every measure keeps, over the registry: a new one inherits these tests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils.translation import override

from lantoa.core.measures.models import MeasureRow
from lantoa.core.measures.reading import OWN, Reading, read, records_behind
from lantoa.core.measures.registry import Fold, Measure, all_measures
from lantoa.core.measures.rows import due, verify
from lantoa.core.measures.together import read_together, split_together
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Record
from lantoa.core.units.closure import refresh_statistics
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Closure, Placement, Unit
from lantoa.core.units.services import end_unit, place_unit
from lantoa.domains.initiatives.services import stop_initiative
from lantoa.lib.periods import Period
from tests.contracts.samples import VALUES
from tests.factories import make_committee, make_unit
from tests.office import Office, figure
from tests.replay import replayed

pytestmark = pytest.mark.django_db
TODAY = date(2023, 12, 31)
PERIODS = tuple(map(Period.parse, ("2021", "2022-H2", "2023", "2023-H1", "2023-09", "2021-05-18..2023-05-25", "2020..2023")))
YEAR = Period.parse("2023")
TREE_PERIODS = (Period.parse("2023-H1"), YEAR)  # before and after what befell the units, and across it
MEASURES = {measure.code: measure for measure in all_measures()}


def territories(office: Office) -> list[Unit]:
    """Two districts of four communes, each with its committee, and two villages; one commune has moved, one has ended."""
    province = make_unit("Tỉnh", kind=UnitKind.PROVINCE, under=office.country)
    top = make_committee("Tỉnh ủy", of=province, above=office.top)
    units = [province, top]
    for name in ("A", "B"):
        district = make_unit(f"Huyện {name}", kind=UnitKind.DISTRICT, under=province)
        committee = make_committee(f"Huyện ủy {name}", of=district, above=top)
        communes = [make_unit(f"Xã {name}{number}", under=district) for number in range(2)]
        local = [make_committee(f"Đảng ủy {commune.name}", of=commune, above=committee) for commune in communes]
        units += [district, committee, *communes, *local, make_unit(f"Thôn {name}", kind=UnitKind.VILLAGE, under=communes[0])]
    named = {unit.name: unit for unit in units}
    place_unit(named["Xã A0"], parent=named["Huyện B"], hierarchy=Hierarchy.STATE, starts=date(2023, 3, 1))
    place_unit(named["Đảng ủy Xã A0"], parent=named["Huyện ủy B"], hierarchy=Hierarchy.PARTY, starts=date(2023, 3, 1))
    for name in ("Đảng ủy Xã B1", "Xã B1"):
        end_unit(named[name], day=date(2023, 8, 1))
    return [office.country, office.top, *Unit.objects.filter(pk__in=[unit.pk for unit in units])]


def fill(office: Office, units: list[Unit]) -> None:
    """Records of every kind at every unit, before and after what befell it."""
    places = [unit for unit in units if unit.kind == UnitKind.COMMUNE]
    gifts = ("money", "land", "work_days", "volunteer_turns", "goods", "rides")
    for number, unit in enumerate(units):
        since = (None, date(2021, 1, 1), date(2022, 7, 1), date(2023, 4, 1))[number % 4]
        told = {"since": since, "since_precision": "month" if since else "unknown", "day": date(2023, 4, 2)}
        record = office.initiative(unit, places=places[: number % 3], households=number if number % 2 else None, **told)
        if number % 3 == 0:
            stop_initiative(record, day=date(2023, 9, 1 + number), reason="Hết vốn", by=office.leader, today=TODAY)
        office.exemplar(unit, day=date(2023, 2, 1 + number % 20))
        qualifier = ("exact", "nearly", "more_than", "range")[number % 4]
        high = Decimal(900) if qualifier == "range" else None
        goods = {"measured_in": "kg gạo"} if gifts[number % 6] == "goods" else {}
        office.gift(unit, gifts[number % 6], 100 + number, high=high, qualifier=qualifier, day=date(2023, 1 + number % 7, 15), **goods)
        office.gift(unit, gifts[(number + 1) % 6], day=date(2023, 6, 1))
        for kind in ("product", "chain"):
            office.approve(office.draft(kind, unit, title="Măng khô", day=date(2023, 3, 1 + number % 20), **VALUES[kind]))
        if number % 4 == 1:
            office.declare(unit, [figure("initiatives.kept", 3), figure("contributions.money", 5000)], day=date(2023, 6, 30))


@pytest.fixture(scope="module")
def world(module_rows: None) -> list[Unit]:
    """All of it, once for the module."""
    units = everywhere()
    refresh_statistics()
    ALONE.clear()
    return units


@replayed
def everywhere() -> list[Unit]:
    office = Office(today=TODAY)
    units = territories(office)
    fill(office, units)
    return units


ALONE: dict[tuple[str, int, Hierarchy, Period], Reading] = {}


def alone(measure: Measure, unit: Unit, period: Period, *, hierarchy: Hierarchy | None = None) -> Reading:
    """What the measure reads there by itself, split by unit; read once, for the world stands as it is."""
    key = (measure.code, unit.pk, hierarchy or unit.hierarchy, period)
    if key not in ALONE:
        ALONE[key] = read(measure, unit, period, by="unit", hierarchy=key[2])
    return ALONE[key]


def whole(reading: Reading) -> Reading:
    return replace(reading, by="", parts=())


FIRST = {(measure.fold, measure.own_only): measure.code for measure in reversed(MEASURES.values()) if not measure.declared_only}
"""By the way in which rows are folded: the first measure that is folded so. The statement of all of them is the same but for their rows."""


def places_of(measure: Measure, units: list[Unit]) -> Iterator[tuple[Unit, Hierarchy, Period]]:
    """Where and when a measure is read: the first of its fold at each unit in both hierarchies, every other one where a unit has
    sub-units, in its own hierarchy; one that has no rows at all only once.

    On PostgreSQL at every other unit: the statement is the same for all of them, and takes three times as long to plan there.
    """
    if measure.declared_only:
        return iter([(units[0], Hierarchy.STATE, YEAR)])
    asked = units if connection.vendor == "sqlite" else units[::2]
    if FIRST[measure.fold, measure.own_only] == measure.code:
        return ((unit, hierarchy, period) for unit in asked for hierarchy in Hierarchy for period in TREE_PERIODS)
    return ((unit, unit.hierarchy, period) for unit in with_sub_units(asked) for period in TREE_PERIODS)


def with_sub_units(units: list[Unit]) -> list[Unit]:
    """Those of these units under which others stand or have stood."""
    above = set(Placement.objects.values_list("parent", flat=True))
    return [unit for unit in units if unit.pk in above]


@pytest.mark.parametrize("code", sorted(MEASURES))
class TestEveryMeasure:
    def test_what_is_counted_is_a_units_own_and_its_parts(self, code: str, world: list[Unit]) -> None:
        measure = MEASURES[code]
        for unit, hierarchy, period in places_of(measure, world):
            reading = alone(measure, unit, period, hierarchy=hierarchy)
            told = [part for part in reading.parts if not part.overlaps]
            if measure.fold != Fold.RATIO:
                assert sum((part.counted for part in told), Decimal(0)) == reading.counted, (unit, hierarchy, period)
                assert reading.value == reading.counted + reading.declared
            assert sum(part.n for part in told) == reading.n, (unit, hierarchy, period)

    def test_a_sub_units_share_is_what_it_reads_itself(self, code: str, world: list[Unit]) -> None:
        """As long as it has neither moved nor ended; what a unit counted before belongs to its former superior."""
        settled = {unit.pk for unit in world if not unit.ended and unit.placements.count() <= 2}
        for unit, hierarchy, period in places_of(MEASURES[code], [unit for unit in world if unit.kind in {"district", "party_committee"}]):
            reading = alone(MEASURES[code], unit, period, hierarchy=hierarchy)
            for part in reading.parts:
                if part.key != OWN and part.unit is not None and part.unit.pk in settled and not below_has_moved(part.unit):
                    own = alone(MEASURES[code], part.unit, period, hierarchy=hierarchy)
                    assert (own.counted, own.n) == (part.counted, part.n)

    def test_what_is_counted_is_a_recount_of_the_records(self, code: str, world: list[Unit]) -> None:
        measure = MEASURES[code]
        rows = list(due(measure))
        for period in PERIODS:
            if measure.fold == Fold.STOCK:
                kept = [row for row in rows if row.day < period.end]
            else:
                kept = [row for row in rows if period.start <= row.day < period.end]
            if measure.own_only:
                kept = [row for row in kept if row.unit_id == world[0].pk]
            reading = read(measure, world[0], period, hierarchy=Hierarchy.STATE)
            assert reading.counted == sum((row.num for row in kept), Decimal(0)), period
            assert reading.n == sum(row.n for row in kept), period

    def test_n_is_the_number_of_its_records_each_once(self, code: str, world: list[Unit]) -> None:
        for unit, hierarchy, period in places_of(MEASURES[code], world[:6]):
            reading = alone(MEASURES[code], unit, period, hierarchy=hierarchy)
            records = list(records_behind(reading).values_list("pk", flat=True))
            assert len(records) == len(set(records)) == reading.n

    def test_a_category_is_read_alone_as_in_the_split(self, code: str, world: list[Unit]) -> None:
        measure = MEASURES[code]
        for dimension in measure.dimensions:
            for unit in world[:5]:
                reading = read(measure, unit, YEAR, by=dimension.name)
                assert sum((part.counted for part in reading.parts), Decimal(0)) == reading.counted
                for part in reading.parts:
                    one = read(measure, unit, YEAR, where=part.key)
                    assert (one.counted, one.n, one.qualifier) == (part.counted, part.n, part.qualifier), part.key

    def test_it_says_what_it_is_in_both_languages(self, code: str) -> None:
        measure = MEASURES[code]
        for text in (measure.title, measure.explain, *(dimension.title for dimension in measure.dimensions)):
            said = {}
            for language in ("vi", "en"):
                with override(language):
                    said[language] = str(text)
            assert said["vi"]
            assert said["vi"] != said["en"], said

    def test_it_stands_on_a_kind_or_on_declarations_alone(self, code: str) -> None:
        measure = MEASURES[code]
        assert measure.declared_only == (measure.kind == "")
        if measure.kind:
            assert kind_of(measure.kind).code == measure.kind


def test_read_together_they_are_what_each_reads_alone(world: list[Unit]) -> None:
    measures = list(MEASURES.values())
    for unit, hierarchy, period in ((unit, hierarchy, YEAR) for unit in with_sub_units(world)[::2] for hierarchy in Hierarchy):
        together = read_together(measures, unit, period, hierarchy=hierarchy)
        assert together == {measure.code: whole(alone(measure, unit, period, hierarchy=hierarchy)) for measure in measures}


def below_has_moved(unit: Unit) -> bool:
    return Closure.objects.filter(ancestor=unit, descendant__placements__starts__gt=date(2023, 1, 1)).exists()


def test_every_measure_that_counts_has_rows_in_this_world(world: list[Unit]) -> None:
    told = set(MeasureRow.objects.values_list("measure", flat=True))
    assert {code for code, measure in MEASURES.items() if not measure.declared_only} <= told


def test_a_recount_finds_no_difference(world: list[Unit]) -> None:
    assert verify() == []


def test_no_record_counts_twice_in_one_measure_of_a_flow(world: list[Unit]) -> None:
    flows = [code for code, measure in MEASURES.items() if measure.fold == Fold.FLOW]
    keys = MeasureRow.objects.filter(measure__in=flows).values_list("record", "measure")
    assert len(keys) == len(set(keys))
    assert Record.objects.filter(pk__in=[record for record, _measure in keys]).count() == len({record for record, _measure in keys})


def test_a_day_without_records_reads_nothing(world: list[Unit]) -> None:
    long_ago = Period(date(1990, 1, 1), date(1990, 1, 1) + timedelta(days=1))
    assert all(read(measure, world[0], long_ago).n == 0 for measure in all_measures())


def test_split_together_they_have_the_parts_that_each_has_alone(world: list[Unit]) -> None:
    measures = [measure for measure in MEASURES.values() if not measure.declared_only]
    parents = with_sub_units(world)
    without = next(unit for unit in world if unit not in parents)
    for unit in [*(parents if connection.vendor == "sqlite" else parents[::2]), without]:
        for period in TREE_PERIODS:
            wholes = list(read_together(measures, unit, period).values())
            for one, parted in zip(wholes, split_together(wholes), strict=True):
                assert parted == alone(one.measure, unit, period), f"{one.measure.code} at {unit}"
