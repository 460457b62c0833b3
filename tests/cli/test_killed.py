"""Processes killed in mid-write, -backup, -restore, -import and -erasure: nothing acknowledged is lost, nothing half-written is seen.

Four of each on SQLite and three on PostgreSQL; `KILLS=40 pytest tests/cli/test_killed.py tests/core/measures/test_killed.py` kills forty of
each on either.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.cli.processes import SRC, environment, lantoa, world
from tools.postgres import temporary_postgres

pytestmark = pytest.mark.slow
WHAT = ("writes", "backups", "restores", "imports", "erasures")
BARE, WORLD = "bare", "world"


@dataclass(frozen=True)
class Server:
    """A PostgreSQL with a database of bare tables and one of the kept world, and that world's home."""

    url: str
    home: Path

    def named(self, database: str) -> str:
        return self.url.replace("/postgres?", f"/{database}?")

    def create(self, database: str, *, like: str = "template1") -> str:
        """A new database, as a copy of another; its URL."""
        host = self.url.partition("host=")[2].replace("%2F", "/")
        with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database} TEMPLATE {like}".encode())
        return self.named(database)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with temporary_postgres() as url:
        found = Server(url, tmp_path_factory.mktemp("kept-on-postgres"))
        (found.home / "bare" / "lantoa").mkdir(parents=True)
        made = lantoa("manage", "migrate", "-v", "0", home=found.home / "bare", LANTOA_DATABASE=found.create(BARE))
        assert made.returncode == 0, made.stderr
        world(found.home, LANTOA_DATABASE=found.create(WORLD, like=BARE))
        yield found


def killed(home: Path, what: str, tables: Path | str, *, count: int, **more: str) -> None:
    command = [sys.executable, "-m", "tests.cli.killing", what, str(count), "1", str(tables)]
    environ = environment(home, **more) | {"PYTHONPATH": os.pathsep.join((str(SRC), str(SRC.parent)))}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=60 * count)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["at_work"] >= count // 3, "the others had ended before they were killed"


@pytest.mark.parametrize("what", WHAT)
def test_killed_again_and_again_nothing_is_lost(kept_world: Path, tables: Path, tmp_path: Path, what: str) -> None:
    shutil.copytree(kept_world / "lantoa", tmp_path / "lantoa")
    killed(tmp_path, what, tables, count=int(os.environ.get("KILLS", "4")))


@pytest.mark.parametrize("what", WHAT)
def test_killed_again_and_again_nothing_is_lost_on_postgresql(server: Server, tmp_path: Path, what: str) -> None:
    shutil.copytree(server.home / "lantoa", tmp_path / "lantoa")
    killed(tmp_path, what, BARE, count=int(os.environ.get("KILLS", "3")), LANTOA_DATABASE=server.create(f"of_{what}", like=WORLD))
