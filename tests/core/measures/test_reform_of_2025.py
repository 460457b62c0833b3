"""The whole reform of 1 July 2025, on the real tree: figures before and after agree for every unit whose heir is certain."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import QuerySet

from lantoa.core.measures.models import MeasureRow
from lantoa.core.measures.reading import UNALLOCATED, read
from lantoa.core.measures.recount import rebuild_totals
from lantoa.core.records.models import Record, State
from lantoa.core.units.kinds import COMMUNAL, DISTRICT_LEVEL, PROVINCIAL
from lantoa.core.units.models import Succession, Unit
from lantoa.core.units.services import load_tree
from lantoa.lib.periods import Period
from tests.factories import make_account

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEW = "initiatives.new"
BEFORE, LAST, REFORM = Period.parse("2024"), date(2025, 6, 30), date(2025, 7, 1)


def recorded(units: list[Unit]) -> dict[int, int]:
    """One approved record at each of these units, with a number of its own; the numbers by unit."""
    author, day = make_account(), date(2024, 6, 1)
    plain: QuerySet[Any] = QuerySet(Record)  # the program's own manager refuses what leaves no event
    plain.bulk_create(
        (Record(kind="initiative", unit=unit, title="Mô hình", day=day, author=author, state=State.APPROVED) for unit in units),
        batch_size=500,
    )
    numbers = {unit.pk: number for number, unit in enumerate(units, start=1)}
    MeasureRow.objects.bulk_create(
        (
            MeasureRow(key=f"{pk}/{NEW}/1", record_id=pk, measure=NEW, unit_id=unit, day=day, num=Decimal(numbers[unit]))
            for pk, unit in Record.objects.values_list("pk", "unit")
        ),
        batch_size=1000,
    )
    rebuild_totals()
    return numbers


def test_every_figure_whose_heir_is_certain_agrees_before_and_after() -> None:
    load_tree()
    old = list(Unit.objects.filter(starts__lte=LAST, ends__gt=LAST, kind__in=(*COMMUNAL, *DISTRICT_LEVEL)))
    numbers = recorded(old)
    total = sum(numbers.values())
    country = Unit.objects.get(kind="country")
    stood, restated = (read(NEW, country, BEFORE, by="unit", restated=day) for day in (None, REFORM))
    assert stood.counted == restated.counted == total
    assert (len([part for part in stood.parts if part.n]), len([part for part in restated.parts if part.n])) == (63, 34)
    assert restated.unallocated == 0, "no unit was split across provinces"
    heirs: dict[int, set[int]] = defaultdict(set)
    for before, after in Succession.objects.values_list("old", "new"):
        heirs[before].add(after)
    certain: dict[int, int] = defaultdict(int)
    for unit in old:
        takers = heirs.get(unit.pk) or {unit.pk}
        if len(takers) == 1:
            certain[takers.pop()] += numbers[unit.pk]
    shown = 0
    left = Decimal(0)
    for province in Unit.objects.filter(starts__lte=REFORM, ends__gt=REFORM, kind__in=PROVINCIAL):
        for part in read(NEW, province, BEFORE, by="unit", restated=REFORM).parts:
            if part.key == UNALLOCATED:
                left += part.counted
            else:
                assert part.unit is not None
                assert part.counted == certain.get(part.unit.pk, 0), part.unit.name
                shown += part.n > 0
    assert (left + sum(certain.values()), shown) == (total, len(certain))
    assert left == sum(numbers[unit.pk] for unit in old if len(heirs.get(unit.pk, ())) > 1)
