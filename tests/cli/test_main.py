"""Language, words and exit codes of the command as a whole."""

from pathlib import Path

import pytest

from lantoa.cli.language import chosen_language
from lantoa.cli.main import first_word
from tests.cli.processes import lantoa_anew


@pytest.mark.parametrize(
    ("words", "language"), ((["run"], "vi"), (["--lang", "en", "run"], "en"), (["run", "--lang=en"], "en"), (["--lang"], "vi"))
)
def test_the_language_is_vietnamese_unless_asked(monkeypatch: pytest.MonkeyPatch, words: list[str], language: str) -> None:
    monkeypatch.delenv("LANTOA_LANG", raising=False)
    assert chosen_language(words) == language


def test_the_environment_chooses_the_language_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTOA_LANG", "en_GB.UTF-8")
    assert chosen_language(["run"]) == "en"


@pytest.mark.parametrize(
    ("words", "first"),
    ((["--lang", "en", "run", "--port", "1"], "run"), (["--debug", "units", "find"], "units"), (["--help"], ""), ([], "")),
)
def test_the_first_word_is_found_behind_options(words: list[str], first: str) -> None:
    assert first_word(words) == first


@pytest.mark.parametrize("words", (["run", "--prt", "1"], ["run", "--port", "99999"], ["--lang", "fr", "run"], ["backup"], ["nothing"]))
def test_wrong_usage_is_one_sentence_and_ends_with_two(tmp_path: Path, words: list[str]) -> None:
    result = lantoa_anew(*words, home=tmp_path)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_help_lists_the_commands_and_sets_nothing_up(tmp_path: Path) -> None:
    result = lantoa_anew("--help", home=tmp_path)
    assert result.returncode == 0
    for command in ("run", "setup", "backup", "audit"):
        assert command in result.stdout
    assert not (tmp_path / "lantoa").exists()


def test_help_is_in_vietnamese_by_default(tmp_path: Path) -> None:
    result = lantoa_anew("backup", "--help", home=tmp_path, LANTOA_LANG="")
    assert "Sao cơ sở dữ liệu và các tệp vào một tệp nén." in result.stdout
    assert "Tùy chọn" in result.stdout
    assert "Hiện phần trợ giúp này" in result.stdout
    assert "Show this" not in result.stdout


@pytest.mark.parametrize("words", (["backup", "copy.tar.gz"], ["audit", "verify"]))
def test_where_nothing_is_set_up_a_command_says_how_to_start(tmp_path: Path, words: list[str]) -> None:
    result = lantoa_anew(*words, home=tmp_path)
    assert result.returncode == 1
    assert "make run" in result.stderr
    assert not (tmp_path / "lantoa").exists()
