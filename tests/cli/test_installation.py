"""A real installation from set-up to update, each step by the real command."""

import hashlib
import os
import shutil
import signal
import sqlite3
import tarfile
import urllib.request
from pathlib import Path

import pytest

from tests.cli.processes import ADMIN, PASSWORD, SRC, address, lantoa, lantoa_anew, running, wait_for, without_options

pytestmark = pytest.mark.slow


@pytest.fixture
def home(set_up: Path, tmp_path: Path) -> Path:
    """A copy of the home in which an installation was set up, for one test."""
    shutil.copytree(set_up / "lantoa", tmp_path / "lantoa")
    return tmp_path


@pytest.fixture
def updated(ran_once: Path, tmp_path: Path) -> Path:
    """A copy of the home of an installation that ran once, when its database was behind the program."""
    shutil.copytree(ran_once / "lantoa", tmp_path / "lantoa")
    return tmp_path


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "lantoa" / "lantoa.sqlite3") as database:
        return database.execute(query).fetchall()


def test_setup_keeps_secrets_to_the_owner(set_up: Path) -> None:
    folder = set_up / "lantoa"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (folder / "lantoa.toml").stat().st_mode & 0o777 == 0o600
    assert 'smtp_host = "localhost"' in (folder / "lantoa.toml").read_text()


def test_setup_makes_one_administrator_the_committee_and_no_demo(home: Path) -> None:
    assert rows(home, "SELECT username FROM people_user") == [("quantri",)]
    granted = rows(home, "SELECT g.role, u.name FROM access_grant g JOIN units_unit u ON u.id = g.unit_id")
    assert granted == [("administrator", "Xã Măng Đen")]
    assert rows(home, "SELECT name FROM units_unit WHERE kind = 'party_committee'") == [("Đảng ủy xã Măng Đen",)]


def test_setup_again_tells_what_exists_and_changes_nothing(home: Path) -> None:
    before = {path.name: path.read_bytes() for path in (home / "lantoa").iterdir() if path.suffix in {".toml", ".key"}}
    result = lantoa("setup", *ADMIN, "--root-unit", "23473", "--smtp-host", "other", home=home, stdin="another-password-1\n")
    assert result.returncode == 0
    assert "nothing was changed" in result.stdout
    assert "Trần Thị Thử" in result.stdout
    assert {path.name: path.read_bytes() for path in (home / "lantoa").iterdir() if path.suffix in {".toml", ".key"}} == before
    assert rows(home, "SELECT count(*) FROM people_user") == [(1,)]


def test_setup_refuses_an_ambiguous_unit_with_its_choices_and_can_be_run_again(set_up: Path, tmp_path: Path) -> None:
    words = without_options(set_up, tmp_path)
    result = lantoa("setup", *words, "--root-unit", "Tân Thành", home=tmp_path, stdin=PASSWORD + "\n")
    assert result.returncode == 2
    assert result.stderr.count("Tân Thành") > 2
    assert not (tmp_path / "lantoa" / "lantoa.toml").exists()
    weak = lantoa("setup", *words, "--root-unit", "23473", home=tmp_path, stdin="123\n")
    assert weak.returncode == 1
    assert "Traceback" not in weak.stderr
    assert lantoa("setup", *words, "--root-unit", "23473", home=tmp_path, stdin=PASSWORD + "\n").returncode == 0


def test_setup_that_cannot_ask_says_how_to_answer_beforehand(tmp_path: Path) -> None:
    words = [word for word in ADMIN if word != "--yes"]
    result = lantoa("setup", *words, "--root-unit", "23473", home=tmp_path, stdin=PASSWORD + "\n")
    assert result.returncode == 2
    assert "--yes" in result.stderr
    assert not (tmp_path / "lantoa").exists()


def test_setup_refuses_a_home_inside_the_programs_folder(tmp_path: Path) -> None:
    inside = SRC.parent / "var" / "real"
    result = lantoa("setup", *ADMIN, "--home", str(inside), home=tmp_path, stdin=PASSWORD + "\n")
    assert result.returncode == 2
    assert not inside.exists()


