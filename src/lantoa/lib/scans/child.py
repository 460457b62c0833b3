"""The child process that opens and reads the pictures: whatever a harmful file does to it, it has nothing to lose and little time.

In: a line of JSON (data, seconds, work, parts with pdf and size), then the bytes of the parts. Out: lines of JSON; for each part
`{"part", "pictures"}`, how many are to be read, then `{"mark"}` for each that was: the mark it bears, or null. Of the text nothing.
"""

import contextlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps

from lantoa.lib.scans.reading import EDGE, OutOfTime, Reader

MEMORY: Final = 1_500_000_000
MOST_PIXELS: Final = 80_000_000
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_SMALLEST: Final = (60, 20)
"""Pixels under which no mark can be made out: bullets, lines, icons."""
_STAMP: Final = (28.0, 9.0)
"""Points, some 10 x 3 mm: a smaller picture on a page is no stamp."""
_DEPTH: Final = 4


def main() -> None:
    """Answer one question and end."""
    head = json.loads(sys.stdin.buffer.readline())
    _bind(head["work"] + 2)
    until = time.monotonic() + head["seconds"]
    parts = [sys.stdin.buffer.read(part["size"]) for part in head["parts"]]
    reader = Reader(Path(head["data"]), until=until, work=head["work"])
    with contextlib.suppress(OutOfTime):
        for number, (part, content) in enumerate(zip(head["parts"], parts, strict=True)):
            try:
                _read_part(reader, number, content, pdf=part["pdf"])
            except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError, pypdfium2.PdfiumError):
                continue


def _bind(seconds: int) -> None:
    """No file can be written, no process outlive its time, no picture take the machine's memory."""
    for kind, most in (
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY),
    ):  # fmt: skip
        resource.setrlimit(kind, (most, most))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def _read_part(reader: Reader, number: int, content: bytes, *, pdf: bool) -> None:
    if not pdf:
        picture = _opened(content)
        seen = picture.width >= _SMALLEST[0] and picture.height >= _SMALLEST[1]
        _say({"part": number, "pictures": int(seen)})
        if seen:
            _say({"mark": reader.mark_on(_upright(picture))})
        return
    document = pypdfium2.PdfDocument(content)
    pages = [index for index in range(len(document)) if _needs_reading(document[index])]
    _say({"part": number, "pictures": len(pages)})
    for index in pages[:1] + pages[:0:-1][:1] + pages[1:-1]:
        _say({"mark": reader.mark_on(_rendered(document[index]))})


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content), formats=_FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise ValueError("too large")
    return image


def _upright(picture: Image.Image) -> Image.Image:
    """The picture as it is looked at, on white where it is transparent; a JPEG no finer than it is read."""
    picture.draft("RGB", (EDGE, EDGE))
    turned = ImageOps.exif_transpose(picture)
    turned.thumbnail((2 * EDGE, 2 * EDGE))
    if not turned.has_transparency_data:
        return turned.convert("L").convert("RGB") if turned.mode.startswith("I") else turned.convert("RGB")
    ground = Image.new("RGBA", turned.size, "white")
    ground.alpha_composite(turned.convert("RGBA"))
    return ground.convert("RGB")


def _needs_reading(page: Any) -> bool:
    """Whether there may be more to read on the page than its text: a picture large enough for a stamp, or anything but text."""
    try:
        if any(_is_large(shown) for shown in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=_DEPTH)):
            return True
        return page.get_textpage().count_chars() == 0 and any(_objects(page))
    finally:
        page.close()


def _objects(page: Any) -> Iterator[bool]:
    return (True for _ in page.get_objects(max_depth=_DEPTH))


def _is_large(shown: Any) -> bool:
    left, bottom, right, top = shown.get_bounds()
    return bool(right - left >= _STAMP[0] and top - bottom >= _STAMP[1])


def _rendered(page: Any) -> Image.Image:
    try:
        picture: Image.Image = page.render(scale=EDGE / max(page.get_width(), page.get_height(), 1)).to_pil()
        return picture.convert("RGB")
    finally:
        page.close()
