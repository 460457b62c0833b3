"""The contract of routes: every named address, asked by every role, by a neighbour, by someone without a role and by nobody.

The table is in `tests/routes/table.py`; its header says how to add a route. A route without a row fails here, and a row without a route.
"""

import pickle
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lantoa.core.access.roles import Role
from lantoa.core.ui.errors import not_offered
from tests.factories import TODAY
from tests.routes.table import TABLE, Row
from tests.routes.world import World, make_world

ACTORS = ("anonymous", "stranger", "neighbour", *Role.values)
TWO = (Role.OFFICE, Role.ADMINISTRATOR)
"""Who asks on PostgreSQL: who may do what is decided by the same code on both, but every page's statements run on each."""

WRITING = re.compile(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
MAY_WRITE = {"django_session", "privacy_look"}
"""Tables that are written to whoever asks and whatever for: the session, and who looked at what is held of a person."""


def named_routes(patterns: list[Any], namespace: str = "") -> Iterator[str]:
    """The names of all addresses; an address without one cannot be held to anything and is named by its pattern."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_routes(pattern.url_patterns, inner)
        else:
            assert isinstance(pattern, URLPattern)
            if pattern.callback is not_offered:  # closed, under the name that the library gives its own
                continue
            yield namespace + (pattern.name or f"(without a name) {pattern.pattern}")


def expected(row: Row) -> dict[str, str]:
    """What each actor meets, read from the row's line."""
    found: dict[str, str] = {}
    for entry in row.expected.split():
        names, _is, outcome = entry.partition("=")
        for actor in ACTORS if names == "*" else names.split(","):
            assert actor in ACTORS, f"{row}: there is no actor {actor}"
            found.setdefault(actor, outcome)
    return found


def outcome(response: HttpResponseBase) -> str:
    """`login`, `ok`, or the status of a refusal."""
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return "login"
    return "ok" if response.status_code < 400 else str(response.status_code)


@contextmanager
def heard_writing() -> Iterator[set[str]]:
    """The names of the tables that are written to, as it is done; without what is taken back again."""
    tables: set[str] = set()
    until: dict[str, set[str]] = {}  # what was written before each savepoint

    def hear(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if found := WRITING.match(sql):
            tables.add(found[1])
        elif sql.startswith("SAVEPOINT "):
            until[sql.removeprefix("SAVEPOINT ")] = set(tables)
        elif sql.startswith("ROLLBACK TO SAVEPOINT "):
            tables.intersection_update(until[sql.removeprefix("ROLLBACK TO SAVEPOINT ")])
        return execute(sql, *rest)

    with connection.execute_wrapper(hear):
        yield tables


def met(row: Row, world: World, actor: str) -> str:
    """What the actor meets there; nothing of it is kept."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.signed_in[actor]
    with transaction.atomic():
        address, data = reverse(row.name, args=row.args(world)), row.data(world)
        with heard_writing() as tables:
            response = getattr(client, row.method)(address, data)
            found = outcome(response)
            response.close()
        if row.quiet or row.method == "get" or found != "ok":
            assert tables <= MAY_WRITE, f"{row}: {actor} changed something"
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def standing_world(module_rows: None) -> bytes:
    """Pickled, for a copy to each test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "LANTOA_BUSINESS_DAY", TODAY.isoformat())
        return pickle.dumps(make_world())


@pytest.fixture
def world(standing_world: bytes, db: None, settings: LazySettings) -> World:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    copy: World = pickle.loads(standing_world)
    return copy


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    routes = set(named_routes(get_resolver().url_patterns))
    rows = {row.name for row in TABLE}
    assert routes - rows == set(), "add rows to tests/routes/table.py"
    assert rows - routes == set()


@pytest.mark.slow
@pytest.mark.parametrize("row", TABLE, ids=str)
def test_everyone_meets_what_the_table_says(row: Row, world: World) -> None:
    actors = ACTORS if connection.vendor == "sqlite" else TWO
    assert {actor: met(row, world, actor) for actor in actors} == {actor: expected(row)[actor] for actor in actors}


LINK = re.compile(r'<a [^>]*href="(/[^"]*)"')
WITHOUT_A_DAY = ("/accounts/", "/static/")
"""Addresses that show nothing of any day."""
HOME = "/"  # on pages without a person


@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in TABLE if row.method == "get"], ids=str)
def test_links_keep_the_day_that_is_viewed(row: Row, world: World, client: Client) -> None:
    chief = world.actors[Role.OFFICE]
    assert chief is not None
    client.force_login(chief)
    page = reverse(row.name, args=row.args(world))
    response = client.get(page, {**row.data(world), "at": "2022"})
    if response.status_code == 200 and not response.streaming and response["Content-Type"].startswith("text/html"):
        links = {unescape(link) for link in LINK.findall(response.content.decode())} - {HOME}
        lost = {link for link in links if not re.search("[?&](at|period)=", link) and not link.startswith(WITHOUT_A_DAY)}
        assert {link for link in lost if link.partition("?")[0] != page} == set()  # a page leads to itself without a day: back to today
    response.close()