def test_setup_says_what_is_missing(tmp_path: Path) -> None:
    result = lantoa("setup", "--yes", home=tmp_path)
    assert result.returncode == 2
    assert "--admin-username" in result.stderr


def test_a_plain_backup_holds_database_and_files_with_their_checksums(home: Path) -> None:
    kept = home / "lantoa" / "files" / "ab" / "photo.jpg"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"a photo")
    target = home / "copy.tar.gz"
    assert lantoa("backup", str(target), "--plain", home=home).returncode == 0
    assert target.stat().st_mode & 0o777 == 0o600
    with tarfile.open(target) as archive:
        archive.extractall(home / "out")
    for line in (home / "out" / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((home / "out" / name).read_bytes()).hexdigest() == digest
    assert (home / "out" / "files" / "ab" / "photo.jpg").read_bytes() == b"a photo"
    with sqlite3.connect(home / "out" / "lantoa.sqlite3") as copy:
        assert copy.execute("SELECT username FROM people_user").fetchall() == [("quantri",)]
    assert not list(home.glob(".lantoa-backup-*"))


def test_a_backup_never_replaces_a_file_unasked(home: Path) -> None:
    target = home / "copy.tar.gz"
    target.write_text("kept")
    refused = lantoa("backup", str(target), home=home)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert target.read_text() == "kept"
    assert lantoa("backup", str(target), "--force", home=home).returncode == 0


def test_the_audit_trail_of_a_new_installation_is_whole(home: Path) -> None:
    result = lantoa_anew("audit", "verify", home=home)
    assert result.returncode == 0, result.stderr


def test_the_second_start_migrates_nothing_and_it_restarts_what_dies_and_stops_with_zero(updated: Path) -> None:
    before = set((updated / "lantoa").glob("backups/*-before-update.*"))
    with running(updated) as (process, told):
        url = address(told)
        assert urllib.request.urlopen(url, timeout=10).status == 200
        assert "demo" not in told.read_text().lower()
        twice = lantoa("run", "--port", "18650", home=updated)
        assert twice.returncode == 1
        assert url in twice.stderr
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(children[-1]), signal.SIGKILL)
        wait_for(lambda: "has ended" in told.read_text())
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in children)
        assert "Setting up the database" not in told.read_text()
        assert "Preparing the pages' files" not in told.read_text()
    assert set((updated / "lantoa").glob("backups/*-before-update.*")) == before


def test_a_database_newer_than_the_program_is_refused_untouched(home: Path) -> None:
    with sqlite3.connect(home / "lantoa" / "lantoa.sqlite3") as database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0999_tomorrow', '2030-01-01')")
    result = lantoa("run", "--port", "18650", home=home)
    assert result.returncode == 1
    assert "records.0999_tomorrow" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_update_backs_up_before_it_migrates_and_loses_nothing(updated: Path) -> None:
    copies = list((updated / "lantoa" / "backups").glob("*-before-update.sqlite3"))
    assert len(copies) == 1
    with sqlite3.connect(copies[0]) as copy:
        assert copy.execute("SELECT count(*) FROM django_migrations WHERE app = 'sessions'").fetchone() == (0,)
        assert copy.execute("SELECT username FROM people_user").fetchall() == [("quantri",)]
    assert rows(updated, "SELECT count(*) FROM django_migrations WHERE app = 'sessions'") != [(0,)]
    assert rows(updated, "SELECT username FROM people_user") == [("quantri",)]


@pytest.mark.parametrize(
    ("written", "line"), [('smtp_host = "unclosed\n', 1), ("demo = true\nport = 1\nport = 2\n", 3), ("demo = true\nhosts: một\n", 2)]
)
def test_of_a_broken_options_file_the_line_is_named(home: Path, written: str, line: int) -> None:
    (home / "lantoa" / "lantoa.toml").write_text(written)
    result = lantoa("audit", "verify", home=home, LANTOA_LANG="vi")
    assert result.returncode == 1
    told = " ".join(result.stderr.split())
    assert told.startswith(f"Dòng {line} của")
    assert "viết chưa đúng: mỗi dòng có dạng tên" in told
    assert "Traceback" not in told
