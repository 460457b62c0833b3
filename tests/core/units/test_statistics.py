"""What the database knows of its tables, so that it plans joins over them well."""

import pytest
from django.db import connection

from lantoa.core.units.closure import SAMPLE, refresh_statistics
from tests.factories import make_tree

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's own count of rows differs by version; there it looks by itself")
def test_sqlite_knows_its_tables_once_it_was_told_to_look() -> None:
    make_tree()
    with connection.cursor() as cursor:
        refresh_statistics()
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'units_closure'")
        assert cursor.fetchone()[0] >= 2, "one line for each index"
        cursor.execute("PRAGMA analysis_limit")
        assert cursor.fetchone()[0] == SAMPLE
