"""What every kind of record keeps, whoever wrote it: scope, cost, exports, steps. Written once over the registry."""

import csv
import html
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import CheckConstraint, DateTimeField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from lantoa.core.access.decisions import Refused
from lantoa.core.access.roles import Role, Verb
from lantoa.core.people.models import User
from lantoa.core.records.constraints import standing
from lantoa.core.records.kinds import Kind, all_kinds
from lantoa.core.records.lifecycle import lifecycle_of
from lantoa.core.records.models import Event, Record, State
from lantoa.core.records.selectors import can
from lantoa.core.records.services import advance
from tests.contracts.samples import VALUES, WAYS, in_state, make_record
from tests.factories import TODAY, Tree, make_account, make_tree
from tests.replay import replayed

MOST_QUERIES = 12
KINDS = [kind for kind in all_kinds() if kind.listed]
ALL = list(all_kinds())
WITH_PAGES_OF_THEIR_OWN_TOO = pytest.mark.parametrize("kind", ALL, ids=[kind.code for kind in ALL])
EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=[kind.code for kind in KINDS])


@dataclass(frozen=True)
class House:
    """The tree, an author and an approver at Hiếu, and one account for every role at the district's committee and at Hiếu's."""

    tree: Tree
    author: User
    approver: User
    above: dict[str, User]
    at_home: dict[str, User]
    neighbour: User
    stranger: User

    @property
    def actors(self) -> dict[str, User]:
        named = {f"{role} above": user for role, user in self.above.items()} | {
            f"{role} at home": user for role, user in self.at_home.items()
        }
        return named | {"author": self.author, "approver": self.approver, "neighbour": self.neighbour, "stranger": self.stranger}


@pytest.fixture
def house(db: None, settings: LazySettings) -> House:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    return make_house()


@replayed
def make_house() -> House:
    tree = make_tree()
    return House(
        tree,
        author=make_account(Role.OFFICE, tree.hieu_committee),
        approver=make_account(Role.LEADER, tree.committee),
        above={role: make_account(role, tree.committee) for role in Role.values},
        at_home={role: make_account(role, tree.hieu_committee) for role in Role.values},
        neighbour=make_account(Role.OFFICE, tree.other_committee),
        stranger=make_account(),
    )


def every_state(kind: Kind, house: House) -> list[Any]:
    """A record of the kind in each of the states that all kinds share."""
    return [
        in_state(make_record(kind.code, house.tree.hieu_committee, by=house.author, title=f"Hồ sơ {state}"), state, approver=house.approver)
        for state in WAYS
    ]


def listed(client: Client, kind: Kind, query: str = "") -> list[Record]:
    """The records of the page, which must all stand in its table."""
    response = client.get(f"/records/{kind.code}/?{query}")
    records = list(response.context["page"])
    assert re.findall(r'class="list__title" href="/r/([^/]+)/', response.content.decode()) == [str(record.public_id) for record in records]
    return records


@EVERY_KIND
def test_it_has_a_sample_and_knows_its_parts(kind: Kind):
    assert kind.code in VALUES, "add a sample to tests/contracts/samples.py"
    known = {field.name for field in kind.model_class._meta.get_fields()}
    assert set(kind.fields) | set(kind.personal) <= known
    assert len({column.name for column in kind.columns}) == len(kind.columns)


@EVERY_KIND
def test_what_can_be_seen_is_what_the_lists_show(kind: Kind, house: House):
    records = every_state(kind, house)
    for name, actor in house.actors.items():
        seen = set(kind.model_class.objects.visible_to(actor, at=TODAY).values_list("pk", flat=True))
        for record in records:
            assert bool(can(actor, Verb.VIEW, record, at=TODAY)) == (record.pk in seen), f"{name}: {record.state}"


@EVERY_KIND
def test_drafts_stay_in_their_own_house(kind: Kind, house: House):
    draft = make_record(kind.code, house.tree.hieu_committee, by=house.author)
    seen = {name for name, actor in house.actors.items() if can(actor, Verb.VIEW, draft, at=TODAY)}
    enter_or_report = {Role.OFFICE, Role.SECRETARY, Role.DEPUTY, Role.MEMBER, Role.LEADER, Role.ADVISORY}
    assert seen == {"author"} | {f"{role} at home" for role in enter_or_report}


@pytest.mark.slow
@EVERY_KIND
def test_its_pages_open_exactly_for_those_who_may_see_it(kind: Kind, house: House, client: Client):
    records = [record for record in every_state(kind, house) if record.state in (State.DRAFT, State.APPROVED)]
    by_what_they_see = {tuple(can(actor, Verb.VIEW, record, at=TODAY) for record in records): name for name, actor in house.actors.items()}
    assert len(by_what_they_see) >= 3
    for name in by_what_they_see.values():  # one of each; what every role meets at every address is told by the table of routes
        actor = house.actors[name]
        client.force_login(actor)
        shown = {record.pk for record in listed(client, kind)}
        for record in records:
            status = client.get(f"/r/{record.public_id}/").status_code
            assert (status, record.pk in shown) == ((200, True) if can(actor, Verb.VIEW, record, at=TODAY) else (404, False)), name


