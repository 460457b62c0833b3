"""The tags of a Word file in the order of reading, each with its place. `{%tr … %}` is a tag that takes its whole table row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from lantoa.lib.vietnamese import nfc
from lantoa.lib.wordforms.asked import Place

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BOX: Final = f"{W}txbxContent"
NOTE_SIGNS: Final = (f"{W}footnoteRef", f"{W}endnoteRef")  # the number before the text of a note
TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
OPENING: Final = re.compile(r"\{\{|\{%|\{#")
TAKING: Final = re.compile(r"^\{([%{])\s*(tr|tc|p|r)\s")
QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\N{NO-BREAK SPACE}": " ", "\u200b": None, "\ufeff": None})
AROUND: Final = 40  # signs of the words around a tag that are told
LONGEST: Final = 2_000


@dataclass(frozen=True)
class Tag:
    """A tag as it is understood: `text` without what it takes; `takes` is tr, tc, p, r or nothing; `alone` if nothing stands beside it;
    `whole` if it does not end in another content control, link or tracked change than it begins."""

    text: str
    takes: str
    place: Place
    alone: bool = True
    closed: bool = True
    whole: bool = True

    @property
    def word(self) -> str:
        """The first word of a statement: for, endfor, if, …; empty for what is printed."""
        found = re.match(r"\{%[-+]?\s*(\w+)", self.text)
        return found[1] if found else ""


def tidied(text: str) -> str:
    """A tag with straight quotes, ordinary spaces and composed letters, whatever the word processor made of it."""
    return nfc(text.translate(QUOTES)).replace("\n", " ").replace("\t", " ")


def without_taking(text: str) -> tuple[str, str]:
    """The tag as Jinja reads it, and what it takes: "{%tr for …" gives ("{% for …", "tr")."""
    found = TAKING.match(text)
    return ("{" + found[1] + " " + text[found.end() :], found[2]) if found else (text, "")


def tags_of(root: Any, place: Place) -> Iterator[Tag]:
    """Every tag in the text of a part or note, given as the root of its XML."""
    counts = Counting(place)
    for paragraph in root.iter(f"{W}p"):
        text = text_of(paragraph)
        place = counts.at(paragraph, text)
        yield from tags_in(text, place, paragraph)


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, without that of text boxes anchored in it."""
    return "".join(text for _node, text in pieces_of(paragraph))


def pieces_of(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The pieces of a paragraph's text, each with its node."""
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if next(node.iterancestors(f"{W}p"), None) is paragraph and next(node.iterancestors(f"{W}tabs"), None) is None:
            yield node, (node.text or "") if node.tag == f"{W}t" else " "


def holder(paragraph: Any, position: int) -> Any:
    """What holds the run at this position of the text: the paragraph, or a content control, a link, a tracked change in it."""
    end = 0
    for node, text in pieces_of(paragraph):
        end += len(text)
        if position < end:
            return node.getparent().getparent()
    return paragraph


def tags_in(text: str, place: Place, paragraph: Any) -> Iterator[Tag]:
    """The tags of one paragraph, and whatever opens one and does not close it."""
    end = 0
    for found in TAG.finditer(text):
        yield from unclosed(text, end, found.start(), place)
        shown, takes = without_taking(tidied(found[0]))
        yield Tag(
            shown[:LONGEST], takes, around(place, text, found.start(), found.end()), alone(paragraph, found[0], takes),
            whole=holder(paragraph, found.start()) is holder(paragraph, found.end() - 1),
        )  # fmt: skip
        end = found.end()
    yield from unclosed(text, end, len(text), place)


def unclosed(text: str, start: int, end: int, place: Place) -> Iterator[Tag]:
    for found in OPENING.finditer(text, start, end):
        yield Tag(text[found.start() : found.start() + AROUND], "", around(place, text, found.start(), end), closed=False)


def around(place: Place, text: str, start: int, end: int) -> Place:
    before, after = " ".join(text[:start].split()), " ".join(text[end:].split())
    return replace(place, before=before[-AROUND:], after=after[:AROUND])


def alone(paragraph: Any, tag: str, takes: str) -> bool:
    """Whether nothing else stands in what the tag takes with it (all of that is taken out of the document)."""
    if takes not in ("tr", "tc", "p"):
        return True
    taken = paragraph if takes == "p" else next(paragraph.iterancestors(W + takes), None)
    if taken is None:
        return True
    if next(taken.iterdescendants(W + takes, *NOTE_SIGNS), None) is not None:
        return False
    return not "".join(text_of(inner) for inner in taken.iter(f"{W}p")).replace(tag, "", 1).strip()


class Counting:
    """Counts paragraphs, tables, rows and cells as a reader does: empty paragraphs and those in tables are not counted, text boxes are
    counted by themselves."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.paragraphs = 0
        self.tables: list[Any] = []
        self.boxes: dict[Any, Counting] = {}

    def at(self, paragraph: Any, text: str) -> Place:
        box = next(paragraph.iterancestors(BOX), None)
        return self.within(paragraph, text) if box is None else self.in_box(box).within(paragraph, text)

    def within(self, paragraph: Any, text: str) -> Place:
        cell = next(paragraph.iterancestors(f"{W}tc", BOX), None)
        if cell is None or cell.tag == BOX:
            self.paragraphs += bool(text.strip())
            return replace(self.place, paragraph=self.paragraphs)
        row = next(cell.iterancestors(f"{W}tr"))
        table = next(row.iterancestors(f"{W}tbl"))
        if table not in self.tables:
            self.tables.append(table)
        rows, cells = list(table.iterchildren(f"{W}tr")), list(row.iterchildren(f"{W}tc"))
        return replace(self.place, table=self.tables.index(table) + 1, row=position(rows, row), cell=position(cells, cell))

    def in_box(self, box: Any) -> "Counting":
        """The counting within a text box; that which Word keeps for older versions of itself bears the number of the newer one."""
        if box not in self.boxes:
            newer = self.boxes.get(newer_box(box))
            number = newer.place.box if newer else max((inner.place.box for inner in self.boxes.values()), default=0) + 1
            self.boxes[box] = Counting(replace(self.place, box=number))
        return self.boxes[box]


def newer_box(box: Any) -> Any:
    """The text box in whose place this one stands for older versions of Word; None if it stands for itself."""
    older = next(box.iterancestors(f"{MC}Fallback"), None)
    if older is None:
        return None
    newer = [found for choice in older.itersiblings(f"{MC}Choice", preceding=True) for found in choice.iter(BOX)]
    place = list(older.iter(BOX)).index(box)
    return newer[place] if place < len(newer) else None


def position(nodes: list[Any], node: Any) -> int:
    """Counted from 1; 0 where it stands deeper."""
    return nodes.index(node) + 1 if node in nodes else 0
