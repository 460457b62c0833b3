import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.lib.periods import (
    Period,
    PeriodError,
    format_day_en,
    format_day_vi,
    half_of,
    label_en,
    label_vi,
    long_day_vi,
    parse_day,
    previous,
    year_of,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
REVIEW = Period(date(2021, 5, 18), date(2023, 5, 26))
SHAPES = [
    ("2023", "năm 2023", "2023", "2022"),
    ("2023-H1", "6 tháng đầu năm 2023", "first half of 2023", "2022-H2"),
    ("2023-H2", "6 tháng cuối năm 2023", "second half of 2023", "2023-H1"),
    ("2023-Q1", "quý I/2023", "first quarter of 2023", "2022-Q4"),
    ("2023-Q4", "quý IV/2023", "fourth quarter of 2023", "2023-Q3"),
    ("2023-01", "tháng 1/2023", "January 2023", "2022-12"),
    ("2023-05", "tháng 5/2023", "May 2023", "2023-04"),
    ("2023-05-25", "ngày 25/5/2023", "25 May 2023", "2023-05-24"),
    ("2023-01-01..2023-09-30", "9 tháng đầu năm 2023", "first 9 months of 2023", "2022-04-01..2022-12-31"),
    ("2021-01-01..2023-12-31", "từ năm 2021 đến năm 2023", "2021 to 2023", "2018-01-01..2020-12-31"),
    ("2021-05-18..2023-05-25", "từ 18/5/2021 đến 25/5/2023", "18 May 2021 to 25 May 2023", "2019-05-11..2021-05-17"),
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2021-05-18..2023-05-25", "2021-05-18..2023-05-25"),
        ("18/5/2021-25/5/2023", "2021-05-18..2023-05-25"),
        ("18/5/2021 – 25/5/2023", "2021-05-18..2023-05-25"),
        ("18/5/2021..25/5/2023", "2021-05-18..2023-05-25"),
        ("18.5.2021..25.5.2023", "2021-05-18..2023-05-25"),
        ("18.5.2021-25.5.2023", "2021-05-18..2023-05-25"),
        ("18/5/2021 -25/5/2023", "2021-05-18..2023-05-25"),
        ("18-5-2021 - 25-5-2023", "2021-05-18..2023-05-25"),
        ("18/5/2021 … 25/5/2023", "2021-05-18..2023-05-25"),
        ("từ 18/5/2021 đến 25/5/2023", "2021-05-18..2023-05-25"),
        ("Từ ngày 18/5/2021 đến hết ngày 25/5/2023", "2021-05-18..2023-05-25"),
        ("từ ngày 18 tháng 5 năm 2021 đến ngày 25 tháng 5 năm 2023", "2021-05-18..2023-05-25"),
        ("2023", "2023"),
        ("năm 2023", "2023"),
        ("cả năm 2023", "2023"),
        ("Năm\u00a02023", "2023"),
        ("2023-H1", "2023-H1"),
        ("2023-h2", "2023-H2"),
        ("6 tháng đầu năm 2023", "2023-H1"),
        ("sáu tháng đầu năm 2023", "2023-H1"),
        ("6 tháng cuối năm 2023", "2023-H2"),
        ("nửa đầu năm 2023", "2023-H1"),
        ("9 tháng đầu năm 2023", "2023-01-01..2023-09-30"),
        ("3 tháng cuối năm 2023", "2023-Q4"),
        ("12 tháng đầu năm 2023", "2023"),
        ("2023-Q2", "2023-Q2"),
        ("quý 2/2023", "2023-Q2"),
        ("quý II/2023", "2023-Q2"),
        ("Quý IV năm 2023", "2023-Q4"),
        ("Q3/2023", "2023-Q3"),
        ("2023-05", "2023-05"),
        ("5/2023", "2023-05"),
        ("05-2023", "2023-05"),
        ("T5/2023", "2023-05"),
        ("tháng 5/2023", "2023-05"),
        ("tháng 5 năm 2023", "2023-05"),
        ("2023-05-25", "2023-05-25"),
        ("25/5/2023", "2023-05-25"),
        ("ngày 25/5/2023", "2023-05-25"),
        ("2021-2023", "2021-01-01..2023-12-31"),
        ("2021..2022-H1", "2021-01-01..2022-06-30"),
        ("5/2021-5/2023", "2021-05-01..2023-05-31"),
        ("từ tháng 5/2021 đến tháng 5/2023", "2021-05-01..2023-05-31"),
        ("2024-02-01..2024-02-29", "2024-02"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, code: str) -> None:
    assert str(Period.parse(text)) == code
    assert Period.parse(unicodedata.normalize("NFD", text)) == Period.parse(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("  ", "blank"),
        ("năm ngoái", "unreadable"),
        ("2023-H3", "unreadable"),
        ("quý 5/2023", "unreadable"),
        ("23", "unreadable"),
        ("2023..", "unreadable"),
        ("..2023", "unreadable"),
        ("2021..2022..2023", "unreadable"),
        ("từ 18/5/2021", "unreadable"),
        ("nhiệm kỳ 2020-2025", "unreadable"),
        ("25/5/23", "two_digit_year"),
        ("18/5/21-25/5/2023", "unreadable"),
        ("31/4/2023", "no_such_day"),
        ("29/2/2023", "no_such_day"),
        ("5/25/2023", "no_such_month"),
        ("13/2023", "no_such_month"),
        ("2023-13", "no_such_month"),
        ("13 tháng đầu năm 2023", "no_such_month"),
        ("0 tháng đầu năm 2023", "no_such_month"),
        ("0023", "year_out_of_range"),
        ("9999", "year_out_of_range"),
        ("25/5/2023..18/5/2021", "reversed"),
        ("2023-2021", "reversed"),
    ],
)
def test_a_wrong_period_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(PeriodError) as refused:
        Period.parse(text)
    assert refused.value.code == code
    assert refused.value.text == text


def test_a_period_without_days_cannot_be_made() -> None:
    with pytest.raises(PeriodError) as refused:
        Period(date(2023, 5, 25), date(2023, 5, 25))
    assert refused.value.code == "reversed"


@pytest.mark.parametrize(("code", "vietnamese", "english", "before"), SHAPES)
def test_a_period_is_named_in_both_languages_and_has_one_before_it(code: str, vietnamese: str, english: str, before: str) -> None:
    period = Period.parse(code)
    assert str(period) == code
    assert label_vi(period) == vietnamese
    assert label_en(period) == english
    assert str(previous(period)) == before


def test_both_ends_are_inside() -> None:
    assert (REVIEW.first, REVIEW.last, REVIEW.days) == (date(2021, 5, 18), date(2023, 5, 25), 738)
    assert REVIEW.contains(date(2021, 5, 18))
    assert REVIEW.contains(date(2023, 5, 25))
    assert not REVIEW.contains(date(2023, 5, 26))
    assert not REVIEW.contains(date(2021, 5, 17))


@given(DAYS, DAYS)
def test_the_code_of_any_period_reads_back_as_the_same_period(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other) + timedelta(days=1))
    assert Period.parse(str(period)) == period
    assert previous(period).end == period.start