@EVERY_KIND
def test_its_list_costs_the_same_at_one_row_and_at_three(kind: Kind, house: House, client: Client):
    client.force_login(house.approver)
    costs = []
    for number in range(3):
        in_state(
            make_record(kind.code, house.tree.hieu_committee, by=house.author, title=f"Hồ sơ {number}"),
            State.SUBMITTED,
            approver=house.approver,
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(listed(client, kind)) == number + 1
        costs.append(len(queries))
    assert costs[0] == costs[2] <= MOST_QUERIES, [query["sql"][:200] for query in queries.captured_queries]


@EVERY_KIND
def test_a_stranger_sees_none_and_finds_nothing(kind: Kind, house: House, client: Client):
    record = in_state(make_record(kind.code, house.tree.hieu_committee, by=house.author), State.SUBMITTED, approver=house.approver)
    client.force_login(house.stranger)
    assert listed(client, kind, "q=hồ+sơ") == []
    for address in ("", "edit/", "copy/", *(f"step/{step.name}/" for step in lifecycle_of(kind.code).steps)):
        assert client.get(f"/r/{record.public_id}/{address}").status_code == 404, address
    assert client.get(f"/records/{kind.code}/export/").status_code == 403
    assert client.get(f"/records/{kind.code}/new/").status_code == 403
    assert client.post(f"/r/{record.public_id}/step/approve/", {"version": record.version}).status_code == 404
    record.refresh_from_db()
    assert record.state == State.SUBMITTED


@EVERY_KIND
def test_an_anonymous_person_is_asked_to_sign_in(kind: Kind, house: House, client: Client):
    record = make_record(kind.code, house.tree.hieu_committee, by=house.author)
    for address in (
        f"/records/{kind.code}/",
        f"/records/{kind.code}/new/",
        f"/records/{kind.code}/export/",
        f"/r/{record.public_id}/",
        "/approvals/",
    ):
        assert client.get(address).url.startswith("/accounts/login/"), address


@EVERY_KIND
def test_an_export_shows_no_more_than_the_page(kind: Kind, house: House, client: Client):
    every_state(kind, house)
    make_record(kind.code, house.tree.other_committee, by=house.neighbour, title="Của huyện khác")
    for role, actor in house.above.items():
        client.force_login(actor)
        response = client.get(f"/records/{kind.code}/export/?format=csv")
        if not response.streaming:
            assert response.status_code == 403, role
            continue
        table = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")), delimiter=";"))
        page = client.get(f"/records/{kind.code}/")
        assert table[0] == [str(column.label) for column in page.context["listing"].columns]
        titles = re.findall(r'class="list__title"[^>]*>([^<]*)</a>', page.content.decode())
        assert [row[0] for row in table[1:]] == list(map(html.unescape, titles)), role


@WITH_PAGES_OF_THEIR_OWN_TOO
def test_every_state_of_its_lifecycle_can_be_reached(kind: Kind):
    lifecycle = lifecycle_of(kind.code)
    reached, more = {lifecycle.start}, True
    while more:
        found = {step.target for step in lifecycle.steps if set(step.sources) & reached} - reached
        reached, more = reached | found, bool(found)
    assert {step.target for step in lifecycle.steps} | {source for step in lifecycle.steps for source in step.sources} <= reached
    assert not kind.listed or set(WAYS) <= reached


@WITH_PAGES_OF_THEIR_OWN_TOO
def test_its_words_are_there_in_both_languages(kind: Kind):
    steps = lifecycle_of(kind.code).steps
    words = {"title": kind.title, "plural": kind.plural}
    words |= {f"step {step.name}": step.label for step in steps} | {f"past {step.name}": step.past for step in steps if step.past}
    words |= {f"column {column.name}": column.label for column in kind.columns}
    for name, text in words.items():
        with override("en"):
            english = str(text)
        with override("vi"):
            vietnamese = str(text)
        assert english, name
        assert vietnamese != english, f"{name} “{english}” has no Vietnamese"


@EVERY_KIND
def test_a_refused_step_writes_nothing(kind: Kind, house: House):
    for record in every_state(kind, house):
        before = (record.state, record.version, Event.objects.filter(record=record.pk).count())
        for step in lifecycle_of(kind.code).steps:
            refused = house.stranger if record.state in step.sources else house.approver
            with pytest.raises(Refused):
                advance(record, step.name, by=refused, today=TODAY, reason="Không được")
        record.refresh_from_db()
        assert (record.state, record.version, Event.objects.filter(record=record.pk).count()) == before


@EVERY_KIND
def test_the_question_composed_once_finds_just_what_each_constraint_finds(house: House, kind: Kind) -> None:
    """Of a draft and of what is approved, with each of its fields emptied or turned around in turn."""
    asked = set()
    for state in (State.DRAFT, State.APPROVED):
        record = in_state(make_record(kind.code, house.tree.hieu_committee, by=house.author), state, approver=house.approver)
        checks = [(model, one) for model, some in record.get_constraints() for one in some if isinstance(one, CheckConstraint)]
        assert standing(record, left_out=frozenset()) is not None
        for field in (one for one in record._meta.concrete_fields if not isinstance(one, DateTimeField)):
            kept = getattr(record, field.attname)
            for other in (None, "", -5, date(1999, 1, 1), record.pk):
                if fits(field, other, record):
                    setattr(record, field.attname, other)
                    one_by_one = all(holds(one, model, record) for model, one in checks)
                    assert (standing(record, left_out=frozenset()) is not None) == one_by_one, (field.name, other)
                    asked.add(one_by_one)
            setattr(record, field.attname, kept)
    assert asked == {True, False}


def fits(field: Any, value: Any, record: Record) -> bool:
    """Whether a field could hold this value at all."""
    try:
        return bool(field.to_python(value) == value) and (value is None or field.get_db_prep_value(value, connection) is not None)
    except (ValidationError, ValueError, TypeError):
        return False


def holds(one: CheckConstraint, model: Any, record: Record) -> bool:
    try:
        one.validate(model, record)
    except ValidationError:
        return False
    return True
