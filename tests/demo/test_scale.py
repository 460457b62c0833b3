"""Synthetic units and records of any size."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import Settings

from lantoa.core.measures import rows
from lantoa.core.measures.reading import read
from lantoa.core.people.models import User
from lantoa.core.records import ledger
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import advance
from lantoa.core.units.models import Unit
from lantoa.demo.cli import register
from lantoa.demo.scale import LAST, ROOT, grow
from lantoa.demo.units import KON_PLONG, party_key
from lantoa.domains.initiatives.models import Initiative
from lantoa.lib.periods import Period
from tests.commands import run_command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
NOW = datetime(2023, 5, 25, 8, 0, tzinfo=UTC)
PERIOD = Period.parse("2021-05-18..2023-05-25")


def synthetic() -> list[tuple[object, ...]]:
    found = Initiative.objects.filter(unit__key__startswith=f"{ROOT}-").order_by("title")
    return list(found.values_list("title", "unit__key", "day", "state", "reference", "since", "sector", "public_id"))


def test_there_are_as_many_records_as_asked_for_and_all_is_called_synthetic() -> None:
    assert grow(100, seed=1, now=NOW) == (100, 4)
    assert len(synthetic()) == 100
    assert all(title.startswith("Mô hình thử ") for title, *_rest in synthetic())
    assert all("thử" in unit.name for unit in Unit.objects.filter(key__startswith=ROOT))


def test_a_larger_number_adds_the_difference_to_the_same_beginning() -> None:
    grow(50, seed=1, now=NOW)
    first = synthetic()
    assert grow(50, seed=1, now=NOW)[0] == 0
    assert grow(90, seed=1, now=NOW)[0] == 40
    assert synthetic()[:50] == first


def test_the_same_seed_gives_the_same_records_and_another_gives_others() -> None:
    first, second, other = (grown_and_undone(seed) for seed in (7, 7, 8))
    assert len(first) == 30
    assert first == second
    assert first != other


def grown_and_undone(seed: int) -> list[tuple[object, ...]]:
    with transaction.atomic():
        grow(30, seed=seed, now=NOW)
        found = synthetic()
        transaction.set_rollback(True)
    return found


def test_trail_and_measures_verify_as_if_each_had_been_entered() -> None:
    grow(120, seed=1, now=NOW)
    assert list(ledger.verify()) == []
    assert rows.verify() == []


def test_counted_is_what_a_recount_finds() -> None:
    grow(120, seed=1, now=NOW)
    kept = Initiative.objects.filter(unit__key__startswith=f"{ROOT}-", state=State.APPROVED)
    standing = [one for one in kept if not (one.stopped and one.stopped <= LAST)]
    reading = read("initiatives.kept", Unit.objects.get(key=ROOT), PERIOD, by="unit")
    assert reading.value == reading.n == len(standing) > 0
    assert sum(part.value for part in reading.parts) == reading.value


def test_real_units_are_left_alone() -> None:
    grow(60, seed=1, now=NOW)
    reading = read("initiatives.kept", Unit.objects.get(key=party_key(KON_PLONG)), PERIOD)
    assert (reading.value, reading.counted) == (50, 14)


def test_a_synthetic_record_goes_on_like_any_other() -> None:
    grow(120, seed=1, now=NOW)
    waiting = Record.objects.filter(unit__key__startswith=f"{ROOT}-", state=State.SUBMITTED).first()
    assert waiting is not None
    done = advance(waiting, "approve", by=User.objects.get(username="duyet.thu"), today=LAST)
    taken = Record.objects.filter(unit=done.unit, reference=done.reference)
    assert (done.state, taken.count()) == (State.APPROVED, 1)
    assert list(ledger.verify()) == []


def test_the_command_refuses_an_installation_that_is_no_demo(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run_command(register, "demo", "--scale", "10", capsys=capsys)
    assert (ran.code, ran.out) == (1, "")
    assert "make run" in ran.err
    assert synthetic() == []


def test_the_command_grows_a_demo(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEMO = True
    ran = run_command(register, "demo", "--scale", "45", "--seed", "3", capsys=capsys)
    assert ran.code == 0
    assert "45" in ran.out
    assert len(synthetic()) == 45
