"""Names as people write them, looked for in the real tree of a whole province."""

from datetime import date

import pytest

from lantoa.core.units.naming import UnknownUnit, find_units, resolve_unit
from lantoa.core.units.services import load_tree

pytestmark = pytest.mark.django_db
BEFORE, SINCE = date(2023, 5, 25), date(2026, 1, 1)


@pytest.fixture(scope="module")
def kon_tum(module_rows):
    load_tree(provinces={"Tỉnh Kon Tum"})


@pytest.mark.parametrize(
    ("text", "at", "key"),
    [
        ("Kon Plông", BEFORE, "613@old"),
        ("Kon Plông", SINCE, "23476@2025"),
        ("huyện Kon Plông", BEFORE, "613@old"),
        ("HUYỆN KON PLÔNG", BEFORE, "613@old"),
        ("613@old", BEFORE, "613@old"),
        ("Đăk Tăng", BEFORE, "23461@old"),
        ("Đắk Tăng", BEFORE, "23461@old"),
        ("dak tang kon plong", BEFORE, "23461@old"),
        ("dak tang kon plong kon tum", BEFORE, "23461@old"),
        ("xã Hiếu, Kon Plông, Kon Tum", BEFORE, "23476@old"),
        ("xã Hiếu (huyện Kon Plông)", BEFORE, "23476@old"),
        ("xã Hiếu huyện Kon Plông", BEFORE, "23476@old"),
        ("xã Hiếu huyện Kon Plông tỉnh Kon Tum", BEFORE, "23476@old"),
        ("23473", BEFORE, "23473@old"),
        ("23473", SINCE, "23473@2025"),
        ("Măng Đen", BEFORE, "23473@old"),
        ("thi tran mang den", BEFORE, "23473@old"),
        ("Măng Buk", BEFORE, "23458@old"),
        ("Ngọk Tem, Kon Plông", BEFORE, "23464@old"),
        ("Ea H’Drai, Kon Tum", BEFORE, None),
        ("Ia H’Drai", BEFORE, "618@old"),
    ],
)
def test_a_name_as_people_write_it_is_one_unit_of_that_day(kon_tum, text, at, key):
    if key is None:
        with pytest.raises(UnknownUnit):
            resolve_unit(text, at=at)
    else:
        assert resolve_unit(text, at=at).key == key


def test_a_name_of_a_unit_that_has_ended_tells_where_it_lived(kon_tum):
    with pytest.raises(UnknownUnit) as caught:
        resolve_unit("Đăk Tăng", at=SINCE)
    assert [unit.key for unit in caught.value.elsewhere] == ["23461@old"]


def test_a_search_finds_parts_of_names_with_parts_of_their_context(kon_tum):
    assert [hit.name for hit in find_units("mang, kon pl", at=BEFORE)] == ["Thị trấn Măng Đen", "Xã Măng Bút", "Xã Măng Cành"]
    assert len(find_units("xa", limit=7)) == 7
    assert find_units("không có đâu") == []
    assert find_units("  ,; ") == []


def test_living_units_come_before_ended_ones(kon_tum):
    assert [hit.unit.key for hit in find_units("Măng Đen")] == ["23473@2025", "23473@old"]
