"""Records of a unit that was split: who holds a part may enter them at places of that part, and is told so beside the field."""

import uuid
from datetime import date

import pytest
from django.utils.translation import override

from lantoa.core.access.roles import Role
from lantoa.core.ui.records.forms import RecordForm, sign_author
from lantoa.core.ui.records.unit_fields import UnitField
from lantoa.core.units.loading import load_tree
from lantoa.core.units.models import Unit
from tests.factories import make_account

SINCE = date(2026, 1, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a small country whose units move and split, anew for each


class PlacedForm(RecordForm):
    """The smallest form of a record that has a place."""

    place = UnitField(required=False)


def old(name):
    return Unit.objects.get(name=name, ends__lt=SINCE)


def filled(place, unit="Huyện Kon Plông"):
    load_tree(provinces={"Tỉnh Kon Tum"})
    user = make_account(Role.OFFICE, Unit.objects.get(name="Xã Măng Đen"))
    units = {"unit": old(unit).key, "place": place and f"{place}, Huyện Kon Plông", "place_line": (), "place_is": ()}
    with override("en"):
        form = PlacedForm({"public_id": uuid.uuid4(), "author": sign_author(user), "title": "Mô hình", "day": "1/6/2023", **units},
                          actor=user, at=SINCE)  # fmt: skip
        form.is_valid()
    return form


def test_a_split_unit_is_offered_to_who_holds_a_part_of_it():
    form = filled(place="")
    assert old("Huyện Kon Plông") in form.fields["unit"].few


def test_without_a_place_the_form_says_that_one_in_that_part_is_wanted():
    form = filled(place="")
    assert form.errors["unit"] == ["Huyện Kon Plông was divided. Name a place in the part that passed to your unit."]


def test_a_place_in_another_part_is_refused_in_the_same_words():
    assert "was divided" in filled(place="Xã Hiếu").errors["unit"][0]


def test_a_place_in_the_part_that_passed_over_will_do():
    form = filled(place="Xã Đăk Tăng")
    assert not form.errors
    assert (form.values()["unit"].name, form.values()["place"].name) == ("Huyện Kon Plông", "Xã Đăk Tăng")
