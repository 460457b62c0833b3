"""Whatever is merged, split, moved or dissolved, in any order and entered late: the parts make the whole on both readings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.core.measures.reading import read
from lantoa.core.people.models import User
from lantoa.core.units.acts import Act, Order, Part, carry
from lantoa.core.units.closure import on_day, rebuild_closure
from lantoa.core.units.kinds import Hierarchy, UnitKind
from lantoa.core.units.models import Closure, Unit
from lantoa.lib.periods import Period
from tests.core.measures.test_restating import KEPT, NEW, rows
from tests.factories import make_account, make_child, make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STATE = Hierarchy.STATE
FIRST = date(2023, 1, 1)
EXAMPLES = 6 if connection.vendor == "sqlite" else 3  # the same statements, planned anew for each unit there
PERIODS = [Period.parse("2023"), Period.parse("2023-H1")]
RECORDS = st.lists(
    st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30), st.integers(0, 300), st.integers(1, 9)), min_size=1, max_size=8
)
ACTS = st.lists(st.tuples(st.sampled_from(list(Act)), st.integers(0, 30), st.integers(0, 30), st.integers(1, 360)), min_size=1, max_size=6)


@dataclass(frozen=True)
class Ground:
    """A country with two districts of two communes, each with two villages."""

    country: Unit
    author: User


def ground() -> Ground:
    country = make_unit("Việt Nam", kind=UnitKind.COUNTRY, key="VN")
    province = make_unit("Tỉnh A", kind=UnitKind.PROVINCE, under=country)
    for number in range(2):
        district = make_unit(f"Huyện {number}", kind=UnitKind.DISTRICT, under=province)
        for second in range(2):
            commune = make_unit(f"Xã {number}{second}", under=district)
            for third in range(2):
                make_child(commune, f"Thôn {number}{second}{third}")
    return Ground(country, make_account())


def living(day: date, *kinds: str) -> list[Unit]:
    return list(Unit.objects.filter(on_day(day), kind__in=kinds).order_by("key"))


def pick(units: list[Unit], number: int) -> Unit:
    return units[number % len(units)]


def order(act: Act, one: int, two: int, day: date, key: str) -> Order:
    """Something that a decision might say of the units of that day."""
    communes = living(day, "commune")
    unit, other = pick(communes, one), pick(communes, two)
    above = pick(living(day, "district"), two)
    if act == Act.MOVE:
        return Order(act, (unit,), day, "", {STATE: above})
    if act == Act.MERGE and two % 2:
        return Order(act, (unit,), day, "", parts=(Part(unit=other),))
    if act == Act.MERGE:
        return Order(act, (unit, other), day, "", {STATE: above}, (Part(name=f"Xã {key}", kind="commune"),), key)
    if act == Act.DISSOLVE:
        return Order(act, (pick([*communes, *living(day, "village")], one),), day)
    subs = list(Unit.objects.filter(placements__parent=unit, placements__starts__lte=day, placements__ends__gt=day).order_by("key"))
    parts = (
        Part(name=f"Xã {key}", kind="commune", takes=tuple(subs[::2])),
        Part(name=f"Xã {key}b", kind="commune", takes=tuple(subs[1::2])),
    )
    return Order(act, (unit,), day, "", {STATE: above}, parts, key)


def recorded(base: Ground, drawn: list[tuple[int, int | None, int, int]]) -> int:
    """Records at communes and districts, some with a village as their place; the sum of their numbers."""
    for one, two, offset, num in drawn:
        day = FIRST + timedelta(days=offset)
        unit = pick(living(day, "commune", "district"), one)
        place = None if two is None else pick(living(day, "village"), two)
        rows(unit, base.author, day=day, place=place, num=num)
    return sum(num for *_rest, num in drawn)


def readings(day: date) -> Iterator[tuple[Unit, dict[str, Any]]]:
    """Every unit with both readings."""
    for unit in living(day, "country", "province", "district", "commune"):
        for restated in (None, FIRST, day):
            if restated is None or unit.alive(restated):
                yield unit, {"restated": restated, "by": "unit"}


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(drawn=RECORDS, acts=ACTS)
def test_the_parts_make_the_whole_on_both_readings(db: None, drawn: list[Any], acts: list[Any]) -> None:
    with transaction.atomic():
        base = ground()
        total = recorded(base, drawn)
        for number, (act, one, two, offset) in enumerate(acts):
            try:
                carry(order(act, one, two, FIRST + timedelta(days=offset), f"u-{number}"))
            except ValidationError:
                continue  # refused whole: what it would have made is no tree
        closure = set(Closure.objects.values_list("ancestor", "descendant", "hierarchy", "depth", "starts", "ends"))
        rebuild_closure()
        assert set(Closure.objects.values_list("ancestor", "descendant", "hierarchy", "depth", "starts", "ends")) == closure
        last = date(2024, 1, 1)
        for unit, asked in readings(last):
            for code in (NEW, KEPT):
                reading = read(code, unit, PERIODS[0], **asked)
                assert reading.counted == sum(part.counted for part in reading.parts), (unit, code, asked, acts)
                assert reading.n == sum(part.n for part in reading.parts)
        for restated in (None, FIRST, last):
            assert read(NEW, base.country, PERIODS[0], restated=restated).counted == total, (restated, acts)
        transaction.set_rollback(True)
