"""A report as data: blocks from which page, Word file and sheet are made. Plain frozen values, kept whole when figures are closed."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from lantoa.core.measures.reading import Part, Reading
from lantoa.core.measures.registry import Measure, measure_of
from lantoa.lib.numbers import Qualifier, Quantity, describe_quantity_vi


@dataclass(frozen=True)
class Figure:
    """A number in a report and the key by which it opens. `text` is its Vietnamese form; `noun` stands after it, before any mark."""

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
    """A heading, paragraph, note, table, list, text section or the place of the signature; annexes follow that."""

    type: str
    text: str = ""
    key: str = ""
    level: int = 1
    items: tuple[Item, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Item, ...], ...] = ()
    foot: tuple[Item, ...] = ()
    number: str = ""


@dataclass(frozen=True)
class Head:
    """The opening of an official document: issuer, heading of Party or State, number, place and day, title."""

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


@dataclass(frozen=True)
class Document:
    """A whole report."""

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
        """The figure of this key, if the report has it."""
        return next((figure for figure in self.figures() if figure.key == key), None)

    def sections(self) -> Iterator[Block]:
        """Headings and text sections, for the outline."""
        return (block for block in self.blocks if block.type in {"heading", "section"})


def figure_key(measure: str, unit: str, where: str) -> str:
    return "|".join((measure, unit, where))


def words(measure: Measure, value: Decimal, qualifier: str, high: Decimal | None = None, *, bare: bool = False) -> str:
    """The Vietnamese form of a value: "50", "gần 40 tỷ đồng", "3.500 m²"; `bare` leaves a counted thing's name to the sentence."""
    places = value.quantize(Decimal(1).scaleb(-measure.decimals)) if measure.decimals else value
    unit = "" if bare else str(measure.unit_label)
    return describe_quantity_vi(Quantity(low=places, high=high if high is not None else places, unit=unit, qualifier=Qualifier(qualifier)))


def figure_of(reading: Reading, *, bare: bool = True, noun: str = "") -> Figure:
    """The figure of a reading."""
    return Figure(
        key=figure_key(reading.measure.code, reading.unit.key, reading.where),
        text=words(reading.measure, reading.value, reading.qualifier, reading.high, bare=bare),
        value=str(reading.value),
        counted=str(reading.counted),
        declared=str(reading.declared),
        n=reading.n,
        measure=reading.measure.code,
        unit=reading.unit.key,
        where=reading.where,
        qualifier=reading.qualifier,
        noun=noun,
    )


def figure_of_part(reading: Reading, part: Part, *, bare: bool = True, noun: str = "") -> Figure:
    """The figure of a part of a reading: of a sub-unit, or of a category."""
    unit = part.unit.key if part.unit else reading.unit.key
    where = reading.where if part.unit else "&".join(filter(None, (reading.where, part.key)))
    return Figure(
        key=figure_key(reading.measure.code, unit, where),
        text=words(reading.measure, part.value, part.qualifier, part.high, bare=bare),
        value=str(part.value),
        counted=str(part.counted),
        declared=str(part.declared),
        n=part.n,
        measure=reading.measure.code,
        unit=unit,
        where=where,
        qualifier=part.qualifier,
        noun=noun,
    )


def as_json(document: Document) -> dict[str, Any]:
    """The document as plain data."""
    return asdict(document)


def item_from(raw: Any) -> Item:
    return Figure(**raw) if isinstance(raw, dict) else str(raw)


def row_from(raw: Iterable[Any]) -> tuple[Item, ...]:
    return tuple(item_from(cell) for cell in raw)


def from_json(raw: dict[str, Any]) -> Document:
    """The document from plain data; the inverse of `as_json`."""
    head = {**raw["head"], "subject": tuple(raw["head"]["subject"]), "recipients": tuple(raw["head"]["recipients"])}
    blocks = tuple(
        Block(
            **{
                **block,
                "items": row_from(block["items"]),
                "head": tuple(block["head"]),
                "rows": tuple(row_from(row) for row in block["rows"]),
                "foot": row_from(block["foot"]),
            }
        )
        for block in raw["blocks"]
    )
    return Document(Head(**head), blocks, raw["period"], raw["unit"], tuple(raw["notes"]))


def title_of(code: str) -> str:
    return str(measure_of(code).title)
