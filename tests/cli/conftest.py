"""Installations that several modules begin from, each made once by the real command. Tests change copies."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli import forking
from tests.cli.processes import ADMIN, PASSWORD, address, lantoa, lantoa_anew, running, wait_for, world
from tests.cli.servers import Kept, Server
from tests.once import once
from tools.postgres import temporary_postgres


@pytest.fixture(scope="session", autouse=True)
def _no_process_is_left() -> Iterator[None]:
    yield
    forking.stop()


@pytest.fixture(scope="session")
def kept_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a small installation on SQLite, with its backup beside it."""

    def make(home: Path) -> None:
        world(home)
        result = lantoa_anew("backup", str(home / "whole.tar.gz"), home=home)
        assert result.returncode == 0, result.stderr

    return once(tmp_path_factory, "kept-world", make)


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a person who has set up an installation."""

    def make(home: Path) -> None:
        words = (*ADMIN, "--root-unit", "xã Măng Đen, Quảng Ngãi", "--smtp-host", "localhost")
        result = lantoa_anew("setup", *words, home=home, stdin=PASSWORD + "\n")
        assert result.returncode == 0, result.stderr

    return once(tmp_path_factory, "set-up", make)


@pytest.fixture(scope="session")
def ran_once(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an installation that ran once, when its database was behind the program and the folder for its backups missing."""

    def make(home: Path) -> None:
        shutil.copytree(set_up / "lantoa", home / "lantoa")
        with closing(sqlite3.connect(home / "lantoa" / "lantoa.sqlite3")) as rows:
            rows.executescript("DROP TABLE django_session; DELETE FROM django_migrations WHERE app = 'sessions'")
        with (home / "lantoa" / "lantoa.toml").open("a") as options:
            options.write(f'backup_folder = "{home}/not-mounted"\n')
        with running(home) as (_process, told):
            address(told)
            wait_for(lambda: "not-mounted" in told.read_text() or "Traceback" in told.read_text())

    return once(tmp_path_factory, "ran-once", make)


@pytest.fixture(scope="session")
def tables(kept_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the program's tables without a row, as a restore that was refused leaves it."""

    def make(home: Path) -> None:
        cut = home / "cut.tar.gz"
        cut.write_bytes((kept_world / "whole.tar.gz").read_bytes()[:-40])
        assert lantoa("restore", str(cut), home=home).returncode == 1
        with closing(sqlite3.connect(home / "lantoa" / "lantoa.sqlite3")) as rows:  # whoever closes it last puts all into this one file
            assert rows.execute("SELECT count(*) FROM people_user").fetchone() == (0,)

    return once(tmp_path_factory, "tables", make) / "lantoa" / "lantoa.sqlite3"


@pytest.fixture
def empty(tables: Path, tmp_path: Path) -> Path:
    """A home in which the tables were made and nothing else, as a restore that was refused before leaves it."""
    (tmp_path / "lantoa").mkdir(mode=0o700)
    shutil.copy(tables, tmp_path / "lantoa")
    return tmp_path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL for this process of tests; each test creates databases of its own there."""
    with temporary_postgres() as url:
        yield Server(url)


@pytest.fixture(scope="session")
def kept_on_postgres(kept_world: Path, postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The kept world, restored to an empty PostgreSQL by the real command, and the bare tables that this made."""

    def make(home: Path) -> None:
        url = postgres.create("restored")
        result = lantoa_anew("restore", str(kept_world / "whole.tar.gz"), "--database", url, home=home)
        assert result.returncode == 0, result.stderr
        verified = lantoa("audit", "verify", home=home)
        assert verified.returncode == 0, verified.stderr
        postgres.write_out("restored", home / "world.sql", home / "bare.sql")

    kept = Kept(postgres, once(tmp_path_factory, "kept-on-postgres", make))
    postgres.fill(kept.world, kept.home / "world.sql")
    postgres.fill(kept.bare, kept.home / "bare.sql")
    return kept
