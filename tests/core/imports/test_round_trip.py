"""What is taken out with every field comes in again as the same, for every kind of record."""

from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lantoa.core.imports.entering import begin_entering
from lantoa.core.imports.filling import Filler
from lantoa.core.imports.models import Import, RowState
from lantoa.core.imports.targets import KEY, Target, targets_of
from lantoa.core.imports.working import carry_on
from lantoa.core.imports.writing import Teller, heads
from lantoa.core.people.services import know_person
from lantoa.core.records.kinds import all_kinds, concrete, kind_of
from lantoa.core.records.models import Record
from lantoa.core.records.services import create
from lantoa.core.records.values import snapshot
from lantoa.core.ui.records.exports import as_xlsx
from tests.core.imports.conftest import World, checked, read
from tests.factories import FIGURE, TODAY

FEW = settings(
    max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
WORDS = st.sampled_from(
    ["Nuôi trâu sinh sản", "Vườn mẫu; đợt 2", "=cộng|trừ", "“Camera” 1.5", "20/11", "3", "Đường hoa,\tthôn 2", "Có", "-x"]
)
DAYS = st.dates(date(2016, 1, 1), date(2023, 5, 25))
LATER = st.dates(date(2023, 5, 26), date(2026, 5, 25))
WHOLE = {**FIGURE, "category": "", "high": None}
PART = {**WHOLE, "category": "sector=livestock", "low": "5", "qualifier": "more_than"}
COUNTS = st.none() | st.integers(0, 10**9)
WHAT = st.sampled_from(["thu nhập: hộ", "a | b", "hộ thoát nghèo"])
RESULT = st.fixed_dictionaries({"what": WHAT, "year": st.none() | st.integers(2016, 2023)}).flatmap(
    lambda told: st.sampled_from([
        {"value": "12", "unit": "hộ", "qualifier": "exact"}, {"value": "1234.5", "unit": "kg", "qualifier": "more_than"},
        {"value": "85", "high": "90", "unit": "%", "qualifier": "range"}, {"value": "300000000", "unit": "đồng", "qualifier": "nearly"},
    ]).map(lambda figure: {**told, **figure})
)  # fmt: skip
STARTS = st.sampled_from([(None, "unknown"), (date(2016, 1, 1), "year"), (date(2015, 3, 1), "month"), (date(2015, 3, 1), "day")])


def values_of(kind: str, world: World) -> st.SearchStrategy[dict[str, Any]]:
    """Values of a record of this kind, of every shape that its form can tell."""
    places = st.lists(st.sampled_from([world.tree.hieu, world.tree.dak_tang, world.tree.hieu_committee]), unique=True, max_size=3)
    base = {"title": WORDS, "day": DAYS, "source": st.just("") | WORDS}
    own: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "initiative": {
            "sector": st.sampled_from(["livestock", "fishery", "security", "other"]), "places": places, "hosts": places, "start": STARTS,
            "households": COUNTS, "cost": COUNTS.map(lambda count: None if count is None else Decimal(count)),
            "results": st.lists(RESULT, max_size=2), "description": st.just("") | st.just("Dòng một\n\nDòng hai: | 5%"), "movement": WORDS,
            "stop": st.none() | st.tuples(LATER, WORDS),
        },
        "exemplar": {
            "who": st.sampled_from(["person", "household", "collective"]), "deed": WORDS, "place": st.none() | st.just(world.tree.hieu),
            "consents": st.sets(st.sampled_from(["name", "photo", "income", "land"])), "name": WORDS, "consented": DAYS,
        },
        "contribution": {
            "amount": st.sampled_from([None, ("3500", None, "exact"), ("12.5", None, "nearly"), ("85", "90", "range")]),
            "gift": st.sampled_from(["money", "land", "work_days", "rides"]), "purpose": WORDS, "name": WORDS,
            "donor": st.sampled_from(["person", "unit", "group", "unnamed"]), "helped": st.sampled_from(["", "households", "people"]),
        },
        "declaration": {
            "starts": st.just(date(2022, 1, 1)), "ends": st.sampled_from([date(2022, 1, 2), date(2022, 7, 1), date(2022, 5, 26)]),
            "figures": st.just([WHOLE, PART]),
            "note": st.just("") | WORDS, "source": WORDS,
        },
        "product": {
            "stars": st.sampled_from([3, 4, 5]), "group": st.sampled_from(["food", "drinks", "crafts"]), "decision": st.just("") | WORDS,
            "maker": st.none() | st.just(world.tree.hieu), "place": st.none() | st.just(world.tree.hieu), "expires": LATER,
        },
        "chain": {
            "part": st.sampled_from(["buyer", "supplier", "cooperative"]), "name": st.just("") | WORDS, "goods": st.just("") | WORDS,
            "contract": st.just("") | WORDS, "starts": DAYS, "ends": st.none() | LATER,
        },
    }  # fmt: skip
    return st.fixed_dictionaries(base | own[kind]).map(lambda drawn: told(kind, drawn, world))


