"""Rules with dates: which holds on a day, what is added to them, and the clocks made of them."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.rules.clocks import deadline
from lantoa.core.rules.models import DayKind, DecidedDay, Measured, RuleRow
from lantoa.core.rules.registry import all_told
from lantoa.core.rules.selectors import NoRule, all_histories, history, rule
from lantoa.core.rules.services import add_rule, decide_day, may_write
from tests.factories import TODAY, make_account, make_unit

pytestmark = pytest.mark.django_db
NOW = date(2026, 11, 24)
ERASE = "privacy.erase"


def at(*parts: int) -> datetime:
    return timezone.make_aware(datetime(*parts))


@pytest.fixture
def admin():
    return make_account(Role.ADMINISTRATOR, make_unit("Việt Nam", kind="country"))


def test_a_rule_is_that_of_the_day_of_the_case_and_before_the_first_there_is_none():
    with pytest.raises(NoRule):
        rule(ERASE, on=date(2023, 6, 30))
    assert (rule(ERASE, on=date(2025, 12, 31)).value, rule(ERASE, on=date(2025, 12, 31)).measured_in) == (72, Measured.HOURS)
    found = rule(ERASE, on=date(2026, 1, 1))
    assert (found.value, found.measured_in, found.basis) == (20, Measured.DAYS, "Nghị định 356/2025/NĐ-CP, Điều 5")
    assert found.doubt


def test_a_later_row_takes_over_from_its_first_day_and_what_was_before_stays(admin):
    add_rule(ERASE, value=15, measured_in="workdays", starts=date(2027, 1, 1), basis="Luật mới", by=admin, today=NOW)
    assert rule(ERASE, on=date(2026, 12, 31)).value == 20
    later = rule(ERASE, on=date(2027, 1, 1))
    assert (later.value, later.measured_in, later.by) == (15, Measured.WORKING_DAYS, admin.person)
    assert [row.value for row in history(ERASE)] == [15, 20, 72]


def test_of_rows_that_start_on_one_day_the_last_entered_counts(admin):
    for value in (14, 16):
        add_rule(ERASE, value=value, measured_in="days", starts=date(2026, 1, 1), basis="Quy chế", by=admin, today=NOW)
    assert rule(ERASE, on=NOW).value == 16
    assert [row.value for row in all_histories()[ERASE]] == [16, 14, 20, 72]


def test_the_database_refuses_to_change_or_take_away_a_row(admin):
    add_rule(ERASE, value=15, measured_in="days", starts=date(2027, 1, 1), basis="Luật mới", by=admin, today=NOW)
    decide_day(date(2026, 1, 2), kind="off", basis="Thông báo", by=admin, today=NOW)
    for model, change in ((RuleRow, {"value": 1}), (DecidedDay, {"kind": "work"})):
        for act in (lambda rows: rows.update(**change), lambda rows: rows.delete()):  # noqa: B023
            with pytest.raises(DatabaseError), transaction.atomic():
                act(model.objects.all())


def test_only_one_who_manages_all_that_anyone_manages_adds_to_rules(admin):
    below = make_account(Role.ADMINISTRATOR, make_unit("Xã A"))
    office = make_account(Role.OFFICE, make_unit("Xã B"))
    assert may_write(admin, today=TODAY)
    for user in (below, office, make_account()):
        assert not may_write(user, today=TODAY)
        with pytest.raises(Refused):
            add_rule(ERASE, value=1, measured_in="days", starts=NOW, basis="Quy chế", by=user, today=TODAY)


def test_a_clock_in_working_days_names_the_holidays_in_it():
    found = deadline(at(2026, 11, 23, 16, 0), "privacy.acknowledge")
    assert found.last_day == date(2026, 11, 26)
    assert found.holidays == ((date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),)
    assert not found.late(at(2026, 11, 26, 23, 59))
    assert found.late(at(2026, 11, 27))


def test_a_clock_in_hours_ends_on_the_minute():
    found = deadline(at(2026, 11, 21, 22, 15), "privacy.breach")
    assert found.over == at(2026, 11, 24, 22, 15)
    assert found.by_the_hour
    assert not found.late(found.over - timedelta(minutes=1))


def test_where_no_rule_held_there_is_no_clock():
    assert deadline(at(2023, 5, 25, 9, 0), ERASE) is None
    assert deadline(at(2026, 5, 25, 9, 0), "privacy.extend") is None


def test_a_day_decided_off_moves_a_deadline_and_a_later_decision_takes_it_back(admin):
    start = at(2026, 11, 20, 9, 0)
    assert deadline(start, "privacy.acknowledge").last_day == date(2026, 11, 25)
    decide_day(date(2026, 11, 25), kind=DayKind.OFF, basis="Thông báo 1", by=admin, today=NOW)
    assert deadline(start, "privacy.acknowledge").last_day == date(2026, 11, 26)
    decide_day(date(2026, 11, 25), kind=DayKind.USUAL, basis="Thông báo 2", by=admin, today=NOW)
    assert deadline(start, "privacy.acknowledge").last_day == date(2026, 11, 25)


def test_every_rule_says_its_name_its_use_and_its_source():
    for told in all_told():
        assert all(str(text).strip() for text in (told.title, told.use, told.group))
        assert all(str(row.basis).strip() and row.starts < row.ends for row in told.rows)
