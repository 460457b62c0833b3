"""The pieces that every part of a report is made of."""

from collections.abc import Iterator

from lantoa.core.documents.document import Block
from lantoa.core.measures.reading import Reading
from lantoa.domains.reports.layouts import Section
from lantoa.domains.reports.spec import Spec


def reading_of(spec: Spec, code: str, *, by: str = "") -> Reading | None:
    """The reading of a measure for this report, or None where the installation does not know the measure."""
    return spec.readings.of(code, by)


def heading(text: str, *, level: int, key: str = "", number: str = "", new_page: bool = False) -> Block:
    return Block("heading", text=text, level=level, key=key or f"h-{letters_sum(text)}", number=number, new_page=new_page)


def letters_sum(text: str) -> int:
    """A small number that is the same in every process, for anchors."""
    return sum(position * ord(letter) for position, letter in enumerate(text, start=1))


def section(spec: Spec, part: Section, number: str) -> Iterator[Block]:
    """A text section; without a text the heading stands with a line to be filled."""
    yield Block("section", text=part.title, key=part.key, level=2, items=tuple(paragraphs(spec.texts.get(part.key, ""))), number=number)


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
