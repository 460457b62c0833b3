"""Derived rows stay in step with their records, whatever is done to these; a row that was tampered with is found."""

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.measures.models import DeclaredFigure, MeasureRow
from lantoa.core.measures.rows import rebuild, verify
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import advance, change
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.services import resume_initiative, stop_initiative
from tests.factories import TODAY, make_unit
from tests.office import Office, figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def communes(office: Office) -> list[Unit]:
    return [make_unit(name, under=office.country) for name in ("Xã Hiếu", "Xã Pờ Ê", "Xã Đăk Tăng")]


class Life:
    """One thing after another is done to records at random, as far as it is allowed; a refusal must leave nothing behind."""

    def __init__(self, office: Office, communes: list[Unit], seed: int) -> None:
        self.office, self.communes, self.chance = office, communes, random.Random(seed)
        self.done: dict[str, int] = {}

    def live(self, steps: int) -> None:
        done_to_all = (self.submit, self.approve, self.approve, self.correct, self.correct, self.part)
        acts = (self.enter, self.enter, *done_to_all, self.stop, self.stop, self.resume)
        for _step in range(steps):
            act = self.chance.choice(acts)
            try:
                act()
                self.done[act.__name__] = self.done.get(act.__name__, 0) + 1
            except (Refused, ValidationError):
                self.done["refused"] = self.done.get("refused", 0) + 1

    def unit(self) -> Unit:
        return self.chance.choice(self.communes)

    def any_record(self, *states: str, **conditions: Any) -> Any:
        rows = list(Record.objects.filter(state__in=states, **conditions).order_by("pk"))
        if not rows:
            raise Refused("nothing is there yet")
        return self.chance.choice(rows)

    def day(self) -> date:
        return date(2023, self.chance.randint(1, 5), self.chance.randint(1, 25))

    def enter(self) -> None:
        office, unit = self.office, self.unit()
        since = self.chance.choice((None, date(2021, 1, 1), date(2022, 1, 1)))
        told = {"since": since, "since_precision": "year" if since else "unknown", "day": self.day()}
        made: tuple[Callable[[], Any], ...] = (
            lambda: office.initiative(unit, approved=False, places=self.chance.sample(self.communes, 2), households=3, **told),
            lambda: office.exemplar(unit, approved=False, day=self.day()),
            lambda: office.gift(unit, "money", 300, high=Decimal(500), qualifier="range", approved=False, day=self.day()),
            lambda: office.gift(unit, "work_days", approved=False, day=self.day()),
            lambda: office.draft(
                "declaration", unit, title="Số liệu", day=self.day(), starts=date(2023, 1, 1), ends=date(2023, 5, 1),
                figures=[figure("initiatives.kept", 9), figure("contributions.money", 1000, qualifier="nearly")],
            ),
        )  # fmt: skip
        self.chance.choice(made)()

    def submit(self) -> None:
        advance(self.any_record(State.DRAFT, State.RETURNED), "submit", by=self.office.clerk, today=TODAY)

    def approve(self) -> None:
        record = self.any_record(State.DRAFT, State.RETURNED, State.SUBMITTED)
        if record.state != State.SUBMITTED:
            record = advance(record, "submit", by=self.office.clerk, today=TODAY)
        advance(record, "approve", by=self.office.leader, today=TODAY)

    def correct(self) -> None:
        record = self.any_record(State.APPROVED, State.DRAFT)
        by = self.office.leader if record.state == State.APPROVED else self.office.clerk
        values: dict[str, Any] = self.chance.choice(({"unit": self.unit()}, {"day": self.day()}, {"title": f"Tên {self.chance.random()}"}))
        change(record, values=values, by=by, today=TODAY, reason="Ghi nhầm")

    def stop(self) -> None:
        record = self.any_record(State.APPROVED, kind="initiative").initiative
        stop_initiative(record, day=self.day(), reason="Hết vốn", by=self.office.leader, today=TODAY)

    def resume(self) -> None:
        record = self.any_record(State.APPROVED, kind="initiative").initiative
        resume_initiative(record, reason="Làm lại", by=self.office.leader, today=TODAY)

    def part(self) -> None:
        step = self.chance.choice(("return", "withdraw", "revoke", "reopen"))
        by = self.office.leader if step in {"return", "revoke"} else self.office.clerk
        advance(self.any_record(*State.values), step, by=by, today=TODAY, reason="Chưa đủ")


@pytest.mark.parametrize("seed", (1, 2, 3))
def test_after_any_sequence_of_acts_a_recount_finds_no_difference(office: Office, communes: list[Unit], seed: int) -> None:
    life = Life(office, communes, seed)
    life.live(70)
    assert {"enter", "approve", "correct", "part", "refused"} <= set(life.done)
    assert MeasureRow.objects.exists()
    assert verify() == []


