"""Processes killed in mid-write, -backup, -restore, -import and -erasure: nothing acknowledged is lost, nothing half-written is seen.

Four of each on SQLite and three on PostgreSQL; `KILLS=40 pytest tests/cli/test_killed.py tests/core/measures/test_killed.py` kills forty of
each on either.
"""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.forking import forked
from tests.cli.processes import environment
from tests.cli.servers import Kept

pytestmark = pytest.mark.slow
WHAT = ("writes", "backups", "restores", "imports", "erasures")


def killed(home: Path, what: str, tables: Path | str, *, count: int, **more: str) -> None:
    words = (what, str(count), "1", str(tables))
    done = forked("tests.cli.killing", words, environment(home, **more), within=60 * count)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["at_work"] >= count // 3, "the others had ended before they were killed"


@pytest.mark.parametrize("what", WHAT)
def test_killed_again_and_again_nothing_is_lost(kept_world: Path, tables: Path, tmp_path: Path, what: str) -> None:
    shutil.copytree(kept_world / "lantoa", tmp_path / "lantoa")
    killed(tmp_path, what, tables, count=int(os.environ.get("KILLS", "4")))


@pytest.mark.parametrize("what", WHAT)
def test_killed_again_and_again_nothing_is_lost_on_postgresql(kept_on_postgres: Kept, tmp_path: Path, what: str) -> None:
    shutil.copytree(kept_on_postgres.home / "lantoa", tmp_path / "lantoa")
    url = kept_on_postgres.server.create(f"of_{what}", like=kept_on_postgres.world)
    killed(tmp_path, what, kept_on_postgres.bare, count=int(os.environ.get("KILLS", "3")), LANTOA_DATABASE=url)
