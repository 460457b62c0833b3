"""Where on a picture something like a stamp stands: pieces of ink that hang together, and how far they lean."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageFilter

_INK: Final = re.compile(rb"\xff+")
_LEANS: Final = range(-14, 15, 2)
_DARKER: Final = 24
"""By how much ink is darker than its surroundings, and how much redder than gray; of 255."""
_REDDER: Final = 34
_MOST: Final = 8
_HOLLOW: Final = 0.5
_MORE_THAN_A_FRAME: Final = 0.15
"""Of its box; so much ink is a frame that hangs together with letters inside, and not an empty one."""


class Box(NamedTuple):
    """A piece of ink, from its left upper corner; `ink` is how many of its pixels are inked."""

    left: int
    top: int
    right: int
    bottom: int
    ink: int


def dark(gray: Image.Image) -> Image.Image:
    """White where the picture is darker than around it, black elsewhere; shadows across the page do not matter."""
    around = gray.filter(ImageFilter.BoxBlur(max(gray.size) // 60))
    return ImageChops.subtract(around, gray).point(lambda value: 255 if value > _DARKER else 0)


def red(picture: Image.Image) -> Image.Image:
    """White where the picture is red, black elsewhere."""
    reds, greens, blues = picture.split()
    return ImageChops.subtract(reds, ImageChops.lighter(greens, blues)).point(lambda value: 255 if value > _REDDER else 0)


def share(ink: Image.Image) -> float:
    """How much of the picture is inked."""
    return ink.histogram()[255] / (ink.width * ink.height)


def stamps(ink: Image.Image) -> Iterator[tuple[Box, int]]:
    """What has the shape of a stamp, by how many degrees each leans: frames with letters in them, then those that letters touch.

    Of both, those higher up first.
    """
    half = ink.reduce(2).point(lambda value: 255 if value > 60 else 0)
    all_pieces = sorted(pieces(half), key=lambda box: box.top)
    letters = [box for box in all_pieces if box.bottom - box.top > 5]
    shaped = [box for box in all_pieces if _is_stamp_shaped(box, max(half.size))]
    framed = [box for box in shaped if _holds_letters(box, letters)]
    touched = [box for box in shaped if box not in framed and box.ink > _MORE_THAN_A_FRAME * _room(box)]
    for box in [*framed, *touched][:_MOST]:
        yield Box(2 * box.left, 2 * box.top, 2 * box.right, 2 * box.bottom, box.ink), lean(half.crop(box[:4]))


def _room(box: Box) -> int:
    return (box.right - box.left) * (box.bottom - box.top)


def _is_stamp_shaped(box: Box, longest: int) -> bool:
    width, height = box.right - box.left, box.bottom - box.top
    shaped = 0.03 < width / longest < 0.5 and 0.016 < height / longest < 0.25 and 1.15 < width / height < 8
    return shaped and box.ink < _HOLLOW * _room(box)


def _holds_letters(frame: Box, letters: list[Box]) -> bool:
    """Whether the frame goes around letters that fill it well."""
    least = 0.25 * (frame.bottom - frame.top)
    inside = [
        box.right - box.left
        for box in letters
        if frame.left < box.left and box.right < frame.right and frame.top < box.top and box.bottom < frame.bottom
        and box.bottom - box.top > least
    ]  # fmt: skip
    return sum(inside) > 0.3 * (frame.right - frame.left)


def pieces(mask: Image.Image) -> list[Box]:
    """What hangs together in a mask of black (0) and white (255)."""
    owner: list[int] = []

    def root(label: int) -> int:
        while owner[label] != label:
            owner[label] = owner[owner[label]]
            label = owner[label]
        return label

    boxes: list[Box] = []
    before: list[tuple[int, int, int]] = []
    for row, runs in enumerate(_rows(mask)):
        now: list[tuple[int, int, int]] = []
        behind = 0
        for start, end in runs:
            label = len(owner)
            owner.append(label)
            boxes.append(Box(start, row, end, row + 1, end - start))
            while behind < len(before) and before[behind][1] < start:
                behind += 1
            touching = behind
            while touching < len(before) and before[touching][0] <= end:
                owner[root(before[touching][2])] = root(label)
                touching += 1
            now.append((start, end, label))
        before = now
    return _joined(boxes, [root(label) for label in range(len(owner))])


def _rows(mask: Image.Image) -> Iterator[list[tuple[int, int]]]:
    """The inked stretches of each row."""
    data, width = mask.tobytes(), mask.width
    for start in range(0, len(data), width):
        yield [match.span() for match in _INK.finditer(data[start : start + width])]


def _joined(boxes: list[Box], labels: list[int]) -> list[Box]:
    whole: dict[int, Box] = {}
    for box, label in zip(boxes, labels, strict=True):
        known = whole.get(label, box._replace(ink=0))
        left, top = min(known.left, box.left), min(known.top, box.top)
        whole[label] = Box(left, top, max(known.right, box.right), max(known.bottom, box.bottom), known.ink + box.ink)
    return list(whole.values())


def lean(ink: Image.Image) -> int:
    """By how many degrees a piece of ink must be turned to stand upright: where the box around it is smallest."""
    small = ink.copy()
    small.thumbnail((160, 160))

    def room(angle: int) -> int:
        box = small.rotate(angle, expand=True).getbbox()
        return (box[2] - box[0]) * (box[3] - box[1]) if box else 0

    return min(_LEANS, key=lambda angle: (room(angle), abs(angle)))
