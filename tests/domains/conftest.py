"""What the tests of the domains share: an office with one who enters and one who approves, and a commune of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.units.models import Unit
from tests.domains.pages import signed_in
from tests.factories import TODAY, make_unit
from tests.office import Office


@pytest.fixture
def office(db: None, settings: Any) -> Office:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    return Office()


@pytest.fixture
def commune(office: Office) -> Unit:
    return make_unit("Xã Đăk Ring", under=office.country)


@pytest.fixture
def clerk(office: Office) -> Client:
    return signed_in(office.clerk)


@pytest.fixture
def leader(office: Office) -> Client:
    return signed_in(office.leader)


@pytest.fixture
def list_costs_the_same(
    clerk: Client, django_assert_max_num_queries: Callable[..., Any], django_assert_num_queries: Callable[..., Any]
) -> Callable[[str, Callable[[int], object]], None]:
    """Asks that the list of a kind takes as many queries for three records, made by `enter` with their number, as for one."""

    def ask(kind: str, enter: Callable[[int], object]) -> None:
        address = reverse("record-list", args=[kind])
        enter(0)
        clerk.get(address)
        with django_assert_max_num_queries(12) as first:
            clerk.get(address)
        enter(1), enter(2)
        with django_assert_num_queries(len(first)):
            clerk.get(address)

    return ask
