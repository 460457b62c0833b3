"""A report restated to the units of a later day: in Word, in Excel, and when its figures are closed."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone

from lantoa.core.access.roles import Role
from lantoa.core.documents import sheet, word
from lantoa.core.records.services import create
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.services import place_unit
from lantoa.domains.reports import services
from lantoa.domains.reports.content import build
from lantoa.domains.reports.selectors import changed_figures, closed_snapshot, document_of
from lantoa.domains.reports.spec import spec_of
from tests.domains.reports.test_files import figures_in, text_of
from tests.factories import TODAY, make_account, make_approved

pytestmark = pytest.mark.django_db
MOVED = date(2023, 5, 1)
NEW = "initiatives.new"


@pytest.fixture
def moved(scene):
    """One initiative begun at each of two communes in 2022; one of the communes has gone to the neighbouring district since."""
    told = {"since": date(2022, 3, 1), "since_precision": "month", "day": TODAY, "sector": "crops"}
    clerk, leader = (make_account(Role.OFFICE, scene.tree.province_committee) for _who in range(2))
    stays, goes = scene.tree.hieu_committee, scene.tree.dak_tang_committee
    place_unit(goes, parent=scene.tree.other_committee, hierarchy=Hierarchy.PARTY, starts=MOVED)
    for unit, title in ((stays, "Nuôi dúi"), (goes, "Trồng cây hồng đẳng sâm")):
        make_approved(create("initiative", values={"unit": unit, "title": title, **told}, by=clerk, today=TODAY), by=leader)
    return scene


def begun(scene, **more):
    return services.start_report(values={**scene.report_values(), **more}, by=scene.clerk, today=TODAY, now=timezone.now())


def new_ones(report) -> int:
    return int(Decimal(document_of(report).figure(f"{NEW}|{report.unit.key}|").value))


def test_the_word_file_says_to_which_day_it_is_restated_and_tells_those_figures(moved):
    stood, restated = begun(moved), begun(moved, restated=TODAY)
    assert (new_ones(stood), new_ones(restated)) == (2, 1)
    text = text_of(word.render(build(spec_of(restated))))
    assert "Số liệu trong báo cáo được quy đổi theo đơn vị ngày 25/5/2023." in text
    assert "quy đổi" not in text_of(word.render(build(spec_of(stood))))


def test_the_sheet_tells_the_restated_figures(moved):
    book = openpyxl.load_workbook(BytesIO(sheet.render(build(spec_of(begun(moved, restated=TODAY))))))
    rows = [row for row in figures_in(book) if row["Mã chỉ tiêu"] == NEW and not row["Mã phân loại"]]
    assert [row["Giá trị"] for row in rows if row["Đơn vị"] == moved.tree.committee.name] == [1]


def test_closed_figures_stay_restated_and_differences_are_told_of_that_reading(moved):
    report = services.close_figures(begun(moved, restated=TODAY), by=moved.clerk, today=TODAY, now=timezone.now())
    frozen = closed_snapshot(report).figures.get(key=f"{NEW}|{report.unit.key}|")
    assert (closed_snapshot(report).restated, frozen.value, frozen.n, len(frozen.lines)) == (TODAY, 1, 1, 1)
    assert changed_figures(report) == []
    place_unit(moved.tree.hieu_committee, parent=moved.tree.other_committee, hierarchy=Hierarchy.PARTY, starts=date(2023, 5, 20))
    [(was, now)] = [pair for pair in changed_figures(report) if pair[0].key == frozen.key]
    assert (was.value, now.value, now.restated) == (1, 0, TODAY)