def test_rebuilding_writes_what_stood_there(office: Office, communes: list[Unit]) -> None:
    Life(office, communes, seed=5).live(40)
    before = set(MeasureRow.objects.values_list("key", "unit", "day", "num", "high", "n"))
    figures = set(DeclaredFigure.objects.values_list("declaration", "unit", "measure", "category", "low"))
    rebuild()
    assert set(MeasureRow.objects.values_list("key", "unit", "day", "num", "high", "n")) == before
    assert set(DeclaredFigure.objects.values_list("declaration", "unit", "measure", "category", "low")) == figures
    assert verify() == []


@pytest.fixture
def told(office: Office, communes: list[Unit]) -> list[Unit]:
    office.initiative(communes[0], since=date(2022, 1, 1), since_precision="year")
    office.gift(communes[1], "money", 300, high=Decimal(500), qualifier="range")
    office.declare(communes[2], [figure("initiatives.kept", 9)])
    assert verify() == []
    return communes


TAMPERED: tuple[dict[str, Any], ...] = (
    {"num": 2},
    {"n": 2},
    {"den": 5},
    {"high": 7},
    {"day": date(2020, 1, 1)},
    {"qualifier": "about"},
    {"dims": {"since": 2015, "sector": "livestock"}},
    {"measure": "initiatives.new"},
)


@pytest.mark.parametrize("tampering", TAMPERED, ids=lambda tampering: "".join(tampering))
def test_a_row_that_was_tampered_with_is_found(told: list[Unit], tampering: dict[str, Any]) -> None:
    row = MeasureRow.objects.get(measure="initiatives.kept")
    MeasureRow.objects.filter(pk=row.pk).update(**tampering)
    assert row.key in verify()
    rebuild()
    assert verify() == []


def test_a_row_that_is_missing_moved_or_foreign_is_found(told: list[Unit]) -> None:
    row = MeasureRow.objects.get(measure="contributions.money")
    MeasureRow.objects.filter(pk=row.pk).update(unit=told[2])
    assert verify() == [row.key]
    MeasureRow.objects.filter(pk=row.pk).delete()
    assert verify() == [row.key]
    MeasureRow.objects.create(key="x/y/1", record=row.record, measure="no.such.measure", unit=told[0], day=TODAY)
    assert verify() == ["x/y/1", row.key]


def test_a_declared_figure_that_was_tampered_with_is_found(told: list[Unit]) -> None:
    DeclaredFigure.objects.update(low=90)
    assert [key.partition("/")[2] for key in verify()] == ["initiatives.kept/"]
    DeclaredFigure.objects.all().delete()
    assert len(verify()) == 1
    rebuild()
    assert verify() == []


def test_a_refused_act_leaves_rows_as_they_were(office: Office, communes: list[Unit]) -> None:
    record = office.initiative(communes[0])
    with pytest.raises(ValidationError):
        stop_initiative(record, day=date(2020, 1, 1), reason="Trước khi có", by=office.leader, today=TODAY)
    with pytest.raises(Refused):
        change(record, values={"unit": communes[1]}, by=office.clerk, today=TODAY, reason="Chính tôi nhập")
    assert list(MeasureRow.objects.filter(measure="initiatives.kept").values_list("unit", "num")) == [(communes[0].pk, 1)]
    assert verify() == []


@pytest.mark.parametrize(
    "figures",
    (
        [figure("no.such.measure", 5)],
        [figure("initiatives.kept", 5, category="colour=red")],
        [figure("initiatives.kept", 5, category="sector=cooking")],
        [figure("initiatives.kept", 5, category="since=..")],
        [figure("initiatives.kept", 5, category="since=2023..2021")],
        [figure("initiatives.kept", 5, category="since=long ago")],
        [figure("initiatives.kept", -5)],
        [figure("initiatives.kept", "many")],
        [figure("initiatives.kept", 5, qualifier="range")],
        [figure("initiatives.kept", 5, qualifier="perhaps")],
        [figure("initiatives.kept", 9, high="5", qualifier="range")],
        [figure("initiatives.kept", 5), figure("initiatives.kept", 6)],
        [{"measure": "initiatives.kept"}],
        [{**figure("initiatives.kept", 5), "note": "x"}],
        ["50"],
        {"initiatives.kept": 50},
    ),
)
def test_a_declared_figure_that_says_nothing_is_refused(office: Office, communes: list[Unit], figures: Any) -> None:
    with pytest.raises(ValidationError) as refusal:
        office.draft("declaration", communes[0], title="Số liệu", starts=TODAY, ends=date(2023, 5, 26), figures=figures)
    assert set(refusal.value.message_dict) == {"figures"}
