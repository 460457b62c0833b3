"""The demo, built once for all tests of this folder on a tree of its five provinces, and gone after them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from lantoa.core.units.services import load_tree
from lantoa.demo.services import build_demo
from lantoa.demo.units import PROVINCES


@pytest.fixture(scope="package")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The names of the parts that were built. Tests see them and leave nothing behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_tree(provinces=PROVINCES)
        yield build_demo()
        transaction.set_rollback(True)
