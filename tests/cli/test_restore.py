"""Backup and restore by the real commands: there and back on both databases, and whatever is not a whole backup is refused."""

import gzip
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.cli.disks import small_disk
from tests.cli.processes import environment, lantoa, lantoa_anew
from tests.cli.servers import Kept

pytestmark = pytest.mark.slow
PASSPHRASE = "một câu dài chỉ văn phòng biết"
UPDATE = "UPDATE records_event SET reason = 'x'"


@pytest.fixture
def whole(kept_world: Path) -> Path:
    return kept_world / "whole.tar.gz"


@pytest.fixture
def kept(kept_world: Path, tmp_path: Path) -> Path:
    """A copy of the installation that was backed up."""
    shutil.copytree(kept_world / "lantoa", tmp_path / "kept" / "lantoa")
    return tmp_path / "kept"


def told(archive: Path, name: str) -> dict[str, Any]:
    with tarfile.open(archive) as found:
        part = found.extractfile(name)
        assert part is not None
        loaded: dict[str, Any] = json.load(part)
    return loaded


def rewritten(archive: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The archive with parts changed or (None) left out; its digests as they were."""
    with tarfile.open(archive) as source, tarfile.open(target, "w:gz") as changed:
        for about in source:
            part = source.extractfile(about)
            assert part is not None
            content = change(about.name, part.read())
            if content is not None:
                about.size = len(content)
                changed.addfile(about, io.BytesIO(content))
    return target


def refused(archive: Path, home: Path, *words: str, **more: str) -> str:
    """What the command says as it refuses; nothing is left that could be taken for an installation."""
    result = lantoa("restore", str(archive), *words, home=home, **more)
    assert result.returncode == 1, result.stdout
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert not (home / "lantoa" / "restoring").exists()
    assert not list((home / "lantoa").glob("files*"))
    database = home / "lantoa" / "lantoa.sqlite3"
    if database.exists() and database.stat().st_size:
        with sqlite3.connect(database) as rows:
            if rows.execute("SELECT 1 FROM sqlite_master WHERE name = 'people_user'").fetchone():
                assert rows.execute("SELECT count(*) FROM people_user").fetchone() == (0,)
    return result.stderr


def test_whoever_was_forgotten_after_the_backup_is_forgotten_anew(kept_world: Path, whole: Path, empty: Path) -> None:
    archive = Path(shutil.copy(whole, empty))
    with sqlite3.connect(next(kept_world.rglob("lantoa.sqlite3"))) as rows:
        known = rows.execute("SELECT p.id, p.public_id FROM people_person p JOIN people_personkey k ON k.person_id = p.id").fetchone()
    told_list = [{"at": "2026-11-24T02:00:00+00:00", "person": str(uuid.UUID(known[1])), "decision": "12-QĐ/ĐU"}]
    (empty / "forgotten.json").write_text(json.dumps(told_list), "utf-8")
    result = lantoa_anew("restore", str(archive), home=empty)
    assert result.returncode == 0, result.stderr
    with sqlite3.connect(empty / "lantoa" / "lantoa.sqlite3") as rows:
        assert rows.execute("SELECT count(*) FROM people_personkey WHERE person_id = ?", known[:1]).fetchone() == (0,)
        assert rows.execute("SELECT decision FROM privacy_erasure").fetchall() == [("12-QĐ/ĐU",)]
    assert json.loads((empty / "lantoa" / "forgotten.json").read_text()) == told_list
    assert lantoa("audit", "verify", home=empty).returncode == 0


def test_from_sqlite_to_postgres_and_back_nothing_differs(whole: Path, kept_on_postgres: Kept, tmp_path: Path) -> None:
    url = kept_on_postgres.server.create("and_back", like=kept_on_postgres.world)
    shutil.copytree(kept_on_postgres.home / "lantoa", tmp_path / "lantoa")
    (tmp_path / "lantoa" / "lantoa.toml").write_text(f'database = "{url}"\n')
    assert lantoa("audit", "verify", home=tmp_path).returncode == 0
    with kept_on_postgres.server.connected("and_back") as rows, pytest.raises(psycopg.errors.RestrictViolation):
        rows.execute(UPDATE)
    with kept_on_postgres.server.connected("and_back") as rows:
        rows.execute("INSERT INTO records_comment (record_id, by_id, at, text) SELECT record_id, by_id, at, '' FROM records_comment")
        assert rows.execute("SELECT max(id) FROM records_comment").fetchone() == (3,), "the number of a deleted row is not drawn again"
        rows.execute("DELETE FROM records_comment WHERE id = 3")
    back = tmp_path / "back.tar.gz"
    assert lantoa("backup", str(back), home=tmp_path).returncode == 0
    home = tmp_path / "again"
    home.mkdir()
    second = lantoa("restore", str(back), home=home)
    assert second.returncode == 0, second.stderr
    assert lantoa("backup", str(home / "third.tar.gz"), home=home).returncode == 0
    tables = [told(archive, "manifest.json")["tables"] for archive in (whole, back, home / "third.tar.gz")]
    assert tables[0]["records_event"]["rows"] > 2
    for table in tables:
        table["records_comment"].pop("last")
    assert tables[0] == tables[1] == tables[2]
    with sqlite3.connect(home / "lantoa" / "lantoa.sqlite3") as rows:
        assert rows.execute("SELECT seq FROM sqlite_sequence WHERE name = 'records_comment'").fetchone() == (3,)
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            rows.execute(UPDATE)
    assert (home / "lantoa" / "files" / "ab" / ("c" * 62)).read_bytes() == bytes(range(256)) * 1000
    assert not (home / "lantoa" / "files" / "incoming").exists()
    assert (home / "lantoa" / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_for_its_owner_only_and_holds_neither_sessions_nor_the_secret_key(kept_world: Path, whole: Path) -> None:
    assert whole.stat().st_mode & 0o777 == 0o600
    secret = (kept_world / "lantoa" / "secret.key").read_bytes()
    with tarfile.open(whole) as archive:
        names = archive.getnames()
        assert not [name for name in names if "session" in name]
        for name in names:
            part = archive.extractfile(name)
            assert part is not None
            assert secret not in part.read()


def test_under_a_passphrase_it_opens_with_that_one_only(kept: Path, empty: Path) -> None:
    key, other, sealed = empty / "key", empty / "other", empty / "sealed"
    key.write_text(PASSPHRASE + "\n")
    other.write_text("một câu khác cũng dài")
    made_so = lantoa("backup", str(sealed), "--passphrase-file", str(key), home=kept)
    assert made_so.returncode == 0, made_so.stderr
    assert "Y Người".encode() not in sealed.read_bytes()
    assert "--passphrase-file" in refused(sealed, empty)
    assert "does not open" in refused(sealed, empty, "--passphrase-file", str(other))
    cut = empty / "cut"
    cut.write_bytes(sealed.read_bytes()[:-40])
    refused(cut, empty, "--passphrase-file", str(key))
    altered = bytearray(sealed.read_bytes())
    altered[len(altered) // 2] ^= 1
    cut.write_bytes(altered)
    refused(cut, empty, "--passphrase-file", str(key))
    assert lantoa("restore", str(sealed), "--passphrase-file", str(key), home=empty).returncode == 0


@pytest.mark.parametrize("share", (0.0, 0.3, 0.9, 0.999))
def test_a_truncated_file_is_refused(whole: Path, empty: Path, share: float) -> None:
    cut = empty / "cut.tar.gz"
    content = whole.read_bytes()
    cut.write_bytes(content[: int(len(content) * share)])
    refused(cut, empty)


def test_a_file_with_one_other_bit_is_refused(whole: Path, empty: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[len(content) // 2] ^= 1
    (empty / "altered.tar.gz").write_bytes(content)
    refused(empty / "altered.tar.gz", empty)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    (
        ("tables/people_person/000001.jsonl", "Y Người nhập", "Y Người khác"),
        ("tables/people_person/000001.jsonl", "\n", "\n\n"),
        ("files/ab", "\x01\x02", "\x01\x03"),
        ("tables/people_user/000001.jsonl", "[1,", '["một",'),
    ),
)
def test_an_altered_part_is_refused(whole: Path, empty: Path, name: str, before: str, after: str) -> None:
    def change(part: str, content: bytes) -> bytes:
        return content.replace(before.encode(), after.encode(), 1) if part.startswith(name) else content

    refused(rewritten(whole, empty / "altered.tar.gz", change), empty)


def test_a_missing_part_is_refused(whole: Path, empty: Path) -> None:
    for name in ("manifest.json", "tables/records_event/000001.jsonl", "files/ab/" + "c" * 62, "header.json"):
        refused(rewritten(whole, empty / "less.tar.gz", lambda part, content, left=name: None if part == left else content), empty)


def test_a_name_that_leads_out_of_the_folder_is_refused(whole: Path, empty: Path) -> None:
    with tarfile.open(whole) as source, tarfile.open(empty / "out.tar.gz", "w:gz") as changed:
        for about in source:
            part = source.extractfile(about)
            about.name = "files/../../out" if about.name.startswith("files/") else about.name
            changed.addfile(about, part)
    refused(empty / "out.tar.gz", empty)
    assert not (empty / "out").exists()


def test_a_file_of_a_newer_version_is_refused_by_its_format_or_its_migrations(whole: Path, empty: Path) -> None:
    def newer_format(name: str, content: bytes) -> bytes:
        return json.dumps(json.loads(content) | {"format": 2, "program": "9.9"}).encode() if name == "header.json" else content

    def newer_tables(name: str, content: bytes) -> bytes:
        if name != "header.json":
            return content
        header = json.loads(content)
        return json.dumps(header | {"migrations": [*header["migrations"], ["records", "0999_tomorrow"]]}).encode()

    assert "9.9" in refused(rewritten(whole, empty / "newer.tar.gz", newer_format), empty)
    assert "newer version" in refused(rewritten(whole, empty / "newer.tar.gz", newer_tables), empty)


@pytest.mark.parametrize("content", (b"", b"PK\x03\x04 something else", gzip.compress(b"text", mtime=0), b"LANTOA SEALED 1\nshort"))
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "strange").write_bytes(content)
    refused(tmp_path / "strange", tmp_path)


def test_a_restore_goes_into_an_empty_installation_only(kept: Path, whole: Path) -> None:
    before = sorted((path.name, path.stat().st_size) for path in (kept / "lantoa").rglob("*") if path.suffix != ".sqlite3-shm")
    result = lantoa("restore", str(whole), home=kept)
    assert result.returncode == 1
    assert "--home" in result.stderr
    assert lantoa("audit", "verify", home=kept).returncode == 0
    assert ("c" * 62, 256_000) in before
    assert (kept / "lantoa" / "files" / "ab" / ("c" * 62)).exists()


def test_an_older_backup_is_brought_up_to_the_program(kept: Path, tmp_path: Path) -> None:
    assert lantoa("manage", "migrate", "reports", "zero", "-v", "0", home=kept).returncode == 0
    assert lantoa("backup", str(kept / "old.tar.gz"), home=kept).returncode == 0
    assert "reports_report" not in told(kept / "old.tar.gz", "manifest.json")["tables"]
    result = lantoa("restore", str(kept / "old.tar.gz"), home=tmp_path)
    assert result.returncode == 0, result.stderr
    with sqlite3.connect(tmp_path / "lantoa" / "lantoa.sqlite3") as rows:
        assert rows.execute("SELECT count(*) FROM reports_report").fetchone() == (0,)
        assert rows.execute("SELECT count(*) FROM people_user").fetchone() == (2,)


def test_while_a_restore_is_unfinished_nothing_else_opens_the_installation(whole: Path, empty: Path) -> None:
    (empty / "lantoa" / "lantoa.toml").write_text("")
    (empty / "lantoa" / "restoring").write_text(json.dumps({"id": told(whole, "header.json")["id"]}))
    for words in (["run"], ["backup", str(empty / "x")], ["audit", "verify"], ["units", "find", "Hiếu"]):
        stopped = lantoa(*words, home=empty)
        assert stopped.returncode == 1
        assert "lantoa restore" in stopped.stderr
    assert lantoa("restore", str(whole), home=empty).returncode == 0
    assert lantoa("audit", "verify", home=empty).returncode == 0


def test_a_full_disk_stops_a_backup_and_the_earlier_one_stays(kept: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", size="200k") as disk:
        earlier = disk / "copy.tar.gz"
        earlier.write_bytes(b"the earlier backup")
        (disk / "filling").write_bytes(bytes(190_000))
        result = lantoa("backup", str(earlier), "--force", home=kept)
        assert result.returncode == 1
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr
        assert earlier.read_bytes() == b"the earlier backup"
        assert sorted(path.name for path in disk.iterdir()) == ["copy.tar.gz", "filling"]
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert lantoa("backup", str(earlier), "--force", home=kept).returncode == 1
        assert earlier.read_bytes() == b"the earlier backup"


@pytest.mark.parametrize("size", ("600k", "2000k"))
def test_a_full_disk_stops_a_restore_and_leaves_nothing(whole: Path, tmp_path: Path, size: str) -> None:
    with small_disk(tmp_path / "disk", size=size) as disk:
        result = lantoa("restore", str(whole), home=disk)
        assert result.returncode == 1, result.stdout
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr
        assert not list(disk.rglob("c" * 62))
        subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
        again = lantoa("restore", str(whole), home=disk)
        assert again.returncode == 0, again.stderr
        assert lantoa("audit", "verify", home=disk).returncode == 0


def test_a_limit_of_the_file_size_stops_a_backup(kept: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lantoa.cli.main", "backup", str(tmp_path / "c.tar.gz")]
    limited = ["bash", "-c", 'ulimit -f 8; exec "$0" "$@"', *command]
    result = subprocess.run(limited, env=environment(kept), capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
