"""Vietnamese catalogues: extract what code and templates say, check that all of it is translated, compile.

python tools/messages.py            adds new texts to each package's django.po, marks those that are gone
python tools/messages.py --check    changes nothing; fails where a text lacks its Vietnamese or a placeholder differs
python tools/messages.py --compile  compiles every .po to .mo

Needs no gettext binaries: Babel reads the code, Django turns templates into something Babel reads, polib writes the catalogues.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "lantoa"
sys.path.insert(0, str(ROOT / "src"))

from lantoa.cli.catalogs import compile_catalogs  # noqa: E402 (found through the line above)

SHELVES = {"core", "domains", "interop"}  # folders that hold packages, each with its own catalogue
WITHOUT = {"config"}  # says only what Django's own catalogue translates
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*(?:![rsa])?(?::[^}]*)?\}")
HEADER = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "vi",
    "Plural-Forms": "nplurals=1; plural=0;",
}

Key = tuple[str, str]  # context, text


@dataclass
class Found:
    """A text as the code says it, with its plural and the files that say it."""

    context: str
    text: str
    plural: str = ""
    files: set[str] = field(default_factory=set)


def catalogue_of(file: Path) -> Path:
    """The catalogue to which the texts of this file belong."""
    parts = file.relative_to(PACKAGE).parts
    owner = PACKAGE.joinpath(*parts[: 2 if parts[0] in SHELVES else 1])
    return owner / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[Path]:
    """The code and templates of all packages that have a catalogue."""
    for file in sorted(PACKAGE.rglob("*")):
        parts = file.relative_to(PACKAGE).parts
        spoken = file.suffix == ".py" or (file.suffix in {".html", ".txt"} and "templates" in parts)
        if spoken and len(parts) > 1 and parts[0] not in WITHOUT and not {"migrations", "node_modules"} & set(parts):
            yield file


def texts(file: Path) -> Iterator[tuple[str, str, str]]:
    """Context, text and plural of everything that is marked for translation in a file."""
    content = file.read_text("utf-8")
    code = content if file.suffix == ".py" else templatize(content, origin=str(file))
    for _line, function, arguments, _comments in extract_python(BytesIO(code.encode()), KEYWORDS, (), {"encoding": "utf-8"}):
        words = [word for word in ((arguments,) if isinstance(arguments, str) else arguments or ()) if word is not None]
        shape = function.partition("gettext")[0]  # "", "n", "p", "np"; "_" for the short name
        context = words.pop(0) if "p" in shape and len(words) > 1 else ""
        if words and words[0]:
            yield context, words[0], words[1] if "n" in shape and len(words) > 1 else ""


def extract() -> dict[Path, dict[Key, Found]]:
    """What every catalogue must hold."""
    catalogues: dict[Path, dict[Key, Found]] = defaultdict(dict)
    for file in sources():
        for context, text, plural in texts(file):
            found = catalogues[catalogue_of(file)].setdefault((context, text), Found(context, text))
            found.plural = found.plural or plural
            found.files.add(str(file.relative_to(PACKAGE)))
    return catalogues


def opened(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    catalogue = polib.POFile(encoding="utf-8", wrapwidth=0)
    catalogue.metadata = dict(HEADER)
    return catalogue


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt or "", entry.msgid


def merge(path: Path, wanted: dict[Key, Found]) -> int:
    """Bring a catalogue up to date; translations stay. The number of texts that are new or gone."""
    catalogue = opened(path)
    known = {key_of(entry): entry for entry in catalogue}
    changes = 0
    for key, entry in known.items():
        changes += entry.obsolete == (key in wanted)
        entry.obsolete = key not in wanted
    for key, found in wanted.items():
        if key not in known:
            changes += 1
            known[key] = new_entry(found)
            catalogue.append(known[key])
        known[key].occurrences = [(file, "") for file in sorted(found.files)]
        if found.plural and known[key].msgid_plural != found.plural:
            known[key].msgid_plural, known[key].msgstr_plural = found.plural, {0: known[key].msgstr}
            known[key].msgstr = ""
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return changes


def new_entry(found: Found) -> polib.POEntry:
    entry = polib.POEntry(msgid=found.text, msgctxt=found.context or None)
    if found.plural:
        entry.msgid_plural, entry.msgstr_plural = found.plural, {0: ""}
    if "%" in "".join(PLACEHOLDER.findall(found.text)):
        entry.flags.append("python-format")
    return entry


def faults(path: Path, wanted: dict[Key, Found]) -> Iterator[str]:
    """What a catalogue lacks or has wrong."""
    known = {key_of(entry): entry for entry in opened(path) if not entry.obsolete}
    for key, found in wanted.items():
        entry = known.get(key)
        where = f"{path}: “{found.text}”"
        if entry is None:
            yield f"{where} is not in the catalogue"
        elif "fuzzy" in entry.flags:
            yield f"{where} is marked fuzzy"
        elif not (translated := entry.msgstr_plural.get(0, "") if found.plural else entry.msgstr):
            yield f"{where} has no Vietnamese"
        elif set(PLACEHOLDER.findall(translated)) - {"{count}"} != set(PLACEHOLDER.findall(found.plural or found.text)) - {"{count}"}:
            yield f"{where} has other placeholders in Vietnamese"


def check() -> int:
    found = [fault for path, wanted in extract().items() for fault in faults(path, wanted)]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


def update() -> int:
    for path, wanted in extract().items():
        changes = merge(path, wanted)
        if changes:
            print(f"{path.relative_to(ROOT)}: {changes} new or gone")
    return 0


def main() -> int:
    match sys.argv[1:]:
        case ["--check"]:
            return check()
        case ["--compile"]:
            for path in compile_catalogs(PACKAGE):
                print(path.relative_to(ROOT))
            return 0
        case []:
            return update()
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