@given(DAYS)
def test_a_label_reads_back_as_its_period(day: date) -> None:
    for period in (year_of(day), half_of(day), Period(day, day + timedelta(days=1))):
        assert period.contains(day)
        assert Period.parse(label_vi(period)) == period


@pytest.mark.parametrize(
    "text", ["25/5/2023", "25-5-2023", "25.5.2023", "2023-05-25", "25/05/2023", "ngày 25 tháng 5 năm 2023", " 25/5/2023 "]
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2023, 5, 25)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("mai", "unreadable"),
        ("5/2023", "unreadable"),
        ("25/5-2023", "unreadable"),
        ("25-5-23", "two_digit_year"),
        ("30.2.2023", "no_such_day"),
    ],
)
def test_a_wrong_day_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(PeriodError) as refused:
        parse_day(text)
    assert (refused.value.code, refused.value.params) == (code, {"text": text})


def test_days_are_written_as_offices_write_them() -> None:
    assert format_day_vi(date(2023, 5, 5)) == "5/5/2023"
    assert format_day_en(date(2023, 5, 5)) == "5 May 2023"
    assert long_day_vi(date(2023, 5, 25)) == "ngày 25 tháng 5 năm 2023"
    assert long_day_vi(date(2020, 1, 5)) == "ngày 05 tháng 01 năm 2020"
    assert long_day_vi(date(2023, 10, 2)) == "ngày 02 tháng 10 năm 2023"
    assert long_day_vi(date(2023, 3, 12)) == "ngày 12 tháng 3 năm 2023"


def test_of_two_dates_the_wrong_one_is_told() -> None:
    for told, wrong in (("18/5/2021..31/2/2023", "31/2/2023"), ("từ 31/6/2021 đến 25/5/2023", "31/6/2021"), ("31/2/2023", "31/2/2023")):
        with pytest.raises(PeriodError) as refused:
            Period.parse(told)
        assert refused.value.text == wrong
    with pytest.raises(PeriodError) as unread:
        Period.parse("quý V/2023 đến nay")
    assert unread.value.text == "quý V/2023 đến nay"
