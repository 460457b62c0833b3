"""Reading measures: what moves, what ends, what is only nearly so, and what several units declare about one another."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from lantoa.core.measures import registry
from lantoa.core.measures.reading import Reading, read, records_behind
from lantoa.core.measures.registry import Dimension, Fold, Measure, Row, measure
from lantoa.core.measures.rows import verify
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.services import end_unit, place_unit
from lantoa.domains.initiatives.services import stop_initiative
from lantoa.lib.periods import Period
from tests.factories import make_committee, make_unit
from tests.office import Office, figure

pytestmark = pytest.mark.django_db
DAY = date(2023, 12, 31)
YEAR = Period.parse("2023")
HALF_1, HALF_2 = Period.parse("2023-H1"), Period.parse("2023-H2")
KEPT, NEW, STOPPED, MONEY, RIDES = (
    "initiatives.kept",
    "initiatives.new",
    "initiatives.stopped",
    "contributions.money",
    "contributions.rides",
)


@pytest.fixture
def office() -> Office:
    return Office(today=DAY)


@pytest.fixture
def province(office: Office) -> Unit:
    return make_unit("Tỉnh Kon Tum", kind=UnitKind.PROVINCE, under=office.country)


@pytest.fixture
def district(province: Unit) -> Unit:
    return make_unit("Huyện Kon Plông", kind=UnitKind.DISTRICT, under=province)


@pytest.fixture
def commune(district: Unit) -> Unit:
    return make_unit("Xã Hiếu", under=district)


def counted(code: str, unit: Unit, period: Period = YEAR, **more: Any) -> int:
    return int(read(code, unit, period, **more).counted)


def shares(reading: Reading) -> dict[str, int]:
    return {str(part.label): int(part.value) for part in reading.parts}


def keyed(reading: Reading) -> dict[str, int]:
    return {part.key: int(part.value) for part in reading.parts}


class TestUnitsOverTime:
    """A stock is where its unit is; what happened stays where it happened."""

    @pytest.fixture
    def neighbour(self, province: Unit) -> Unit:
        return make_unit("Huyện Tu Mơ Rông", kind=UnitKind.DISTRICT, under=province)

    @pytest.fixture
    def moved(self, office: Office, commune: Unit, neighbour: Unit) -> Unit:
        """A commune with one initiative begun on 1 March, moved to the neighbour on 1 July."""
        office.initiative(commune, since=date(2023, 3, 1), since_precision="day", households=12)
        place_unit(commune, parent=neighbour, hierarchy=Hierarchy.STATE, starts=date(2023, 7, 1))
        return commune

    def test_a_unit_that_moves_takes_its_stock_along(self, moved: Unit, district: Unit, neighbour: Unit) -> None:
        assert [counted(KEPT, unit, HALF_1) for unit in (district, neighbour)] == [1, 0]
        assert [counted(KEPT, unit, YEAR) for unit in (district, neighbour)] == [0, 1]
        assert [counted("initiatives.households", unit, YEAR) for unit in (district, neighbour)] == [0, 12]

    def test_what_happened_stays_where_it_happened(self, moved: Unit, district: Unit, neighbour: Unit) -> None:
        assert [counted(NEW, unit) for unit in (district, neighbour)] == [1, 0]
        assert shares(read(NEW, district, YEAR, by="unit")) == {"Xã Hiếu": 1}, "a unit that has gone stays while it has a share"
        assert shares(read(NEW, district, HALF_2, by="unit")) == {}

    def test_a_stop_after_the_move_leaves_no_stock_below_nought(self, office: Office, moved: Unit, district: Unit, neighbour: Unit) -> None:
        record = moved.records.get().initiative
        stop_initiative(record, day=date(2023, 9, 1), reason="Hết giống", by=office.leader, today=DAY)
        assert [counted(KEPT, unit) for unit in (district, neighbour)] == [0, 0]
        assert [counted(STOPPED, unit) for unit in (district, neighbour)] == [0, 1]

    def test_both_ways_the_parts_make_the_whole(self, moved: Unit, province: Unit, district: Unit, neighbour: Unit) -> None:
        for code in (KEPT, NEW):
            for period in (HALF_1, HALF_2, YEAR):
                reading = read(code, province, period, by="unit")
                assert sum(part.counted for part in reading.parts) == reading.counted

    def test_an_ended_unit_leaves_its_stock_where_it_stood(self, office: Office, commune: Unit, district: Unit, province: Unit) -> None:
        office.initiative(commune, since=date(2022, 1, 1), since_precision="year")
        end_unit(commune, day=date(2023, 7, 1))
        end_unit(district, day=date(2023, 7, 1))
        assert counted(KEPT, province) == 1
        assert shares(read(KEPT, province, YEAR, by="unit")) == {"Huyện Kon Plông": 1}
        assert counted(KEPT, district) == 1, "an ended unit is read as on its last day"
        assert counted(KEPT, commune) == 1

    def test_what_is_told_of_an_ended_unit_later_is_not_lost(self, office: Office, commune: Unit, district: Unit) -> None:
        record = office.initiative(commune, day=date(2023, 3, 1))
        end_unit(commune, day=date(2023, 7, 1))
        stop_initiative(record, day=date(2023, 9, 1), reason="Thôn đã sáp nhập", by=office.leader, today=DAY)
        assert [counted(code, district) for code in (STOPPED, KEPT)] == [1, 0]
        assert shares(read(STOPPED, district, YEAR, by="unit")) == {"Xã Hiếu": 1}

    def test_a_unit_holds_no_stock_before_it_was_founded(self, office: Office, district: Unit) -> None:
        young = make_unit("Thị trấn Măng Đen", kind=UnitKind.TOWNSHIP, under=district, starts=date(2023, 7, 1))
        office.initiative(young, since=date(2021, 1, 1), since_precision="year")
        assert [counted(KEPT, district, period) for period in (HALF_1, YEAR)] == [0, 1]
        assert [counted(NEW, district, Period.parse("2021")), counted(NEW, district)] == [1, 0], "its beginning is told when it was"


class TestStocks:
    def test_a_stop_ends_the_stock_on_its_day(self, office: Office, commune: Unit) -> None:
        record = office.initiative(commune, since=date(2022, 1, 1), since_precision="year")
        stop_initiative(record, day=date(2023, 7, 1), reason="Hết vốn", by=office.leader, today=DAY)
        until_then, after = Period.parse("2023-06-30"), Period.parse("2023-07-01")
        assert [counted(KEPT, commune, period) for period in (Period.parse("2021"), until_then, after)] == [0, 1, 0]
        reading = read(KEPT, commune, after)
        assert (reading.n, list(records_behind(reading))) == (0, [])

    def test_the_stock_of_a_year_is_what_was_there_before_and_begun_less_stopped(self, office: Office, commune: Unit) -> None:
        for since, stopped in ((2021, None), (2022, 2023), (2023, None), (2023, 2023)):
            record = office.initiative(commune, since=date(since, 1, 1), since_precision="year")
            if stopped:
                stop_initiative(record, day=date(stopped, 8, 1), reason="Hết vốn", by=office.leader, today=DAY)
        before = counted(KEPT, commune, Period.parse("2022"))
        assert counted(KEPT, commune) == before + counted(NEW, commune) - counted(STOPPED, commune) == 2

    def test_present_in_is_told_of_each_unit_and_never_summed_upward(self, office: Office, district: Unit) -> None:
        communes = [make_unit(under=district) for _number in range(14)]
        office.initiative(district, "Nắm gạo tình thương", sector="welfare", places=communes)
        office.initiative(communes[0], places=communes[:2])
        assert [counted("initiatives.present_in", unit) for unit in (district, communes[0], communes[1])] == [14, 2, 0]
        assert counted(KEPT, district) == 2, "one initiative in fourteen communes counts once"
        reading = read("initiatives.present_in", district, YEAR, by="unit")
        assert [(part.unit, int(part.value)) for part in reading.parts] == [(district, 14)]


class TestQualifiers:
    """A figure keeps the words in which it was told, as long as the sum lets it."""

    def given(self, office: Office, unit: Unit, *gifts: tuple[Any, ...]) -> Reading:
        for low, *rest in gifts:
            high, qualifier = (rest[0], rest[1]) if len(rest) == 2 else (None, rest[0] if rest else "exact")
            office.gift(unit, "money", low, high=None if high is None else Decimal(high), qualifier=qualifier)
        return read(MONEY, unit, YEAR)

    @pytest.mark.parametrize(
        ("gifts", "value", "high", "qualifier"),
        (
            ([(40_000_000_000, "nearly")], 40_000_000_000, None, "nearly"),
            ([(40_000_000_000, "nearly"), (5,)], 40_000_000_005, None, "nearly"),
            ([(40, "nearly"), (5, "more_than")], 45, None, "about"),
            ([(40, "more_than"), (5,)], 45, None, "more_than"),
            ([(40, "more_than"), (5, "at_least")], 45, None, "at_least"),
            ([(300, 500, "range")], 300, 500, "range"),
            ([(300, 500, "range"), (100, 200, "range"), (7,)], 407, 707, "range"),
            ([(300, 500, "range"), (100, "more_than")], 400, None, "at_least"),
            ([(1000, 9999, "thousands")], 1000, 9999, "thousands"),
            ([(1000, 9999, "thousands"), (5,)], 1005, 10004, "range"),
            ([(1000, 9999, "thousands"), (1000, 9999, "thousands")], 2000, 19998, "range"),
        ),
    )
    def test_a_sum_says_no_more_than_its_parts(
        self, office: Office, commune: Unit, gifts: list[Any], value: int, high: int | None, qualifier: str
    ) -> None:
        reading = self.given(office, commune, *gifts)
        assert (int(reading.value), reading.high, reading.qualifier) == (value, high, qualifier)
        assert reading.n == len(gifts)

    def test_a_gift_whose_amount_is_not_told_counts_as_a_gift_and_adds_nothing(self, office: Office, commune: Unit) -> None:
        office.gift(commune, "work_days")
        office.gift(commune, "land", 3500)
        assert [counted(code, commune) for code in ("contributions.work_days", "contributions.land", "contributions.gifts")] == [0, 3500, 2]
        assert keyed(read("contributions.gifts", commune, YEAR, by="gift")) == {"gift=land": 1, "gift=work_days": 1}

    def test_goods_are_counted_by_gifts_whatever_they_are_measured_in(self, office: Office, commune: Unit) -> None:
        office.gift(commune, "goods", 500, measured_in="kg gạo")
        office.gift(commune, "goods", 20, measured_in="suất quà")
        assert counted("contributions.goods", commune) == 2

    def test_the_parts_keep_their_own_words(self, office: Office, district: Unit, commune: Unit) -> None:
        office.gift(commune, "money", 300, high=Decimal(500), qualifier="range")
        office.gift(district, "money", 40)
        parts = read(MONEY, district, YEAR, by="unit").parts
        assert [(part.label, int(part.value), part.high, part.qualifier) for part in parts] == [
            ("Huyện Kon Plông", 40, None, "exact"), ("Xã Hiếu", 300, 500, "range"),
        ]  # fmt: skip


class TestDeclaredFlows:
    """Reported totals of a time: each compared with what was counted in its own span."""

    def declare(self, office: Office, unit: Unit, low: int, period: Period, **more: Any) -> None:
        office.declare(unit, [figure(RIDES, low, **more)], starts=period.start, ends=period.end)

    def test_two_halves_make_a_year(self, office: Office, commune: Unit, district: Unit) -> None:
        self.declare(office, commune, 10, HALF_1)
        self.declare(office, commune, 12, HALF_2)
        office.gift(commune, "rides", 4, day=date(2023, 3, 1))
        reading = read(RIDES, commune, YEAR)
        assert (reading.value, reading.counted, reading.declared, reading.whole) == (22, 4, 18, 22)
        assert int(read(RIDES, district, YEAR).value) == 22
        assert [int(read(RIDES, commune, period).value) for period in (HALF_1, HALF_2)] == [10, 12]

    def test_half_a_year_declared_says_nothing_of_the_other_half(self, office: Office, commune: Unit) -> None:
        self.declare(office, commune, 10, HALF_1)
        office.gift(commune, "rides", 3, day=date(2023, 3, 1))
        office.gift(commune, "rides", 5, day=date(2023, 9, 1))
        reading = read(RIDES, commune, YEAR)
        assert (reading.value, reading.counted, reading.declared) == (15, 8, 7)
        assert reading.whole is None, "the unit has declared no whole for the year"

    def test_a_year_and_its_halves_are_told_once(self, office: Office, commune: Unit) -> None:
        for low, period in ((10, HALF_1), (12, HALF_2), (30, YEAR)):
            self.declare(office, commune, low, period)
        assert int(read(RIDES, commune, YEAR).value) == 30
        assert int(read(RIDES, commune, HALF_1).value) == 10

    def test_a_correction_of_the_same_span_replaces_the_earlier_figure(self, office: Office, commune: Unit) -> None:
        self.declare(office, commune, 10, HALF_1)
        office.declare(commune, [figure(RIDES, 14)], starts=HALF_1.start, ends=HALF_1.end, day=DAY)
        assert int(read(RIDES, commune, HALF_1).value) == 14

    def test_too_many_records_in_one_half_do_not_hide_what_is_missing_in_the_other(self, office: Office, commune: Unit) -> None:
        self.declare(office, commune, 10, HALF_1)
        self.declare(office, commune, 12, HALF_2)
        office.gift(commune, "rides", 15, day=date(2023, 3, 1))
        reading = read(RIDES, commune, YEAR)
        assert (reading.value, reading.declared, reading.exceeds) == (27, 12, True)

    def test_a_span_that_reaches_out_of_the_period_is_not_read_in_it(self, office: Office, commune: Unit) -> None:
        self.declare(office, commune, 30, YEAR)
        assert int(read(RIDES, commune, HALF_1).value) == 0

    def test_a_figure_of_a_moved_unit_stays_where_its_span_ended(
        self, office: Office, commune: Unit, district: Unit, province: Unit
    ) -> None:
        neighbour = make_unit("Huyện Tu Mơ Rông", kind=UnitKind.DISTRICT, under=province)
        self.declare(office, commune, 10, HALF_1)
        self.declare(office, commune, 12, HALF_2)
        place_unit(commune, parent=neighbour, hierarchy=Hierarchy.STATE, starts=date(2023, 7, 1))
        assert [int(read(RIDES, unit, YEAR).value) for unit in (district, neighbour, province)] == [10, 12, 22]
        assert shares(read(RIDES, province, YEAR, by="unit")) == {"Huyện Kon Plông": 10, "Huyện Tu Mơ Rông": 12}

    def test_a_unit_founded_later_may_report_for_the_time_before(self, office: Office, province: Unit) -> None:
        young = make_unit("Xã Măng Đen", under=province, starts=date(2023, 7, 1))
        self.declare(office, young, 10, HALF_1)
        assert [int(read(RIDES, unit, YEAR).value) for unit in (young, province)] == [10, 10]


class TestNestedDeclarations:
    """What one declaration contains is not added to it again."""

    @pytest.fixture
    def bodies(self, office: Office, province: Unit, district: Unit, commune: Unit) -> dict[str, Unit]:
        top = make_committee("Tỉnh ủy Kon Tum", of=province, above=office.top)
        committee = make_committee("Huyện ủy Kon Plông", of=district, above=top)
        local = make_committee("Đảng ủy xã Hiếu", of=commune, above=committee)
        return {"top": top, "committee": committee, "local": local}

    def test_the_outermost_whole_counts_in_its_own_hierarchy(self, office: Office, bodies: dict[str, Unit]) -> None:
        office.declare(bodies["committee"], [figure(KEPT, 50)])
        office.declare(bodies["local"], [figure(KEPT, 10)])
        office.initiative(bodies["local"])
        assert [int(read(KEPT, bodies[name], YEAR).value) for name in ("local", "committee", "top")] == [10, 50, 50]
        reading = read(KEPT, bodies["committee"], YEAR, by="unit")
        assert shares(reading) == {"Đảng ủy xã Hiếu": 10}
        assert reading.beside == 40

    def test_it_counts_once_in_the_other_hierarchy_too(
        self, office: Office, bodies: dict[str, Unit], province: Unit, district: Unit, commune: Unit
    ) -> None:
        office.declare(bodies["committee"], [figure(KEPT, 50)])
        office.declare(bodies["local"], [figure(KEPT, 10)])
        office.initiative(bodies["local"])
        assert [int(read(KEPT, unit, YEAR).value) for unit in (commune, district, province)] == [10, 50, 50]
        reading = read(KEPT, district, YEAR, by="unit")
        assert shares(reading) == {"Huyện ủy Kon Plông": 40, "Xã Hiếu": 10}
        assert reading.beside == 0

    def test_parts_that_tell_of_more_than_the_whole_are_seen(self, office: Office, bodies: dict[str, Unit]) -> None:
        office.declare(bodies["committee"], [figure(KEPT, 5)])
        office.declare(bodies["local"], [figure(KEPT, 10)])
        reading = read(KEPT, bodies["committee"], YEAR, by="unit")
        assert (int(reading.value), int(reading.beside)) == (5, -5)

    def test_wholes_of_sisters_add_up_at_their_superior(self, office: Office, bodies: dict[str, Unit]) -> None:
        sister = make_committee("Đảng ủy xã Pờ Ê", above=bodies["committee"])
        office.declare(bodies["local"], [figure(KEPT, 10)])
        office.declare(sister, [figure(KEPT, 7, qualifier="nearly")])
        reading = read(KEPT, bodies["committee"], YEAR)
        assert (int(reading.value), reading.whole, reading.qualifier) == (17, None, "nearly")

    def test_of_a_stock_the_latest_day_holds(self, office: Office, commune: Unit) -> None:
        office.declare(commune, [figure(KEPT, 10)], day=date(2023, 3, 1))
        office.declare(commune, [figure(KEPT, 12)], day=date(2023, 9, 1))
        assert [int(read(KEPT, commune, period).value) for period in (HALF_1, YEAR)] == [10, 12]


class TestQualifiedWholes:
    def test_more_than_is_a_lower_bound_that_records_may_pass(self, office: Office, commune: Unit) -> None:
        office.declare(commune, [figure(KEPT, 2, qualifier="more_than")])
        reading = read(KEPT, commune, YEAR)
        assert (int(reading.value), reading.qualifier) == (2, "more_than")
        for number in range(3):
            office.initiative(commune, f"Mô hình {number}")
        reading = read(KEPT, commune, YEAR)
        assert (int(reading.value), reading.exceeds, reading.qualifier) == (3, False, "exact")

    def test_a_vague_whole_keeps_its_words_and_its_ends(self, office: Office, commune: Unit) -> None:
        office.initiative(commune)
        office.declare(commune, [figure(KEPT, 100, high="999", qualifier="hundreds")])
        reading = read(KEPT, commune, YEAR)
        assert (int(reading.value), int(reading.declared), reading.qualifier, reading.high) == (100, 99, "hundreds", 999)

    def test_a_mixed_whole_is_never_counted_for_split_or_completed(self, office: Office, district: Unit, commune: Unit) -> None:
        mixed, span = "programme.models_and_exemplars", Period.parse("2021..2023")
        office.declare(district, [figure(mixed, 200, qualifier="more_than")], starts=span.start, ends=span.end)
        office.initiative(commune)
        office.exemplar(commune)
        reading = read(mixed, district, span, by="unit")
        assert (int(reading.value), int(reading.counted), int(reading.declared), reading.n) == (200, 0, 200, 0)
        assert reading.qualifier == "more_than"
        assert [part for part in reading.parts if part.value] == []
        assert [int(read(code, district, span).value) for code in (KEPT, "exemplars.recognised")] == [1, 1]


class TestRatios:
    """Sum by sum, never a mean of means. No measure of the first issue is a ratio: one is defined here over real records."""

    @pytest.fixture
    def ratio(self) -> Iterator[Measure]:
        @measure(
            "tests.days_a_head", kind="contribution", fold=Fold.RATIO, title="Days a head", unit_label="%", explain="",
            dimensions=(Dimension("gift", "Gift", str),),
        )  # fmt: skip
        def days_a_head(gifts: Any) -> Iterator[Row]:
            for gift in gifts:
                if gift.helped_low:
                    yield Row(gift, gift.day, gift.low, den=Decimal(gift.helped_low), dims={"gift": gift.gift})

        yield days_a_head
        registry._MEASURES.pop("tests.days_a_head")

    def test_a_ratio_is_sum_by_sum(self, ratio: Measure, office: Office, district: Unit, commune: Unit) -> None:
        other = make_unit("Xã Pờ Ê", under=district)
        office.gift(commune, "work_days", 1, helped="people", helped_low=10)
        office.gift(other, "work_days", 90, helped="people", helped_low=100)
        reading = read(ratio, district, YEAR, by="unit")
        assert round(reading.value, 4) == round(Decimal(91) * 100 / 110, 4)
        assert [int(part.value) for part in reading.parts] == [10, 90]
        assert [int(part.value * 100) for part in read(ratio, district, YEAR, by="gift").parts] == [int(Decimal(910000) / 110)]

    def test_a_declared_ratio_stands_in_only_where_nothing_is_counted(
        self, ratio: Measure, office: Office, district: Unit, commune: Unit
    ) -> None:
        office.declare(commune, [figure(ratio.code, "54.56")])
        assert round(read(ratio, commune, YEAR).value, 2) == Decimal("54.56")
        assert read(ratio, district, YEAR).value == 0, "no mean of means"
        office.gift(commune, "work_days", 9, helped="people", helped_low=10)
        reading = read(ratio, commune, YEAR)
        assert (reading.value, reading.declared, round(reading.whole or 0, 2)) == (90, 0, Decimal("54.56"))


class TestCategories:
    """JSON values, null among them, read alike on both databases."""

    @pytest.fixture
    def dated(self, office: Office, commune: Unit) -> Unit:
        for year in (2019, 2021, 2021, 2023):
            office.initiative(commune, since=date(year, 1, 1), since_precision="year")
        office.initiative(commune, "Không rõ năm", sector="crops")
        return commune

    @pytest.mark.parametrize(
        ("where", "count"),
        (("since=2021", 2), ("since=2021..", 3), ("since=..2021", 3), ("since=2020..2022", 2), ("since=", 1), ("sector=crops", 1),
         ("sector=livestock&since=..2021", 3), ("", 5)),
    )  # fmt: skip
    def test_a_category_or_span_is_read_alone(self, dated: Unit, where: str, count: int) -> None:
        assert counted(KEPT, dated, where=where) == count

    def test_categories_are_keyed_by_their_text(self, dated: Unit) -> None:
        parts = read(KEPT, dated, YEAR, by="since").parts
        assert [(part.key, int(part.value), part.overlaps) for part in parts] == [
            ("since=2019", 1, False), ("since=2021", 2, False), ("since=2023", 1, False), ("since=", 1, False),
        ]  # fmt: skip
        assert sum(part.value for part in parts) == 5

    def test_a_category_inside_a_category(self, dated: Unit) -> None:
        assert keyed(read(KEPT, dated, YEAR, by="sector", where="since=2021")) == {"sector=livestock": 2}

    def test_an_undeclared_category_is_not_completed(self, office: Office, dated: Unit) -> None:
        office.declare(dated, [figure(KEPT, 20)])
        reading = read(KEPT, dated, YEAR, by="since")
        assert (int(reading.value), int(reading.beside)) == (20, 15)
        assert int(read(KEPT, dated, YEAR, where="since=2021").value) == 2

    def test_an_unknown_dimension_or_measure_is_an_error(self, dated: Unit) -> None:
        for more in ({"by": "colour"}, {"where": "colour=red"}):
            with pytest.raises(KeyError):
                read(KEPT, dated, YEAR, **more)  # type: ignore[arg-type]
        with pytest.raises(KeyError):
            read("initiatives.imagined", dated, YEAR)


class TestCoverage:
    def test_expected_are_the_living_sub_units_and_reported_those_with_something_approved(self, office: Office, district: Unit) -> None:
        names = ("Xã Hiếu", "Xã Đăk Tăng", "Xã Pờ Ê", "Xã Ngọk Tem")
        heard, declared, silent, gone = (make_unit(name, under=district) for name in names)
        village = make_unit("Thôn Kon Plinh", kind=UnitKind.VILLAGE, under=heard)
        office.initiative(village)
        office.declare(declared, [figure(KEPT, 3)])
        office.initiative(silent, approved=False)
        end_unit(gone, day=date(2023, 7, 1))
        coverage = read(KEPT, district, YEAR).coverage
        assert (coverage.expected, coverage.reported) == (3, 2)
        assert [unit.name for unit in coverage.missing] == ["Xã Pờ Ê"]
        assert read(KEPT, district, HALF_1).coverage.expected == 4

    def test_what_was_approved_for_another_period_is_not_heard(self, office: Office, district: Unit, commune: Unit) -> None:
        office.initiative(commune, day=date(2022, 3, 1))
        assert read(KEPT, district, YEAR).coverage.reported == 0

    def test_an_ended_unit_is_covered_as_on_its_last_day(self, office: Office, district: Unit, commune: Unit) -> None:
        office.initiative(commune, day=date(2023, 3, 1))
        for unit in (commune, district):
            end_unit(unit, day=date(2023, 7, 1))
        coverage = read(KEPT, district, YEAR).coverage
        assert (coverage.expected, coverage.reported) == (1, 1)


def test_the_day_after_the_period_does_not_count(office: Office, commune: Unit) -> None:
    office.gift(commune, "rides", 1, day=HALF_1.last)
    office.gift(commune, "rides", 2, day=HALF_1.last + timedelta(days=1))
    assert [counted(RIDES, commune, period) for period in (HALF_1, HALF_2)] == [1, 2]
    assert verify() == []
