"""Working days: holidays, swapped Saturdays, and terms counted by them."""

from datetime import date, datetime

import pytest

from lantoa.lib.workdays import (
    Decided,
    after_days,
    after_hours,
    after_months,
    after_working_days,
    day_off,
    holidays_within,
    is_working_day,
)


@pytest.mark.parametrize(
    "day",
    [
        date(2023, 1, 20), date(2023, 1, 26), date(2024, 2, 14), date(2025, 4, 7), date(2025, 4, 30), date(2025, 5, 1), date(2025, 9, 1),
        date(2026, 2, 16), date(2026, 2, 20), date(2026, 4, 27), date(2026, 9, 2), date(2026, 11, 24),
    ],
)  # fmt: skip
def test_holidays_by_either_calendar_and_their_substitutes_are_days_off(day):
    assert day_off(day)
    assert not is_working_day(day)


@pytest.mark.parametrize(
    ("free", "worked"),
    [
        (date(2024, 4, 29), date(2024, 5, 4)),
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 8, 31), date(2026, 8, 22)),
        (date(2018, 12, 31), date(2019, 1, 5)),
    ],
)
def test_a_saturday_worked_in_exchange_is_a_working_day_and_the_day_that_it_frees_is_not(free, worked):
    assert worked.weekday() == 5
    assert is_working_day(worked)
    assert not is_working_day(free)
    assert not is_working_day(date.fromordinal(worked.toordinal() + 7))


def test_what_was_decided_wins_over_the_calendar():
    decided = Decided(off={date(2026, 1, 2): "Hoán đổi"}, work=frozenset({date(2026, 1, 10), date(2026, 11, 24)}))
    assert day_off(date(2026, 1, 2), decided=decided) == "Hoán đổi"
    assert is_working_day(date(2026, 1, 2))
    assert is_working_day(date(2026, 1, 10), decided=decided)
    assert is_working_day(date(2026, 11, 24), decided=decided)


def test_two_working_days_begin_the_day_after_and_step_over_tet():
    assert after_working_days(date(2026, 11, 23), 2) == date(2026, 11, 26)  # Tuesday the 24th is a holiday
    assert after_working_days(date(2026, 2, 13), 2) == date(2026, 2, 24)
    assert after_working_days(date(2026, 2, 18), 1) == date(2026, 2, 23)


def test_calendar_days_that_end_on_a_day_off_end_on_the_next_working_day():
    assert after_days(date(2026, 11, 2), 10) == date(2026, 11, 12)
    assert after_days(date(2026, 11, 4), 10) == date(2026, 11, 16)  # the 14th is a Saturday
    assert after_days(date(2026, 4, 5), 20) == date(2026, 4, 28)  # Saturday, Giỗ Tổ on Sunday, its substitute on Monday


def test_months_end_on_the_day_of_the_same_number_or_the_months_last():
    assert after_months(date(2026, 8, 31), 6) == date(2027, 3, 1)  # 28 February is a Sunday
    assert after_months(date(2026, 7, 15), 5) == date(2026, 12, 15)


def test_hours_run_through_nights_and_holidays():
    assert after_hours(datetime(2026, 4, 30, 22, 15), 72) == datetime(2026, 5, 3, 22, 15)


def test_the_holidays_that_were_counted_are_named_in_the_asked_language():
    assert list(holidays_within(date(2026, 4, 25), date(2026, 4, 30), language="en")) == [
        (date(2026, 4, 26), "Hung Kings' Commemoration Day"),
        (date(2026, 4, 27), "Hung Kings' Commemoration Day (observed)"),
        (date(2026, 4, 30), "Liberation Day/Reunification Day"),
    ]
