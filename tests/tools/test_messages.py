"""Extracting, checking and compiling the Vietnamese texts."""

from pathlib import Path

import polib
import pytest
from django.utils import translation

from lantoa.cli.catalogs import compile_catalogs
from tools import messages

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
_("Write the unit's name.")
ngettext("{count} record", "{count} records", 3)
pgettext_lazy("a month", "May")
_(name)
"""
TEMPLATE = """
{% translate "Approve" %} {{ _("Close") }} {% button label=_("Save") %}
{% blocktranslate count n=rows|length %}one row{% plural %}{{ n }} rows{% endblocktranslate %}
"""


def catalogue(path: Path, *entries: polib.POEntry) -> Path:
    made = polib.POFile(encoding="utf-8")
    made.metadata = dict(messages.HEADER)
    made.extend(entries)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(path))
    return path


def wanted(*texts: str) -> dict[messages.Key, messages.Found]:
    return {("", text): messages.Found("", text, files={"somewhere.py"}) for text in texts}


def test_code_gives_plain_plural_and_contextual_texts(tmp_path: Path) -> None:
    file = tmp_path / "services.py"
    file.write_text(CODE)
    assert list(messages.texts(file)) == [
        ("", "Write the unit's name.", ""),
        ("", "{count} record", "{count} records"),
        ("a month", "May", ""),
    ]


def test_templates_give_tags_blocks_and_arguments(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(TEMPLATE)
    found = list(messages.texts(file))
    assert {text for _context, text, _plural in found} == {"Approve", "Close", "Save", "one row"}
    assert ("", "one row", "%(n)s rows") in found


def test_merging_keeps_translations_adds_what_is_new_and_marks_what_is_gone(tmp_path: Path) -> None:
    path = catalogue(tmp_path / "django.po", polib.POEntry(msgid="Save", msgstr="Lưu"), polib.POEntry(msgid="Old", msgstr="Cũ"))
    assert messages.merge(path, wanted("Save", "Close")) == 2
    after = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert after["Save"].msgstr == "Lưu"
    assert after["Close"].msgstr == ""
    assert after["Old"].obsolete
    assert messages.merge(path, wanted("Save", "Close")) == 0


@pytest.mark.parametrize(
    ("entry", "complaint"),
    (
        (polib.POEntry(msgid="{count} of {total}", msgstr=""), "no Vietnamese"),
        (polib.POEntry(msgid="{count} of {total}", msgstr="{count} trên {tong}"), "placeholders"),
        (polib.POEntry(msgid="{count} of {total}", msgstr="{count} trên {total}", flags=["fuzzy"]), "fuzzy"),
        (polib.POEntry(msgid="Other", msgstr="Khác"), "not in the catalogue"),
    ),
)
def test_what_is_missing_or_wrong_is_told(tmp_path: Path, entry: polib.POEntry, complaint: str) -> None:
    path = catalogue(tmp_path / "django.po", entry)
    faults = list(messages.faults(path, wanted("{count} of {total}")))
    assert len(faults) == 1
    assert complaint in faults[0]


def test_a_catalogue_is_compiled_when_it_is_newer(tmp_path: Path) -> None:
    path = catalogue(tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.po", polib.POEntry(msgid="Save", msgstr="Lưu"))
    assert compile_catalogs(tmp_path) == [path.with_suffix(".mo")]
    assert compile_catalogs(tmp_path) == []
    assert polib.mofile(str(path.with_suffix(".mo")))[0].msgstr == "Lưu"


def test_every_text_reaches_the_page_as_its_own_package_translates_it() -> None:
    """Two packages that say the same English differently, or a library before ours, would show the wrong Vietnamese."""
    wrong = []
    with translation.override("vi"):
        for path in sorted(messages.PACKAGE.rglob("locale/vi/LC_MESSAGES/django.po")):
            if "cli" in path.relative_to(messages.PACKAGE).parts:
                continue  # has a catalogue of its own, which pages never see
            for entry in messages.opened(path).translated_entries():
                shown = shown_for(entry)
                if shown != (entry.msgstr_plural.get(0) or entry.msgstr):
                    wrong.append(f"{path.parts[-5]}: {entry.msgid!r} shows {shown!r}")
    assert wrong == []


def shown_for(entry: polib.POEntry) -> str:
    if entry.msgid_plural:
        return translation.ngettext(entry.msgid, entry.msgid_plural, 5)
    return translation.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else translation.gettext(entry.msgid)
