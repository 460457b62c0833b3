"""What is wrong with a template, in sentences that a clerk can act on: what, where, between which words, and what was probably meant."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.core.documents.own.words import MOST_MEASURES, TABLE, VALUES, Unknown, meaning_of, measure_named, near
from lantoa.lib.periods import Period
from lantoa.lib.vietnamese import fold
from lantoa.lib.wordforms import Ask, Flaw, Place, Read
from lantoa.lib.wordforms.asked import plain_name


@dataclass(frozen=True)
class Mistake:
    """One mistake: `tag` as it is written, `what` is wrong, `where`, the words `before` and `after`, and what to write `instead`."""

    tag: str
    what: str
    where: str
    before: str
    after: str
    instead: str = ""


def mistakes(read: Read, period: Period) -> list[Mistake]:
    """All mistakes of a template, in the order of reading as far as it goes."""
    return [*(of_flaw(flaw) for flaw in read.flaws), *(found for ask in read.asks for found in of_ask(ask, period))]


def of_ask(ask: Ask, period: Period) -> Iterator[Mistake]:
    """A call that names something unknown."""
    try:
        meaning_of(ask, period)
    except Unknown as unknown:
        instead = next((corrected(ask.tag, unknown.name, name) for name in unknown.near), "")
        yield made(ask.tag, ask.place, _("There is no “%(name)s” here.") % {"name": unknown.name}, instead)
        return
    most = MOST_MEASURES if plain_name(ask.function) == TABLE else 1
    if len(ask.args) > most:
        yield made(ask.tag, ask.place, _("%(function)s(…) takes at most %(most)d names.") % {"function": ask.function, "most": most})


def corrected(tag: str, wrong: str, right: str) -> str:
    """The tag with the right name in the place of the wrong one, its capital letter kept low inside a call."""
    for written in (f'"{wrong}"', f"'{wrong}'"):
        if written in tag:
            return tag.replace(written, f'"{right[:1].lower()}{right[1:]}"')
    return tag.replace(wrong, right) if wrong in tag else right


def made(tag: str, place: Place, what: str, instead: str = "") -> Mistake:
    return Mistake(tag, what, place_text(place), place.before, place.after, instead)


def of_flaw(flaw: Flaw) -> Mistake:
    return made(flaw.tag, flaw.place, what_is_wrong(flaw), meant(flaw))


def what_is_wrong(flaw: Flaw) -> str:
    """The sentence of a flaw."""
    told = {"name": flaw.name, "opening": "{%tr … %}", "taken": taken_words(flaw.name)}
    return {
        "unknown_name": _("There is no “%(name)s” here."),
        "unknown_function": _("There is no function “%(name)s(…)”."),
        "unknown_field": _("There is no “.%(name)s” here."),
        "elsewhere": _("“%(name)s” is given elsewhere in the document and not known here: each note, header and footer stands alone."),
        "unknown_filter": _("“|%(name)s” cannot be used in a template."),
        "not_quoted": _('Write the name between quotation marks: %(name)s("…").'),
        "syntax": _("This placeholder cannot be read. Check its brackets and quotation marks."),
        "unclosed": _("The placeholder does not end: }} or %%} is missing."),
        "split": _("This placeholder begins and ends in different things (a content control, a link, a tracked change). Type it anew."),
        "forbidden": _("“%(name)s” is not allowed in a template."),
        "no_end": _("{%% %(name)s %%} is missing further down."),
        "end_alone": _("This has no {%% %(name)s … %%} before it."),
        "not_in_table": _("%(opening)s can stand in a table only."),
        "not_alone": _("This takes %(taken)s with it, so nothing else may stand there. Put it in one of its own."),
        "note_in_loop": _("This would repeat the note with all that stands between for and endfor. Put the note outside of the loop."),
        "hidden": _("This placeholder does not stand in a text (in a picture's name, a chart or a link, perhaps). Take it out."),
    }.get(flaw.code, _("The template cannot be filled: {%% for %%} and {%% if %%} do not fit the paragraphs and tables.")) % told


def taken_words(takes: str) -> str:
    return {"tr": _("its table row"), "tc": _("its table cell"), "p": _("its paragraph")}.get(takes, "")


def meant(flaw: Flaw) -> str:
    """What was probably meant, ready to be copied; empty where nothing comes close."""
    if flaw.code == "syntax":
        return as_figure(flaw.tag)
    if flaw.code in ("unknown_name", "unknown_function", "unknown_field", "unknown_filter"):
        found = nearest(flaw.name, flaw.known)
        return flaw.tag.replace(flaw.name, found, 1) if found else as_figure(flaw.tag)
    return ""


def nearest(name: str, known: tuple[str, ...]) -> str:
    """The known name that comes closest, told apart without marks and underscores."""
    found = near(name.replace("_", " "), [text.replace("_", " ") for text in known])
    by_words = {text.replace("_", " "): text for text in known}
    return by_words[found[0]] if found else ""


def as_figure(tag: str) -> str:
    """A measure's name that stands bare in the brackets, as it has to be written."""
    inside = tag.strip("{} ").strip("\"'")
    if fold(inside) in map(fold, VALUES):
        return "{{ " + next(name for name in VALUES if fold(name) == fold(inside)) + " }}"
    try:
        return '{{ so("' + inside + '") }}' if measure_named(inside) else ""
    except Unknown:
        return ""


def place_text(place: Place) -> str:
    """Where it stands, as a reader counts."""
    told = {"table": place.table, "row": place.row, "cell": place.cell, "n": place.paragraph}
    if place.table:
        within = _("table %(table)d, row %(row)d, cell %(cell)d") % told
    else:
        within = _("paragraph %(n)d") % told if place.paragraph > bool(place.note or place.box) else ""  # most notes and boxes have but one
    box = _("text box %(n)d") % {"n": place.box} if place.box else ""
    return ", ".join(filter(None, (part_text(place), box, within))) or _("the whole document")


def part_text(place: Place) -> str:
    """The part of the document, of notes with the number that a reader sees; empty for the text itself."""
    if place.note:
        told = {"footnotes": _("footnote %(n)d"), "endnotes": _("endnote %(n)d")}
        return told[place.part] % {"n": place.note}
    return {"header": _("header"), "footer": _("footer"), "footnotes": _("footnotes"), "endnotes": _("endnotes")}.get(place.part, "")


def comments_text(read: Read) -> str:
    """What becomes of the comments in a template; empty where it has none."""
    said = ngettext(
        "There is %(count)d comment in the file. Comments are not filled, and no document made of the template has them.",
        "There are %(count)d comments in the file. Comments are not filled, and no document made of the template has them.",
        read.comments,
    )
    return said % {"count": read.comments} if read.comments else ""
