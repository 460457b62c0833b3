"""Units moved, merged, split and dissolved in the office: what is shown is what is done, by those who may, once and whole."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.accounts import appoint
from lantoa.core.access.decisions import Refused
from lantoa.core.access.models import Grant, Reorganisation
from lantoa.core.access.reorganising import Changed, carry_out, may_begin, preview
from lantoa.core.access.roles import Role, Verb
from lantoa.core.access.selectors import may_at
from lantoa.core.people.models import PersonEvent, Tenure, User
from lantoa.core.records.models import Record
from lantoa.core.units.acts import Act, Order, Part
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Closure, Heir, Placement, Succession, Unit
from lantoa.core.units.placing import _LISTENERS, on_placement_change
from lantoa.core.units.selectors import children, custodian, successors
from tests.factories import TODAY, Tree, make_account, make_child, make_committee, make_declaration, make_tree, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a small country whose units move and split, anew for each
DAY = date(2023, 6, 1)
PARTY, STATE = Hierarchy.PARTY, Hierarchy.STATE
BASIS = "Nghị quyết 01/NQ-HĐND ngày 20/5/2023"


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def admin(tree: Tree) -> User:
    return make_account(Role.ADMINISTRATOR, tree.province, name="Đinh Quản Trị")


def merger(tree: Tree, **more: Any) -> Order:
    """Hiếu and Đăk Tăng become one commune under Kon Plông."""
    part = Part(name="Xã Măng Đen", kind=UnitKind.COMMUNE)
    given: dict[str, Any] = {"day": DAY, "parents": {STATE: tree.district}, "parts": (part,), "key": "u-merger", "basis": BASIS, **more}
    return Order(Act.MERGE, (tree.hieu, tree.dak_tang), **given)


def state() -> list[object]:
    """All that acts write to."""
    tables = (
        (Unit, ("key", "starts", "ends", "basis")), (Placement, ("unit__key", "parent__key", "hierarchy", "starts", "ends")),
        (Closure, ("ancestor__key", "descendant__key", "hierarchy", "depth", "starts", "ends")),
        (Heir, ("unit__key", "heir__key", "since", "custody")),
        (Succession, ("old__key", "new__key", "day", "whole")), (Grant, ("person", "role", "unit__key", "starts", "ends")),
        (Tenure, ("person", "post", "starts", "ends")), (PersonEvent, ("person", "what")), (Reorganisation, ("public_id",)),
    )  # fmt: skip
    return [sorted(map(str, model.objects.order_by().values_list(*names))) for model, names in tables]


def do(order: Order, by: User | None, **more: bool) -> Reorganisation:
    shown = preview(order, by=by, today=TODAY, **more)
    return carry_out(order, shown=shown.digest, by=by, today=TODAY, public_id=uuid.uuid4(), **more)


def told(order: Order, by: User | None, **more: bool) -> dict[str, int]:
    return {effect.code: effect.count for effect in preview(order, by=by, today=TODAY, **more).effects}


def names(units: object) -> list[str]:
    return [unit.name for unit in units]


def test_a_merger_founds_one_unit_that_takes_over_all_and_says_so_before(tree: Tree, admin: User) -> None:
    make_child(tree.hieu, "Thôn 1")
    clerk, other = make_account(Role.OFFICE, tree.hieu), make_account(Role.OFFICE, tree.district)
    appoint(clerk.person, title="Chủ tịch", unit=tree.hieu, starts=date(2021, 1, 1), by=admin, today=TODAY)
    make_declaration(tree.hieu, by=clerk)
    before = state()
    shown = told(merger(tree), admin)
    assert state() == before
    assert shown == {
        "units.ended": 2, "units.founded": 1, "units.moved": 3, "roles.ended": 1, "posts.ended": 1, "records.declaration": 1
    }  # fmt: skip
    row = do(merger(tree), admin)
    assert {effect["code"]: effect["count"] for effect in row.effects} == shown
    new = Unit.objects.get(name="Xã Măng Đen")
    assert names(successors(tree.hieu, at=DAY)) == names(successors(tree.dak_tang, at=DAY)) == ["Xã Măng Đen"]
    assert set(names(children(new, at=DAY, hierarchy=STATE))) == {"Thôn 1", "Đảng ủy xã Hiếu", "Đảng ủy xã Đăk Tăng"}
    assert set(row.units.all()) == {new, tree.hieu, tree.dak_tang}
    assert not may_at(clerk, Verb.ENTER, new, at=DAY)
    assert may_at(other, Verb.ENTER, Unit.objects.get(pk=tree.hieu.pk), at=DAY)


def test_roles_pass_on_where_it_is_asked_for_and_never_to_the_one_who_does_it(tree: Tree, admin: User) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu)
    Grant.objects.create(person=admin.person, role=Role.LEADER, unit=tree.hieu, starts=date(2021, 1, 1))
    shown = told(merger(tree), admin, pass_on=True)
    assert (shown["roles.ended"], shown["roles.passed"], "roles.own" in shown) == (2, 1, True)
    do(merger(tree), admin, pass_on=True)
    new = Unit.objects.get(name="Xã Măng Đen")
    assert list(Grant.objects.filter(unit=new).values_list("person", "starts")) == [(clerk.person_id, DAY)]
    clerk = User.objects.get(pk=clerk.pk)
    assert may_at(clerk, Verb.ENTER, new, at=DAY)
    assert may_at(clerk, Verb.APPROVE, Unit.objects.get(pk=tree.dak_tang.pk), at=DAY)
    assert not may_at(clerk, Verb.ENTER, new, at=DAY - timedelta(days=1))


def test_a_unit_may_go_on_and_take_others_in(tree: Tree, admin: User) -> None:
    order = Order(Act.MERGE, (tree.dak_tang,), DAY, BASIS, parts=(Part(unit=tree.hieu),))
    do(order, admin)
    assert names(successors(tree.dak_tang, at=DAY)) == ["Xã Hiếu"]
    assert Unit.objects.get(pk=tree.hieu.pk).alive(DAY)


def test_a_merger_may_bear_the_name_of_one_of_those_merged(tree: Tree, admin: User) -> None:
    do(merger(tree, parts=(Part(name="Xã Hiếu", kind=UnitKind.COMMUNE),)), admin)
    assert Unit.objects.filter(name="Xã Hiếu").count() == 2


@pytest.mark.parametrize("day", [DAY, TODAY, date(2022, 1, 1)])
def test_a_merger_that_would_make_a_circle_is_refused_in_a_clear_sentence(tree: Tree, admin: User, day: date) -> None:
    make_child(tree.hieu, "Thôn 1")
    before = state()
    nested = Order(Act.MERGE, (tree.district, tree.hieu), day, BASIS, {STATE: tree.province}, merger(tree).parts)
    with pytest.raises(ValidationError, match=r"Xã Hiếu .*Huyện Kon Plông") as refusal:
        preview(nested, by=admin, today=TODAY)
    assert refusal.value.code == "circle"
    inside = Unit.objects.get(name="Thôn 1")
    with pytest.raises(ValidationError) as refusal:
        preview(Order(Act.MERGE, (tree.hieu, tree.dak_tang), day, BASIS, {STATE: inside}, merger(tree).parts), by=admin, today=TODAY)
    assert refusal.value.code == "circle"
    with pytest.raises(ValidationError) as refusal:
        preview(Order(Act.MOVE, (tree.district,), day, BASIS, {STATE: inside}), by=None, today=TODAY)
    assert refusal.value.code == "circle"
    assert state() == before


def test_a_unit_moves_with_all_under_it_and_with_its_records(tree: Tree, admin: User) -> None:
    make_child(tree.hieu, "Thôn 1")
    writer = make_account(Role.OFFICE, tree.hieu)
    make_declaration(tree.hieu, by=writer)
    order = Order(Act.MOVE, (tree.hieu,), DAY, BASIS, {STATE: tree.other_district})
    assert told(order, admin) == {"units.moved": 1, "units.below": 2, "records.along": 1}
    do(order, admin)
    assert tree.hieu in children(tree.other_district, at=DAY, hierarchy=STATE)
    assert tree.hieu not in children(tree.district, at=DAY, hierarchy=STATE)
    assert Placement.objects.get(unit=tree.hieu, starts=DAY).basis == BASIS
    with pytest.raises(ValidationError) as refusal:
        preview(order, by=admin, today=TODAY)
    assert refusal.value.code == "same"


def test_rights_are_needed_at_both_superiors(tree: Tree) -> None:
    order = Order(Act.MOVE, (tree.hieu,), DAY, BASIS, {STATE: tree.other_district})
    here, there = make_account(Role.ADMINISTRATOR, tree.district), make_account(Role.ADMINISTRATOR, tree.other_district)
    both = make_account(Role.ADMINISTRATOR, tree.district)
    Grant.objects.create(person=both.person, role=Role.ADMINISTRATOR, unit=tree.other_district)
    for one in (here, there, make_account(Role.ADMINISTRATOR, tree.hieu), make_account(Role.OFFICE, tree.province)):
        with pytest.raises(Refused):
            preview(order, by=one, today=TODAY)
        with pytest.raises(Refused):
            carry_out(order, shown="", by=one, today=TODAY, public_id=uuid.uuid4())
    assert told(order, both)["units.moved"] == 1
    assert may_begin(here, tree.hieu, today=TODAY)
    assert not may_begin(there, tree.hieu, today=TODAY)
    assert not may_begin(make_account(Role.ADMINISTRATOR, tree.hieu), tree.hieu, today=TODAY)


def test_nobody_founds_a_unit_under_a_superior_that_is_not_theirs(tree: Tree) -> None:
    here = make_account(Role.ADMINISTRATOR, tree.district)
    with pytest.raises(Refused, match="Tu Mơ Rông"):
        preview(merger(tree, parents={STATE: tree.other_district}), by=here, today=TODAY)
    with pytest.raises(Refused, match="Tu Mơ Rông"):
        preview(merger(tree, parents={STATE: tree.district, PARTY: tree.other_committee}), by=here, today=TODAY)


def test_a_split_gives_each_sub_unit_to_its_part_and_the_rest_to_the_unit_above(tree: Tree, admin: User) -> None:
    one, two = make_child(tree.hieu, "Thôn 1"), make_child(tree.hieu, "Thôn 2")
    parts = (Part(name="Xã A", kind="commune", takes=(one, tree.hieu_committee)), Part(name="Xã B", kind="commune", takes=(two,)))
    order = Order(Act.SPLIT, (tree.hieu,), DAY, BASIS, {STATE: tree.district}, parts, key="u-split")
    with pytest.raises(ValidationError, match="Thôn 2"):
        preview(
            Order(Act.SPLIT, (tree.hieu,), DAY, BASIS, {STATE: tree.district}, (parts[0], Part(name="Xã B", kind="commune"))),
            by=admin,
            today=TODAY,
        )
    assert told(order, admin)["units.moved"] == 3
    do(order, admin)
    a, b = Unit.objects.get(name="Xã A"), Unit.objects.get(name="Xã B")
    assert names(children(b, at=DAY, hierarchy=STATE)) == ["Thôn 2"]
    assert custodian(Unit.objects.get(pk=tree.hieu.pk), at=DAY) == tree.district
    assert custodian(Unit.objects.get(pk=tree.hieu.pk), at=DAY, place=one) == a


def test_a_dissolved_unit_leaves_its_sub_units_and_records_to_its_superior(tree: Tree, admin: User) -> None:
    village = make_child(tree.hieu, "Thôn 1")
    order = Order(Act.DISSOLVE, (tree.hieu,), DAY, BASIS)
    assert told(order, admin) == {"units.ended": 1, "units.moved": 2}
    do(order, admin)
    assert village in children(tree.district, at=DAY, hierarchy=STATE)
    assert custodian(Unit.objects.get(pk=tree.hieu.pk), at=DAY) == tree.district
    assert not successors(tree.hieu, at=DAY)


def test_what_has_changed_since_it_was_shown_is_not_done(tree: Tree, admin: User) -> None:
    shown = preview(merger(tree), by=admin, today=TODAY)
    make_account(Role.OFFICE, tree.hieu)
    before = state()
    with pytest.raises(Changed) as changed:
        carry_out(merger(tree), shown=shown.digest, by=admin, today=TODAY, public_id=uuid.uuid4())
    assert state() == before
    assert {effect.code for effect in changed.value.now.effects} - {effect.code for effect in shown.effects} == {"roles.ended"}
    carry_out(merger(tree), shown=changed.value.now.digest, by=admin, today=TODAY, public_id=uuid.uuid4())


def test_sent_twice_it_is_done_once_and_nobody_else_uses_the_form(tree: Tree, admin: User) -> None:
    shown, key = preview(merger(tree), by=admin, today=TODAY), uuid.uuid4()
    first = carry_out(merger(tree), shown=shown.digest, by=admin, today=TODAY, public_id=key)
    before = state()
    assert carry_out(merger(tree), shown=shown.digest, by=admin, today=TODAY, public_id=key) == first
    with pytest.raises(ValidationError):
        carry_out(merger(tree), shown=shown.digest, by=None, today=TODAY, public_id=key)
    assert state() == before


def test_records_stay_where_they_were_entered(tree: Tree, admin: User) -> None:
    record = make_declaration(tree.hieu, by=make_account(Role.OFFICE, tree.hieu))
    do(merger(tree), admin)
    assert Record.objects.get(pk=record.pk).unit == tree.hieu
    assert may_at(admin, Verb.VIEW, Unit.objects.get(pk=tree.hieu.pk), at=DAY)


def test_those_who_fold_the_tree_are_told_which_days_of_which_unit_changed(tree: Tree, admin: User) -> None:
    heard: list[tuple[str, date]] = []
    committee = make_committee("Đảng ủy mới", of=tree.hieu)

    @on_placement_change
    def listen(unit: int, starts: date, ends: date) -> None:
        heard.append((Unit.objects.get(pk=unit).name, starts))

    try:
        do(Order(Act.MOVE, (tree.hieu,), DAY, BASIS, {STATE: tree.other_district}), admin)
        assert set(heard) == {("Xã Hiếu", DAY)}
        heard.clear()
        do(Order(Act.DISSOLVE, (tree.hieu,), DAY + timedelta(days=9), BASIS), admin)
        assert {name for name, _day in heard} == {"Xã Hiếu", "Đảng ủy xã Hiếu", committee.name}
    finally:
        _LISTENERS.remove(listen)


def test_a_unit_that_is_not_there_on_the_day_stops_the_act_whole(tree: Tree, admin: User) -> None:
    young = make_unit("Xã Trẻ", under=tree.district, starts=DAY + timedelta(days=1))
    before = state()
    with pytest.raises(ValidationError, match="Xã Trẻ"):
        preview(Order(Act.MERGE, (tree.hieu, young), DAY, BASIS, {STATE: tree.district}, merger(tree).parts), by=admin, today=TODAY)
    assert state() == before


def test_what_is_known_to_come_later_stays(tree: Tree) -> None:
    """The reform of 2025 is in the tree already on a business day of 2023."""
    reform, cell = date(2025, 7, 1), make_child(tree.hieu_committee, "Chi bộ 1", kind="party_cell")
    do(Order(Act.MOVE, (cell,), reform, BASIS, {PARTY: tree.committee}), None)
    with pytest.raises(ValidationError, match="trực thuộc đơn vị này"):
        preview(Order(Act.DISSOLVE, (tree.committee,), DAY, BASIS), by=None, today=TODAY)
    do(Order(Act.MERGE, (tree.hieu_committee,), DAY, BASIS, parts=(Part(unit=tree.dak_tang_committee),)), None)
    assert list(Placement.objects.filter(unit=cell).order_by("starts").values_list("parent", "ends")) == [
        (tree.hieu_committee.pk, DAY), (tree.dak_tang_committee.pk, reform), (tree.committee.pk, date(9999, 12, 31))
    ]  # fmt: skip


def test_what_is_known_to_end_does_not_end_twice(tree: Tree, admin: User) -> None:
    do(merger(tree, day=date(2025, 7, 1)), admin)
    with pytest.raises(ValidationError, match="30/6/2025"):
        preview(merger(tree, key="u-again"), by=admin, today=TODAY)
