"""What reading a form tells: what it asks for, where, and what is wrong with it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from lantoa.lib.vietnamese import nfc, strip_marks


def plain_name(name: str) -> str:
    """A name without its marks and case, so that `kỳ` and `ky` are one."""
    return strip_marks(name).lower()


def ask_key(function: str, args: Sequence[str], options: Mapping[str, str]) -> str:
    """The key under which the answer to a call is handed over: the same for every spelling of the function and of its options' names."""
    named = sorted((plain_name(name), nfc(value)) for name, value in options.items())
    return json.dumps([plain_name(function), [nfc(arg) for arg in args], named], ensure_ascii=False)


@dataclass(frozen=True)
class Place:
    """Where in the document something stands, counted from 1 as a reader counts; `table` and what follows are 0 outside of tables.

    `part` is body, header, footer, footnotes or endnotes; `note` the number of the note, `box` that of a text box within the part, 0 if
    there is none; `before` and `after` are the words around it.
    """

    part: str = "body"
    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    before: str = ""
    after: str = ""
    note: int = 0
    box: int = 0


@dataclass(frozen=True)
class Ask:
    """A call such as so("mô hình duy trì", kỳ="trước"), as it is written in `tag`."""

    function: str
    args: tuple[str, ...]
    options: dict[str, str]
    tag: str
    place: Place

    @property
    def key(self) -> str:
        return ask_key(self.function, self.args, self.options)


@dataclass(frozen=True)
class Flaw:
    """Something wrong. Codes: unknown_name, unknown_function, unknown_field, unknown_filter (name, known: those that there are);
    elsewhere (name); not_quoted (function); syntax; unclosed; split; forbidden (name); no_end, end_alone (name); not_in_table; not_alone;
    note_in_loop; structure; hidden."""

    code: str
    tag: str
    place: Place
    name: str = ""
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    """A form as it was read. `comments` is how many there are in the file; they are not filled and not in what is made of it."""

    asks: tuple[Ask, ...] = ()
    values: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = field(default=())
    comments: int = 0

    @classmethod
    def from_plain(cls, raw: dict[str, Any]) -> Self:
        asks = [Ask(**{**ask, "args": tuple(ask["args"]), "place": Place(**ask["place"])}) for ask in raw["asks"]]
        flaws = [Flaw(**{**flaw, "known": tuple(flaw["known"]), "place": Place(**flaw["place"])}) for flaw in raw["flaws"]]
        return cls(tuple(asks), tuple(raw["values"]), tuple(flaws), raw.get("comments", 0))
