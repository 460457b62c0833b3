"""Both readings on the pages: chosen once, kept on every link, said beside the figures."""

from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client

from lantoa.core.access.roles import Role
from lantoa.core.units.acts import Act, Order, Part, carry
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from tests.core.measures.test_restating import NEW, rows
from tests.core.ui.units.conftest import EnglishBrowser
from tests.factories import TODAY, Tree, make_account, make_child, make_tree

pytestmark = pytest.mark.django_db
REFORM, SHOWN = date(2023, 5, 1), "1 May 2023"


@pytest.fixture
def tree(settings: LazySettings) -> Tree:
    """Hiếu was split into two on 1 May 2023; three records of March, one of them without a place."""
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    found = make_tree()
    one, two = make_child(found.hieu, "Thôn 1"), make_child(found.hieu, "Thôn 2")
    author = make_account()
    for place, num in ((None, 1), (one, 10), (two, 100)):
        rows(found.hieu, author, place=place, num=num)
    parts = (Part(name="Xã A", kind="commune", takes=(one, found.hieu_committee)), Part(name="Xã B", kind="commune", takes=(two,)))
    carry(Order(Act.SPLIT, (found.hieu,), REFORM, "", {Hierarchy.STATE: found.district}, parts, "u-s"))
    return found


@pytest.fixture
def client(tree: Tree) -> Client:
    browser = EnglishBrowser()
    browser.force_login(make_account(Role.OFFICE, tree.district))
    return browser


def text(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200, url
    return page.content.decode()


def figure(unit: Unit, more: str = "") -> str:
    return f"/figures/{NEW}/?unit={unit.key}&period=2023-01-01..2023-04-30{more}"


def test_a_figure_says_which_reading_it_is_and_what_is_not_allocated(client: Client, tree: Tree) -> None:
    stood = text(client, figure(tree.district))
    assert "As it stood" in stood
    assert "Xã A" not in stood.split("data-panel-content")[1]
    restated = text(client, figure(tree.district, "&as=2023-05-01"))
    assert f"Restated to the units of {SHOWN}" in restated.split("data-panel-content")[1]
    assert "not allocated to one unit" in restated
    assert "Xã A" in restated
    assert "as=2023-05-01" in restated.split("data-panel-content")[1]


def test_the_overview_restates_and_keeps_the_reading_on_its_links(client: Client, tree: Tree) -> None:
    page = text(client, f"/?unit={tree.district.key}&at=2023&as=1/5/2023")
    assert f"Restated to the units of {SHOWN}" in page
    assert "Not allocated to one unit" in page
    assert "at=2023&amp;as=2023-05-01" in page
    assert 'name="as" value="2023-05-01"' in page


def test_a_unit_that_is_not_there_on_that_day_is_said_and_told_as_it_stood(client: Client, tree: Tree) -> None:
    page = text(client, f"/?unit={tree.hieu.key}&as=2023-05-20")
    assert "Xã Hiếu did not exist on 20 May 2023: its figures are shown as they stood" in page


def test_a_wrong_day_of_reading_is_said(client: Client, tree: Tree) -> None:
    assert "not in the calendar" in text(client, f"/?unit={tree.district.key}&as=31/2/2023")


def test_the_frame_offers_both_readings(client: Client, tree: Tree) -> None:
    page = text(client, "/")
    assert "How figures are read" in page
    assert "?as=2025-07-01" in page
