"""Closing figures, and what changes afterwards."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import advance, change
from lantoa.core.units.models import Unit
from lantoa.domains.reports import services
from lantoa.domains.reports.models import Report
from lantoa.domains.reports.pages import changes
from lantoa.domains.reports.selectors import TextBelow, changed_figures, closed_snapshot, document_of, texts_below
from tests.factories import TODAY, make_account


def begun(scene):
    return services.start_report(values=scene.report_values(), by=scene.clerk, today=TODAY, now=timezone.now())


def closed(scene):
    return services.close_figures(begun(scene), by=scene.clerk, today=TODAY, now=timezone.now())


def kept_key(scene) -> str:
    return f"initiatives.kept|{scene.tree.committee.key}|"


def test_a_new_report_keeps_its_first_draft(told):
    report = begun(told)
    assert [snapshot.number for snapshot in report.snapshots.all()] == [1]


def test_beginning_twice_with_one_form_makes_one_report(told):
    from uuid import uuid4

    key, values = uuid4(), told.report_values()
    first = services.start_report(values=values, by=told.clerk, today=TODAY, now=timezone.now(), public_id=key)
    second = services.start_report(values=values, by=told.clerk, today=TODAY, now=timezone.now(), public_id=key)
    assert (first.pk, second.snapshots.count()) == (second.pk, 1)


def test_closing_freezes_value_row_keys_and_hash(told):
    figure = closed_snapshot(closed(told)).figures.get(key=kept_key(told))
    assert (figure.value, figure.counted, figure.declared, figure.n) == (10, 3, 7, 3)
    assert len(figure.lines) == 3
    assert len(figure.digest) == 64


def test_closing_freezes_the_tables_by_category_too(told):
    told.initiative("Trồng cà phê", sector="crops")
    report = closed(told)
    figure = closed_snapshot(report).figures.get(key=kept_key(told) + "sector=crops")
    assert (figure.value, figure.n, len(figure.lines), len(figure.digest)) == (1, 1, 1, 64)
    record = Record.objects.get(title="Trồng cà phê")
    advance(record, "revoke", by=make_account(Role.LEADER, told.tree.committee), today=TODAY, reason="Trùng")
    changed = {row.category: (row.was, row.now) for row in changes(report, actor=told.clerk, today=TODAY)}
    assert changed["Trồng trọt"] == ("1", "0")
    assert document_of(report).figure(kept_key(told) + "sector=crops").text == "1"


def test_a_closed_report_shows_what_was_closed_and_tells_a_later_correction(told):
    extra = told.initiative("Nuôi ong lấy mật")
    report = closed(told)
    advance(extra, "revoke", by=told.clerk, today=TODAY, reason="Trùng với hồ sơ khác")
    assert document_of(report).figure(kept_key(told)).counted.startswith("4")
    frozen, reading = next(pair for pair in changed_figures(report) if pair[0].key == kept_key(told))
    assert (frozen.counted, reading.counted) == (4, 3)
    row = next(row for row in changes(report, actor=told.clerk, today=TODAY) if row.frozen.key == kept_key(told))
    assert [(change_.sign, change_.record.title, change_.event.reason) for change_ in row.records] == [
        ("−1", "Nuôi ong lấy mật", "Trùng với hồ sơ khác")
    ]


def test_a_record_outside_the_readers_sight_is_counted_but_not_named(told):
    extra = told.initiative("Nuôi ong lấy mật")
    report = closed(told)
    advance(extra, "revoke", by=told.clerk, today=TODAY, reason="Trùng")
    rows = changes(report, actor=told.stranger, today=TODAY)
    assert {change_.record for row in rows for change_ in row.records} == {None}


def test_closed_figures_are_not_closed_again_nor_written(told):
    report = closed(told)
    with pytest.raises(Refused):
        services.close_figures(report, by=told.clerk, today=TODAY, now=timezone.now())
    with pytest.raises((Refused, ValidationError)):
        services.write_texts(report, texts={"results": "Viết thêm"}, by=told.clerk, today=TODAY)


def test_figures_of_a_running_period_are_not_closed(told):
    report = begun(told)
    with pytest.raises(Refused, match="25"):
        services.close_figures(report, by=told.clerk, today=date(2023, 5, 24), now=timezone.now())
    assert not report.snapshots.filter(closed=True).exists()


def test_an_advisory_body_writes_but_does_not_close(told):
    advisor = make_account(Role.ADVISORY, told.tree.committee)
    report = services.start_report(values=told.report_values(), by=advisor, today=TODAY, now=timezone.now())
    services.write_texts(report, texts={"results": "Nhiều nơi làm tốt."}, by=advisor, today=TODAY)
    with pytest.raises(Refused):
        services.close_figures(report, by=advisor, today=TODAY, now=timezone.now())


def test_number_and_date_are_noted_after_closing_only(told):
    report = begun(told)
    with pytest.raises(ValidationError):
        services.number_report(report, number="120-BC/HU", signed_on=TODAY, by=told.clerk, today=TODAY)
    report = services.close_figures(report, by=told.clerk, today=TODAY, now=timezone.now())
    report = services.number_report(report, number="120-BC/HU", signed_on=TODAY, by=told.clerk, today=TODAY)
    head = document_of(report).head
    assert (report.state, head.number) == (State.APPROVED, "120-BC/HU")
    assert "ngày 25 tháng 5 năm 2023" in head.place_and_day


@pytest.mark.parametrize(("day", "sentence"), [(date(2027, 1, 1), "30/5/2023"), (date(2023, 2, 5), "25/5/2023")])
def test_a_day_of_issue_to_come_or_within_the_period_is_refused(told, day, sentence):
    report, today = closed(told), date(2023, 5, 30)
    with pytest.raises(ValidationError, match=sentence) as refused:
        services.number_report(report, number="120-BC/HU", signed_on=day, by=told.clerk, today=today)
    assert list(refused.value.message_dict) == ["signed_on"]
    assert services.number_report(report, number="120-BC/HU", signed_on=today, by=told.clerk, today=today).signed_on == today


def test_the_opening_of_a_closed_report_stays_as_it_was_closed(told):
    report = closed(told)
    kept = document_of(report).head
    Unit.objects.filter(pk=told.tree.province_committee.pk).update(name="Tỉnh ủy Quảng Ngãi")
    report.signer = "BÍ THƯ"
    assert document_of(report).head == kept
    report = services.number_report(Report.objects.get(pk=report.pk), number="120-BC/HU", signed_on=TODAY, by=told.clerk, today=TODAY)
    noted = document_of(report).head
    assert (noted.superior, noted.signer, noted.number) == (kept.superior, kept.signer, "120-BC/HU")


def test_the_upper_level_takes_over_what_sub_units_wrote(told):
    values = {**told.report_values(), "unit": told.tree.dak_tang_committee, "title": "Báo cáo của xã"}
    below = services.start_report(values=values, by=told.entrant, today=TODAY, now=timezone.now())
    below = services.write_texts(below, texts={"results": "Xã có ba mô hình."}, by=told.entrant, today=TODAY)
    services.close_figures(below, by=told.entrant, today=TODAY, now=timezone.now())
    report = begun(told)
    assert texts_below(report, "results") == [TextBelow(told.tree.dak_tang_committee, None, "Xã có ba mô hình.")]
    assert services.merge_texts(report, section="results") == "Đảng ủy xã Đăk Tăng: Xã có ba mô hình."


def test_of_two_reports_of_one_period_the_last_is_taken_over_and_a_part_of_the_period_is_named(told):
    def wrote(text: str, **values: object) -> None:
        given = {**told.report_values(), "unit": told.tree.dak_tang_committee, **values}
        below = services.start_report(values=given, by=told.entrant, today=TODAY, now=timezone.now())
        below = services.write_texts(below, texts={"results": text}, by=told.entrant, today=TODAY)
        services.close_figures(below, by=told.entrant, today=TODAY, now=timezone.now())

    wrote("Bản đầu.")
    wrote("Bản sau.\n")
    wrote("Việc năm 2022.", starts=date(2022, 1, 1), ends=date(2023, 1, 1), genre="year")
    report = begun(told)
    assert [(below.title, below.text) for below in texts_below(report, "results")] == [
        ("Đảng ủy xã Đăk Tăng", "Bản sau."), ("Đảng ủy xã Đăk Tăng (năm 2022)", "Việc năm 2022."),
    ]  # fmt: skip


def test_a_changed_title_does_not_count_as_a_change_of_figures(told):
    record = told.initiative("Nuôi ong")
    report = begun(told)
    change(record, values={"title": "Nuôi ong lấy mật"}, by=told.clerk, today=TODAY, reason="Ghi đủ tên")
    assert changed_figures(report) == []
