"""Vietnamese text: one spelling to store, one folded form to search, one key to sort by."""

import re
import unicodedata
from typing import Final, Literal

from vn_collate import collate_key

APOSTROPHES: Final = "'’‘ʼ`´′"
SORT_KEY_LETTERS: Final = 120
"""How much of a text the sort key looks at, so that the key of a long title still fits a database index."""
SORT_KEY_MAX_LENGTH: Final = 1000
"""No sort key is longer: safe as `max_length` of the column that stores it."""

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_END: Final = r"(?![^\W\d_]|[\u0300-\u036f])"
_PAIRS: Final = rf"(?:(?P<oa>[oO])(?P<oa_tone>[{_TONES}]?)(?P<ae>[aAeE])|(?<![qQ])(?P<u>[uU])(?P<u_tone>[{_TONES}]?)(?P<y>[yY]))"
_OPEN_PAIR: Final = re.compile(rf"{_PAIRS}(?P<last_tone>[{_TONES}]?){_END}")


def nfc(text: str) -> str:
    """`text` in composed form, the only form that is stored and compared."""
    return unicodedata.normalize("NFC", text)


def strip_marks(text: str) -> str:
    """`text` without tone and vowel marks (đ becomes d); case, spaces and punctuation stay."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("Đ", "D")


def fold(text: str) -> str:
    """The form in which names are searched: lower case, no marks, words parted by one space.

    Apostrophes vanish (Ea H'leo, Ea H’leo and Ea Hleo are one name), invisible characters too; any other
    punctuation is a space. Hoà and hòa, Đăk and Đắk fold to the same; Măng Buk and Măng Bút do not.
    """
    words = []
    for char in strip_marks(text).lower():
        if char.isalnum():
            words.append(char)
        elif char not in APOSTROPHES and unicodedata.category(char) != "Cf":
            words.append(" ")
    return " ".join("".join(words).split())


def sort_key(text: str) -> str:
    """A key whose plain order is Vietnamese order: digits, a ă â b … z; then tone; then small before capital.

    Lower-case hexadecimal only, so that SQLite, PostgreSQL under any collation and Python agree. Three things
    are added to vn-collate: a space comes before any letter (An Phú before Anh), punctuation counts as a space
    or not at all at either end (“Vườn mẫu” stands under V), and numbers go by value (Thôn 2 before Thôn 10).
    """
    words = _words(text)
    weights = bytes.fromhex(collate_key(words))
    count = len(weights) // 3 - 1
    primary, tones, cases = weights[:count], weights[count + 1 : 2 * count + 1], weights[2 * count + 2 : -1]
    letters = [char for char in words if not unicodedata.combining(char)]
    key = "".join(_primaries(letters, primary)) + "00" + tones.hex() + "00" + cases.hex()
    while key.endswith("00"):
        key = key[:-2]
    return key


def _words(text: str) -> str:
    """Letters and digits of the beginning of `text`, decomposed, with one space for whatever parts them."""
    out: list[str] = []
    letters = 0
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char):
            if out and out[-1] != " ":
                out.append(char)
        elif char.isalnum():
            out.append(char)
            letters += 1
        elif char not in APOSTROPHES and out and out[-1] != " ":
            out.append(" ")
            letters += 1
        if letters > SORT_KEY_LETTERS:
            out.pop()
            break
    return "".join(out).strip()


def _primaries(letters: list[str], weights: bytes) -> list[str]:
    """One weight a letter, shifted to leave 01 to the space; a number begins with its length, so that it sorts by value."""
    out = []
    previous_is_digit = False
    for position, (char, weight) in enumerate(zip(letters, weights, strict=True)):
        is_digit = char in "0123456789"
        if is_digit and not previous_is_digit:
            out.append(f"{1 + min(_digits_from(letters, position), 10):02x}")
        out.append("01" if char == " " else f"{weight + 1:02x}")
        previous_is_digit = is_digit
    return out


def _digits_from(letters: list[str], position: int) -> int:
    run = re.match(r"0*([0-9]*)", "".join(letters[position:]))
    return max(1, len(run.group(1))) if run else 1


def tone_style(text: str, style: Literal["old", "new"]) -> str:
    """`text` with the tone of open oa, oe, uy on the first vowel (`old`: hóa, khỏe, ủy) or the second (`new`: hoá, khoẻ, uỷ).

    For the program's own words; what people type is never rewritten.
    """

    def move(match: re.Match[str]) -> str:
        first, second = match["oa"] or match["u"], match["ae"] or match["y"]
        tone = match["oa_tone"] or match["u_tone"] or match["last_tone"]
        return f"{first}{tone}{second}" if style == "old" else f"{first}{second}{tone}"

    return nfc(_OPEN_PAIR.sub(move, unicodedata.normalize("NFD", text)))


def normalise_tone(text: str) -> str:
    """`text` in the style most offices write (ủy, hóa), for comparing two spellings."""
    return tone_style(text, "old")


def is_upper_vi(text: str) -> bool:
    """Whether every letter is a capital and there is at least one (a pattern such as [A-ZÀ-Ỹ] also takes small letters)."""
    return nfc(text).isupper()
