"""Kon Plông's own case: 14 initiatives on record, none dated; 50 reported, of which 13 since 2021 and 37 since 2022."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import pytest

from lantoa.core.measures.models import Declaration
from lantoa.core.measures.reading import Reading, lineage, read, records_behind
from lantoa.core.measures.registry import measure_of
from lantoa.core.measures.rows import verify
from lantoa.core.records.services import advance, change
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.models import Initiative
from lantoa.lib.periods import Period
from tests.factories import make_committee, make_unit
from tests.office import Office, figure

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # the district with all its records, anew for each
DAY = date(2023, 5, 25)
REVIEW = Period(date(2021, 5, 18), DAY + timedelta(days=1))
KEPT = "initiatives.kept"


@dataclass
class KonPlong:
    """The district as its source tells of it."""

    office: Office
    district: Unit
    committee: Unit
    hosts: dict[str, Unit]
    records: list[Initiative] = field(default_factory=list)
    declaration: Declaration | None = None

    def both(self, **more: str) -> tuple[Reading, Reading]:
        """The review of the committee (in the Party's hierarchy) and of the district (in the State's)."""
        return read(KEPT, self.committee, REVIEW, **more), read(KEPT, self.district, REVIEW, **more)  # type: ignore[arg-type]


HELD = {"Đăk Ring": 4, "Pờ Ê": 2, "Măng Đen": 1, "Hiếu": 2, "Đăk Tăng": 3, "school": 1, "centre": 1}


def tell() -> KonPlong:
    office = Office(today=DAY)
    province = make_unit("Tỉnh Kon Tum", kind=UnitKind.PROVINCE, under=office.country)
    district = make_unit("Huyện Kon Plông", kind=UnitKind.DISTRICT, under=province)
    top = make_committee("Tỉnh ủy Kon Tum", of=province, above=office.top)
    committee = make_committee("Huyện ủy Kon Plông", of=district, above=top)
    hosts: dict[str, Unit] = {}
    for name in ("Xã Đăk Ring", "Xã Pờ Ê", "Thị trấn Măng Đen", "Xã Hiếu", "Xã Đăk Tăng"):
        kind = UnitKind.TOWNSHIP if name.startswith("Thị trấn") else UnitKind.COMMUNE
        place = make_unit(name, kind=kind, under=district)
        bare = name.removeprefix("Thị trấn ").removeprefix("Xã ")
        hosts[bare] = make_committee(f"Đảng ủy {name[0].lower()}{name[1:]}", of=place, above=committee)
        hosts[f"territory {bare}"] = place
    hosts["school"] = make_unit(
        "Chi bộ Trường PTDTBT THCS xã Đăk Tăng", kind=UnitKind.PARTY_CELL, under=hosts["territory Đăk Tăng"], party_under=hosts["Đăk Tăng"]
    )
    hosts["centre"] = make_unit("Trung tâm Dịch vụ Nông-Lâm nghiệp", kind=UnitKind.SERVICE_CENTRE, under=district, party_under=committee)
    story = KonPlong(office, district, committee, hosts)
    for name, count in HELD.items():
        story.records += [office.initiative(hosts[name], f"Mô hình {number} ở {name}") for number in range(1, count + 1)]
    story.declaration = office.declare(
        committee,
        [figure(KEPT, 50), figure(KEPT, 13, category="since=2021"), figure(KEPT, 37, category="since=2022..")],
        source="Bài viết ngày 25/5/2023",
    )
    return story


@pytest.fixture(scope="module")
def told(module_rows: None) -> KonPlong:
    return tell()


@pytest.fixture
def story(told: KonPlong) -> KonPlong:
    return deepcopy(told)


def numbers(reading: Reading) -> tuple[Decimal, Decimal, Decimal, int]:
    return reading.value, reading.counted, reading.declared, reading.n


def test_fifty_are_fourteen_on_record_and_thirty_six_declared_in_both_hierarchies(story: KonPlong) -> None:
    for reading in story.both():
        assert numbers(reading) == (50, 14, 36, 14)
        assert not reading.exceeds
        assert reading.qualifier == "exact"
        assert [source.source for source in reading.sources] == ["Bài viết ngày 25/5/2023"]
        assert records_behind(reading).count() == 14
    party, state = story.both()
    assert party.whole == 50
    assert state.whole is None, "the district itself has declared nothing; its committee has"


def test_by_unit_each_host_has_its_own_and_what_no_host_has_stands_beside(story: KonPlong) -> None:
    party, state = story.both(by="unit")
    assert {part.label: int(part.counted) for part in party.parts if part.counted} == {
        "Đảng ủy xã Đăk Ring": 4, "Đảng ủy xã Pờ Ê": 2, "Đảng ủy thị trấn Măng Đen": 1, "Đảng ủy xã Hiếu": 2, "Đảng ủy xã Đăk Tăng": 4,
        "Trung tâm Dịch vụ Nông-Lâm nghiệp": 1,
    }  # fmt: skip
    assert party.beside == 36
    assert sum(part.value for part in state.parts) == 50
    assert {part.label: (part.counted, part.declared) for part in state.parts}["Huyện ủy Kon Plông"] == (0, 36)
    assert state.beside == 0


def test_by_since_thirteen_and_thirty_seven_are_declared_and_the_undated_records_overlap(story: KonPlong) -> None:
    for reading in story.both(by="since"):
        told = {part.key: (int(part.value), int(part.counted), int(part.declared), part.overlaps) for part in reading.parts}
        assert told == {"since=2021": (13, 0, 13, False), "since=2022..": (37, 0, 37, False), "since=": (14, 14, 0, True)}
        assert reading.beside == 0


def test_a_category_can_be_read_alone(story: KonPlong) -> None:
    for where, value in (("since=2021", 13), ("since=2022..", 37)):
        assert [int(reading.value) for reading in story.both(where=where)] == [value, value]
    assert [int(reading.value) for reading in story.both(where="since=")] == [14, 14]


def test_a_fifteenth_record_makes_the_remainder_thirty_five(story: KonPlong) -> None:
    story.office.initiative(story.hosts["Hiếu"], "Mô hình thứ mười lăm", since=date(2022, 1, 1), since_precision="year")
    for reading in story.both(by="since"):
        assert numbers(reading) == (50, 15, 35, 15)
        assert {part.key: (int(part.value), int(part.counted), int(part.declared)) for part in reading.parts} == {
            "since=2021": (13, 0, 13), "since=2022..": (37, 1, 36), "since=": (14, 14, 0),
        }  # fmt: skip


def test_more_records_than_declared_are_shown_beside_the_whole_with_a_warning(story: KonPlong) -> None:
    for number in range(37):
        story.office.initiative(story.hosts["Pờ Ê"], f"Mô hình thêm {number}")
    for reading in story.both():
        assert numbers(reading) == (51, 51, 0, 51)
        assert reading.exceeds
        assert [int(source.low) for source in reading.sources] == [50]


def test_drafts_returned_revoked_and_withdrawn_records_do_not_count(story: KonPlong) -> None:
    office = story.office
    office.initiative(story.hosts["Hiếu"], "Bản nháp", approved=False)
    returned = advance(office.initiative(story.hosts["Hiếu"], "Trả lại", approved=False), "submit", by=office.clerk, today=DAY)
    advance(returned, "return", by=office.leader, today=DAY, reason="Thiếu địa điểm")
    advance(story.records[0], "revoke", by=office.leader, today=DAY, reason="Trùng với mô hình khác")
    for reading in story.both():
        assert numbers(reading) == (50, 13, 37, 13)
    assert verify() == []


def test_a_declaration_that_is_revoked_leaves_what_is_counted(story: KonPlong) -> None:
    assert story.declaration is not None
    advance(story.declaration, "revoke", by=story.office.leader, today=DAY, reason="Nhầm kỳ")
    for reading in story.both():
        assert numbers(reading) == (14, 14, 0, 14)
        assert reading.sources == ()


def test_a_corrected_unit_moves_the_row(story: KonPlong) -> None:
    change(story.records[0], values={"unit": story.hosts["Hiếu"]}, by=story.office.leader, today=DAY, reason="Ghi nhầm đơn vị")
    party, state = story.both(by="unit")
    assert {part.label: int(part.counted) for part in party.parts}["Đảng ủy xã Đăk Ring"] == 3
    assert {part.label: int(part.counted) for part in party.parts}["Đảng ủy xã Hiếu"] == 3
    assert numbers(party) == numbers(state) == (50, 14, 36, 14)
    assert verify() == []


def test_the_level_above_reads_the_same_fifty(story: KonPlong) -> None:
    for tree, unit in ((Hierarchy.PARTY, story.office.top), (Hierarchy.STATE, story.office.country)):
        assert numbers(read(KEPT, unit, REVIEW, hierarchy=tree)) == (50, 14, 36, 14)


def test_before_the_day_of_the_source_nothing_is_known(story: KonPlong) -> None:
    reading = read(KEPT, story.committee, Period(date(2021, 1, 1), DAY))
    assert numbers(reading) == (0, 0, 0, 0)


@pytest.mark.parametrize("by", ("", "unit", "since"))
def test_a_reading_takes_few_queries_whatever_it_counts(story: KonPlong, by: str, django_assert_max_num_queries: Callable) -> None:
    with django_assert_max_num_queries(22):
        read(KEPT, story.committee, REVIEW, by=by)


def test_the_lineage_is_the_rows_themselves(story: KonPlong) -> None:
    rows = lineage(measure_of(KEPT), story.committee, REVIEW)
    assert sorted(rows.values_list("record", flat=True)) == sorted(record.pk for record in story.records)
