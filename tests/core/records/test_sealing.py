"""The second chain: what the chain of a record cannot tell, that events were cut off or a record taken out whole."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, connection, transaction

from lantoa.core.access.roles import Role
from lantoa.core.records import ledger, sealing
from lantoa.core.records.models import Event, Seal, SealedEvent
from tests.core.records.test_ledger import tamper
from tests.factories import make_account, make_approved, make_declaration, make_tree

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 5, 25, 8, tzinfo=UTC)


@pytest.fixture
def record():
    tree = make_tree()
    author, office = make_account(Role.SECRETARY, tree.hieu_committee), make_account(Role.OFFICE, tree.committee)
    return make_approved(make_declaration(tree.hieu_committee, by=author), by=office)


def seal_all(batch: int = 2) -> int:
    done = 0
    while told := sealing.seal(now=NOW, batch=batch):
        done += told
    return done


def test_every_event_is_sealed_once_and_the_seals_are_a_chain(record):
    assert seal_all() == Event.objects.count() == SealedEvent.objects.count() == 3
    seals = list(Seal.objects.all())
    assert [(seal.number, seal.count) for seal in seals] == [(1, 2), (2, 1)]
    assert seals[1].previous == seals[0].digest
    assert list(sealing.verify()) == []
    assert sealing.seal(now=NOW) == 0


def test_a_moment_told_in_another_zone_seals_as_well(record):
    hanoi = timezone(timedelta(hours=7))
    sealing.seal(now=NOW.astimezone(hanoi))
    assert list(sealing.verify()) == []


def test_an_event_rewritten_with_its_whole_chain_is_found(record):
    seal_all()
    last = record.events.order_by("-number").first()
    last.reason = "đã sửa lén"
    tamper("UPDATE records_event SET reason = %s, digest = %s WHERE id = %s", last.reason, ledger.digest_of(last), last.pk)
    assert list(ledger.verify()) == [], "the record's own chain holds"
    assert [(fault.number, fault.what) for fault in sealing.verify()] == [(2, "seal")]


def test_a_seal_that_is_missing_is_found(record):
    seal_all()
    on_seal, on_event = (f" ON {table}" if connection.vendor == "postgresql" else "" for table in ("records_seal", "records_sealedevent"))
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER records_seal_no_delete{on_seal}")
        cursor.execute(f"DROP TRIGGER records_sealedevent_no_delete{on_event}")
        cursor.execute("DELETE FROM records_sealedevent WHERE seal_id = 1")
        cursor.execute("DELETE FROM records_seal WHERE number = 1")
    assert [(fault.number, fault.what) for fault in sealing.verify()] == [(2, "seal gap")]


@pytest.mark.parametrize("model", (Seal, SealedEvent))
@pytest.mark.parametrize("act", ("update", "delete"))
def test_the_database_itself_refuses_to_rewrite_seals(record, model, act):
    seal_all()
    rows = model.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**({"count": 9} if model is Seal else {"seal": 1})) if act == "update" else rows._raw_delete(rows.db)
