"""Where a text mentions a name: as whole words, with or without marks, capitals and apostrophes, as names are searched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from lantoa.lib.vietnamese import APOSTROPHES, fold, nfc, strip_marks, tone_style

_LATIN: Final = [chr(code) for code in chain(range(0xC0, 0x250), range(0x1E00, 0x1F00))]
_UNSEEN: Final = "\u00ad\u200b-\u200f\u2060\ufeff"  # soft hyphens and other characters that show nothing
_INSIDE: Final = rf"[{re.escape(APOSTROPHES)}\u0300-\u036f{_UNSEEN}]*"
"""What may stand between the letters of a word: apostrophes, marks that are in no composed letter, what shows nothing."""
_APART: Final = r"[\W_]"
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_RUN_TOGETHER: Final = 3  # words of a name from which on it is also found written as one, as in names of files
_LONG: Final = 5  # letters and space of a name of two words, up to which it is likely a word of its own when written as one
_BETWEEN: Final = rf"{_APART}{{1,3}}"
TITLES: Final = (
    "ông", "bà", "anh", "chị", "đồng chí", "đ/c", "đ.c", "đc", "cô", "chú", "bác", "thầy", "cụ", "em", "cháu", "cậu", "dì", "thím", "mợ",
    "già làng", "trưởng thôn", "bí thư", "chủ tịch",
)  # fmt: skip
"""What stands before a given name where someone is spoken of."""


def _written() -> dict[str, str]:
    """By bare letter every Latin letter that it is written as: with tones, with marks of other languages, đ also as ð."""
    found = {"d": "dđð"}
    for letter in _LATIN:
        bare = strip_marks(letter)
        if len(bare) == 1 and bare.isascii() and bare.isalpha() and letter.islower() and letter != "đ":
            found[bare] = found.get(bare, bare) + letter
    return found


_WRITTEN: Final = _written()


@dataclass(frozen=True)
class Mention:
    """A place in a text in composed form at which someone may be meant."""

    text: str
    start: int
    end: int

    def put(self, text: str, words: str) -> str:
        """`words` in place of this one mention; another text stays as it is."""
        return f"{self.text[: self.start]}{words}{self.text[self.end :]}" if nfc(text) == self.text else text


def pattern(name: str) -> re.Pattern[str] | None:
    """What finds the whole name in a text in composed form; None for a name without letters. Made once for many texts."""
    own = dict(_WRITTEN)
    for letter in nfc(name).lower():
        bare = strip_marks(letter)
        own[bare] = own.get(bare, bare) + letter
    words = [_INSIDE.join(either(own.get(letter, letter)) for letter in word) for word in fold(name).split()]
    whole = f"{_APART}{'*' if len(words) >= _RUN_TOGETHER else '+'}".join(words)
    return re.compile(f"{_BEFORE}{whole}{_AFTER}") if whole else None


def either(letters: str) -> str:
    """One of these letters, small or capital; told out, since that is found four times as fast as by a pattern without regard to case."""
    return f"[{re.escape(''.join(sorted({*letters, *letters.upper()})))}]"


def mention_of(text: str, whole: re.Pattern[str]) -> Mention | None:
    """The first place at which the whole name stands in a text."""
    composed = nfc(text)
    found = whole.search(composed)
    return None if found is None else Mention(composed, *found.span())


def unnamed(text: str, name: str, words: str) -> str:
    """The text with `words` in place of every mention of the name."""
    found = pattern(name)
    return nfc(text) if found is None else found.sub(lambda _place: words, nfc(text))


@lru_cache(maxsize=64)
def shorter_patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """What finds shorter forms of a name: the given name after a title, the name without a part, shortened, or as initials.

    The name's own part is the group `who`. Such a form may mean someone else: it is for people to look at, never replaced unseen.
    """
    words = fold_apart(name)
    if len(words) == 1:
        return ()
    loose = strip_marks(name) == nfc(name)
    *others, given = (spelled(word, loose=loose) for word in words)
    first = [f"[{''.join(sorted({word[0].upper(), strip_marks(word[0]).upper()}))}]" for word in words]
    parts = [rf"(?:{other}{_APART}+|{letter}[^\W\d_]{{0,2}}\.\s?|{letter}\s)" for other, letter in zip(others, first[:-1], strict=True)]
    titled, dotted = f"(?:{_TITLE}){_BETWEEN}", r"\.\s?".join(first)
    found = [
        f"{titled}(?P<who>{''.join(f'{part}?' for part in parts)}{given}{_AFTER})",
        f"(?P<who>{''.join(parts)}{given}{_AFTER})",
        rf"{titled}(?P<who>(?:{first[0]}\.\s?(?:[^\W\d_]\.\s?)*)?{first[-1]}\.)",
        rf"(?P<who>{dotted}(?:\.|{_AFTER}))",
    ]
    if len(words) >= _RUN_TOGETHER:
        found += [f"(?P<who>(?:{others[0]}|{others[-1]}){_APART}+{given}{_AFTER})", f"(?P<who>{''.join(first)}{_AFTER})"]
    elif len(fold(name)) > _LONG:
        found.append(f"(?P<who>{others[0]}{given}{_AFTER})")
    return tuple(re.compile(f"{_BEFORE}{one}") for one in found)


def fold_apart(name: str) -> list[str]:
    """The words of a name as they are spelled, without apostrophes and other marks; at least one."""
    words = re.sub(rf"[{re.escape(APOSTROPHES)}{_UNSEEN}]", "", nfc(name))
    return re.sub(rf"{_APART}+", " ", words).split() or [""]


def spelled(word: str, *, loose: bool = False) -> str:
    """A pattern for a word as it is spelled, in either style of its tone, or wholly without marks, in small letters or capitals.

    `loose`, for a name that was itself written without marks: with any marks too, if it begins with a capital.
    """
    ways = {word, tone_style(word, "old"), tone_style(word, "new"), strip_marks(word)}
    found = [_INSIDE.join(either(letter) for letter in way.lower()) for way in sorted(ways)]
    if loose:
        head, *rest = (either(_WRITTEN.get(letter, letter)) for letter in strip_marks(word).lower())
        capitals = "".join(letter for letter in head if letter.isupper())
        found.append(_INSIDE.join([f"[{capitals}]" if capitals else head, *rest]))
    return f"(?:{'|'.join(found)})"


_TITLE: Final = "|".join(f"{_APART}{{1,3}}".join(spelled(word) for word in fold_apart(one)) for one in TITLES)


@lru_cache(maxsize=64)
def worth_looking(name: str) -> re.Pattern[str]:
    """What every shorter form holds, found many times as fast: the letters of the given name, or its initial at the end of a word."""
    given = fold_apart(name)[-1]
    letters = _INSIDE.join(either(_WRITTEN.get(strip_marks(letter), letter)) for letter in given.lower())
    initial = {given[0].upper(), strip_marks(given[0]).upper()}
    return re.compile(rf"{letters}|[{''.join(sorted(initial))}](?:\.|{_AFTER})")


def shorter_mentions(text: str, name: str, whole: re.Pattern[str]) -> Iterator[Mention]:
    """Each place where a shorter form of the name stands in a text in composed form, in order; none inside the whole name."""
    if not worth_looking(name).search(text):
        return
    taken = [found.span() for found in whole.finditer(text)]
    spans = (found.span("who") for one in shorter_patterns(name) for found in one.finditer(text))
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= left or right <= start for left, right in (*taken, *chosen)):
            chosen.append((start, end))
    yield from (Mention(text, start, end) for start, end in sorted(chosen))


def around(found: Mention, *, letters: int = 60) -> tuple[str, str, str]:
    """What stands before, at and after a place in a text."""
    before, after = found.text[: found.start], found.text[found.end :]
    left = f"…{before[-letters:]}" if len(before) > letters else before
    return left, found.text[found.start : found.end], f"{after[:letters]}…" if len(after) > letters else after
