"""The tone style of an installation: uỷ, hoá where its office writes so."""

import gettext
from pathlib import Path

from lantoa.cli.catalogs import write_toned
from lantoa.cli.place import Place
from lantoa.cli.upgrade import write_texts

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "%s"\nmsgstr "%s"\n'


def folder_with(folder: Path, text: str, said: str) -> Path:
    catalogue = folder / "vi" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(PO % (text, said), "utf-8")
    return folder


def said(target: Path, text: str) -> str:
    with target.open("rb") as file:
        return gettext.GNUTranslations(file).gettext(text)


def test_the_newer_style_moves_the_tone_and_the_first_folder_wins(tmp_path):
    folders = [folder_with(tmp_path / "a", "Committee", "Ủy ban, hóa đơn"), folder_with(tmp_path / "b", "Committee", "khác")]
    assert said(write_toned(folders, tmp_path / "vi" / "django.mo"), "Committee") == "Uỷ ban, hoá đơn"


def test_an_installation_that_goes_back_to_the_older_style_keeps_nothing_of_the_newer(tmp_path, settings):
    target = tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.mo"
    settings.LANTOA_TONE_STYLE = "new"
    write_texts(Place(tmp_path))
    assert target.exists()
    settings.LANTOA_TONE_STYLE = "old"
    write_texts(Place(tmp_path))
    assert not target.exists()
