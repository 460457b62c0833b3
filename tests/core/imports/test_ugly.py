"""The office's own sheet as it is: what can be read is read right, what cannot is marked with a sentence."""

from datetime import date

import pytest

from lantoa.core.imports.entering import begin_entering
from lantoa.core.imports.models import RowState
from lantoa.core.imports.working import carry_on
from lantoa.core.records.models import Record
from lantoa.domains.initiatives.models import Initiative
from tests.core.imports.conftest import World, checked, read
from tests.core.imports.ugly import ugly
from tests.factories import TODAY


@pytest.fixture
def source(world: World):
    return checked(read(ugly(), world))


def rows_by_title(source):
    return {row.cells[1]: row for row in source.rows.exclude(state__in=(RowState.SKIPPED, RowState.ABOVE))}


def test_what_can_be_read_is_read_right(source):
    good = {title: row.faults for title, row in rows_by_title(source).items() if row.state == RowState.READY}
    assert set(good) == {"Nuôi trâu sinh sản", "Nuôi cá nước ngọt", "Trồng sâm dây"}
    begin_entering(source, submit=False)
    carry_on(source, today=TODAY)
    told = {found.title: found for found in Initiative.objects.prefetch_related("places")}
    trau, ca, sam = (told[title] for title in ("Nuôi trâu sinh sản", "Nuôi cá nước ngọt", "Trồng sâm dây"))
    assert [one.day for one in (trau, ca, sam)] == [date(2022, 5, 18)] * 3
    assert [(one.since, one.since_precision) for one in (trau, ca, sam)] == [
        (date(2021, 1, 1), "year"), (date(2021, 3, 1), "month"), (date(2021, 3, 25), "day"),
    ]  # fmt: skip
    assert [one.cost for one in (trau, ca, sam)] == [1_234_500, 31_000_000, 31_000_000]
    assert [one.households for one in (trau, ca, sam)] == [12, 1200, None]
    assert [one.place.name for one in (trau, ca, sam)] == ["Xã Hiếu", "Xã Hiếu", "Xã Đăk Tăng"]
    assert {one.sector for one in (trau, ca)} == {"livestock", "fishery"}


def test_what_cannot_be_read_says_at_its_cell_what_to_do(source):
    wrong = rows_by_title(source)
    assert set(wrong["Camera an ninh"].faults) == {"households", "cost"}
    assert "1,200" in wrong["Camera an ninh"].faults["households"][0]
    faults = wrong["Phong trào sạch làng"].faults
    assert set(faults) == {"title", "sector", "places", "since", "day", "households"}
    assert "Nghề lạ" in faults["sector"][0]
    assert "Xã Không Có" in faults["places"][0]


def test_rows_that_are_none_of_the_table_are_left_out_with_their_reason(source):
    left_out = {row.number: row.faults[""][0] for row in source.rows.filter(state=RowState.SKIPPED)}
    assert set(left_out) == {7, 14, 16}
    assert Record.objects.count() == 0
