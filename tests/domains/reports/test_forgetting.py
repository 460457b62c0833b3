"""A name in the texts of a report, when its person is to be forgotten."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from lantoa.core.access.roles import Role
from lantoa.core.privacy.models import DataRequest
from lantoa.core.privacy.requests import ask, decide
from lantoa.core.privacy.standing import clear, places_of
from lantoa.domains.reports import services
from lantoa.domains.reports.models import Report
from tests.factories import TODAY, make_account

NAME, NUMBER = "A Đăng Xốp", "12-QĐ/ĐU"


@pytest.fixture(autouse=True)
def _business_day(settings, tmp_path):
    settings.LANTOA_BUSINESS_DAY, settings.HOME, settings.LANTOA_BACKUP_FOLDER = TODAY.isoformat(), tmp_path, str(tmp_path / "b")


@pytest.fixture
def head(told):
    return make_account(Role.OFFICE, told.tree.committee)


@pytest.fixture
def writer(told):
    """The one who is to be forgotten; has an account and writes a report of the committee."""
    return make_account(Role.OFFICE, told.tree.committee, name=NAME)


@pytest.fixture
def report(told, writer) -> Report:
    report = services.start_report(values=told.report_values(), by=writer, today=TODAY, now=timezone.now())
    return services.write_texts(report, texts={"results": f"Ông {NAME} làm tốt.", "tasks": "Nhân rộng"}, by=writer, today=TODAY)


@pytest.fixture
def asked(told, writer, head) -> DataRequest:
    return ask(writer.person, wish="erase", text="Xóa tên", unit=told.tree.committee, by=head, now=timezone.now(), today=TODAY)


def test_a_section_that_stands_open_while_the_name_is_taken_out_does_not_bring_it_back(client, told, report, asked, head):
    client.force_login(told.clerk)
    client.get(reverse("report-write", args=[report.public_id]))
    clear(asked, f"texts:{report.pk}", decision=NUMBER, by=head, today=TODAY)
    typed = {"version": report.version, "subject": report.subject, "results": f"Ông {NAME} làm tốt, được khen.", "tasks": "Nhân rộng"}
    answer = client.post(reverse("report-write", args=[report.public_id]), typed)
    assert answer.status_code == 409
    assert NUMBER in answer.content.decode()
    report.refresh_from_db()
    assert report.texts == {"results": f"Ông [Đã xóa theo quyết định số {NUMBER}] làm tốt.", "tasks": "Nhân rộng"}


def test_the_writer_of_an_open_report_is_forgotten_once_the_account_is_closed_and_the_report_stays(told, report, asked, writer, head):
    granted = {"outcome": "granted", "decision": NUMBER, "by": head, "now": timezone.now(), "today": TODAY}
    with pytest.raises(ValidationError, match="Đóng tài khoản trước"):
        decide(asked, **granted)
    asked.refresh_from_db()
    assert asked.is_open, "nothing half done"
    writer.is_active = False
    writer.save()
    clear(asked, f"texts:{report.pk}", decision=NUMBER, by=head, today=TODAY)
    decide(asked, **granted)
    report.refresh_from_db()
    assert (report.state, NAME in str(report.texts)) == ("draft", False)
    mended = services.write_texts(report, texts={"results": "Tiếp tục", "tasks": "Nhân rộng"}, by=told.clerk, today=TODAY)
    assert mended.texts["results"] == "Tiếp tục"


def test_what_was_frozen_is_told_of_and_cannot_be_changed(told, report, asked, head):
    services.close_figures(report, by=head, today=TODAY, now=timezone.now())
    found = {place.code: place for place in places_of(asked.person, head, today=TODAY)}
    kept = report.snapshots.get(closed=True)
    place = found[f"snapshot:{kept.pk}"]
    assert (place.act, place.around[1]) == (None, NAME)
    with pytest.raises(ValidationError):
        clear(asked, place.code, decision=NUMBER, by=head, today=TODAY)
