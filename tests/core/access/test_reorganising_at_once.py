"""Reorganising while others work: who writes records is not made to wait, and of two acts at once the second sees what the first did."""

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from lantoa.core.access.models import Reorganisation
from lantoa.core.access.reorganising import carry_out, preview
from lantoa.core.access.roles import Role
from lantoa.core.measures.folder import fold_all
from lantoa.core.measures.recount import verify_totals
from lantoa.core.measures.rows import verify
from lantoa.core.people.models import User
from lantoa.core.records.models import Record, State
from lantoa.core.units.acts import Act, Order
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Placement
from tests.contracts.samples import make_record
from tests.factories import TODAY, Tree, make_account, make_approved, make_child, make_tree

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time: there nothing happens at once"),
]
DAY, BASIS, STATE = date(2023, 5, 2), "Nghị quyết 01/NQ-HĐND ngày 20/5/2023", Hierarchy.STATE
PATIENCE = 60  # seconds that a thread may take where other work shares the machine


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def admin(tree: Tree) -> User:
    return make_account(Role.ADMINISTRATOR, tree.province)


class Work(threading.Thread):
    """Something done beside the test, with a connection of its own; `result` gives what it gave, or raises what it raised."""

    def __init__(self, act: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.act, self.found, self.error = act, None, None
        self.start()

    def run(self) -> None:
        try:
            self.found = self.act()
        except Exception as error:
            self.error = error
        finally:
            connections.close_all()

    def result(self) -> Any:
        self.join(PATIENCE)
        assert not self.is_alive(), "it still waits"
        if self.error is not None:
            raise self.error
        return self.found


@contextmanager
def under_way(order: Order, by: User) -> Iterator[None]:
    """The act is done and not yet kept, until the block ends."""
    shown = preview(order, by=by, today=TODAY)
    with transaction.atomic():
        carry_out(order, shown=shown.digest, by=by, today=TODAY, public_id=uuid.uuid4())
        yield


def test_records_of_the_units_concerned_are_written_meanwhile_and_counted_where_they_belong(tree: Tree, admin: User) -> None:
    writer, leader = make_account(Role.OFFICE, tree.hieu_committee), make_account(Role.LEADER, tree.committee)

    def write() -> Record:
        record: Record = make_approved(make_record("initiative", tree.hieu_committee, by=writer), by=leader)
        return record

    make_approved(make_record("initiative", tree.hieu_committee, by=writer), by=leader)
    moves = Order(Act.MOVE, (tree.hieu_committee,), DAY, BASIS, {Hierarchy.PARTY: tree.other_committee})
    chief = make_account(Role.ADMINISTRATOR, tree.province_committee)
    with under_way(moves, chief):
        written = Work(write).result()
        assert written.state == State.APPROVED
    assert Reorganisation.objects.get().by == chief.person
    fold_all()
    assert verify() == []
    assert not verify_totals()


def test_of_two_moves_that_would_close_a_circle_together_only_one_is_done(tree: Tree, admin: User) -> None:
    first, second = make_child(tree.hieu, "Thôn 1"), make_child(tree.hieu, "Thôn 2")
    one, other = (Order(Act.MOVE, (unit,), DAY, BASIS, {STATE: above}) for unit, above in ((first, second), (second, first)))
    shown = preview(other, by=admin, today=TODAY)

    def do_other() -> Reorganisation:
        return carry_out(other, shown=shown.digest, by=admin, today=TODAY, public_id=uuid.uuid4())

    with under_way(one, admin):
        waits = Work(do_other)
        waits.join(1)
        assert waits.is_alive(), "it has to wait until it is known what the first did"
    with pytest.raises(ValidationError) as refusal:
        waits.result()
    assert refusal.value.code == "circle"
    assert Reorganisation.objects.count() == 1
    assert Placement.objects.get(unit=first, hierarchy=STATE, starts=DAY).parent == second
    assert not Placement.objects.filter(unit=second, starts=DAY).exists()


def test_a_preview_keeps_nobody_from_writing(tree: Tree, admin: User) -> None:
    """It does the act and takes it back; another's act waits for it, another's record does not."""
    writer = make_account(Role.OFFICE, tree.hieu_committee)
    order = Order(Act.MOVE, (tree.hieu,), DAY, BASIS, {STATE: tree.other_district})
    with transaction.atomic():
        preview(order, by=admin, today=TODAY)
        assert Work(lambda: make_record("declaration", tree.hieu_committee, by=writer)).result().pk
