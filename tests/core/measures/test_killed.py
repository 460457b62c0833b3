"""A folder that is killed outright in the middle of its work leaves every total right: what it began is there whole or not at all."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import QuerySet

from lantoa.core.measures import folder, recount
from lantoa.core.measures.models import Delta, MeasureRow, Total
from lantoa.core.measures.totals import append_deltas
from lantoa.core.records.models import Record, State
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Unit
from lantoa.core.units.services import place_unit
from tests.factories import make_account, make_unit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
KILLS = int(os.environ.get("KILLS", "12"))  # how often it is killed
LEAST = KILLS // 4  # how often at least in the middle of a fold
FIRST = date(2022, 1, 1)


@pytest.fixture
def communes() -> list[Unit]:
    province = make_unit("Tỉnh", kind=UnitKind.PROVINCE, under=make_unit("Việt Nam", kind=UnitKind.COUNTRY))
    districts = [make_unit(f"Huyện {name}", kind=UnitKind.DISTRICT, under=province) for name in "AB"]
    return [make_unit(f"Xã {number}", under=districts[number % 2]) for number in range(6)]


def enter(communes: list[Unit], chance: random.Random, *, rows: int) -> None:
    """So many rows of a stock and a flow, by one record at each of their units, with what that leaves for the folder."""
    author = make_account()
    plain: QuerySet[Any] = QuerySet(Record)  # the program's own manager refuses what leaves no event
    records = plain.bulk_create(
        [Record(kind="initiative", unit=unit, title="Mô hình", day=FIRST, author=author, state=State.APPROVED) for unit in communes]
    )
    with transaction.atomic():
        made = [
            MeasureRow(
                key=f"{record.public_id}/{number}", record=record, unit_id=record.unit_id, num=Decimal(number), dims={"sector": "crops"},
                measure=("initiatives.kept", "initiatives.new")[number % 2], day=FIRST + timedelta(chance.randrange(700)),
            )
            for number in range(rows // len(records))
            for record in records
        ]  # fmt: skip
        MeasureRow.objects.bulk_create(made)
        append_deltas([], made)


@contextmanager
def folding() -> Iterator[int]:
    """What a process tells that folds batch by batch: when it begins one and when it has ended it. It is killed at the end."""
    connections.close_all()
    told, tell = os.pipe()
    process = os.fork()
    if not process:
        try:
            while True:
                os.write(tell, b"<")
                folder.fold(batch=60)
                os.write(tell, b">")
        finally:
            os._exit(1)
    os.close(tell)
    try:
        yield told
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def killed(chance: random.Random) -> bool:
    """Let a process fold some batches and kill it; whether that was in the middle of a fold."""
    with folding() as told:
        seen, wanted = b"", 1 + 2 * chance.randrange(5)
        while len(seen) < wanted:
            seen += os.read(told, 1)
        time.sleep(chance.uniform(0, 0.04))
    while more := os.read(told, 4096):
        seen += more
    os.close(told)
    return seen.endswith(b"<")


def test_a_folder_killed_again_and_again_leaves_every_total_right(communes: list[Unit]) -> None:
    chance = random.Random(17)
    middle = 0
    for number in range(KILLS):
        if number % 4 == 0:
            enter(communes, chance, rows=1800)
        if number % 10 == 5:
            over = Unit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk")[number // 10 % 2]
            place_unit(communes[number % 6], parent=over, hierarchy=Hierarchy.STATE, starts=FIRST + timedelta(10 * number))
        middle += killed(chance)
        if number % 5 == 4:  # a wrong total stays wrong
            assert recount.verify_totals() == []
    assert middle >= LEAST
    assert Total.objects.exists()
    folder.fold_all()
    assert not Delta.objects.exists()
    assert recount.verify_totals() == []
