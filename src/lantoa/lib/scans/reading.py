"""Reading one picture for a mark: the lines on it, and by themselves the things on it that look like a stamp."""

import math
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import tesserocr
from PIL import Image, ImageOps

from lantoa.lib.marks import classification_mark
from lantoa.lib.scans.boxes import Box, dark, red, share, stamps
from lantoa.lib.scans.spelling import mark_in_a_line, mark_in_red, mark_on_stamp

EDGE: Final = 2000
"""Pixels of the longer side when read: letters of a stamp are then some 35 high, as the engine likes them."""
_TURNED_EDGE: Final = 1400
"""The same where it is only asked which way a page lies."""
_MOST_ENLARGED: Final = 2.0
_LETTERS: Final = 110
_MOST_RED: Final = 0.05
"""Of the picture; more red than this is a flag or a banner."""
_WORDS_OF_A_PAGE: Final = 12
_LETTERS_OF_A_PAGE: Final = 10
"""So many are seen even on a page that lies on its side."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_COMMON: Final = frozenset(
    {"báo", "các", "cáo", "cho", "công", "của", "hiện", "không", "năm", "ngày", "nhân", "số", "tác", "tháng", "theo", "thôn", "trong"}
    | {"và", "với", "xã", "được", "đảng", "định", "ủy"}
)
_SPARSE, _BLOCK, _LINE = 11, 6, 7


class OutOfTime(Exception):
    """The reading was broken off."""


class Reader:
    """The engine, loaded once for the pictures of one file."""

    def __init__(self, data: Path, *, until: float, work: float) -> None:
        """`data` is the folder of the language's data; reading breaks off at the moment (monotonic) `until`, or after so many
        seconds of a processor's `work`."""
        self._engine: Any = tesserocr.PyTessBaseAPI(path=str(data), lang="vie", psm=_SPARSE)
        self._until, self._work = until, work

    def mark_on(self, picture: Image.Image) -> str | None:
        """The mark that the picture bears; raises `OutOfTime`."""
        page = _sized(picture, EDGE)
        text, mark = self._read(page)
        if mark or _is_read(text) or sum(map(str.isalpha, text)) < _LETTERS_OF_A_PAGE:
            return mark
        smaller = _sized(picture, _TURNED_EDGE)
        for turned in (90, 270, 180):
            text = self._text(_gray(smaller.rotate(turned, expand=True)), _SPARSE)
            if mark := classification_mark(text):
                return mark
            if _is_read(text):
                return self._read(page.rotate(turned, expand=True))[1]
        return None

    def _read(self, page: Image.Image) -> tuple[str, str | None]:
        """The lines of an upright page, and the mark that they or a stamp bear."""
        gray = _gray(page)
        text = self._text(gray, _SPARSE)
        return text, classification_mark(text) or mark_in_a_line(text) or self._mark_on_stamps(page, gray)

    def _mark_on_stamps(self, page: Image.Image, gray: Image.Image) -> str | None:
        """Red ink by itself, then whatever is framed like a stamp, in red or dark."""
        redness = red(page)
        if 0 < share(redness) < _MOST_RED:
            in_red = self._text(ImageOps.invert(redness), _SPARSE)
            if mark := classification_mark(in_red) or mark_in_red(in_red):
                return mark
        for ink, shown in ((redness, ImageOps.invert(redness)), (dark(gray), gray)):
            for box, angle in stamps(ink):
                for piece, mode in _closer(shown, box, angle):
                    if mark := mark_on_stamp(self._text(piece, mode)):
                        return mark
        return None

    def _text(self, gray: Image.Image, mode: int) -> str:
        left = self._until - time.monotonic()
        if left <= 0 or time.process_time() > self._work:
            raise OutOfTime
        self._engine.SetPageSegMode(mode)
        self._engine.SetImageBytes(gray.tobytes(), gray.width, gray.height, 1, gray.width)
        self._engine.SetSourceResolution(170)
        if not self._engine.Recognize(int(left * 1000)):
            raise OutOfTime
        return str(self._engine.GetUTF8Text())


def _sized(picture: Image.Image, edge: int) -> Image.Image:
    """The picture in colours, its longer side as long as it is read."""
    scale = min(edge / max(picture.size), _MOST_ENLARGED)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def _gray(page: Image.Image) -> Image.Image:
    return ImageOps.autocontrast(page.convert("L"), cutoff=1)


def _is_read(text: str) -> bool:
    """Whether this is the text of a page that stands upright, and not the shreds that leaves and faces give."""
    words = _WORD.findall(text)
    return sum(word.lower() in _COMMON for word in words) >= 3 and len(words) >= _WORDS_OF_A_PAGE


def _closer(shown: Image.Image, box: Box, angle: int) -> Iterator[tuple[Image.Image, int]]:
    """The stamp by itself, black on white, upright and large; without its frame, then whole."""
    room = (box.bottom - box.top) // 8
    alone = shown.crop((box.left - room, box.top - room, box.right + room, box.bottom + room))
    alone = alone.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=255)
    width, height = _upright_size(box, angle)
    left, top = (alone.width - width) // 2, (alone.height - height) // 2
    alone = alone.crop((left, top, left + width, top + height))
    alone = alone.resize((max(1, round(width * _LETTERS / height)), _LETTERS), Image.Resampling.LANCZOS)
    inset = _LETTERS // 8
    yield ImageOps.expand(alone.crop((inset, inset, max(inset + 1, alone.width - inset), _LETTERS - inset)), 24, 255), _LINE
    yield ImageOps.expand(alone, 24, 255), _BLOCK


def _upright_size(box: Box, angle: int) -> tuple[int, int]:
    """Width and height of the leaning rectangle that fills the box."""
    lean = math.radians(abs(angle))
    across, down, both = math.cos(lean), math.sin(lean), math.cos(2 * lean)
    width, height = box.right - box.left, box.bottom - box.top
    return max(8, round((width * across - height * down) / both)), max(8, round((height * across - width * down) / both))
