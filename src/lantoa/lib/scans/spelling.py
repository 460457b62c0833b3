"""What an engine makes of the few letters on a stamp, and which mark it was."""

import re
from typing import Final

from lantoa.lib.vietnamese import nfc, strip_marks

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DOUBLED: Final = re.compile("A{2,}")
"""A vowel whose marks stand far above and below it is read twice: MÂẬT."""
_READ_AS: Final = {"MAT": "MẬT", "TOIMAT": "TỐI MẬT", "TUYETMAT": "TUYỆT MẬT"}
_EDGES: Final = "ILJTE"
"""What the sides of a frame are read as."""
_LIKE_THE_VOWEL: Final = "ẬẠÂ"
"""What the vowel of MẬT is read as where its marks touch the frame."""


def mark_on_stamp(text: str) -> str | None:
    """The mark, if the text of a single stamp is one and nothing else; marks of the letters and sides of the frame may be misread."""
    words = [_DOUBLED.sub("A", strip_marks(word)) for word in _LETTERS.findall(text.upper())]
    for letters in ("".join(words), "".join(word for word in words if len(word) > 1)):
        for candidate in (letters, letters[1:] if letters[:1] in _EDGES else "", letters[:-1] if letters[-1:] in _EDGES else ""):
            if candidate in _READ_AS:
                return _READ_AS[candidate]
    return None


def mark_in_a_line(text: str) -> str | None:
    """The mark, if a line in capitals is one of two words and nothing else, whatever their letters' marks were read as.

    TUYẾT MẬT and TÔI MẠT are no words that stand alone on a page; a single MAT may be MÁT or MẮT.
    """
    for line in text.splitlines():
        mark = mark_on_stamp(line) if line == line.upper() else None
        if mark and mark != _READ_AS["MAT"]:
            return mark
    return None


def mark_in_red(text: str) -> str | None:
    """The mark, if a line that stands in red ink is one and nothing else. Without a frame it may be another word, such as MẮT or MÁT."""
    for line in text.upper().splitlines():
        mark = mark_on_stamp(line)
        if mark and (mark != _READ_AS["MAT"] or any(vowel in nfc(line) for vowel in _LIKE_THE_VOWEL)):
            return mark
    return None
