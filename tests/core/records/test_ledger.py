"""The chain of events: append-only, verifiable, whole after a person was forgotten."""

import pytest
from django.db import DatabaseError, connection, transaction

from lantoa.core.access.roles import Role
from lantoa.core.people.models import PersonKey
from lantoa.core.records import ledger
from lantoa.core.records.models import Event, EventValue
from lantoa.core.records.services import advance, change, create
from tests.factories import TODAY, make_account, make_approved, make_declaration, make_person, make_tree


@pytest.fixture
def tree(db):
    return make_tree()


@pytest.fixture
def record(tree):
    author, office = make_account(Role.SECRETARY, tree.hieu_committee), make_account(Role.OFFICE, tree.committee)
    return make_approved(make_declaration(tree.hieu_committee, by=author), by=office)


def tamper(sql: str, *values) -> None:
    """Write past the database's own refusal, as someone with the file in hand would."""
    on_table = " ON records_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER records_event_no_update{on_table}")
        cursor.execute(sql, values)


def test_the_chain_of_a_record_holds(record):
    assert record.events.count() == 3
    assert list(ledger.verify()) == []


def test_each_event_holds_the_digest_of_the_one_before(record):
    events = list(record.events.order_by("number"))
    assert [event.previous for event in events] == ["", *(event.digest for event in events[:-1])]


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_refuses_to_rewrite_history(record, act):
    rows = Event.objects.filter(record=record.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(reason="x") if act == "update" else rows._raw_delete(rows.db)


def test_a_rewritten_event_is_found(record):
    tamper("UPDATE records_event SET reason = %s WHERE record_id = %s AND number = 2", "đã sửa lén", record.pk)
    assert {(fault.number, fault.what) for fault in ledger.verify()} == {(2, "digest")}


def exemplar(tree, name: str = "Y Mẫu Thử"):
    author = make_account(Role.SECRETARY, tree.hieu_committee)
    values = {
        "unit": tree.hieu_committee, "title": "Giúp bà con làm đường", "day": TODAY, "who": "person", "person": make_person(name),
        "deed": "Hiến đất, góp ngày công làm đường",
    }  # fmt: skip
    return create("exemplar", values=values, by=author, today=TODAY), author


def test_a_personal_value_lies_beside_the_chain_and_never_in_it(tree):
    record, _author = exemplar(tree)
    event = record.events.get()
    assert "Hiến đất" not in str(event.changes)
    assert EventValue.objects.filter(event=event, field="deed").exists()
    assert ledger.told(event)["deed"][1] == "Hiến đất, góp ngày công làm đường"


def test_forgetting_a_person_leaves_the_chain_whole_and_the_value_unreadable(tree):
    record, author = exemplar(tree)
    change(record, values={"deed": "Hiến đất làm đường ra ruộng"}, by=author, today=TODAY)
    PersonKey.objects.filter(person=record.person).delete()
    assert list(ledger.verify()) == []
    assert [ledger.told(event).get("deed") for event in record.events.all()] == [None, None]


def test_a_swapped_personal_value_is_found(tree):
    record, _other_author = exemplar(tree)
    other, _author = exemplar(tree, "Y Mẫu Khác")
    mine, theirs = (EventValue.objects.get(event__record=one.pk, field="deed") for one in (record, other))
    EventValue.objects.filter(pk=mine.pk).update(sealed=theirs.sealed)
    assert [fault.what for fault in ledger.verify()] == ["value"]


def test_every_step_names_who_by_which_role_and_when(record):
    event = record.events.get(step="approve")
    assert (event.by, event.day, event.state_from, event.state_to) == (record.approved_by, TODAY, "submitted", "approved")
    assert event.role


def test_a_record_that_goes_back_and_forth_keeps_its_chain(tree):
    author, office = make_account(Role.SECRETARY, tree.hieu_committee), make_account(Role.OFFICE, tree.committee)
    record = make_declaration(tree.hieu_committee, by=author)
    for _round in range(2):
        record = advance(record, "submit", by=author, today=TODAY)
        record = advance(record, "return", by=office, today=TODAY, reason="Thiếu nguồn")
    assert record.events.count() == 5
    assert list(ledger.verify()) == []
