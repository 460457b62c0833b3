"""Units found by the names that people use."""

from datetime import date

import pytest

from lantoa.core.units.naming import (
    AmbiguousUnit,
    UnknownUnit,
    bare_name,
    find_units,
    name_parts,
    resolve_unit,
    spelled_alike,
    split_at_prefixes,
)
from lantoa.core.units.services import load_tree, rename_unit
from tests.factories import make_committee, make_unit

BEFORE, SINCE = date(2023, 5, 25), date(2026, 1, 1)


def test_a_code_without_its_leading_zero_is_found(db):
    load_tree(provinces={"Tỉnh Vĩnh Phúc"})
    assert resolve_unit("8896", at=BEFORE).name == "Xã Hoàng Đan"


def test_an_ambiguous_name_lists_each_with_where_it_stands(db):
    load_tree(provinces={"Tỉnh Thái Nguyên"})
    with pytest.raises(AmbiguousUnit) as caught:
        resolve_unit("Tân Thành", at=BEFORE)
    found = {(hit.name, hit.context) for hit in caught.value.choices}
    assert ("Phường Tân Thành", "Thành phố Thái Nguyên, Tỉnh Thái Nguyên") in found
    assert ("Xã Tân Thành", "Huyện Phú Bình, Tỉnh Thái Nguyên") in found
    assert resolve_unit("Tân Thành, Phú Bình", at=BEFORE).name == "Xã Tân Thành"


def test_marks_as_typed_decide_between_names_that_fold_alike(db):
    province = make_unit("Tỉnh A", kind="province")
    plain, marked = make_unit("Xã Tân Thanh", under=province), make_unit("Xã Tân Thạnh", under=province)
    assert resolve_unit("Tân Thanh", at=BEFORE) == plain
    assert resolve_unit("Tân Thạnh, A", at=BEFORE) == marked
    with pytest.raises(AmbiguousUnit):
        resolve_unit("xa tan thanh", at=BEFORE)


def test_the_territory_comes_before_the_body_that_bears_its_name(db):
    district = make_unit("Huyện Kon Plông", kind="district")
    committee = make_committee("Huyện ủy Kon Plông", of=district)
    assert resolve_unit("Kon Plông", at=BEFORE) == district
    assert resolve_unit("huyện uỷ Kon Plông", at=BEFORE) == committee


def test_a_former_name_is_found_and_the_hit_bears_the_name_of_its_day(db):
    district = make_unit("Huyện Kon Plông", kind="district")
    commune = make_unit("Xã Đắk Long", under=district)
    rename_unit(commune, name="Thị trấn Măng Đen", day=date(2019, 2, 10))
    assert resolve_unit("Đắk Long", at=BEFORE) == commune
    (hit,) = find_units("dak long", at=date(2018, 1, 1))
    assert (hit.name, hit.context) == ("Xã Đắk Long", "Huyện Kon Plông")
    assert find_units("dak long")[0].name == "Thị trấn Măng Đen"


@pytest.mark.parametrize("text", ["", "   ", ",", "()", "'", "%", "x" * 5000, "a " * 400])
def test_no_text_is_too_odd_to_be_unknown(db, text):
    make_unit("Xã Hiếu")
    with pytest.raises(UnknownUnit):
        resolve_unit(text, at=BEFORE)


@pytest.mark.parametrize("count", [1, 3])
def test_hits_cost_the_same_queries_for_any_number(db, django_assert_num_queries, count):
    province = make_unit("Tỉnh A", kind="province")
    for number in range(count):
        make_unit(f"Xã Hiếu {number}", under=province)
    with django_assert_num_queries(3):
        assert len(find_units("hiếu", at=BEFORE)) == count


def test_words_that_tell_the_kind_are_left_out_of_the_bare_name():
    assert bare_name("Thị trấn Măng Đen") == "mang den"
    assert bare_name("Xã Bản Bo") == "ban bo"
    assert bare_name("Chi bộ thôn Kon Leang") == "chi bo thon kon leang"


def test_a_text_is_cut_where_people_mean_a_new_name():
    assert name_parts("Xã Hiếu (Kon Plông, Kon Tum)") == ["xa hieu", "kon plong", "kon tum"]
    assert split_at_prefixes("xa hieu huyen kon plong tinh kon tum") == ["xa hieu", "huyen kon plong", "tinh kon tum"]


def test_final_consonants_are_tried_both_ways_but_never_without_end():
    assert spelled_alike("ngok tem") == {"ngok tem", "ngoc tem", "ngot tem"}
    assert len(spelled_alike("dak " * 16)) <= 300
