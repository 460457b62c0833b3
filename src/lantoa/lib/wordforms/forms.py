"""A form under docxtpl, in a sandbox that knows only the answers it was given."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, Final

from docx.opc.oxml import parse_xml, serialize_part_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from lantoa.lib.wordforms.asked import Place, ask_key, plain_name
from lantoa.lib.wordforms.expressions import FILTERS, LOOP_FIELDS
from lantoa.lib.wordforms.notes import drop_comments, drop_unseen, made_ready, note_numbers, note_parts, notes_of
from lantoa.lib.wordforms.schema import Answer
from lantoa.lib.wordforms.tags import TAG, tidied

DRAWN: Final = re.compile(r"(drawingml|chart)[\w.]*\+xml$")  # kinds of parts that hold charts and diagrams
NEW_PARAGRAPH: Final = "\a"  # docxtpl's own sign
NOT_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST: Final = 40_000_000  # signs of a filled part


class Told(str):
    """An answer within a form: its text, its fields by any spelling, its rows to go through."""

    fields: dict[str, Any]
    rows: list["Told"]

    def __new__(cls, answer: Answer) -> "Told":
        told = super().__new__(cls, NOT_XML.sub("", answer.text).replace("\n", NEW_PARAGRAPH))
        told.fields = {plain_name(name): heard(value) for name, value in answer.fields.items()}
        told.rows = [cls(row) for row in answer.rows]
        return told

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows) or super().__len__()

    def __bool__(self) -> bool:
        return bool(self.rows) or super().__len__() > 0


def heard(value: Any) -> Any:
    """A field's value: an answer of its own, a number, or a text."""
    return Told(value) if isinstance(value, Answer) else NOT_XML.sub("", value) if isinstance(value, str) else value


class FormEnvironment(ImmutableSandboxedEnvironment):
    """Jinja without anything that a form has no use for: no globals, few filters, no multiplying of texts, no attributes but fields."""

    intercepted_binops = frozenset({"*", "**", "%", "+", "/", "//"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: function for name, function in self.filters.items() if name in FILTERS}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if isinstance(left, bool | int | float) and isinstance(right, bool | int | float) and operator != "**":
            return super().call_binop(context, operator, left, right)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return str(left) + str(right)
        raise SecurityError(f"operator {operator}")

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Told):
            return self.field(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return super().getattr(obj, attribute)
        raise SecurityError(attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Told) and isinstance(argument, str):
            return self.field(obj, argument)
        if isinstance(argument, int) and isinstance(obj, Told | list | tuple):
            return super().getitem(obj.rows if isinstance(obj, Told) else obj, argument)
        raise SecurityError(str(argument))

    def field(self, told: Told, name: str) -> Any:
        if name.startswith("_"):
            raise SecurityError(name)
        if plain_name(name) not in told.fields:
            return self.undefined(name=name)
        return told.fields[plain_name(name)]


class Form(DocxTemplate):  # type: ignore[misc] # docxtpl is untyped
    """docxtpl, but for six things: tags are tidied first, each part is filled once, notes at the end are filled as those of a page,
    comments are taken out, broken XML is refused, properties are left alone."""

    def __init__(self, content: bytes) -> None:
        super().__init__(BytesIO(content))
        self.init_docx()
        self.comments = drop_comments(self.docx)
        made_ready(self.docx._element)

    def roots(self) -> Iterator[tuple[Place, Any]]:
        """The XML of every part that is filled, of notes each by itself, with its place."""
        yield Place("body"), self.docx._element.body
        for uri, name in ((self.HEADER_URI, "header"), (self.FOOTER_URI, "footer")):
            for _key, part in self.get_headers_footers(uri):
                yield Place(name), made_ready(parse_xml(part.blob))
        for kind, part in note_parts(self.docx):
            for number, note in notes_of(made_ready(parse_xml(part.blob)), note_numbers(self.docx._element, kind)):
                yield Place(kind, note=number), note

    def drawn(self) -> Iterator[str]:
        """The texts of charts and diagrams, which are not filled."""
        for part in self.docx.part.package.parts:
            if DRAWN.search(part.content_type):
                yield "".join(parse_xml(part.blob).itertext())

    def get_part_xml(self, part: Any) -> str:
        xml: str = self.xml_to_string(made_ready(parse_xml(part.blob)))
        return xml

    def patched(self, root: Any) -> str:
        return self.patch_xml(self.xml_to_string(root))

    def patch_xml(self, src_xml: str) -> str:
        joined = re.sub(r"(?<={)(<[^>]*>)+(?=[\{%\#])|(?<=[%\}\#])(<[^>]*>)+(?=\})", "", src_xml, flags=re.DOTALL)
        joined = re.sub(r"{%(?:(?!%}).)*|{#(?:(?!#}).)*|{{(?:(?!}}).)*", without_runs, joined, flags=re.DOTALL)
        patched: str = super().patch_xml(TAG.sub(lambda found: spelled(found[0]), joined))
        return patched

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Title and author of the file stay as they are."""

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        """Footnotes and endnotes, each note by itself and once (docxtpl does it once a section, so that what was filled in would be read
        as a form). Those to which the filled text does not refer are left out."""
        for kind, part in note_parts(self.docx):
            root, numbers = made_ready(parse_xml(part.blob)), note_numbers(self.docx._element, kind)
            drop_unseen(root, numbers)
            for _number, note in notes_of(root, numbers):
                if "{" in "".join(note.itertext()):
                    root.replace(note, parse_xml(self.render_xml_part(self.patched(note), part, context, jinja_env)))
            part._blob = serialize_part_xml(root)

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        made: str = super().render_xml_part(src_xml, part, context, jinja_env)
        if len(made) > LONGEST:
            raise MemoryError
        etree.fromstring(made.encode("utf-8"), etree.XMLParser(resolve_entities=False, no_network=True))
        return made


def without_runs(found: re.Match[str]) -> str:
    return re.sub(r"</w:t>.*?(<w:t>|<w:t [^>]*>)", "", found[0], flags=re.DOTALL)


def spelled(tag: str) -> str:
    """A tag as docxtpl wants it: tidied, and what it takes written close to the opening."""
    return re.sub(r"^\{([%{])\s+(tr|tc|p|r)(?=\s)", r"{\1\2", tidied(tag).replace("&quot;", '"'))


def fill(content: bytes, answers: dict[str, Answer], values: dict[str, Answer]) -> bytes:
    """The file filled in. `answers` by `ask_key`, `values` by name. Raises Jinja's and lxml's errors."""
    form, environment = Form(content), FormEnvironment()
    told = {key: Told(answer) for key, answer in answers.items()}
    context: dict[str, Any] = {}
    by_name = {plain_name(name): Told(answer) for name, answer in values.items()}
    for name in names_in(form, environment):
        if plain_name(name) in by_name:
            context[name] = by_name[plain_name(name)]
        elif any(key.startswith(f'["{plain_name(name)}",') for key in told):
            context[name] = answering(name, told)
    form.render(context, environment, autoescape=True)
    out = BytesIO()
    form.save(out)
    return out.getvalue()


def answering(name: str, told: dict[str, Told]) -> Callable[..., Told]:
    def answer(*args: str, **options: str) -> Told:
        return told[ask_key(name, args, options)]

    return answer


def names_in(form: Form, environment: FormEnvironment) -> set[str]:
    """Every name that the form uses, as it is spelt there."""
    return {found.name for _place, root in form.roots() for found in environment.parse(form.patched(root)).find_all(nodes.Name)}
