"""Records of units that have ended: those who hold the successors enter, approve and see them, and it is shown that they came later."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import is_in_scope, units_in_scope
from lantoa.core.records.models import Record, State
from lantoa.core.records.selectors import can
from lantoa.core.records.services import advance, create
from lantoa.core.units.kinds import UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.services import load_tree
from tests.factories import make_account

THEN, BEFORE, SINCE = date(2024, 3, 1), date(2025, 6, 30), date(2026, 1, 5)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a small country whose units move and split, anew for each


@pytest.fixture
def kon_tum():
    load_tree(provinces={"Tỉnh Kon Tum"})


def unit(name, at):
    return Unit.objects.get(name=name, starts__lte=at, ends__gt=at)


def enter(at, *, by, today=SINCE, day=THEN, place=None):
    values = {"unit": at, "title": "Nuôi cá niêng", "day": day, "sector": "fishery"} | ({"place": place} if place else {})
    return create("initiative", values=values, by=by, today=today)


def seen(user, record, *, at):
    return Record.objects.visible_to(user, at=at).filter(pk=record.pk).exists()


def test_the_holder_of_the_successor_enters_and_another_approves_what_belongs_to_the_ended_unit(kon_tum):
    old, new = unit("Xã Đăk Tăng", THEN), unit("Xã Măng Đen", SINCE)
    author, leader = make_account(Role.OFFICE, new), make_account(Role.LEADER, unit("Tỉnh Quảng Ngãi", SINCE))
    record = enter(old, by=author)
    assert record.entered_later
    done = advance(advance(record, "submit", by=author, today=SINCE), "approve", by=leader, today=SINCE)
    assert (done.state, done.approved_by) == (State.APPROVED, leader)
    for other in ("Xã Măng Bút", "Xã Kon Plông"):
        assert not seen(make_account(Role.OFFICE, unit(other, SINCE)), record, at=SINCE)
    assert not seen(make_account(Role.OFFICE, unit("Huyện Kon Plông", THEN)), record, at=SINCE)


def test_the_day_lies_in_the_life_of_the_ended_unit(kon_tum):
    old, author = unit("Xã Đăk Tăng", THEN), make_account(Role.OFFICE, unit("Xã Măng Đen", SINCE))
    assert enter(old, by=author, day=BEFORE)
    with pytest.raises(ValidationError, match="Xã Đăk Tăng"):
        enter(old, by=author, day=date(2025, 7, 1))
    with pytest.raises(ValidationError):
        enter(unit("Xã Măng Đen", SINCE), by=author, day=BEFORE)


def test_before_the_reform_the_old_holder_enters_and_nothing_is_shown_as_later(kon_tum):
    old = unit("Xã Đăk Tăng", THEN)
    record = enter(old, by=make_account(Role.OFFICE, old), today=THEN)
    assert not record.entered_later
    with pytest.raises(Refused):
        enter(old, by=make_account(Role.OFFICE, unit("Xã Măng Đen", SINCE)), today=THEN)


def test_of_a_split_district_records_go_by_their_place_and_the_rest_to_the_province(kon_tum):
    district, inside, outside = (unit(name, THEN) for name in ("Huyện Kon Plông", "Xã Đăk Tăng", "Xã Hiếu"))
    commune, province = make_account(Role.OFFICE, unit("Xã Măng Đen", SINCE)), make_account(Role.OFFICE, unit("Tỉnh Quảng Ngãi", SINCE))
    clerk = make_account(Role.OFFICE, district)
    here, there, nowhere = (enter(district, by=clerk, today=THEN, place=place) for place in (inside, outside, None))
    for record in (here, there, nowhere):
        advance(record, "submit", by=clerk, today=THEN)
    assert [bool(can(commune, "approve", record, at=SINCE)) for record in (here, there, nowhere)] == [True, False, False]
    assert all(can(province, "approve", record, at=SINCE) for record in (here, there, nowhere))
    chief = make_account(Role.LEADER, district)
    assert all(can(chief, "view", record, at=THEN) for record in (here, there, nowhere))
    assert not any(can(chief, "view", record, at=SINCE) for record in (here, there, nowhere))
    assert enter(district, by=commune, place=inside)
    for place in (outside, None):
        with pytest.raises(Refused):
            enter(district, by=commune, place=place)
    assert enter(district, by=province)


@pytest.mark.parametrize("many", [True, False])
def test_of_each_unit_it_is_told_at_once_what_the_condition_on_all_units_tells(kon_tum, monkeypatch, many):
    if many:  # what passed is more than is read into a condition
        monkeypatch.setattr("lantoa.core.units.selectors.MOST_PASSED", 0)
    roots = {
        "Xã Măng Đen": unit("Xã Măng Đen", SINCE),
        "Huyện Kon Plông": unit("Huyện Kon Plông", THEN),
        "Tỉnh Quảng Ngãi": unit("Tỉnh Quảng Ngãi", SINCE),
        "the country": Unit.objects.get(kind=UnitKind.COUNTRY),
    }
    actors = {name: make_account(Role.OFFICE, root) for name, root in roots.items()} | {"nowhere": make_account()}
    reached = set()
    for name, actor in actors.items():
        for day, verb in ((THEN, Verb.APPROVE), (SINCE, Verb.APPROVE), (SINCE, Verb.MANAGE)):
            inside = set(units_in_scope(actor, verb, at=day))
            assert {one for one in Unit.objects.all() if is_in_scope(actor, verb, one, at=day)} == inside, (name, day, verb)
            reached |= {name} if inside else set()
    assert reached == set(roots)
