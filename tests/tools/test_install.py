"""What the installer leaves behind for an account that may not write into the program's folder."""

import gettext
import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CLI = ROOT / "src" / "lantoa" / "cli"


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """The installer's step, writing its log beside the test."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    import install

    monkeypatch.setattr(install, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(install, "LOG", tmp_path / "stamps" / "pip.log")
    return lambda package: install.prepare_program(package, Path(sys.executable))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The sources of one package as they come with the program: nothing in it is compiled."""
    found = tmp_path / "program"
    shutil.copytree(CLI, found, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "*.tmp"))
    assert not [*found.rglob("*.mo"), *found.rglob("*.pyc")]
    return found


def said(package: Path, text: str) -> str:
    return gettext.translation("django", package / "locale", ["vi"]).gettext(text)


def test_texts_and_code_are_compiled_by_whoever_installs(prepare, package: Path) -> None:
    prepare(package)
    assert said(package, "Stopped.") == "Đã dừng."
    assert len(list(package.rglob("*.pyc"))) == len(list(package.rglob("*.py")))


def test_after_an_update_the_texts_are_those_of_the_new_version(prepare, package: Path) -> None:
    prepare(package)
    (source,) = package.rglob("vi/LC_MESSAGES/django.po")
    source.write_text(source.read_text("utf-8").replace("Đã dừng.", "Đã dừng lại."), "utf-8")
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    prepare(package)
    assert said(package, "Stopped.") == "Đã dừng lại."


def test_what_is_compiled_already_is_left_as_it_is(prepare, package: Path) -> None:
    prepare(package)
    before = {path: path.stat().st_mtime_ns for path in (*package.rglob("*.mo"), *package.rglob("*.pyc"))}
    prepare(package)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_two_cores_share_the_packages_of_the_lock_and_each_keeps_its_hashes(prepare, tmp_path: Path, monkeypatch) -> None:
    import install

    monkeypatch.setattr(install, "STAMPS", tmp_path)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    lock = ROOT / "requirements" / "dev.txt"
    parts = [part.read_text() for part in install.shared_out(lock)]
    packages = [text.replace("\n    ", " ").splitlines() for text in parts]  # each with its hashes on one line
    assert len(parts) == 2
    assert abs(len(packages[0]) - len(packages[1])) <= 1
    assert sorted(packages[0] + packages[1]) == sorted(lock.read_text().replace("\n    ", " ").splitlines())


def test_where_one_of_two_commands_fails_its_words_are_shown_and_it_stops(prepare, tmp_path: Path, capsys) -> None:
    import install

    well, badly = ([sys.executable, "-c", code] for code in ("print('đã cài')", "print('không có mạng'); raise SystemExit(3)"))
    with pytest.raises(SystemExit) as stopped:
        install.watch(well, badly, total=0)
    told = capsys.readouterr().err
    assert (stopped.value.code, "không có mạng" in told, "đã cài" in told) == (1, True, False)
    install.watch(well, well, total=0)
    assert (tmp_path / "stamps" / "pip.log").read_text().count("đã cài") == 2
