"""Processes killed in mid-write, -backup, -restore, -import and -erasure: nothing acknowledged is lost, nothing half-written is seen.

Ten of each; `KILLS=40 pytest tests/cli/test_killed.py tests/core/measures/test_killed.py` kills two hundred and forty in all.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.processes import SRC, environment

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("KILLS", "10"))


@pytest.mark.parametrize("what", ("writes", "backups", "restores", "imports", "erasures"))
def test_killed_again_and_again_nothing_is_lost(kept_world: Path, tables: Path, tmp_path: Path, what: str) -> None:
    shutil.copytree(kept_world / "lantoa", tmp_path / "lantoa")
    command = [sys.executable, "-m", "tests.cli.killing", what, str(KILLS), "1", str(tables)]
    environ = environment(tmp_path) | {"PYTHONPATH": os.pathsep.join((str(SRC), str(SRC.parent)))}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=60 * KILLS)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["at_work"] > KILLS // 2, "most were killed while they worked"
