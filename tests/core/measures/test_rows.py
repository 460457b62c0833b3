"""Derived rows stay in step with their records, whatever is done to these; a row that was tampered with is found."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from lantoa.core.access.decisions import Refused
from lantoa.core.measures.models import DeclaredFigure, MeasureRow
from lantoa.core.measures.rows import rebuild, verify
from lantoa.core.records.services import change
from lantoa.core.units.models import Unit
from lantoa.domains.initiatives.services import stop_initiative
from tests.factories import TODAY, make_unit
from tests.office import Office, figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def communes(office: Office) -> list[Unit]:
    return [make_unit(name, under=office.country) for name in ("Xã Hiếu", "Xã Pờ Ê", "Xã Đăk Tăng")]


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
