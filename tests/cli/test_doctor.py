"""`lantoa doctor` and the backups by the clock, in a real installation."""

import json
import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from tests.cli.processes import address, lantoa, lantoa_anew, running, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def home(kept_world: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept_world / "lantoa", tmp_path / "lantoa")
    (tmp_path / "lantoa").chmod(0o700)
    (tmp_path / "lantoa" / "lantoa.toml").chmod(0o600)
    (tmp_path / "lantoa" / "lantoa.sqlite3").chmod(0o600)
    return tmp_path


def findings(home: Path, *words: str, code: int) -> dict[str, list[tuple[str, str]]]:
    """Level and text of what each check found."""
    result = lantoa("doctor", "--json", *words, home=home)
    assert result.returncode == code, result.stdout + result.stderr
    found: dict[str, list[tuple[str, str]]] = {}
    for row in json.loads(result.stdout):
        assert bool(row["todo"]) == (row["level"] != "ok"), row
        found.setdefault(row["check"], []).append((row["level"], row["text"]))
    return found


def test_a_sound_installation_ends_with_zero_and_a_broken_one_says_what_to_do(home: Path) -> None:
    found = findings(home, "--full", code=0)
    assert set(found) >= {
        "disk",
        "permissions",
        "clock",
        "migrations",
        "database",
        "collation",
        "mail",
        "backups",
        "evidence",
        "worker",
        "texts",
    }
    assert found["collation"][0][0] == found["clock"][0][0] == found["database"][0][0] == "ok"

    folder = home / "lantoa"
    (folder / "secret.key").chmod(0o644)
    (folder / "files" / "ab" / ("c" * 62)).unlink()
    (folder / "lantoa.toml").write_text('smtp_host = "127.0.0.1"\nsmtp_port = 1\nbackup_hour = 2\nbackup_folder = "/nowhere/mounted"\n')
    with sqlite3.connect(folder / "lantoa.sqlite3") as rows:
        rows.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    found = findings(home, code=1)
    levels = {check: {level for level, _text in looks} for check, looks in found.items()}
    for check in ("permissions", "mail", "backups", "migrations", "evidence"):
        assert "failed" in levels[check], check
    assert "secret.key" in found["permissions"][0][1]
    told = lantoa_anew("doctor", home=home)
    assert told.returncode == 1
    assert "→ Type: chmod 600" in told.stdout


def test_a_backup_is_made_by_the_clock_old_ones_go_and_a_failure_is_told(home: Path, tables: Path) -> None:
    folder = home / "lantoa"
    copies = folder / "backups"
    copies.mkdir(mode=0o700)
    for number in range(3):
        old = copies / f"lantoa-auto-2023010{number + 1}-020000.tar.gz"
        old.write_bytes(b"old")
        os.utime(old, (time.time() - 200_000, time.time() - 200_000))
    (copies / "20230101-000000-before-update.sqlite3").write_bytes(b"kept")
    (copies / ".lantoa-auto-20230101-020000.tar.gz.part").write_bytes(b"left by one that was killed")
    (folder / "lantoa.toml").write_text("backup_hour = 2\nbackup_keep = 2\n")
    assert "failed" in {level for level, _text in findings(home, code=1)["backups"]}, "none was made for two days"
    with running(home) as (_process, told):
        address(told)
        wait_for(lambda: [path for path in copies.glob("lantoa-auto-*") if path.stat().st_size > 1000])
        wait_for(lambda: not list(copies.glob(".*")))
    assert sorted(path.name for path in copies.iterdir())[:2] == [
        "20230101-000000-before-update.sqlite3",
        "lantoa-auto-20230103-020000.tar.gz",
    ]
    assert len(list(copies.iterdir())) == 3
    with sqlite3.connect(folder / "lantoa.sqlite3") as rows:
        ready = "SELECT run_after FROM django_tasks_database_dbtaskresult WHERE status = 'READY' AND task_path = ?"
        waiting = rows.execute(ready, ("lantoa.core.keeping.tasks.back_up",)).fetchall()
    assert len(waiting) == 1
    assert waiting[0][0].split()[1].startswith("19:00"), "two o'clock in Viet Nam"
    assert findings(home, code=0)["backups"][0][0] == "ok"
    again = home / "again" / "lantoa"
    again.mkdir(parents=True)
    shutil.copy(tables, again)
    newest = max(copies.glob("lantoa-auto-*"))
    assert lantoa("restore", str(newest), home=home / "again").returncode == 0


def test_a_missing_backup_folder_is_told_and_nothing_is_written_in_its_place(ran_once: Path, tmp_path: Path) -> None:
    assert "not-mounted" in (ran_once / "told.txt").read_text()
    assert not (ran_once / "not-mounted").exists()
    shutil.copytree(ran_once / "lantoa", tmp_path / "lantoa")
    assert findings(tmp_path, code=1)["backups"][0][0] == "failed"
