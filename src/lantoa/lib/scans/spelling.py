"""What an engine makes of the few letters on a stamp, and which mark it was."""

import re
from typing import Final

from lantoa.lib.vietnamese import strip_marks

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_READ_AS: Final = {"MAT": "MẬT", "TOIMAT": "TỐI MẬT", "TUYETMAT": "TUYỆT MẬT"}
_EDGES: Final = "ILJTE"
"""What the sides of a frame are read as."""


def mark_on_stamp(text: str) -> str | None:
    """The mark, if the text of a single stamp is one and nothing else; marks of the letters and sides of the frame may be misread."""
    words = [strip_marks(word) for word in _LETTERS.findall(text.upper())]
    for letters in ("".join(words), "".join(word for word in words if len(word) > 1)):
        for candidate in (letters, letters[1:] if letters[:1] in _EDGES else "", letters[:-1] if letters[-1:] in _EDGES else ""):
            if candidate in _READ_AS:
                return _READ_AS[candidate]
    return None
