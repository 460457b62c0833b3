"""A name is found as whole words, however it is written, and nothing else is."""

import pytest

from lantoa.lib.mentions import around, pattern, unnamed

NAME = "A Đăng Xốp"


@pytest.mark.parametrize(
    "text",
    [
        "Ông A Đăng Xốp hiến đất",
        "a dang xop",
        "A ĐĂNG XỐP.",
        "(A Đăng\nXốp)",
        "A  Đăng Xôp",
        "của\u00a0A Đăng Xốp",
    ],
)
def test_a_name_is_found_with_or_without_marks_and_capitals(text):
    assert pattern(NAME).search(text)


@pytest.mark.parametrize("text", ["A Đăng Xốpa", "Ba Đăng Xốp", "A Đăng", "Xốp Đăng A", "A Đăng Văn Xốp", ""])
def test_parts_of_words_and_other_names_are_not(text):
    assert not pattern(NAME).search(text)


def test_apostrophes_are_passed_over_and_letters_of_other_scripts_kept():
    assert pattern("H'Len Niê").search("bà H’Len Niê")
    assert pattern("H'Len Niê").search("Hlen Nie")
    assert pattern("José Ñu").search("José Ñu")
    assert pattern("… !") is None


def test_the_words_stand_in_place_of_every_mention_and_are_taken_as_they_are():
    assert unnamed("A Đăng Xốp và a dang xop", NAME, r"[\1]") == r"[\1] và [\1]"
    assert unnamed("Y Lan", NAME, "x") == "Y Lan"


def test_what_stands_around_a_place_is_cut():
    text = f"{'trước ' * 30}A Đăng Xốp{' sau' * 30}"
    before, name, after = around(text, pattern(NAME).search(text), letters=10)
    assert (before, name, after) == ("…ước trước ", NAME, " sau sau s…")
