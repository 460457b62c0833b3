"""Reading a form whole: its tags, whether they belong together, and whether the file as it will be filled holds anything beside them."""

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from lantoa.lib.wordforms.asked import Flaw, Place, Read
from lantoa.lib.wordforms.expressions import Reader
from lantoa.lib.wordforms.forms import Form, FormEnvironment
from lantoa.lib.wordforms.schema import Schema
from lantoa.lib.wordforms.tags import TAG, Tag, tags_of, tidied

CLOSES = {"endfor": "for", "endif": "if"}
NEEDS_OPEN = {"else": ("if", "for"), "elif": ("if",)}


def read(content: bytes, schema: Schema) -> Read:
    """What the form asks for and what is wrong with it. Raises what python-docx raises for what is no Word file."""
    form = Form(content)
    reader, flaws = Reader(schema), list[Flaw]()
    for part, root in form.roots():
        tags = list(tags_of(root, part))
        reader.read(tags)
        flaws += [*shape_flaws(tags), *nesting_flaws(tags)]
    flaws = [*reader.flaws, *flaws]
    if not flaws:
        flaws += [flaw for part, root in form.roots() for flaw in inner_flaws(form.patched(root), list(tags_of(root, part)), part)]
    return Read(tuple(reader.asks), tuple(reader.used), tuple(flaws))


def shape_flaws(tags: list[Tag]) -> Iterator[Flaw]:
    """Tags that are not closed, that take a row where there is none, or that would take more with them than themselves."""
    for tag in tags:
        if not tag.closed:
            yield Flaw("unclosed", tag.text, tag.place)
        elif tag.takes in ("tr", "tc") and not tag.place.table:
            yield Flaw("not_in_table", tag.text, tag.place, tag.takes)
        elif not tag.alone:
            yield Flaw("not_alone", tag.text, tag.place, tag.takes)


def nesting_flaws(tags: list[Tag]) -> Iterator[Flaw]:
    """Loops and conditions that do not end, and ends of nothing."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.word in ("for", "if"):
            opened.append(tag)
        elif tag.word in CLOSES:
            if opened and opened[-1].word == CLOSES[tag.word]:
                opened.pop()
            else:
                yield Flaw("end_alone", tag.text, tag.place, CLOSES[tag.word])
        elif tag.word in NEEDS_OPEN and not (opened and opened[-1].word in NEEDS_OPEN[tag.word]):
            yield Flaw("end_alone", tag.text, tag.place, NEEDS_OPEN[tag.word][0])
    yield from (Flaw("no_end", tag.text, tag.place, f"end{tag.word}") for tag in opened)


def hidden_flaws(patched: str, tags: list[Tag], part: str) -> Iterator[Flaw]:
    """Tags that would be filled in but stand in no text: in a picture's name, a link, a property of the file."""
    known = {squeezed(tag.text) for tag in tags}
    for found in TAG.finditer(patched):
        text = tidied(found[0])
        if squeezed(text) not in known and not re.match(r"\{%\s*(colspan|cellbg|vm|hm)\b", text):
            yield Flaw("hidden", re.sub(r"<[^>]*>", "", text)[:80], Place(part))


def squeezed(text: str) -> str:
    return re.sub(r"[\s]+", "", text)


def inner_flaws(patched: str, tags: list[Tag], part: str) -> Iterator[Flaw]:
    """What the filling itself would stumble over, where nothing else was found."""
    yield from hidden_flaws(patched, tags, part)
    try:
        FormEnvironment().parse(patched)
    except (TemplateSyntaxError, RecursionError) as error:
        yield Flaw("structure", str(getattr(error, "message", ""))[:200], Place(part))
