"""What all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from lantoa.core.keeping.recorded import lay_tables

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
WIDE = {  # real processes, whole registries, whole stories
    "browser", "cli", "contracts", "demo", "domains", "routes", "core/doubles", "core/imports", "core/privacy", "core/documents",
    "core/evidence", "lib/wordforms",  # real files and pictures; a child process for each form
}  # fmt: skip


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What renders pages or is wide by its nature is slow: `make check` leaves it to `make test`."""
    for item in items:
        folders = {str(folder) for folder in item.path.relative_to(TESTS).parents}
        pages = "client" in getattr(item, "fixturenames", ())
        if pages and "contracts" not in folders:
            item.add_marker("pages")
        if pages or folders & WIDE:
            item.add_marker("slow")


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_longest_first(items: list[pytest.Item]) -> None:
    """Real processes take longest: they come before all else, lest one worker is left alone with them at the end."""
    items.sort(key=lambda item: item.path.parent != TESTS / "cli")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> bool:
    """On SQLite each process begins with the recorded tables, since going through every migration takes ten seconds."""
    if connection.vendor != "sqlite":
        return False
    own = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.settings_dict["NAME"] = connection.settings_dict["TEST"]["NAME"]
        lay_tables()
        connection.close()
        connection.settings_dict["NAME"] = own
    return True


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
