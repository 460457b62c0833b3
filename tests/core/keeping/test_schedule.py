"""Backups by the clock: when they are due, and who is told that one is missing."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from lantoa.core.access.roles import Role
from lantoa.core.keeping.refusals import KeepingFailure
from lantoa.core.keeping.schedule import next_time, schedule
from tests.factories import make_account, make_tree


@pytest.mark.parametrize(
    ("now", "due"),
    (
        (datetime(2023, 5, 24, 18, 59, tzinfo=UTC), datetime(2023, 5, 24, 19, 0, tzinfo=UTC)),
        (datetime(2023, 5, 24, 19, 0, tzinfo=UTC), datetime(2023, 5, 25, 19, 0, tzinfo=UTC)),
    ),
)
def test_two_o_clock_is_that_of_viet_nam(now: datetime, due: datetime) -> None:
    assert next_time(2, after=now) == due


@pytest.mark.parametrize(("hour", "keep"), (("24", "1"), ("hai", "1"), ("2", "0"), ("-1", "1")))
def test_an_hour_or_number_that_is_none_is_refused(settings, hour: str, keep: str) -> None:
    settings.LANTOA_BACKUP_HOUR, settings.LANTOA_BACKUP_KEEP = hour, keep
    with pytest.raises(KeepingFailure, match="backup_hour"):
        schedule()


@pytest.mark.django_db
def test_the_overview_tells_an_administrator_of_a_missing_backup_and_nobody_else(client, settings, tmp_path) -> None:
    settings.LANTOA_BACKUP_HOUR, settings.LANTOA_BACKUP_FOLDER = "2", str(tmp_path)
    tree = make_tree()
    for role, told in ((Role.ADMINISTRATOR, True), (Role.OFFICE, False)):
        client.force_login(make_account(role, tree.committee))
        page = client.get(reverse("overview"))
        assert page.status_code == 200
        assert ("lantoa doctor" in page.content.decode()) is told
