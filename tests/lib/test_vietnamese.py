import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.lib.vietnamese import SORT_KEY_MAX_LENGTH, fold, is_upper_vi, nfc, normalise_tone, sort_key, strip_marks, tone_style

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyÀÁẢÃẠẰẮẲẴẶĐÊềếểễệộớừữựý 0123456789-'’\u00a0", max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăk Tăng", "dak tang"),
        ("Đắk Tăng", "dak tang"),
        ("ĐẮK  TĂNG ", "dak tang"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Măng Buk", "mang buk"),
        ("Măng Bút", "mang but"),
        ("Ea H'leo", "ea hleo"),
        ("Ea H’leo", "ea hleo"),
        ("Bà Rịa – Vũng Tàu", "ba ria vung tau"),
        ("Bà Rịa-Vũng Tàu", "ba ria vung tau"),
        ("Pờ\u00a0Ê", "po e"),
        ("“Vườn mẫu”", "vuon mau"),
        ("3.500 m²", "3 500 m2"),
        ("MH-0027", "mh 0027"),
        ("Lan\u200b Toả", "lan toa"),
        ("Ủy ban/Uỷ ban", "uy ban uy ban"),
        ("", ""),
        ("—", ""),
    ],
)
def test_folding_keeps_what_people_search_by(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(VIETNAMESE)
def test_folding_is_the_same_for_composed_and_decomposed_text_and_stable(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text))
    assert fold(fold(text)) == fold(text)


def test_marks_go_and_the_rest_stays() -> None:
    assert strip_marks("Quý II/2023, Đăk Tăng") == "Quy II/2023, Dak Tang"


NAMES_IN_ORDER = [
    "An", "An Phú", "Anh", "ao", "ào", "ảo", "ão", "áo", "ạo", "Ăn", "Ân", "Bà Rịa", "Dak", "Đà", "Ea", "Êa",
    "Thôn 2", "Thôn 10", "“Vườn mẫu”", "Xã",
]  # fmt: skip


def test_names_stand_in_vietnamese_order() -> None:
    assert sorted(set(NAMES_IN_ORDER), key=sort_key) == NAMES_IN_ORDER


def test_sqlite_sorts_the_stored_key_in_vietnamese_order() -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("create table names (name text, key text)")
        connection.executemany("insert into names values (?, ?)", [(name, sort_key(name)) for name in reversed(NAMES_IN_ORDER)])
        rows = connection.execute("select name from names order by key").fetchall()
    finally:
        connection.close()
    assert [name for (name,) in rows] == NAMES_IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("bao", "Bao"),
        ("Bao", "báo"),
        ("Tổ 9", "Tổ 11"),
        ("Tổ 009", "Tổ 11"),
        ("Tổ 0", "Tổ 1"),
        ("2 giỏi", "Ba"),
        ("", "A"),
        ("Dũng", "Đặng"),
        ("Xã Hiếu", "Xã Măng Cành"),
        ("1000000000000", "An"),
    ],
)
def test_the_first_stands_before_the_second(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


@given(st.text(max_size=300))
def test_a_sort_key_is_short_lower_case_hexadecimal_and_blind_to_normal_form(text: str) -> None:
    key = sort_key(text)
    assert set(key) <= set("0123456789abcdef")
    assert len(key) <= SORT_KEY_MAX_LENGTH
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(nfc(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hóa", "hoá"),
        ("Ủy ban", "Uỷ ban"),
        ("khỏe", "khoẻ"),
        ("HÒA BÌNH", "HOÀ BÌNH"),
        ("Lan Tỏa", "Lan Toả"),
        ("thủy lợi", "thuỷ lợi"),
        ("đất đai", "đất đai"),
    ],
)
def test_tone_marks_move_between_the_two_styles(old: str, new: str) -> None:
    assert tone_style(old, "new") == new
    assert tone_style(new, "old") == old
    assert normalise_tone(new) == old


@pytest.mark.parametrize("text", ["quý", "Quỳ Hợp", "hoàn", "khuỷu", "thuở", "huyện", "toán", "quả", "hoặc", "tuyết", "thủa"])
def test_closed_syllables_and_qu_keep_their_tone(text: str) -> None:
    assert tone_style(text, "old") == text
    assert tone_style(text, "new") == text


def test_capitals_are_told_from_small_letters_with_marks() -> None:
    assert is_upper_vi("ĐẢNG ỦY 5")
    assert is_upper_vi(unicodedata.normalize("NFD", "MẬT"))
    assert not is_upper_vi("ĐẢNG ủY")
    assert not is_upper_vi("123")
