"""Symbols of documents as Vietnamese offices write them: 01-KL/TW, 152/2025/NĐ-CP."""

import re

from lantoa.lib.vietnamese import nfc

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_SYMBOL = re.compile(r"(\d+[a-zđ]?)\s*([-/])\s*((?:\d{4}\s*/\s*)?[A-ZĐƯ]{1,8}(?:\s*[-/]\s*[A-ZĐƯ0-9]{1,12})*)", re.IGNORECASE)


def normal_symbol(text: str) -> str:
    """A symbol as offices write it: "Kết luận 01 – kl/tw" keeps its words and gets "01-KL/TW"."""
    plain = " ".join(nfc(text).translate(_DASHES).split())
    return _SYMBOL.sub(lambda found: re.sub(r"\s+", "", found[0]).upper(), plain)
