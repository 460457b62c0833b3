"""Whether the program's texts are compiled is looked at: where they are not, it would speak English without a word of why."""

import os
from pathlib import Path

import polib
import pytest

from lantoa.core.keeping import health
from lantoa.lib.health import Level


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program's folder with one catalogue, compiled."""
    source = tmp_path / "core" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    texts = polib.POFile()
    texts.append(polib.POEntry(msgid="Stopped.", msgstr="Đã dừng."))
    texts.save(str(source))
    texts.save_as_mofile(str(source.with_suffix(".mo")))
    monkeypatch.setattr(health, "PACKAGE", tmp_path)
    return source


def found() -> tuple[Level, str]:
    (finding,) = health.texts(None)  # type: ignore[arg-type]  # looks at files alone
    return finding.level, finding.text


def test_compiled_texts_are_fine(catalogue: Path) -> None:
    assert found()[0] == Level.OK


def test_texts_that_nobody_compiled_are_told_with_where(catalogue: Path) -> None:
    catalogue.with_suffix(".mo").unlink()
    level, told = found()
    assert level == Level.FAILED
    assert "core/locale/vi/LC_MESSAGES/django.po" in told


def test_texts_of_an_update_that_were_not_compiled_are_told(catalogue: Path) -> None:
    later = catalogue.with_suffix(".mo").stat().st_mtime + 1
    os.utime(catalogue, (later, later))
    assert found()[0] == Level.FAILED
