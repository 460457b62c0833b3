"""What a form may ask for, as plain data that travels to the child process and back."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True)
class Kind:
    """Something with named `fields`; if it is gone through (`for`), each piece is of the kind `rows`."""

    fields: tuple[str, ...] = ()
    rows: str = ""


@dataclass(frozen=True)
class Schema:
    """The functions and values by name, each with the name of its kind. Names are told apart without their marks and case."""

    functions: dict[str, str]
    values: dict[str, str]
    kinds: dict[str, Kind]

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_plain(cls, raw: dict[str, Any]) -> Self:
        kinds = {name: Kind(tuple(kind["fields"]), kind["rows"]) for name, kind in raw["kinds"].items()}
        return cls(raw["functions"], raw["values"], kinds)


@dataclass(frozen=True)
class Answer:
    """What stands in the place of a placeholder: a text, named fields, rows to go through. A line end begins a new paragraph."""

    text: str = ""
    fields: dict[str, Any] = field(default_factory=dict)  # to str, int, float or Answer
    rows: tuple["Answer", ...] = ()

    def as_plain(self) -> dict[str, Any]:
        fields = {name: value.as_plain() if isinstance(value, Answer) else value for name, value in self.fields.items()}
        return {"text": self.text, "fields": fields, "rows": [row.as_plain() for row in self.rows]}

    @classmethod
    def from_plain(cls, raw: dict[str, Any]) -> Self:
        fields = {name: cls.from_plain(value) if isinstance(value, dict) else value for name, value in raw["fields"].items()}
        return cls(raw["text"], fields, tuple(cls.from_plain(row) for row in raw["rows"]))
