"""The tags of a Word file in the order of reading, each with its place. `{%tr … %}` is a tag that takes its whole table row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lantoa.lib.vietnamese import nfc
from lantoa.lib.wordforms.asked import Place

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
OPENING: Final = re.compile(r"\{\{|\{%|\{#")
TAKING: Final = re.compile(r"^\{([%{])\s*(tr|tc|p|r)\s")
QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\N{NO-BREAK SPACE}": " ", "\u200b": None, "\ufeff": None})
AROUND: Final = 40  # signs of the words around a tag that are told
LONGEST: Final = 2_000


@dataclass(frozen=True)
class Tag:
    """A tag as it is understood: `text` without what it takes; `takes` is tr, tc, p, r or nothing; `alone` if nothing stands beside it."""

    text: str
    takes: str
    place: Place
    alone: bool = True
    closed: bool = True

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


def tags_of(root: Any, part: str) -> Iterator[Tag]:
    """Every tag in the text of a part, given as the root of its XML."""
    counts = Counting(part)
    for paragraph in root.iter(f"{W}p"):
        text = text_of(paragraph)
        place = counts.at(paragraph, text)
        yield from tags_in(text, place, paragraph)


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, without that of text boxes anchored in it."""
    pieces = []
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if next(node.iterancestors(f"{W}p"), None) is paragraph and next(node.iterancestors(f"{W}tabs"), None) is None:
            pieces.append((node.text or "") if node.tag == f"{W}t" else " ")
    return "".join(pieces)


def tags_in(text: str, place: Place, paragraph: Any) -> Iterator[Tag]:
    """The tags of one paragraph, and whatever opens one and does not close it."""
    end = 0
    for found in TAG.finditer(text):
        yield from unclosed(text, end, found.start(), place)
        shown, takes = without_taking(tidied(found[0]))
        yield Tag(shown[:LONGEST], takes, around(place, text, found.start(), found.end()), alone(paragraph, text, found[0], takes))
        end = found.end()
    yield from unclosed(text, end, len(text), place)


def unclosed(text: str, start: int, end: int, place: Place) -> Iterator[Tag]:
    for found in OPENING.finditer(text, start, end):
        yield Tag(text[found.start() : found.start() + AROUND], "", around(place, text, found.start(), end), closed=False)


def around(place: Place, text: str, start: int, end: int) -> Place:
    before, after = " ".join(text[:start].split()), " ".join(text[end:].split())
    return Place(place.part, place.paragraph, place.table, place.row, place.cell, before[-AROUND:], after[:AROUND])


def alone(paragraph: Any, text: str, tag: str, takes: str) -> bool:
    """Whether nothing else stands in what the tag takes with it (all of that is taken out of the document)."""
    if takes not in ("tr", "tc", "p"):
        return True
    taken = paragraph if takes == "p" else next(paragraph.iterancestors(W + takes), None)
    whole = text if taken is None or takes == "p" else "".join(text_of(inner) for inner in taken.iter(f"{W}p"))
    return not whole.replace(tag, "", 1).strip()


class Counting:
    """Counts paragraphs, tables, rows and cells as a reader does: empty paragraphs and those in tables are not counted."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.paragraphs = 0
        self.tables: list[Any] = []

    def at(self, paragraph: Any, text: str) -> Place:
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        if cell is None:
            self.paragraphs += bool(text.strip())
            return Place(self.part, self.paragraphs)
        row = next(cell.iterancestors(f"{W}tr"))
        table = next(row.iterancestors(f"{W}tbl"))
        if table not in self.tables:
            self.tables.append(table)
        rows, cells = list(table.iterchildren(f"{W}tr")), list(row.iterchildren(f"{W}tc"))
        return Place(self.part, 0, self.tables.index(table) + 1, position(rows, row), position(cells, cell))


def position(nodes: list[Any], node: Any) -> int:
    """Counted from 1; 0 where it stands deeper."""
    return nodes.index(node) + 1 if node in nodes else 0
