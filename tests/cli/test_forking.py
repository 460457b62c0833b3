"""Commands that are forked are what a Python of their own would be."""

import os
from pathlib import Path

import pytest

from tests.cli.forking import forked

ENVIRON = {"PATH": os.environ["PATH"], "HOME": "/nowhere"}
LOOK = """
import os, sys
from django.conf import settings
print(sorted(set(os.environ) - {"LC_CTYPE"}), os.environ["HOME"], os.getcwd(), sys.argv[1:2])
print([name for name in sys.modules if name.partition(".")[0] == "lantoa" or name == "typer.rich_utils"], settings.configured)
"""
SLEEP = "import os, time; open({!r}, 'w').write(str(os.getpid())); time.sleep(60)"


def once(code: str) -> tuple[str, ...]:
    """Words for `timeit`, which runs the code once."""
    return ("-n1", "-r1", code)


def test_a_command_has_its_own_words_streams_and_exit_code() -> None:
    done = forked("json.tool", ("--compact",), ENVIRON, stdin='{"tên": "Hiếu"}')
    assert (done.returncode, done.stdout, done.stderr) == (0, '{"t\\u00ean":"Hi\\u1ebfu"}\n', "")
    refused = forked("json.tool", (), ENVIRON, stdin="Đắk Hà")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Expecting value" in refused.stderr


def test_it_has_its_own_environment_and_nothing_of_the_program_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seen = forked("timeit", once(LOOK), ENVIRON).stdout.splitlines()
    assert seen[:2] == [f"['HOME', 'PATH'] /nowhere {tmp_path} ['-n1']", "[] False"]


def test_a_signal_ends_it_as_any_process() -> None:
    assert forked("timeit", once("import os; os.kill(os.getpid(), 15)"), ENVIRON).returncode == -15


def test_who_is_not_waited_for_any_more_is_ended(tmp_path: Path) -> None:
    assert forked("json.tool", (), ENVIRON, stdin="[]").returncode == 0
    with pytest.raises(TimeoutError):
        forked("timeit", once(SLEEP.format(str(tmp_path / "pid"))), ENVIRON, within=5)
    assert not Path("/proc", (tmp_path / "pid").read_text()).exists()
    assert forked("json.tool", (), ENVIRON, stdin="[]").returncode == 0, "the next one has a new process to be forked from"
