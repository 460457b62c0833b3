"""A document as data: blocks from which page, Word file and sheet are made. Plain frozen values, kept whole when figures are closed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lantoa.lib.numbers import Qualifier
from lantoa.lib.numbers.writing import NO_BREAK_SPACE

OF_A_TERRITORY = re.compile(r"(?:(?:ỦY BAN|HỘI ĐỒNG) NHÂN DÂN|ĐẢNG BỘ) ")
ONE_LINE = 20  # bold capitals of 13 pt in the narrower column of the State's form


class Style(StrEnum):
    """The prescribed form: Guidance 36-HD/VPTW for the Party, Decree 30/2020/NĐ-CP for the State."""

    PARTY = "party"
    STATE = "state"


@dataclass(frozen=True)
class Figure:
    """A number in a document and the key by which it opens. `text` is its Vietnamese form; `noun` stands after it, before any mark."""

    key: str
    text: str
    value: str
    counted: str
    declared: str
    n: int
    measure: str
    unit: str
    where: str = ""
    qualifier: str = Qualifier.EXACT
    noun: str = ""

    @property
    def is_declared(self) -> bool:
        """Whether nothing in it was counted from records."""
        return self.n == 0 and Decimal(self.declared) != 0

    @property
    def is_mixed(self) -> bool:
        """Whether some of it has no record behind it."""
        return self.n > 0 and Decimal(self.declared) != 0


Item = str | Figure


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, note, table, list, text section or the place of the signature; annexes follow that.

    `shares` are the widths of a table's columns in per cent, equal where none are told; a heading may begin a `new_page` in print.
    """

    type: str
    text: str = ""
    key: str = ""
    level: int = 1
    items: tuple[Item, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Item, ...], ...] = ()
    foot: tuple[Item, ...] = ()
    number: str = ""
    shares: tuple[int, ...] = ()
    new_page: bool = False


def with_whole_territory(organ: str) -> str:
    """The name of an organ whose territory's name is not broken: ỦY BAN NHÂN DÂN / HUYỆN KON PLÔNG, never HUYỆN / KON PLÔNG.

    One that is longer than a line may break anywhere between two words: else it would be broken within one.
    """
    body = OF_A_TERRITORY.match(organ)
    if body is None or len(organ) - body.end() > ONE_LINE:
        return organ
    return body[0] + organ[body.end() :].replace(" ", NO_BREAK_SPACE)


@dataclass(frozen=True)
class Head:
    """The opening and close of an official document: issuer, heading of Party or State, number, place and day, title, who signs.

    `signer` has a line for each post (KT. CHỦ TỊCH, PHÓ CHỦ TỊCH).
    """

    form: str
    superior: str
    organ: str
    number: str
    place_and_day: str
    title: str
    subject: tuple[str, ...]
    authority: str
    signer: str
    recipients: tuple[str, ...]

    @property
    def issuer(self) -> str:
        """`organ` as it is written above: a line that breaks, where it must, before the name of the territory and not within it."""
        return with_whole_territory(self.organ)

    @property
    def above(self) -> str:
        """`superior` written likewise."""
        return with_whole_territory(self.superior)

    @property
    def sent_to(self) -> tuple[str, ...]:
        """The recipients with their marks: a semicolon in the State's form, a comma in the Party's, a full stop after the last."""
        mark, last = ";" if self.form == Style.STATE else ",", len(self.recipients) - 1
        return tuple(f"- {name}{'.' if place == last else mark}" for place, name in enumerate(self.recipients))

    @property
    def posts(self) -> tuple[str, ...]:
        """The lines of the post that signs."""
        return tuple(self.signer.splitlines())


@dataclass(frozen=True)
class Document:
    """A whole document."""

    head: Head
    blocks: tuple[Block, ...]
    period: str
    unit: str
    notes: tuple[str, ...] = field(default=())

    def figures(self) -> Iterator[Figure]:
        """Every figure, in the order of reading, each key once."""
        seen: set[str] = set()
        for block in self.blocks:
            for item in (*block.items, *(cell for row in block.rows for cell in row), *block.foot):
                if isinstance(item, Figure) and item.key not in seen:
                    seen.add(item.key)
                    yield item

    def figure(self, key: str) -> Figure | None:
        """The figure of this key, if the document has it."""
        return next((figure for figure in self.figures() if figure.key == key), None)

    def sections(self) -> Iterator[Block]:
        """Headings and text sections, for the outline."""
        return (block for block in self.blocks if block.type in {"heading", "section"})


def as_json(document: Document) -> dict[str, Any]:
    """The document as plain data."""
    return asdict(document)


def item_from(raw: Any) -> Item:
    return Figure(**raw) if isinstance(raw, dict) else str(raw)


def row_from(raw: Iterable[Any]) -> tuple[Item, ...]:
    return tuple(item_from(cell) for cell in raw)


def block_from(raw: dict[str, Any]) -> Block:
    lines = {"items": row_from(raw["items"]), "rows": tuple(row_from(row) for row in raw["rows"]), "foot": row_from(raw["foot"])}
    return Block(**{**raw, **lines, "head": tuple(raw["head"]), "shares": tuple(raw.get("shares", ()))})


def from_json(raw: dict[str, Any]) -> Document:
    """The document from plain data; the inverse of `as_json`."""
    head = Head(**{**raw["head"], "subject": tuple(raw["head"]["subject"]), "recipients": tuple(raw["head"]["recipients"])})
    return Document(head, tuple(map(block_from, raw["blocks"])), raw["period"], raw["unit"], tuple(raw["notes"]))
