"""A document in the prescribed form as a PDF, from the same blocks as the page on the screen and the Word file."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.template.loader import render_to_string
from django.utils import translation

from lantoa.core.documents.document import Block, Document, Item
from lantoa.core.documents.printing import child
from lantoa.core.documents.printing.refusals import no_pango, not_made, took_too_long
from lantoa.core.documents.word import FOOTNOTE, margins, text_of

HERE: Final = Path(__file__).resolve().parent
SOURCE: Final = HERE.parents[3]
PROGRAM: Final = "import sys; sys.path.insert(0, sys.argv[1]); from lantoa.core.documents.printing.child import main; main()"
WALL_SECONDS: Final = 120


def pdf_of_document(document: Document) -> bytes:
    """The file's bytes. Raises `NoPdf`."""
    order = json.dumps({"html": html_of(document), "css": css_of(document)}).encode("utf-8")
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the page goes to its input)
            [sys.executable, "-I", "-c", PROGRAM, str(SOURCE)],
            input=order, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"}, cwd="/", timeout=WALL_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise took_too_long() from None
    if done.returncode == child.NO_PANGO:
        raise no_pango()
    if done.returncode < 0:
        raise took_too_long()
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise not_made()
    return done.stdout


def html_of(document: Document) -> str:
    """The page that is printed: texts only, with the marks of figures without records."""
    context = {
        "document": document, "head": document.head, "blocks": [written(block) for block in document.blocks],
        "footnote": FOOTNOTE if any(figure.is_declared or figure.is_mixed for figure in document.figures()) else "",
    }  # fmt: skip
    with translation.override("vi"):
        return render_to_string("documents/print.html", context)


def written(block: Block) -> Block:
    """The block with texts in the place of figures."""

    def texts(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(text_of(item) for item in items)

    return replace(block, items=texts(block.items), rows=tuple(texts(row) for row in block.rows), foot=texts(block.foot))


def css_of(document: Document) -> str:
    """The style sheet with the margins of the form."""
    edges = margins(document.head.form)
    page = f"@page {{ size: A4; margin: {edges.top}mm {edges.right}mm {edges.bottom}mm {edges.left}mm }}"
    widths = "".join(f".w{share} {{ width: {share}% }}" for share in range(1, 101))
    return page + widths + (HERE / "print.css").read_text("utf-8")
