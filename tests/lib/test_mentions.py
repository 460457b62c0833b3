"""A name is found as whole words, however it is written, and nothing else is."""

import pytest

from lantoa.lib.mentions import Mention, around, mention_of, pattern, shorter_mentions, unnamed

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
    before, name, after = around(mention_of(text, pattern(NAME)), letters=10)
    assert (before, name, after) == ("…ước trước ", NAME, " sau sau s…")


LAN = "Nguyễn Thị Lan"


@pytest.mark.parametrize(
    "text",
    [
        "bà Nguyễn  thị Lan", "NGUYỄN THỊ LAN", "nguye\u0302\u0303n thi\u0323 lan", "nguyen thi lan", "Nguyễn\u200b\u00a0Thị Lan",
        "Ngu\u00adyễn Thị Lan", "anh-nguyen_thi-lan.jpg", "NguyenThiLan.jpg",
    ],
)  # fmt: skip
def test_spacing_case_composition_and_what_shows_nothing_hide_no_name(text):
    assert mention_of(text, pattern(LAN))


@pytest.mark.parametrize(
    ("name", "text"), [("Đỗ Thị Hoà", "Đỗ Thị Hòa"), ("Đỗ Thị Hoà", "Ðỗ thị Hoà"), ("Y Bloi", "Y Blŏi"), ("Y Blới", "Y BLOI")]
)
def test_either_style_of_a_tone_and_marks_of_other_languages_are_found(name, text):
    assert mention_of(text, pattern(name))


def test_a_name_of_two_words_is_not_found_in_a_word_that_only_looks_like_it():
    assert not mention_of("chiếc thuyền yên ả", pattern("Y Ên"))


def forms(name, text):
    return [one.text[one.start : one.end] for one in shorter_mentions(text, name, pattern(name))]


def test_shorter_forms_after_a_title_without_a_part_shortened_and_as_initials():
    text = "Bà Lan, đ/c Lan, đồng chí: Thị Lan, ong lan; Nguyễn Lan; N.T. Lan; Ng. Thị Lan; N.T.L., NTL và bà L."
    assert forms(LAN, text) == ["Lan", "Lan", "Thị Lan", "lan", "Nguyễn Lan", "N.T. Lan", "Ng. Thị Lan", "N.T.L.", "NTL", "L."]
    assert forms("Y Blới", "ông Blới, ong bloi, Y.B., YBloi") == ["Blới", "bloi", "Y.B.", "YBloi"]
    assert forms("Đỗ Thị Hoà", "cô Hòa, cô hoa") == ["Hòa", "hoa"]


def test_other_names_words_and_the_whole_name_itself_are_no_shorter_forms():
    assert forms(LAN, "ông Lân, hoa lan, Lan man, bà Lanh, bà Nguyễn Thị Lan, anh em") == []
    assert forms("Y Lan", "chị lần này, anh Lãnh") == []
    assert forms("Lan", "bà Lan") == []


def test_one_mention_is_replaced_and_the_others_stay():
    first, second = shorter_mentions("bà Lan và bà Lan", LAN, pattern(LAN))
    assert second.put("bà Lan và bà Lan", "[…]") == "bà Lan và bà […]"
    assert first.put("một câu khác", "[…]") == "một câu khác"
    assert Mention("abc", 1, 2).put("abc", "x") == "axc"
