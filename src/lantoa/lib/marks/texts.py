"""Reading a text line by line for a mark; the package's docstring says what counts."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lantoa.lib.marks.runs import mark_in_capitals
from lantoa.lib.marks.words import (
    ANY_MARK,
    COPY_NUMBER,
    HIGHER_MARK,
    HONEY,
    SURE_MARK,
    URGENCY,
    breaks_off,
    clean,
    grade_of,
    gravest,
    in_everyday_phrase,
    is_document,
    opens_with_document,
)

_CANDIDATE: Final = re.compile(r"m[\W_]{0,3}[ậâạa][\W_]{0,3}t", re.IGNORECASE)
_GAPS: Final = re.compile(r"\t| {3,}|[|¦\u2500-\u257f]")
_BETWEEN_GRADES: Final = r"\s*(?:[,;/|–-]|và|hoặc|hay|\t)\s*(?:(?:độ|mức)\s+)?"
_ENUMERATION: Final = re.compile(rf"{SURE_MARK}(?:{_BETWEEN_GRADES}{SURE_MARK})+", re.IGNORECASE)
_TICKED: Final = re.compile(rf"(?:[☑☒✓✔🗹]|\[\s?[xX✓✔]\s?\])\s*({SURE_MARK})(?=\s*(?:$|[^\w\s]))", re.IGNORECASE)
_LABEL: Final = r"(?<![^\W_])(?:(?:c[ấâa]p|m[ứưu]c|[đd][ộôo]|loại)\s+){1,3}(?:(?:bảo|bí)\s+)?m[ậâa]t(?![^\W_])"
_LABEL_ALONE: Final = re.compile(rf"\W*{_LABEL}\W*", re.IGNORECASE)
_LABELLED: Final = re.compile(
    rf"{_LABEL}(?P<by>\s?[:=–.…_-]{{1,200}}\W{{0,200}}|\s\W{{0,9}})(?P<value>{ANY_MARK})(?P<rest>.*)", re.IGNORECASE
)
_WITH_DOCUMENT: Final = re.compile(rf"(?P<kind>[^\W\d_]+(?: [^\W\d_]+)??) (?P<mark>{ANY_MARK})", re.IGNORECASE)
_BRACKETED: Final = re.compile(rf"[\[({{<【]\s*({ANY_MARK})\s*[\])}}>】]", re.IGNORECASE)
_AT_START: Final = re.compile(rf"\W*({SURE_MARK})\s*[-–—:]\s*(?P<next>.+)", re.IGNORECASE)
_AT_END: Final = re.compile(rf"(?P<before>.+?)\s*[-–—:]\s*(?P<mark>{SURE_MARK})\W*", re.IGNORECASE)


def classification_mark(text: str) -> str | None:
    """MẬT, TỐI MẬT or TUYỆT MẬT, the highest that the text bears as a mark; None if it bears none."""
    if text.isascii() and not _CANDIDATE.search(text):
        return None
    lines = [line.strip(" ") for line in clean(text).split("\n")]
    lines = [line for line in lines if line.strip()]
    unmarked = "".join(lines).isascii()
    found = [
        mark
        for index, line in enumerate(lines)
        if _CANDIDATE.search(line)
        for mark in _marks_in_line(lines, index, typed_without_marks=unmarked)
    ]
    return gravest(found)


class Neighbours(NamedTuple):
    """What stands around one cell or line."""

    above: str = ""
    below: str = ""
    left: str = ""
    right: str = ""


def _marks_in_line(lines: list[str], index: int, *, typed_without_marks: bool) -> Iterator[str]:
    above, line, below = (_cells(lines[near]) if 0 <= near < len(lines) else [] for near in (index - 1, index, index + 1))
    for position, segment in enumerate(_cells(_without_lists_of_grades(lines[index]))):
        around = Neighbours(
            above="".join(above[position : position + 1] or above[-1:]),
            below="".join(below[position : position + 1] or below[:1]),
            left="".join(line[position - 1 : position]),
            right="".join(line[position + 1 : position + 2] or below[:1]),
        )
        mark = mark_in_segment(segment, around, bare=typed_without_marks, whole=len(lines) == len(line) == 1)
        if mark:
            yield mark


def _cells(line: str) -> list[str]:
    """The parts of a line between tabs, frames and wide gaps."""
    return [cell.strip() for cell in _GAPS.split(line) if cell.strip()]


def mark_in_segment(segment: str, around: Neighbours, *, bare: bool, whole: bool) -> str | None:
    """The mark that one line, cell or part of a line bears, given its neighbours.

    `bare` if MAT without marks on its letters may be MẬT; `whole` if nothing else was typed.
    """
    if found := _bracketed_or_ticked(segment, bare=bare):
        return found
    core = _core(segment)
    if re.fullmatch(ANY_MARK, core, re.IGNORECASE):
        return _standing_alone(core, around, bare=bare, whole=whole)
    return _with_document(core, whole=whole) or _labelled(segment, around.right) or _at_the_edge(segment) or mark_in_capitals(segment)


def _without_lists_of_grades(line: str) -> str:
    """The line with lists of different grades (Mật, Tối mật, Tuyệt mật) blanked: they name the grades, they are no mark."""

    def blank(match: re.Match[str]) -> str:
        label = line[: match.start()].rsplit("\t", 1)[-1] + re.split(r"\t", match.group(), maxsplit=1)[0]
        if _LABEL_ALONE.fullmatch(label):
            return match.group()
        grades = {grade_of(spelling) for spelling in re.findall(SURE_MARK, match.group(), re.IGNORECASE)}
        return match.group() if len(grades) == 1 else " … "

    return line if _TICKED.search(line) else _ENUMERATION.sub(blank, line)


def _core(segment: str) -> str:
    """The words of a segment without frames, dashes, urgency and copy number around them."""
    words = COPY_NUMBER.sub("", URGENCY.sub(" ", segment))
    letters = [index for index, char in enumerate(words) if char.isalnum()]
    return " ".join(words[letters[0] : letters[-1] + 1].split()) if letters else ""


def _standing_alone(core: str, around: Neighbours, *, bare: bool, whole: bool) -> str | None:
    """A mark and nothing else; MẬT must be in capitals, the others begin with one unless nothing else was typed."""
    if _is_bare(core):
        return grade_of(core) if bare and core.isupper() else None
    if re.fullmatch(HIGHER_MARK, core, re.IGNORECASE):
        return grade_of(core) if whole or core[0].isupper() else None
    if not core.isupper() or _broken_phrase(around):
        return None
    return {"TỐI": "TỐI MẬT", "TÔI": "TỐI MẬT", "TUYỆT": "TUYỆT MẬT", "TUYÊT": "TUYỆT MẬT"}.get(around.above, "MẬT")


def _with_document(core: str, *, whole: bool) -> str | None:
    """Tài liệu mật, Báo cáo tối mật: the kind of a document and its mark, and nothing else."""
    match = _WITH_DOCUMENT.fullmatch(core)
    if not match or _is_bare(match["mark"]) or not (whole or core[0].isupper()):
        return None
    return grade_of(match["mark"]) if is_document(match["kind"].split()) else None


def _is_bare(mark: str) -> bool:
    """Whether the spelling has another reading for want of marks on its letters (TUYET MAT has none)."""
    return mark.isascii() and grade_of(mark) != "TUYỆT MẬT"


def _broken_phrase(around: Neighbours) -> bool:
    """Whether a lone MẬT is only the rest of a phrase in capitals that the end of a line broke (NUÔI ONG LẤY / MẬT)."""
    before = around.above.split()[-1:] + around.left.split()[-1:]
    after = [] if opens_with_document(around.below.split()[:2]) else around.below.split()[:1]
    return any(word.isupper() and breaks_off(word) for word in before) or any(
        word.isupper() and in_everyday_phrase("", word) for word in after
    )


def _labelled(segment: str, after: str) -> str | None:
    """The value of “Độ mật:”, behind it or in the next cell or line."""
    if _LABEL_ALONE.fullmatch(segment):
        value = re.fullmatch(rf"\W*({ANY_MARK})\W*", after, re.IGNORECASE)
        return grade_of(value[1]) if value else None
    match = _LABELLED.search(segment)
    if not match:
        return None
    value_text, follows = match["value"], match["rest"].lstrip()
    if not re.search(r"[:=–.…_-]", match["by"]) and not value_text[0].isupper():
        return None
    next_word = re.match(r"[^\W\d_]+", follows)
    if next_word and in_everyday_phrase("", next_word.group()):
        return None
    if value_text.isascii() and follows[:1].isalnum():
        return None
    return grade_of(value_text)


def _bracketed_or_ticked(segment: str, *, bare: bool) -> str | None:
    """[MẬT] anywhere, (Mật) at either end where no honey is spoken of, ☒ Mật."""
    if ticked := _TICKED.search(segment):
        return grade_of(ticked[1])
    for match in _BRACKETED.finditer(segment):
        mark = match[1]
        if _is_bare(mark) and not bare:
            continue
        at_end = not segment[: match.start()].strip() or not segment[match.end() :].strip(" .")
        if mark.isupper() or (mark[0].isupper() and at_end and not HONEY.search(segment)):
            return grade_of(mark)
    return None


def _at_the_edge(segment: str) -> str | None:
    """Mat in small letters parted by a dash or colon: “Mật - Kế hoạch …”, “Kế hoạch … - Mật”, “Phân loại: Tối mật”."""
    start = _AT_START.fullmatch(segment)
    if start and start[1][0].isupper() and opens_with_document(start["next"].split()[:2]):
        return grade_of(start[1])
    end = _AT_END.fullmatch(segment)
    if not end or not end["mark"][0].isupper():
        return None
    higher = grade_of(end["mark"]) != "MẬT"
    if higher or (opens_with_document(end["before"].split()[:2]) and not HONEY.search(segment)):
        return grade_of(end["mark"])
    return None
