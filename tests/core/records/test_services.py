"""The three ways to write a record, and what they refuse."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role
from lantoa.core.records.lifecycle import after, reactions
from lantoa.core.records.models import BulkWriteRefused, Event, Record, State
from lantoa.core.records.services import EditConflict, advance, change, comment, create
from lantoa.core.units.services import end_unit
from tests.factories import TODAY, make_account, make_approved, make_child, make_declaration, make_tree

LATER = date(2025, 7, 1)
FIGURES = [{"measure": "initiatives.kept", "category": "", "low": "5"}]


@pytest.fixture
def tree(db):
    return make_tree()


@pytest.fixture
def secretary(tree):
    return make_account(Role.SECRETARY, tree.hieu_committee)


@pytest.fixture
def office(tree):
    return make_account(Role.OFFICE, tree.committee)


@pytest.fixture
def draft(tree, secretary):
    return make_declaration(tree.hieu_committee, by=secretary)


def test_a_record_begins_as_a_draft_with_its_first_event(draft, secretary):
    assert (draft.state, draft.version) == (State.DRAFT, 1)
    assert [(event.number, event.step, event.by) for event in draft.events.all()] == [(1, "create", secretary)]


def test_a_second_press_of_the_button_makes_no_second_record(tree, secretary):
    key = uuid4()
    values = {"unit": tree.hieu_committee, "title": "Số liệu", "day": TODAY, "starts": date(2023, 1, 1), "ends": TODAY, "figures": FIGURES}
    first = create("declaration", values=values, by=secretary, today=TODAY, public_id=key)
    second = create("declaration", values={**values, "title": "Khác"}, by=secretary, today=TODAY, public_id=key)
    assert (first.pk, second.title, Event.objects.count()) == (second.pk, "Số liệu", 1)


def test_the_key_of_another_persons_record_is_refused(tree, draft, office):
    values = {"unit": tree.hieu_committee, "title": "Số liệu", "day": TODAY, "starts": date(2023, 1, 1), "ends": TODAY, "figures": FIGURES}
    with pytest.raises(ValidationError):
        create("declaration", values=values, by=office, today=TODAY, public_id=draft.public_id)


def test_nobody_enters_at_a_unit_that_is_not_theirs(tree, secretary):
    with pytest.raises(Refused):
        make_declaration(tree.dak_tang_committee, by=secretary)
    assert not Record.objects.exists()


def test_a_day_to_come_is_refused(tree, secretary):
    with pytest.raises(ValidationError) as refusal:
        make_declaration(tree.hieu_committee, by=secretary, day=date(2023, 5, 26))
    assert "day" in refusal.value.error_dict


def test_a_day_outside_the_units_life_is_refused(tree, secretary):
    young = make_child(tree.hieu_committee, kind="party_cell", starts=date(2023, 1, 1))
    with pytest.raises(ValidationError) as refusal:
        make_declaration(young, by=secretary, day=date(2022, 12, 31))
    assert "day" in refusal.value.error_dict


def test_what_one_wrote_another_approves(draft, secretary, office):
    submitted = advance(draft, "submit", by=secretary, today=TODAY)
    with pytest.raises(Refused):
        advance(submitted, "approve", by=secretary, today=TODAY)
    approved = advance(submitted, "approve", by=office, today=TODAY)
    assert (approved.state, approved.approved_by, approved.reference) == (State.APPROVED, office, "SL-0001")


def test_references_are_drawn_per_unit_one_after_the_other(tree, secretary, office):
    drawn = [make_approved(make_declaration(tree.hieu_committee, by=secretary), by=office).reference for _number in range(3)]
    assert drawn == ["SL-0001", "SL-0002", "SL-0003"]


def test_a_refused_step_writes_nothing(draft, secretary):
    submitted = advance(draft, "submit", by=secretary, today=TODAY)
    before = (submitted.version, submitted.events.count())
    with pytest.raises(Refused):
        advance(submitted, "approve", by=secretary, today=TODAY)
    submitted.refresh_from_db()
    assert (submitted.version, submitted.events.count(), submitted.state) == (*before, State.SUBMITTED)


def test_a_return_wants_its_reason(draft, secretary, office):
    submitted = advance(draft, "submit", by=secretary, today=TODAY)
    with pytest.raises(ValidationError):
        advance(submitted, "return", by=office, today=TODAY, reason="  ")
    assert advance(submitted, "return", by=office, today=TODAY, reason="Thiếu nguồn").state == State.RETURNED


def test_an_approved_record_is_corrected_by_someone_else_with_a_reason(draft, secretary, office):
    approved = make_approved(draft, by=office)
    with pytest.raises(Refused):
        change(approved, values={"title": "Tên mới"}, by=secretary, today=TODAY, reason="Sai tên")
    with pytest.raises(ValidationError):
        change(approved, values={"title": "Tên mới"}, by=office, today=TODAY)
    corrected = change(approved, values={"title": "Tên mới"}, by=office, today=TODAY, reason="Sai tên")
    assert (corrected.title, corrected.state, corrected.events.last().reason) == ("Tên mới", State.APPROVED, "Sai tên")


def test_a_submitted_record_is_not_changed_under_the_approvers_eyes(draft, secretary):
    submitted = advance(draft, "submit", by=secretary, today=TODAY)
    with pytest.raises(Refused):
        change(submitted, values={"title": "Tên mới"}, by=secretary, today=TODAY)


def test_a_lost_update_is_refused_with_both_versions(draft, secretary):
    change(draft, values={"title": "Bản của người khác"}, by=secretary, today=TODAY, version=1)
    with pytest.raises(EditConflict) as conflict:
        change(draft, values={"title": "Bản của tôi"}, by=secretary, today=TODAY, version=1)
    assert (conflict.value.current.title, conflict.value.mine["title"]) == ("Bản của người khác", "Bản của tôi")


def test_a_change_that_changes_nothing_leaves_no_event(draft, secretary):
    same = change(draft, values={"title": draft.title}, by=secretary, today=TODAY)
    assert (same.version, same.events.count()) == (1, 1)


@pytest.mark.parametrize("text", ["MẬT", "Độ mật: Tối mật", "TUYỆT MẬT"])
def test_a_text_with_a_mark_of_secrecy_is_stopped_at_every_door(draft, secretary, office, text):
    doors = (
        lambda: change(draft, values={"note": text}, by=secretary, today=TODAY),
        lambda: make_declaration(draft.unit, by=secretary, note=text),
        lambda: advance(draft, "withdraw", by=secretary, today=TODAY, reason=text),
        lambda: comment(draft, text=text, by=secretary, today=TODAY),
    )
    for door in doors:
        with pytest.raises(ValidationError) as refusal:
            door()
        assert text not in refusal.value.messages
    assert (Record.objects.count(), Event.objects.count()) == (1, 1)


def test_honey_is_no_secret(draft, secretary):
    assert change(draft, values={"title": "NUÔI ONG LẤY MẬT"}, by=secretary, today=TODAY).title == "NUÔI ONG LẤY MẬT"


@pytest.mark.parametrize("write", ["update", "delete", "bulk_create", "bulk_update"])
def test_bulk_writes_that_no_event_tells_of_are_refused(draft, write):
    arguments = {"update": {"title": "x"}, "delete": {}, "bulk_create": {"objs": []}, "bulk_update": {"objs": [], "fields": []}}[write]
    with pytest.raises(BulkWriteRefused):
        getattr(Record.objects.all(), write)(**arguments)


def test_a_draft_is_seen_at_its_unit_and_not_above(draft, secretary, office):
    seen = [user for user in (secretary, office) if Record.objects.visible_to(user, at=TODAY).filter(pk=draft.pk).exists()]
    assert seen == [secretary]


def test_what_is_entered_after_the_units_end_says_so_and_what_was_entered_before_does_not(tree, secretary, office):
    early = make_approved(make_declaration(tree.hieu_committee, by=secretary), by=office)
    end_unit(tree.hieu_committee, day=LATER)
    late = create(
        "declaration",
        values={
            "unit": tree.hieu_committee,
            "title": "Nhập sau",
            "day": TODAY,
            "starts": date(2023, 1, 1),
            "ends": TODAY,
            "figures": FIGURES,
        },
        by=office,
        today=date(2026, 1, 5),
    )
    early = change(early, values={"title": "Đã sửa"}, by=office, today=date(2026, 1, 5), reason="Sai tên")
    assert (late.entered_later, early.entered_later) == (True, False)


def test_a_deputys_entry_is_shown_as_entered_for_others(tree):
    deputy = make_account(Role.DEPUTY, tree.hieu_committee)
    assert make_declaration(tree.hieu_committee, by=deputy).for_others


def test_a_reaction_runs_in_the_steps_own_transaction(draft, secretary):
    def fail(record, *, by, today):
        raise RuntimeError("the reaction failed")

    after("declaration", "submit")(fail)
    try:
        with pytest.raises(RuntimeError):
            advance(draft, "submit", by=secretary, today=TODAY)
    finally:
        reactions("declaration", "submit").remove(fail)
    draft.refresh_from_db()
    assert (draft.state, draft.events.count()) == (State.DRAFT, 1)


def test_an_approval_is_not_revoked_by_the_author_alone(draft, secretary, office):
    approved = make_approved(draft, by=office)
    with pytest.raises(Refused):
        advance(approved, "revoke", by=secretary, today=TODAY, reason="Trùng")
    assert advance(approved, "revoke", by=office, today=TODAY, reason="Trùng").state == State.WITHDRAWN


def test_a_write_takes_few_statements(draft, secretary, office, django_assert_max_num_queries):
    with django_assert_max_num_queries(22):
        advance(draft, "submit", by=secretary, today=TODAY)
    with django_assert_max_num_queries(30):
        advance(draft, "approve", by=office, today=TODAY)


def test_entering_takes_few_statements_and_looks_for_no_row_at_hand(tree, secretary, django_assert_max_num_queries):
    values = {"unit": tree.hieu_committee, "title": "Nuôi cá", "day": TODAY, "sector": "fishery", "places": [tree.hieu]}
    create("initiative", values=values, by=secretary, today=TODAY)
    with django_assert_max_num_queries(16):
        record = create("initiative", values=values, by=secretary, today=TODAY)
    assert [list(record.places.all()), list(record.hosts.all())] == [[tree.hieu], []]
