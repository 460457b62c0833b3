"""What stands beside the text of a Word file: footnotes and endnotes, which are filled, and comments, which go out with no document."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml

from lantoa.lib.wordforms.tags import TAG, W

NOTES: Final = {RELATIONSHIP_TYPE.FOOTNOTES: "footnotes", RELATIONSHIP_TYPE.ENDNOTES: "endnotes"}
NOTE: Final = (f"{W}footnote", f"{W}endnote")
ON: Final = ("1", "true", "on")
COMMENT_MARKS: Final = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
BESIDE_COMMENTS: Final = ("people", "documenttasks")  # who commented, and the tasks that Word makes of comments
BINDINGS: Final = (f"{W}dataBinding", "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding")


def note_parts(document: Any) -> list[tuple[str, Any]]:
    """The parts that hold notes: footnotes, endnotes."""
    rels = document.part.rels.values()
    return [(NOTES[rel.reltype], rel.target_part) for rel in rels if rel.reltype in NOTES and not rel.is_external]


def note_numbers(text: Any, kind: str) -> dict[str, int]:
    """The notes to which a text refers, by their id, with the number that a reader sees; 0 for one with a sign of its own."""
    numbers: dict[str, int] = {}
    counted = 0
    for mark in text.iter(f"{W}{kind[:-1]}Reference"):
        own_sign = mark.get(f"{W}customMarkFollows") in ON
        counted += not own_sign
        numbers.setdefault(mark.get(f"{W}id"), 0 if own_sign else counted)
    return numbers


def notes_of(root: Any, numbers: Mapping[str, int]) -> Iterator[tuple[int, Any]]:
    """Each note that is seen, with its number. The lines by which Word parts notes from the text are notes as well: of number 0."""
    for note in list(root.iterchildren(*NOTE)):
        if is_line(note) or note.get(f"{W}id") in numbers:
            yield numbers.get(note.get(f"{W}id"), 0), note


def drop_unseen(root: Any, numbers: Mapping[str, int]) -> None:
    """Take out the notes to which nothing refers: nobody would see them, yet they would go out with the file."""
    for note in list(root.iterchildren(*NOTE)):
        if not is_line(note) and note.get(f"{W}id") not in numbers:
            root.remove(note)


def is_line(note: Any) -> bool:
    return bool(note.get(f"{W}type", "normal") != "normal")


def drop_comments(document: Any) -> int:
    """Take the comments out of the file, with the names of those who wrote them; how many there were."""
    found = 0
    for part in list(document.part.package.parts):
        for key, rel in list(part.rels.items()):
            name = rel.reltype.rpartition("/")[2].lower()
            if name.startswith("comments") or name in BESIDE_COMMENTS:
                found += 0 if rel.is_external or name != "comments" else comment_count(rel.target_part)
                del part.rels[key]
    return found


def comment_count(part: Any) -> int:
    return sum(1 for _comment in parse_xml(part.blob).iter(f"{W}comment"))


def made_ready(root: Any) -> Any:
    """The XML of a part without the marks of comments, and without what would have Word put another text over what was filled in."""
    for mark in list(root.iter(*COMMENT_MARKS)):
        run = mark.getparent()
        run.remove(mark)
        if run.tag == f"{W}r" and all(left.tag == f"{W}rPr" for left in run):
            run.getparent().remove(run)
    for binding in list(root.iter(*BINDINGS)):
        control = next(binding.iterancestors(f"{W}sdt"), None)
        if control is not None and TAG.search("".join(text.text or "" for text in control.iter(f"{W}t"))):
            binding.getparent().remove(binding)
    return root
