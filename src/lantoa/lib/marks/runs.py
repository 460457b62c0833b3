"""Marks in capitals inside a line: which of them stand for themselves and which belong to a phrase."""

import re
from typing import Final, NamedTuple

from lantoa.lib.marks.words import (
    ABOUT_SECRETS,
    HIGHER_MARK,
    HONEY,
    MENTION,
    RULES_ON_SECRETS,
    URGENCY,
    breaks_off,
    grade_of,
    in_everyday_phrase,
    is_document,
    opens_with_document,
)

_HIGHER: Final = re.compile(HIGHER_MARK, re.IGNORECASE)
_SYMBOL: Final = re.compile(r"(?<!\S)\S*?[\d/]\S*")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONE: Final = ("MẬT", "MÂT")
LONGEST_HEADING: Final = 20
"""Words in capitals looked at on either side of a mark."""


class Run(NamedTuple):
    """MẬT with the words in capitals right beside it, the words beyond them, and what parts it from those."""

    left: list[str]
    right: list[str]
    before: str
    after: str
    gap_before: str
    gap_after: str


def mark_in_capitals(segment: str) -> str | None:
    """The mark written in capitals within a line that also holds other words."""
    if ABOUT_SECRETS.search(segment):
        return None
    text = URGENCY.sub(lambda match: " " if match.group().isupper() else match.group(), segment)
    text = _SYMBOL.sub(lambda match: match.group() if "MẬT" in match.group() else "¤", text)
    words = list(_WORD.finditer(text))
    sentence = sum(word.group().islower() for word in words) >= 4
    for match in _HIGHER.finditer(text):
        if match.group().isupper() and not _bare(match.group()) and not (sentence and _is_mention(text, match.start())):
            return grade_of(match.group())
    for index, word in enumerate(words):
        if word.group() in _LONE and not (sentence and _is_mention(text, word.start())) and _is_mark(_run(text, words, index), text):
            return "MẬT"
    return None


def _is_mention(text: str, position: int) -> bool:
    """Whether the words before `position` announce that a grade is only spoken of."""
    return bool(MENTION.search(text[max(0, position - 40) : position]))


def _bare(spelling: str) -> bool:
    return spelling.isascii() and grade_of(spelling) == "TỐI MẬT"


def _run(text: str, words: list[re.Match[str]], index: int) -> Run:
    """The run of capitals around the word at `index`: neighbours count while only a space parts them."""

    def gap(position: int) -> str:
        """What stands before the word at `position`."""
        return text[words[position - 1].end() if position else 0 : words[position].start() if position < len(words) else len(text)]

    first = last = index
    while index - first < LONGEST_HEADING and first and gap(first).isspace() and words[first - 1].group().isupper():
        first -= 1
    while last - index < LONGEST_HEADING and last + 1 < len(words) and gap(last + 1).isspace() and words[last + 1].group().isupper():
        last += 1
    return Run(
        left=[word.group() for word in words[first:index]],
        right=[word.group() for word in words[index + 1 : last + 1] if word.group() != "SỐ"],
        before=words[first - 1].group() if first else "",
        after=words[last + 1].group() if last + 1 < len(words) else "",
        gap_before=gap(first),
        gap_after=gap(last + 1),
    )


def _is_mark(run: Run, text: str) -> bool:
    if not run.left and not run.right:
        return _stands_apart(run)
    if not run.left:
        return opens_with_document(run.right)
    if run.right:
        return is_document(run.left) and not in_everyday_phrase("", run.right[0])
    if is_document(run.left):
        return True
    if HONEY.search(text) or RULES_ON_SECRETS.search(text) or breaks_off(run.left[-1]):
        return False
    if len(run.left) > 1 and "".join(run.left).isascii():
        return True
    return opens_with_document(run.left) and not in_everyday_phrase(run.left[-1], "")


def _stands_apart(run: Run) -> bool:
    """Whether MẬT alone in capitals is no part of the sentence around it, of a list of goods or of a title about honey."""
    if re.search(r"[,;]", run.gap_before + run.gap_after) or HONEY.fullmatch(run.before) or HONEY.fullmatch(run.after):
        return False
    return not in_everyday_phrase(run.before if run.gap_before.isspace() else "", run.after if run.gap_after.isspace() else "")
