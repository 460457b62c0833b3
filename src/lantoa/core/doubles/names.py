"""Names of things as they are compared: folded, abbreviations written out, words that say nothing left out."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from lantoa.lib.vietnamese import fold, nfc, normalise_tone, strip_marks

ABBREVIATIONS = {
    "antt": "an ninh trat tu", "antq": "an ninh to quoc", "atgt": "an toan giao thong", "bvmt": "bao ve moi truong",
    "bhyt": "bao hiem y te", "ccb": "cuu chien binh", "cds": "chuyen doi so", "clb": "cau lac bo", "cntt": "cong nghe thong tin",
    "dtn": "doan thanh nien", "dtts": "dan toc thieu so", "dvtn": "doan vien thanh nien", "gd": "gia dinh",
    "gtnt": "giao thong nong thon", "hccb": "hoi cuu chien binh", "hnd": "hoi nong dan", "hpn": "hoi phu nu", "hs": "hoc sinh",
    "htx": "hop tac xa", "hv": "hoi vien", "kdc": "khu dan cu", "ldsx": "lao dong san xuat", "lhpn": "lien hiep phu nu", "mn": "mam non",
    "mttq": "mat tran to quoc", "nct": "nguoi cao tuoi", "nd": "nong dan", "ntm": "nong thon moi", "pccc": "phong chay chua chay",
    "pn": "phu nu", "tdp": "to dan pho", "tdtt": "the duc the thao", "thcs": "trung hoc co so", "tht": "to hop tac",
    "thpt": "trung hoc pho thong", "tn": "thanh nien", "tthc": "thu tuc hanh chinh", "ubnd": "uy ban nhan dan",
    "vnvh": "van nghe van hoa", "vsmt": "ve sinh moi truong",
}  # fmt: skip
"""Abbreviations that offices write in names, folded."""

PHRASES = (
    "mo hinh", "xay dung", "thuc hien", "trien khai", "dia ban", "tren", "va", "ve", "cua", "tai", "o", "cac", "nhung", "theo", "cho",
    "voi",
)  # fmt: skip
DIGITS = {"0": "khong", "1": "mot", "2": "hai", "3": "ba", "4": "bon", "5": "nam", "6": "sau", "7": "bay", "8": "tam", "9": "chin"}
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7"}
COUNTED = frozenset({"so", "thon", "to", "khu", "doi", "xom", "ap", "ban", "lop", "cum", "pho"})  # what a number follows
SWAPPED, SWAPPED_IN_LONG, LONG = 0.36, 0.22, 6  # what a word costs for which the other has another; names of so many words are long
TYPO = 75  # two words this much alike, of one letter more or less, are one word misspelt


@dataclass(frozen=True)
class Name:
    """A name as it is compared: as written, folded, its telling words, and its numbers."""

    written: str
    folded: str
    words: tuple[str, ...]
    numbers: frozenset[str]
    shortened: bool

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def accented(self) -> dict[str, str]:
        """Each folded word as it was written."""
        parts = re.findall(r"\w+", self.written)
        return {fold(part): part for part in parts}


@lru_cache(maxsize=200_000)
def read_name(title: str) -> Name:
    """The name in a title."""
    written = normalise_tone(nfc(title)).lower()
    folded = fold(title)
    raw = folded.split()
    full = " ".join(ABBREVIATIONS.get(word, word) for word in raw)
    text = f" {full} "
    for phrase in PHRASES:
        text = text.replace(f" {phrase} ", " ")
    found = text.split() or full.split()
    words, numbers = [], set()
    for position, word in enumerate(found):
        after = found[position - 1] if position else ""
        number = ROMAN.get(word, word) if after in COUNTED else word
        if word in DIGITS and after not in COUNTED and position + 1 < len(found):
            words.append(DIGITS[word])  # 0 đồng is không đồng
        elif number.isdigit():
            if not 1945 <= int(number) <= 2099:
                numbers.add(number.lstrip("0") or "0")
        else:
            words.append(word)
    return Name(written, folded, tuple(words), frozenset(numbers), any(word in ABBREVIATIONS for word in raw))


@dataclass(frozen=True)
class NamesAlike:
    """How alike two names are, 0 to 1, and the reason as a code."""

    share: float
    reason: str


def compare_names(one: Name, other: Name) -> NamesAlike:
    """How alike two names are. Numbers that differ, or words that each has for another of its own, make two names of them."""
    if one.numbers != other.numbers and one.numbers and other.numbers:
        return NamesAlike(0.0, "numbers")
    lost = 0.15 if one.numbers != other.numbers else 0.0
    strange = accents_differ(one, other)
    if one.written == other.written:
        return NamesAlike(1.0, "name")
    if one.folded == other.folded:
        return NamesAlike(0.55 if strange else 0.98, "accents")
    if sorted(one.words) == sorted(other.words):
        reason = "short" if one.shortened != other.shortened else "words"
        return NamesAlike(max(0.0, (0.5 if strange else 0.95) - lost), reason)
    only_one, only_other = unmatched(one.words, other.words), unmatched(other.words, one.words)
    alike = fuzz.token_sort_ratio(one.text, other.text) / 100
    swapped, more = min(len(only_one), len(only_other)), abs(len(only_one) - len(only_other))
    shorter = min(len(one.words), len(other.words))
    if not swapped and shorter >= 2:
        alike = max(alike, 0.97 - 0.05 * more)
    share = alike - (SWAPPED_IN_LONG if shorter >= LONG else SWAPPED) * swapped - 0.25 * strange - lost
    return NamesAlike(max(0.0, share), "short" if one.shortened != other.shortened and not swapped else "close")


def unmatched(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """The words for which the other name has none, a misspelt one neither."""
    left = list(others)
    found = []
    for word in words:
        twin = word if word in left else next((other for other in left if misspelt(word, other)), None)
        if twin is None:
            found.append(word)
        else:
            left.remove(twin)
    return found


def misspelt(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= 3 and abs(len(word) - len(other)) <= 1 and fuzz.ratio(word, other) >= TYPO


def accents_differ(one: Name, other: Name) -> int:
    """How many words are written with other accents on both sides: dứa is not dừa. Words without any, and Đăk for Đắk, do not count."""
    if not has_accents(one.written) or not has_accents(other.written):
        return 0
    mine, theirs = one.accented, other.accented
    return sum(
        1 for word in mine.keys() & theirs.keys()
        if mine[word] != theirs[word] and has_accents(mine[word]) and has_accents(theirs[word]) and not mild(mine[word], theirs[word])
    )  # fmt: skip


def has_accents(text: str) -> bool:
    return strip_marks(text) != text


def mild(one: str, other: str) -> bool:
    """Spellings that one finds beside each other in the names of places of the Highlands: Đăk, Đắk, Đak."""
    return strip_marks(one) in {"dak", "dac", "lak", "lac"} or decomposed(one) == decomposed(other)


def decomposed(text: str) -> str:
    """Letter by letter, hỏi and ngã alike: many write the one for the other."""
    return unicodedata.normalize("NFD", text).replace("\u0303", "\u0309").replace("\u0306", "")