def told(kind: str, drawn: dict[str, Any], world: World) -> dict[str, Any]:
    """What was drawn, as a record of the kind keeps it."""
    values = {"unit": world.unit, **drawn}
    if kind == "initiative":
        values["since"], values["since_precision"] = values.pop("start")
        values["place"] = values["places"][0] if len(values["places"]) == 1 else None
        values["movement"] = values["movement"].replace("\t", " ")
        values["stopped"], why = values.pop("stop") or (None, "")
        values["stop_reason"] = why.replace("\t", " ")
    elif kind == "exemplar":
        given, day, name = values.pop("consents"), values.pop("consented"), values.pop("name")
        for what in given:
            values |= {f"consent_{what}": "given", f"consent_{what}_day": day}
        values["collective_name"] = name if values["who"] == "collective" else ""
        values["named"] = "" if values["who"] == "collective" else name
    elif kind == "contribution":
        amount, name, donor = values.pop("amount"), values.pop("name"), values["donor"]
        low, high, qualifier = amount or (None, None, "exact")
        values |= {"low": low and Decimal(low), "high": high and Decimal(high), "qualifier": qualifier}
        values |= {"helped_low": 12, "helped_qualifier": "more_than"} if values["helped"] else {}
        values |= {"named": name if donor == "person" else "", "donor_unit": world.tree.hieu if donor == "unit" else None}
        values["donor_group"] = name if donor == "group" else ""
    elif kind == "chain":
        name = values.pop("name")
        values |= {"partner_name": name, "partner": None if name else world.tree.hieu}
    return values


def kept(record: Record) -> dict[str, Any]:
    """A record's values; a person by their name, since the same name typed again is someone else."""
    own = concrete(record)
    found = snapshot(own, kind_of(record.kind))
    for field in ("person", "donor_person"):
        if found.get(field):
            found[field] = getattr(own, field).name
    return found


def made(kind: str, values: dict[str, Any], world: World) -> Any:
    name = values.pop("named", "")
    if name:
        values["person" if kind == "exemplar" else "donor_person"] = know_person(name)
    return create(kind, values=values, by=world.clerk, today=TODAY)


def taken_out(record: Any, world: World) -> bytes:
    """The record as the page hands it out, but for its key: it is to come in beside itself."""
    kind = kind_of(record.kind)
    filler = Filler(kind, world.unit, by=world.clerk, today=TODAY)
    targets = [target for target in targets_of(kind, filler.blank) if target.name != KEY]
    return as_file(targets, [Teller(filler, targets).row(record)])


def table(source: Import) -> Any:
    """The rows of the sheet's table."""
    return source.rows.exclude(state=RowState.ABOVE)


def as_file(targets: list[Target], rows: list[list[Any]]) -> bytes:
    answer = as_xlsx(heads(targets), rows, name="x.xlsx", title="x")
    with closing(answer.file_to_stream):  # closing the answer itself would end a request, and its connection to the database
        return b"".join(answer.streaming_content)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", [kind.code for kind in all_kinds() if kind.listed])
@pytest.mark.slow
@FEW
@given(data=st.data())
def test_what_is_taken_out_comes_in_again_as_the_same(world, kind, language, data):
    with override(language):
        record = made(kind, data.draw(values_of(kind, world)), world)
        source = checked(read(taken_out(record, world), world, kind=kind))
        row = table(source).get()
        assert (row.state, row.faults) == (RowState.READY, {})
        begin_entering(source, submit=True)
        carry_on(source, today=TODAY)
        again = table(source).get().record
    assert again.pk != record.pk
    assert again.state == "submitted"
    assert {**kept(again), "state": ""} == {**kept(record), "state": ""}


def test_a_record_that_is_here_already_is_not_entered_twice(world):
    record = create(
        "initiative", values={"unit": world.unit, "title": "Nuôi cá", "day": TODAY, "sector": "fishery"}, by=world.clerk, today=TODAY
    )
    kind = kind_of("initiative")
    filler = Filler(kind, world.unit, by=world.clerk, today=TODAY)
    targets = targets_of(kind, filler.blank)
    rows = [Teller(filler, targets).row(record), [*Teller(filler, targets).row(record)[:-1], str(uuid4())]]
    source = checked(read(as_file(targets, rows), world))
    assert [row.state for row in table(source)] == [RowState.SKIPPED, RowState.READY]
