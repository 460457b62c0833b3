"""The second reading: figures restated to the units of a chosen day."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantoa.core.measures.freezing import freeze
from lantoa.core.measures.models import MeasureRow
from lantoa.core.measures.reading import UNALLOCATED, Reading, read, records_behind
from lantoa.core.measures.totals import append_deltas
from lantoa.core.people.models import User
from lantoa.core.records.models import Record, State
from lantoa.core.units.acts import Act, Order, Part, carry
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.lib.periods import Period
from tests.factories import Tree, make_account, make_approved, make_child, make_committee, make_declaration, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a small country whose units move and split, anew for each
NEW, KEPT = "initiatives.new", "initiatives.kept"  # a flow and a stock
REFORM, LATER = date(2023, 7, 1), date(2024, 1, 1)
YEAR, HALF_1 = Period.parse("2023"), Period.parse("2023-H1")
PARTY, STATE = Hierarchy.PARTY, Hierarchy.STATE


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def author() -> User:
    return make_account()


def rows(unit: Unit, author: User, *, day: date = date(2023, 3, 1), place: Unit | None = None, num: int = 1) -> Record:
    """An approved record at a unit with one row of either measure, as an initiative has them."""
    record = Record.objects.create(kind="initiative", unit=unit, place=place, title="Mô hình", day=day, author=author, state=State.APPROVED)
    for code in (NEW, KEPT):
        row = MeasureRow.objects.create(
            key=f"{record.public_id}/{code}/1", record=record, measure=code, unit=unit, day=day, num=Decimal(num)
        )
        append_deltas([], [row])
    return record


def counted(unit: Unit, code: str = NEW, period: Period = YEAR, **more: Any) -> int:
    return int(read(code, Unit.objects.get(pk=unit.pk), period, **more).counted)


def keyed(reading: Reading) -> dict[str, int]:
    return {str(part.key): int(part.counted) for part in reading.parts}


def new(name: str) -> Unit:
    return Unit.objects.get(name=name, starts=REFORM)


def merged(tree: Tree) -> Unit:
    carry(
        Order(Act.MERGE, (tree.hieu, tree.dak_tang), REFORM, "", {STATE: tree.district}, (Part(name="Xã Măng Đen", kind="commune"),), "u-m")
    )
    return new("Xã Măng Đen")


def split(tree: Tree, *villages: Unit) -> tuple[Unit, Unit]:
    parts = (
        Part(name="Xã A", kind="commune", takes=(tree.hieu_committee, villages[0])),
        Part(name="Xã B", kind="commune", takes=villages[1:]),
    )
    carry(Order(Act.SPLIT, (tree.hieu,), REFORM, "", {STATE: tree.district}, parts, "u-s"))
    return new("Xã A"), new("Xã B")


@pytest.mark.parametrize("code", [NEW, KEPT])
def test_a_merged_unit_has_what_its_predecessors_recorded(tree: Tree, author: User, code: str) -> None:
    for unit, num in ((tree.hieu, 1), (tree.dak_tang, 10), (tree.district, 100)):
        rows(unit, author, num=num)
    unit = merged(tree)
    assert counted(unit, code) == 0
    assert counted(unit, code, HALF_1, restated=REFORM) == counted(unit, code, restated=LATER) == 11
    assert keyed(read(code, tree.district, HALF_1, by="unit", restated=REFORM))["u-m-1"] == 11
    assert keyed(read(code, tree.district, HALF_1, by="unit", restated=REFORM))[""] == 100
    assert counted(tree.district, code, HALF_1) == counted(tree.district, code, HALF_1, restated=REFORM) == 111
    assert counted(tree.hieu, code, HALF_1, restated=date(2023, 1, 1)) == 1


def test_what_is_recorded_since_reads_back_only_where_a_place_tells(tree: Tree, author: User) -> None:
    village = make_child(tree.hieu, "Thôn 1")
    unit = merged(tree)
    rows(unit, author, day=LATER, num=1)
    rows(unit, author, day=LATER, place=village, num=10)
    before, year = date(2023, 1, 1), Period.parse("2024")
    assert counted(tree.hieu, period=year, restated=before) == 10
    assert counted(tree.dak_tang, period=year, restated=before) == 0
    parts = keyed(read(NEW, Unit.objects.get(pk=tree.district.pk), year, by="unit", restated=before))
    assert (parts[tree.hieu.key], parts[UNALLOCATED]) == (10, 1)


@pytest.mark.parametrize("code", [NEW, KEPT])
def test_of_a_split_unit_what_no_place_tells_is_left_at_the_unit_above(tree: Tree, author: User, code: str) -> None:
    one, two = make_child(tree.hieu, "Thôn 1"), make_child(tree.hieu, "Thôn 2")
    for place, num in ((None, 1), (one, 10), (two, 100), (tree.other_commune, 1000)):
        rows(tree.hieu, author, place=place, num=num)
    a, b = split(tree, one, two)
    reading = read(code, Unit.objects.get(pk=tree.district.pk), HALF_1, by="unit", restated=REFORM)
    assert keyed(reading) == {tree.dak_tang.key: 0, tree.committee.key: 0, a.key: 10, b.key: 100, UNALLOCATED: 1001}
    assert reading.unallocated == 1001
    assert reading.counted == sum(part.counted for part in reading.parts)
    assert [counted(unit, code, HALF_1, restated=REFORM) for unit in (a, b)] == [10, 100]
    assert {record.place for record in records_behind(read(code, b, HALF_1, restated=REFORM))} == {two}
    above = read(code, tree.province, HALF_1, by="unit", restated=REFORM)
    assert (keyed(above)[tree.district.key], above.unallocated) == (1111, 0), "what is left at the district is not left at the province"


def test_a_party_committee_bears_what_lies_in_the_territory_that_it_leads(tree: Tree, author: User) -> None:
    one, two = make_child(tree.hieu, "Thôn 1"), make_child(tree.hieu, "Thôn 2")
    a, b = split(tree, one, two)
    for place, num in ((None, 1), (one, 10), (two, 100)):
        rows(tree.hieu_committee, author, place=place, num=num)
    parents = {PARTY: tree.committee}
    made = tuple(Part(unit=make_committee(f"Đảng ủy {unit.name}", of=unit, above=tree.committee, starts=REFORM)) for unit in (a, b))
    carry(Order(Act.SPLIT, (tree.hieu_committee,), REFORM, "", parents, made, "u-p"))
    reading = read(NEW, tree.committee, HALF_1, by="unit", restated=REFORM)
    found = keyed(reading)
    assert ([found[part.unit.key] for part in made if part.unit], found[UNALLOCATED]) == ([10, 100], 1)
    assert reading.counted == 111


def test_a_dissolved_unit_is_borne_by_its_superior(tree: Tree, author: User) -> None:
    rows(tree.hieu, author)
    carry(Order(Act.DISSOLVE, (tree.hieu,), REFORM))
    assert keyed(read(NEW, Unit.objects.get(pk=tree.district.pk), HALF_1, by="unit", restated=REFORM))[""] == 1


def test_a_unit_that_moved_counts_where_it_stands_on_the_day(tree: Tree, author: User) -> None:
    rows(tree.hieu, author)
    carry(Order(Act.MOVE, (tree.hieu,), REFORM, parents={STATE: tree.other_district}))
    assert [counted(unit, period=HALF_1) for unit in (tree.district, tree.other_district)] == [1, 0]
    assert [counted(unit, period=HALF_1, restated=REFORM) for unit in (tree.district, tree.other_district)] == [0, 1]


def test_a_unit_that_is_not_in_being_on_the_day_is_refused(tree: Tree) -> None:
    unit = merged(tree)
    for gone, day in ((unit, date(2023, 1, 1)), (Unit.objects.get(pk=tree.hieu.pk), REFORM)):
        with pytest.raises(ValidationError, match=gone.name):
            read(NEW, gone, YEAR, restated=day)


def test_declared_wholes_pass_on_too(tree: Tree) -> None:
    writer, chief = make_account("office", tree.province), make_account("office", tree.province)
    for unit, low in ((tree.hieu, "5"), (tree.dak_tang, "7")):
        figures = [{"measure": NEW, "low": low, "qualifier": "exact"}]
        given = {"starts": HALF_1.start, "ends": date(2023, 5, 1), "day": date(2023, 5, 1), "figures": figures}
        make_approved(make_declaration(unit, by=writer, **given), by=chief)
    rows(tree.hieu, writer)
    unit = merged(tree)
    found = read(NEW, unit, HALF_1, restated=REFORM)
    assert (found.value, found.counted, found.declared) == (12, 1, 11)
    district = Unit.objects.get(pk=tree.district.pk)
    assert read(NEW, district, HALF_1, restated=REFORM).value == read(NEW, district, HALF_1).value == 12
    part = next(part for part in read(NEW, district, HALF_1, by="unit", restated=REFORM).parts if part.unit == unit)
    assert (part.value, part.counted, part.declared) == (12, 1, 11)


def test_coverage_and_frozen_rows_follow_the_reading(tree: Tree, author: User) -> None:
    record = rows(tree.hieu, author)
    unit = merged(tree)
    district = Unit.objects.get(pk=tree.district.pk)
    reading = read(NEW, district, HALF_1, restated=REFORM)
    assert unit.pk in reading.coverage.heard
    assert set(freeze(read(NEW, unit, HALF_1, restated=REFORM)).lines) == {f"{record.public_id}/{NEW}/1"}
    assert freeze(read(NEW, unit, HALF_1)).lines == {}


def test_the_queries_do_not_grow_with_the_units(tree: Tree, author: User) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(NEW, Unit.objects.get(pk=tree.district.pk), HALF_1, by="unit", restated=REFORM)
        return len(queries)

    villages = [make_child(tree.hieu, f"Thôn {number}") for number in range(2)]
    rows(tree.hieu, author, place=villages[0])
    split(tree, *villages)
    few = asked()
    for number in range(12):
        unit = make_child(tree.district, f"Xã {number}", kind=UnitKind.COMMUNE)
        rows(unit, author)
        rows(tree.hieu, author, place=make_child(Unit.objects.get(name="Xã A"), f"Thôn mới {number}"))
    assert asked() == few <= 24


def test_the_command_says_which_reading_it_is(tree: Tree, author: User) -> None:
    from lantoa.core.measures.cli import described

    rows(tree.hieu, author)
    unit = merged(tree)
    told = json.loads(json.dumps(described(read(NEW, unit, HALF_1, restated=REFORM))))
    assert (told["reading"], told["restated_to"], told["value"]) == ("restated", "2023-07-01", 1)
    told = described(read(NEW, tree.district, HALF_1))
    assert (told["reading"], told["restated_to"]) == ("as_it_stood", None)
