"""Reading the name of a file for a mark: short, often typed without marks on the letters, words parted by _ or -."""

import re
from typing import Final
from urllib.parse import unquote

from lantoa.lib.marks.texts import Neighbours, mark_in_segment
from lantoa.lib.marks.words import ABOUT_SECRETS, HIGHER_MARK, IMAGE_EXTENSIONS, clean, grade_of, gravest, is_document

_HIGHER: Final = re.compile(HIGHER_MARK, re.IGNORECASE)
_GLUED: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=[Mm][ẬậÂâ][Tt](?![^\W\d_]))")
_EXTENSION: Final = re.compile(r"\.([A-Za-z0-9]{1,5})$")
_BRACKETED: Final = re.compile(r"[\[({]\s*(m[ậâ]t)\s*[\])}]", re.IGNORECASE)
_BARE_START: Final = re.compile(r"(MAT) (?:-|–) ")
_ENDING: Final = r"\s*(?:$|[\d\[({.–-]|số(?![^\W_])|so(?![^\W_])|về(?![^\W_])|v/v)"
_BESIDE_DOCUMENT: Final = re.compile(rf"(?:([^\W\d_]+)\s)?([^\W\d_]+)\s(m[ậâa]t)(?={_ENDING})", re.IGNORECASE)


def classification_mark_in_name(filename: str) -> str | None:
    """MẬT, TỐI MẬT or TUYỆT MẬT if the name of the file, or of a folder in it, bears it as a mark."""
    path = clean(unquote(filename)).replace("\\", "/").replace("\n", " ")
    return gravest([mark for part in path.split("/") if (mark := _mark_in_part(part))])


def _mark_in_part(name: str) -> str | None:
    extension = _EXTENSION.search(name)
    words = _spaced(_EXTENSION.sub("", name))
    if ABOUT_SECRETS.search(words):
        return None
    if words.lower() == "mật" and not (extension and extension[1].lower() in IMAGE_EXTENSIONS):
        return "MẬT"
    return _higher(words) or mark_in_segment(words, Neighbours(), bare=True, whole=False) or _bare_or_small(words)


def _spaced(stem: str) -> str:
    """The words of a name one space apart: underscores and tight dashes part words, so do aB, a1 and 1a; a dash between spaces stays."""
    words = re.sub(r"(?<=\S)-(?=\S)", " ", re.sub(r"[_+]+", " ", stem))
    words = "".join(f" {char}" if char.isupper() and words[index - 1 : index].islower() else char for index, char in enumerate(words))
    return clean(" ".join(_GLUED.sub(" ", words).split()))


def _higher(words: str) -> str | None:
    """A higher mark in any case; toi mat in small letters only at the end, since it may be “tôi mất”."""
    for match in _HIGHER.finditer(words):
        doubtful = match.group().isascii() and not match.group().isupper() and grade_of(match.group()) == "TỐI MẬT"
        if not doubtful or re.match(r"\W*(?:\d|$)", words[match.end() :]):
            return grade_of(match.group())
    return None


def _bare_or_small(words: str) -> str | None:
    """(mật); MAT - ke hoach; Báo cáo mật; cong van mat so 5."""
    if _BRACKETED.search(words) or _BARE_START.match(words):
        return "MẬT"
    for match in _BESIDE_DOCUMENT.finditer(words):
        first, second, mark = match.groups()
        if mark.isascii() and not words.isascii():
            continue
        two_words = first and is_document([first, second])
        if two_words or (is_document([second]) and (mark.isupper() and second.isupper())):
            return "MẬT"
    return None
