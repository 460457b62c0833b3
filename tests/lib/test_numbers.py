import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.lib.numbers import (
    NumberError,
    Qualifier,
    Quantity,
    describe_quantity_en,
    describe_quantity_vi,
    format_money_en,
    format_money_vi,
    format_number_en,
    format_number_vi,
    format_quantity_en,
    format_quantity_vi,
    parse_number_vi,
    parse_quantity_vi,
)


def spoken(text: str) -> str:
    """The text with ordinary spaces, for tests that are not about line breaks."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (50, "50", "50"),
        (3500, "3.500", "3,500"),
        (1234567, "1.234.567", "1,234,567"),
        (-3500, "-3.500", "-3,500"),
        (Decimal("54.56"), "54,56", "54.56"),
        (Decimal("85.00"), "85", "85"),
        (Decimal("98.50"), "98,5", "98.5"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Decimal("1234567.5"), "1.234.567,5", "1,234,567.5"),
        (Decimal("-0"), "0", "0"),
    ],
)
def test_numbers_are_written_in_both_ways(value: Decimal | int, vietnamese: str, english: str) -> None:
    assert format_number_vi(value) == vietnamese
    assert format_number_en(value) == english


def test_places_are_kept_and_halves_go_away_from_zero() -> None:
    assert format_number_vi(Decimal("77.2"), places=2) == "77,20"
    assert format_number_vi(Decimal("77.245"), places=2) == "77,25"
    assert format_number_vi(Decimal("-0.5"), places=0) == "-1"
    assert format_number_vi(3500, places=0) == "3.500"
    assert format_number_en(1500, places=1) == "1,500.0"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_not_written(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not a number"):
        format_number_vi(value)


def test_a_number_stays_with_its_unit() -> None:
    assert format_quantity_vi(3500, "m²") == "3.500\u00a0m²"
    assert format_quantity_vi(Decimal("54.56"), "%") == "54,56%"
    assert format_quantity_vi(50, "mô hình") == "50\u00a0mô hình"
    assert format_quantity_vi(50, "") == "50"
    assert format_quantity_vi(40 * 10**9, "đồng") == "40\u00a0tỷ\u00a0đồng"
    assert format_quantity_vi(86 * 10**6, "đồng/năm") == "86\u00a0triệu\u00a0đồng/năm"
    assert format_quantity_en(3500, "m²") == "3,500\u00a0m²"
    assert format_quantity_en(Decimal("54.56"), "%") == "54.56%"
    assert format_quantity_en(40 * 10**9, "đồng") == "40\u00a0billion\u00a0dong"


@pytest.mark.parametrize(
    ("amount", "vietnamese", "english"),
    [
        (40_000_000_000, "40 tỷ đồng", "40 billion dong"),
        (1_250_000_000, "1,25 tỷ đồng", "1.25 billion dong"),
        (1_234_500_000, "1.234,5 triệu đồng", "1,234.5 million dong"),
        (300_000_000, "300 triệu đồng", "300 million dong"),
        (46_500_000, "46,5 triệu đồng", "46.5 million dong"),
        (1_234_567, "1.234.567 đồng", "1,234,567 dong"),
        (1_234_567_891, "1.234.567.891 đồng", "1,234,567,891 dong"),
        (500_000, "500.000 đồng", "500,000 dong"),
        (0, "0 đồng", "0 dong"),
        (-300_000_000, "-300 triệu đồng", "-300 million dong"),
        (2_500_000_000_000, "2.500 tỷ đồng", "2,500 billion dong"),
    ],
)
def test_money_takes_the_largest_exact_scale(amount: int, vietnamese: str, english: str) -> None:
    assert spoken(format_money_vi(amount)) == vietnamese
    assert spoken(format_money_en(Decimal(amount))) == english


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50", "50"),
        ("05", "5"),
        ("3.500", "3500"),
        ("54,56", "54.56"),
        ("0,125", "0.125"),
        ("1.234.567,5", "1234567.5"),
        ("1.234,567", "1234.567"),
        ("1234,5", "1234.5"),
        ("46 triệu", "46000000"),
        ("46 TRIỆU", "46000000"),
        ("46triệu", "46000000"),
        ("1,5 tỷ", "1500000000"),
        ("1,5 tỉ", "1500000000"),
        ("2 nghìn tỷ", "2000000000000"),
        ("5 trăm triệu", "500000000"),
        ("3 tỷ rưỡi", "3500000000"),
        ("1 tỷ 200 triệu", "1200000000"),
        ("5 ngàn", "5000"),
        ("−12,5", "-12.5"),
        (" 3.500\u00a0", "3500"),
        ("200.", "200"),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, value: str) -> None:
    assert parse_number_vi(text) == Decimal(value)
    assert parse_number_vi(unicodedata.normalize("NFD", text)) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("—", "unreadable"),
        ("năm mươi", "unreadable"),
        ("54.56", "ambiguous"),
        ("0.500", "ambiguous"),
        ("1,234", "ambiguous"),
        ("3 500", "ambiguous"),
        ("1 tỷ 2", "ambiguous"),
        ("1 triệu 2 tỷ", "ambiguous"),
        ("1,234.5", "english_format"),
        ("1,234,567", "english_format"),
        ("25.5.2023", "unreadable"),
        ("12,34,56", "unreadable"),
        ("13/50", "unreadable"),
        ("200+", "unreadable"),
        ("1e9", "unit_not_expected"),
        ("46tr", "scale_unclear"),
        ("46 trieu", "scale_unclear"),
        ("5 ty", "scale_unclear"),
        ("3.500 m²", "unit_not_expected"),
        ("9" * 30, "too_large"),
        ("999999999 tỷ", "too_large"),
        ("٣", "unreadable"),
    ],
)
def test_what_may_mean_two_numbers_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_number_vi(text)
    assert (refused.value.code, refused.value.params) == (code, {"text": text})


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=2))
def test_a_number_with_two_decimals_reads_back(value: Decimal) -> None:
    assert parse_number_vi(format_number_vi(value, places=2)) == value
    assert parse_number_vi(format_number_vi(value)) == value


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "qualifier"),
    [
        ("50 mô hình", "50", "50", "mô hình", "exact"),
        ("54,56%", "54.56", "54.56", "%", "exact"),
        ("3.500m2", "3500", "3500", "m²", "exact"),
        ("3.500 m2 đất", "3500", "3500", "m² đất", "exact"),
        ("14 xã, thị trấn", "14", "14", "xã, thị trấn", "exact"),
        ("500 đ", "500", "500", "đồng", "exact"),
        ("500.000 VNĐ", "500000", "500000", "đồng", "exact"),
        ("86 triệu đồng/năm", "86000000", "86000000", "đồng/năm", "exact"),
        ("5 trạm y tế", "5", "5", "trạm y tế", "exact"),
        ("5 điểm", "5", "5", "điểm", "exact"),
        ("2 ti vi", "2", "2", "ti vi", "exact"),
        ("gần 40 tỷ đồng", "40000000000", "40000000000", "đồng", "nearly"),
        ("Hơn 200 mô hình, điển hình", "200", "200", "mô hình, điển hình", "more_than"),
        ("trên 300 triệu đồng", "300000000", "300000000", "đồng", "more_than"),
        ("trên dưới 300 hộ", "300", "300", "hộ", "about"),
        ("khoảng 1,5 ha", "1.5", "1.5", "ha", "about"),
        ("ít nhất 12 buổi", "12", "12", "buổi", "at_least"),
        ("từ 12 buổi trở lên", "12", "12", "buổi", "at_least"),
        ("85-90%", "85", "90", "%", "range"),
        ("khoảng 85 – 90%", "85", "90", "%", "range"),
        ("từ 85% đến 90%", "85", "90", "%", "range"),
        ("từ 300 đến 500 triệu đồng", "300000000", "500000000", "đồng", "range"),
        ("900 triệu - 1,2 tỷ đồng", "900000000", "1200000000", "đồng", "range"),
        ("300 m2 đến 500 m2", "300", "500", "m²", "range"),
        ("hàng chục mô hình", "10", "99", "mô hình", "tens"),
        ("hàng trăm mô hình", "100", "999", "mô hình", "hundreds"),
        ("hàng ngàn lượt hộ", "1000", "9999", "lượt hộ", "thousands"),
        ("hàng trăm triệu đồng", "100000000", "999000000", "đồng", "hundreds"),
    ],
)
def test_a_quantity_keeps_its_unit_and_qualifier(text: str, low: str, high: str, unit: str, qualifier: str) -> None:
    assert parse_quantity_vi(text) == Quantity(Decimal(low), Decimal(high), unit, Qualifier(qualifier))
    assert parse_quantity_vi(unicodedata.normalize("NFD", text)) == parse_quantity_vi(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blank"),
        ("hàng vạn hộ", "no_figure"),
        ("nhiều mô hình", "no_figure"),
        ("dưới 40 hộ", "qualifier_unknown"),
        ("không quá 40 hộ", "qualifier_unknown"),
        ("hơn 85-90%", "ambiguous"),
        ("900 - 1 tỷ đồng", "reversed"),
        ("90-85%", "reversed"),
        ("300 m2 đến 500 ha", "mixed_units"),
        ("85% - 90", "mixed_units"),
        ("46 tr đồng", "scale_unclear"),
        ("5 ty dong", "scale_unclear"),
        ("86 triệu/năm", "unreadable"),
        ("-5 hộ", "unreadable"),
        ("mô hình", "unreadable"),
        ("gần tỷ đồng", "unreadable"),
    ],
)
def test_a_quantity_that_cannot_be_taken_as_typed_says_why(text: str, code: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse_quantity_vi(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("50", "50", "50"),
        ("gần 40 tỷ đồng", "gần 40 tỷ đồng", "nearly 40 billion dong"),
        ("trên 200 mô hình", "hơn 200 mô hình", "more than 200 mô hình"),
        ("85-90%", "từ 85 đến 90%", "from 85 to 90%"),
        ("300-500 triệu đồng", "từ 300 triệu đồng đến 500 triệu đồng", "from 300 million dong to 500 million dong"),
        ("hàng trăm hộ", "hàng trăm hộ", "hundreds of hộ"),
        ("hàng trăm", "hàng trăm", "hundreds"),
        ("hàng trăm triệu đồng", "hàng trăm triệu đồng", "hundreds of millions of dong"),
        ("hàng nghìn tỷ đồng", "hàng nghìn tỷ đồng", "thousands of billions of dong"),
    ],
)
def test_a_quantity_is_told_in_both_languages(text: str, vietnamese: str, english: str) -> None:
    quantity = parse_quantity_vi(text)
    assert spoken(describe_quantity_vi(quantity)) == vietnamese
    assert spoken(describe_quantity_en(quantity)) == english
    assert parse_quantity_vi(describe_quantity_vi(quantity)) == quantity


def test_the_bounds_say_on_which_side_the_truth_lies() -> None:
    assert parse_quantity_vi("50").bounds == (50, 50)
    assert parse_quantity_vi("gần 40").bounds == (None, 40)
    assert parse_quantity_vi("hơn 200").bounds == (200, None)
    assert parse_quantity_vi("ít nhất 200").bounds == (200, None)
    assert parse_quantity_vi("khoảng 200").bounds == (None, None)
    assert parse_quantity_vi("85-90").bounds == (85, 90)
    assert parse_quantity_vi("hàng trăm").bounds == (100, 999)


def test_a_quantity_that_contradicts_itself_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="cannot be exact"):
        Quantity(Decimal(1), Decimal(2))
    with pytest.raises(ValueError, match="cannot be range"):
        Quantity(Decimal(2), Decimal(1), "", Qualifier.RANGE)


def test_every_qualifier_has_words_in_both_languages() -> None:
    for qualifier in Qualifier:
        assert (qualifier.words_vi == "") == (qualifier.words_en == "") == (qualifier is Qualifier.EXACT)
