"""The recorded tables are what the migrations make, and are laid where nothing is yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pytest_django import DjangoDbBlocker

from lantoa.core.keeping.recorded import FILE, lay_tables, read, recording

SQLITE_ONLY = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite's tables are recorded")


@contextmanager
def another_database(path: Path, blocker: DjangoDbBlocker) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    with blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = path
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = own


def test_every_migration_is_recorded() -> None:
    assert set(read(FILE.read_text("utf-8"))[0]) == set(MigrationLoader(None).disk_migrations), "run `make tables`"


@SQLITE_ONLY
@pytest.mark.slow
def test_the_recording_is_what_the_migrations_make(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    with another_database(tmp_path / "migrated.sqlite3", django_db_blocker):
        call_command("migrate", verbosity=0)
        assert recording() == FILE.read_text("utf-8"), "run `make tables`"


@SQLITE_ONLY
def test_what_is_laid_reads_as_it_was_recorded_and_is_not_laid_twice(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> None:
    nodes, _statements = read(FILE.read_text("utf-8"))
    with another_database(tmp_path / "laid.sqlite3", django_db_blocker):
        assert not lay_tables(frozenset(nodes[:-1])), "a backup that is older than the recording has other tables"
        assert connection.introspection.table_names() == []
        assert lay_tables(frozenset(nodes))
        assert recording() == FILE.read_text("utf-8")
        assert not lay_tables()
