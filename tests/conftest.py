"""What all tests share."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from lantoa.core.keeping.recorded import lay_tables
from tests.once import once
from tests.replay import SHELF
from tests.wide import WIDE

TABLES = "test_lantoa_tables"
TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent

gc.disable()  # until all tests are read: nearly all of it stays


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What renders pages or is wide by its nature is slow: `make check` leaves it to `make test`."""
    for item in items:
        folders = {str(folder) for folder in item.path.relative_to(TESTS).parents}
        pages = "client" in getattr(item, "fixturenames", ())
        if pages:
            item.add_marker("pages")
        if pages or folders & WIDE:
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_longest_first(items: list[pytest.Item]) -> None:
    """Real processes take longest: they come before all else, lest one worker is left alone with them at the end."""
    items.sort(key=lambda item: item.path.parent != TESTS / "cli")


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> bool:
    """Going through every migration takes ten seconds and more: on SQLite each process begins with the recorded tables, on PostgreSQL
    with a copy of those that the first process made."""
    test = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), database_of(test["NAME"]):
            lay_tables()
        return True

    def make(_folder: Path) -> None:
        with django_db_blocker.unblock():
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {TABLES}")
                cursor.execute(f"CREATE DATABASE {TABLES}")
            with database_of(TABLES):
                call_command("migrate", verbosity=0, interactive=False)

    once(tmp_path_factory, "tables-on-postgres", make)
    test["TEMPLATE"] = TABLES
    return False


@contextmanager
def database_of(name: str) -> Iterator[None]:
    """The connection leads to the database of this name until the block ends."""
    own = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture(scope="session", autouse=True)
def _shared_worlds(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What one process of a run has recorded the others play."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        SHELF.folder = tmp_path_factory.getbasetemp().parent


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    """Rate limits and other counts in the cache begin anew."""
    cache.clear()


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What a module's fixtures write after asking for this stands for all its tests, and is gone with the module.

    Tests marked `django_db` may change it: each begins from it again. Hand them a deep copy of the objects.
    """
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "close", lambda: None)  # a test case's end would take the rows with it
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source texts beside the repository; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.exists():
        pytest.skip("the source texts (../shared) are not here")
    return folder
