"""Installations that several modules begin from, each made once by the real command. Tests change copies."""

import shutil
from pathlib import Path

import pytest

from tests.cli.processes import ADMIN, PASSWORD, lantoa, world
from tests.once import once


@pytest.fixture(scope="session")
def kept_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a small installation on SQLite, with its backup beside it."""

    def make(home: Path) -> None:
        world(home)
        result = lantoa("backup", str(home / "whole.tar.gz"), home=home)
        assert result.returncode == 0, result.stderr

    return once(tmp_path_factory, "kept-world", make)


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a person who has set up an installation."""

    def make(home: Path) -> None:
        words = (*ADMIN, "--root-unit", "xã Măng Đen, Quảng Ngãi", "--smtp-host", "localhost")
        result = lantoa("setup", *words, home=home, stdin=PASSWORD + "\n")
        assert result.returncode == 0, result.stderr

    return once(tmp_path_factory, "set-up", make)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the program's tables without a row."""

    def make(home: Path) -> None:
        (home / "lantoa").mkdir(mode=0o700)
        (home / "lantoa" / "lantoa.toml").touch()
        result = lantoa("manage", "migrate", "-v", "0", home=home)
        assert result.returncode == 0, result.stderr

    return once(tmp_path_factory, "tables", make) / "lantoa" / "lantoa.sqlite3"


@pytest.fixture
def empty(tables: Path, tmp_path: Path) -> Path:
    """A home in which the tables were made and nothing else, as a restore that was refused before leaves it."""
    (tmp_path / "lantoa").mkdir(mode=0o700)
    shutil.copy(tables, tmp_path / "lantoa")
    return tmp_path
