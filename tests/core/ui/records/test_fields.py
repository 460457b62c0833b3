"""Days, numbers and units as offices write them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override

from lantoa.core.access.roles import Role, Verb
from lantoa.core.ui.records import unit_fields
from lantoa.core.ui.records.fields import DayField, NumberField, PeriodField, QuantityField
from lantoa.core.ui.records.unit_fields import Typed, UnitField, UnitsField
from lantoa.lib.periods import Period
from tests.core.ui.records.conftest import World
from tests.factories import TODAY, make_account, make_unit


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def refusal_of(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


@pytest.mark.parametrize("typed", ("25/5/2023", "25-5-2023", "25.5.2023", "2023-05-25", "ngày 25 tháng 5 năm 2023"))
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == date(2023, 5, 25)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("hôm qua", "25/5/2023"), ("30/2/2023", "not in the calendar"), ("5/13/2023", "from 1 to 12"), ("1/1/23", "four digits")],
)
def test_a_wrong_day_says_how_to_write_it(typed, said):
    assert said in refusal_of(DayField(), typed)


def test_a_day_is_shown_as_it_is_typed():
    assert DayField().prepare_value(date(2023, 5, 5)) == "5/5/2023"
    assert DayField().prepare_value("30/2/2023") == "30/2/2023"


def test_a_number_is_read_in_vietnamese_form():
    assert NumberField().clean("3.500") == 3500
    assert NumberField(places=2).clean("54,56") == Decimal("54.56")
    assert NumberField().clean("46 triệu") == 46_000_000


@pytest.mark.parametrize(
    ("typed", "said"), [("54.56", "may mean two numbers"), ("12 hộ", "Write only the number"), ("1,5", "whole number"), ("-3", "below 0")]
)
def test_a_wrong_number_says_what_to_mend(typed, said):
    assert said in refusal_of(NumberField(), typed)


def test_a_quantity_keeps_its_qualifier():
    found = QuantityField().clean("hơn 200")
    assert (found.low, found.qualifier) == (200, "more_than")
    assert QuantityField().prepare_value(found) == "hơn 200"
    assert "upper limit" in refusal_of(QuantityField(), "dưới 40")


def test_a_period_comes_back_as_it_can_be_typed_again():
    field = PeriodField()
    for period in (
        Period(date(2023, 1, 1), date(2024, 1, 1)),
        Period(date(2021, 5, 18), date(2023, 5, 26)),
        Period(date(2023, 1, 1), date(2023, 7, 1)),
    ):
        assert field.clean(field.prepare_value(period)) == period


def bound(field, actor, day=TODAY):
    field.bind(actor=actor, at=TODAY)
    field.day = day
    return field


def test_few_units_are_a_list_of_those_where_the_person_may_enter(world: World):
    field = bound(UnitField(verb=Verb.ENTER), world.office)
    assert {key for key, _label in field.widget.choices if key} == {
        world.tree.committee.key,
        world.tree.hieu_committee.key,
        world.tree.dak_tang_committee.key,
    }
    assert "list" in refusal_of(field, world.tree.other_committee.key)


def test_many_units_are_written_by_name_and_only_open_ones_are_taken(world: World, monkeypatch):
    monkeypatch.setattr(unit_fields, "FEW", 1)
    field = bound(UnitField(verb=Verb.ENTER), world.office)
    assert field.clean(Typed("đảng uỷ xã hiếu")) == world.tree.hieu_committee
    assert "not a unit that can be chosen" in refusal_of(field, Typed("Huyện ủy Tu Mơ Rông"))
    assert "No unit is called" in refusal_of(field, Typed("Xã Không Có"))


def test_a_name_of_several_units_asks_which_and_takes_the_answer(world: World):
    twin = make_unit("Xã Hiếu", under=world.tree.other_district)
    field = bound(UnitsField(), world.clerk)
    assert "several units" in refusal_of(field, Typed("Xã Hiếu\nXã Đăk Tăng"))
    question = field.widget.questions[0]
    assert {key for key, _name in question.options} == {twin.key, world.tree.hieu.key}
    assert field.clean(Typed("Xã Hiếu\nXã Đăk Tăng", {"Xã Hiếu": twin.key})) == [twin, world.tree.dak_tang]


def test_prefilled_units_come_back_as_themselves_even_where_their_name_is_not_theirs_alone(world: World):
    twin = make_unit("Xã Hiếu", under=world.tree.other_district)
    field = bound(UnitsField(), world.clerk)
    shown = field.prepare_value([twin, world.tree.dak_tang])
    data = QueryDict(mutable=True)
    data["places"] = shown.text
    data.setlist("places_line", list(shown.chosen))
    data.setlist("places_is", list(shown.chosen.values()))
    assert field.clean(field.widget.value_from_datadict(data, {}, "places")) == [twin, world.tree.dak_tang]


def test_a_unit_is_the_one_of_the_record_s_own_day(world: World):
    gone = make_unit("Xã Cũ", under=world.tree.district, ends=date(2020, 1, 1))
    field = bound(UnitsField(), world.clerk, day=date(2019, 6, 1))
    assert field.clean(Typed("Xã Cũ")) == [gone]
    field.day = TODAY
    assert "Check the day" in refusal_of(field, Typed("Xã Cũ"))


def test_a_name_is_suggested_only_where_the_person_may_enter(world: World, client):
    client.force_login(world.office)
    every = client.get("/unit-names/?places=dang uy xa").content.decode()
    assert "Đảng ủy xã Hiếu" in every
    mine = client.get("/unit-names/?unit=huyen uy&verb=enter").content.decode()
    assert "Huyện ủy Kon Plông" in mine
    assert "Tu Mơ Rông" not in mine


def test_a_stranger_is_suggested_nothing(world: World, client):
    client.force_login(make_account(Role.MEMBER))
    assert "Huyện ủy" not in client.get("/unit-names/?unit=huyen uy&verb=enter").content.decode()


def test_names_are_suggested_as_they_were_on_the_day_of_the_form(world: World, client):
    make_unit("Xã Cũ Kỹ", under=world.tree.district, ends=date(2020, 1, 1))
    client.force_login(world.office)
    assert "Xã Cũ Kỹ" in client.get("/unit-names/?places=xa cu&day=1/6/2019").content.decode()
    for day in ("", "31/2/2019", "1/6/2021"):
        assert "Xã Cũ Kỹ" not in client.get(f"/unit-names/?places=xa cu&day={day}").content.decode()
