"""An installation on PostgreSQL."""

import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.cli.processes import ADMIN, PASSWORD, lantoa, lantoa_anew
from tests.cli.servers import Server, own_tools

pytestmark = pytest.mark.slow


@pytest.fixture
def tools() -> str:
    """The search path with PostgreSQL's own tools, of the server's version."""
    return f"{own_tools()}{os.pathsep}{os.environ['PATH']}"


def test_it_is_set_up_copied_and_refused_when_newer(postgres: Server, tools: str, tmp_path: Path) -> None:
    url = postgres.create("installed")
    made = lantoa_anew("setup", *ADMIN, "--root-unit", "23473", "--database", url, home=tmp_path, stdin=PASSWORD + "\n")
    assert made.returncode == 0, made.stderr
    assert not (tmp_path / "lantoa" / "lantoa.sqlite3").exists()

    target = tmp_path / "copy.tar.gz"
    assert lantoa("backup", str(target), "--plain", home=tmp_path, PATH=tools).returncode == 0
    with tarfile.open(target) as archive:
        archive.extract("lantoa.dump", tmp_path)
    listed = subprocess.run(
        ["pg_restore", "--list", tmp_path / "lantoa.dump"], env={"PATH": tools}, capture_output=True, text=True, check=True
    )
    assert "TABLE DATA public people_user" in listed.stdout

    with postgres.connected("installed") as database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0999_tomorrow', now())")
    refused = lantoa("run", home=tmp_path)
    assert refused.returncode == 1
    assert "records.0999_tomorrow" in refused.stderr


def test_without_the_copying_tool_an_update_is_refused_in_one_sentence(postgres: Server, tmp_path: Path) -> None:
    missing = lantoa("backup", str(tmp_path / "copy.tar.gz"), "--plain", home=tmp_path, LANTOA_DATABASE=postgres.url, PATH="/nowhere")
    assert missing.returncode == 1
    assert "make run" in missing.stderr, "nothing is set up in this home"
    (tmp_path / "lantoa").mkdir()
    (tmp_path / "lantoa" / "lantoa.toml").write_text("")
    missing = lantoa("backup", str(tmp_path / "copy.tar.gz"), "--plain", home=tmp_path, LANTOA_DATABASE=postgres.url, PATH="/nowhere")
    assert missing.returncode == 1
    assert "postgresql-client" in missing.stderr
    assert not (tmp_path / "copy.tar.gz").exists()


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    (tmp_path / "lantoa").mkdir()
    (tmp_path / "lantoa" / "lantoa.toml").write_text('database = "postgres://nobody@127.0.0.1:1/none"\n')
    result = lantoa("audit", "verify", home=tmp_path)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.rglob("*.sqlite3"))
