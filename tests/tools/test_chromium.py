"""Finding the browser of the tests, on machines that have one, have a broken one, or have none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import SRC
from tools.chromium import find

pytestmark = pytest.mark.slow
TOOL = SRC.parent / "tools" / "chromium.py"


def run(tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The tool on a machine whose programs are those of `tmp_path` alone, and where nothing can be fetched."""
    bare = {"PATH": str(tmp_path), "HOME": str(tmp_path), "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
    return subprocess.run(
        [sys.executable, str(TOOL)], env=bare | environment, capture_output=True, text=True, check=False, timeout=300
    )  # fmt: skip


def test_without_a_browser_and_without_a_way_to_get_one_it_says_what_to_type(tmp_path: Path) -> None:
    answer = run(tmp_path)
    assert answer.returncode == 1
    assert "apt-get install chromium" in answer.stderr
    assert "LANTOA_CHROMIUM" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_name_that_is_no_program_is_said(tmp_path: Path) -> None:
    answer = run(tmp_path, LANTOA_CHROMIUM="/khong/co")
    assert (answer.returncode, "/khong/co" in answer.stderr) == (1, True)


def test_a_browser_that_does_not_start_is_not_taken(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text(f"#!{sys.executable}\nimport sys; sys.exit('libnss3.so: cannot open shared object file')\n")
    broken.chmod(0o755)
    answer = run(tmp_path)
    assert answer.returncode == 1
    assert "libnss3.so" in answer.stderr
    assert "apt-get install chromium" in answer.stderr


@pytest.mark.skipif(find() is None, reason="no Chromium here; the browser tests, which install one, say so by themselves")
def test_the_one_that_is_named_is_taken_where_it_starts(tmp_path: Path) -> None:
    path = str(find())
    answer = run(tmp_path, LANTOA_CHROMIUM=path, PATH=os.environ["PATH"])
    assert (answer.returncode, answer.stdout.strip()) == (0, path)
