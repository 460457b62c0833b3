"""Reading a form whole: its tags, whether they belong together, and whether the file as it will be filled holds anything beside them."""

import re
from collections.abc import Iterable, Iterator

from jinja2 import TemplateSyntaxError

from lantoa.lib.wordforms.asked import Ask, Flaw, Place, Read
from lantoa.lib.wordforms.expressions import Reader
from lantoa.lib.wordforms.forms import Form, FormEnvironment
from lantoa.lib.wordforms.notes import note_numbers
from lantoa.lib.wordforms.schema import Schema
from lantoa.lib.wordforms.tags import TAG, Tag, tags_of, tidied

CLOSES = {"endfor": "for", "endif": "if"}
NOTE_MARK = re.compile(r"<w:(footnote|endnote)Reference\b[^>]*?w:id=\"(-?\d+)\"")
NEEDS_OPEN = {"else": ("if", "for"), "elif": ("if",)}


def read(content: bytes, schema: Schema) -> Read:
    """What the form asks for and what is wrong with it. Raises what python-docx raises for what is no Word file."""
    form = Form(content)
    reader, flaws = Reader(schema), list[Flaw]()
    for place, root in form.roots():
        tags = list(tags_of(root, place))
        reader.read(tags)
        flaws += [*shape_flaws(tags), *nesting_flaws(tags)]
    flaws = [*reader.flaws, *flaws]
    if not flaws:
        flaws += [flaw for place, root in form.roots() for flaw in inner_flaws(form.patched(root), list(tags_of(root, place)), place)]
        flaws += [*repeated_notes(form), *(hidden(found[0], Place()) for text in form.drawn() for found in TAG.finditer(text))]
    return Read(tuple(told_once(reader.asks)), tuple(reader.used), tuple(dict.fromkeys(flaws)), form.comments)


def told_once(asks: Iterable[Ask]) -> Iterator[Ask]:
    """Word keeps each text box twice, for newer and for older versions of itself; what stands in it is told once."""
    told = {(ask.key, ask.tag, ask.place): ask for ask in asks}
    yield from told.values()


def shape_flaws(tags: list[Tag]) -> Iterator[Flaw]:
    """Tags that are not closed, that take a row where there is none, or that would take more with them than themselves."""
    for tag in tags:
        if not tag.closed:
            yield Flaw("unclosed", tag.text, tag.place)
        elif not tag.whole:
            yield Flaw("split", tag.text, tag.place)
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


def hidden_flaws(patched: str, tags: list[Tag], place: Place) -> Iterator[Flaw]:
    """Tags that would be filled in but stand in no text: in a picture's name, a link, a property of the file."""
    known = {squeezed(tag.text) for tag in tags}
    for found in TAG.finditer(patched):
        text = tidied(found[0])
        if squeezed(text) not in known and not re.match(r"\{%\s*(colspan|cellbg|vm|hm)\b", text):
            yield hidden(text, place)


def hidden(text: str, place: Place) -> Flaw:
    return Flaw("hidden", re.sub(r"<[^>]*>", "", text)[:80], place)


def repeated_notes(form: Form) -> Iterator[Flaw]:
    """Notes that a loop would repeat: one note under many numbers, which Word does not know."""
    patched, opened = form.patched(form.docx._element.body), list[str]()
    for found in re.finditer(f"{TAG.pattern}|{NOTE_MARK.pattern}", patched, re.DOTALL):
        word = re.match(r"\{%[-+]?\s*(for|endfor)\b", found[0])
        if word and word[1] == "for":
            opened.append(tidied(found[0]))
        elif word and opened:
            opened.pop()
        elif found[1] and opened:
            kind = f"{found[1]}s"
            yield Flaw("note_in_loop", opened[-1], Place(kind, note=note_numbers(form.docx._element, kind).get(found[2], 0)))


def squeezed(text: str) -> str:
    return re.sub(r"[\s]+", "", text)


def inner_flaws(patched: str, tags: list[Tag], place: Place) -> Iterator[Flaw]:
    """What the filling itself would stumble over, where nothing else was found."""
    yield from hidden_flaws(patched, tags, place)
    try:
        FormEnvironment().parse(patched)
    except (TemplateSyntaxError, RecursionError) as error:
        yield Flaw("structure", str(getattr(error, "message", ""))[:200], place)
