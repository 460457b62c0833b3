"""Kon Plông in the demo: fourteen records that no source dates, fifty declared."""

import json
from datetime import date

import pytest

from lantoa.core.measures import cli
from lantoa.core.measures.reading import read, records_behind
from lantoa.core.people.models import User
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import advance, create
from lantoa.core.units.models import Unit
from lantoa.demo.units import DAK_RING, EXAMPLE_PLACE, KON_PLONG, party_key
from lantoa.domains.initiatives.models import Initiative
from lantoa.lib.periods import Period
from tests.commands import run_command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
DAY = date(2023, 5, 25)
PERIOD = Period(date(2021, 5, 18), date(2023, 5, 26))
KEPT = "initiatives.kept"
BOTH = pytest.mark.parametrize("key", (party_key(KON_PLONG), KON_PLONG))


@BOTH
def test_fifty_are_told_fourteen_are_counted_and_thirty_six_are_only_declared(key: str) -> None:
    reading = read(KEPT, Unit.objects.get(key=key), PERIOD)
    assert (reading.value, reading.counted, reading.declared, reading.n) == (50, 14, 36, 14)
    assert (reading.exceeds, reading.qualifier) == (False, "exact")


@BOTH
def test_thirteen_are_told_since_2021_and_thirty_seven_since_2022(key: str) -> None:
    reading = read(KEPT, Unit.objects.get(key=key), PERIOD, by="since")
    told = {part.key: (part.value, part.counted, part.overlaps) for part in reading.parts}
    assert told == {"since=2021": (13, 0, False), "since=2022..": (37, 0, False), "since=": (14, 14, True)}


def test_no_year_no_household_no_result_is_filled_in() -> None:
    initiatives = Initiative.objects.filter(day=DAY, state=State.APPROVED)
    assert len(initiatives) == 14
    for found in initiatives:
        assert found.since_precision == "unknown"
        assert not any((found.since, found.stopped, found.households, found.results, found.cost, found.movement))


def test_a_fifteenth_record_leaves_thirty_five_without_one() -> None:
    office, secretary = (User.objects.get(username=f"{name}.konplong") for name in ("vanphong", "bithu"))
    values = {"unit": Unit.objects.get(key=party_key(DAK_RING)), "title": "Nuôi gà đồi", "day": DAY, "sector": "livestock"}
    draft = create("initiative", values=values, by=office, today=DAY)
    advance(advance(draft, "submit", by=office, today=DAY), "approve", by=secretary, today=DAY)
    reading = read(KEPT, Unit.objects.get(key=party_key(KON_PLONG)), PERIOD)
    assert (reading.value, reading.counted, reading.declared) == (50, 15, 35)


def test_six_of_the_sub_units_have_reported() -> None:
    coverage = read(KEPT, Unit.objects.get(key=party_key(KON_PLONG)), PERIOD).coverage
    heard = sorted(unit.name for unit in coverage.units if unit.pk in coverage.heard)
    assert heard == [
        "Trung tâm Dịch vụ Nông-Lâm nghiệp huyện Kon Plông", "Đảng ủy thị trấn Măng Đen", "Đảng ủy xã Hiếu", "Đảng ủy xã Pờ Ê",
        "Đảng ủy xã Đăk Ring", "Đảng ủy xã Đăk Tăng",
    ]  # fmt: skip


def test_every_initiative_was_written_by_one_and_approved_by_another() -> None:
    records = records_behind(read(KEPT, Unit.objects.get(key=party_key(KON_PLONG)), PERIOD))
    assert len(records) == 14
    for record in records:
        assert record.author_id != record.approved_by_id
        assert [event.step for event in record.events.all()] == ["create", "submit", "approve"]


def test_examples_fill_every_queue_and_count_nowhere() -> None:
    examples = Record.objects.filter(title__endswith="(ví dụ)").exclude(unit__key__startswith=EXAMPLE_PLACE)
    assert sorted(examples.values_list("state", flat=True)) == [State.DRAFT, State.RETURNED, State.SUBMITTED]
    assert not examples.filter(measure_rows__isnull=False).exists()


def test_the_command_line_reads_fifty(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("measure", KEPT, "--unit", "Huyện ủy Kon Plông", "--period", "2021-05-18..2023-05-25", "--json")
    told = json.loads(run_command(cli.register, *words, capsys=capsys).out)
    assert (told["value"], told["counted"], told["declared"], told["n"]) == (50, 14, 36, 14)
    assert told["unit"]["province"] == "Tỉnh Kon Tum"
