"""Pictures: opened for real, measured as they are looked at, made small."""

import struct
from io import BytesIO
from typing import Final

from PIL import Image

from lantoa.lib.files.kinds import JPEG, MAX_PIXELS, PNG, WEBP, FileRefused
from lantoa.lib.files.location import orientation_of

_FORMATS: Final = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_WHITE: Final = (255, 255, 255)
_LONGEST_PROFILE: Final = 4096
_UNREADABLE: Final = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, UserWarning)


def measure_image(data: bytes, mime: str) -> tuple[int, int, str]:
    """Width and height as the picture is looked at, and the words written into it; a FileRefused if it is damaged or too big."""
    image = _open(data, (_FORMATS[mime],))
    words = _words_inside(image)
    orientation = _orientation(image)
    width, height = image.size
    _decode(image, edge=64)
    return (height, width, words) if orientation >= 5 else (width, height, words)


def thumbnail(data: bytes, *, edge: int = 480) -> bytes:
    """A JPEG no wider or higher than `edge`, upright, on white where the picture is transparent; of all that it carried
    only a short colour profile stays."""
    image = _open(data, tuple(_FORMATS.values()))
    orientation = _orientation(image)
    _decode(image, edge=2 * edge)
    small = _flattened(image, edge)
    if orientation in _UPRIGHT:
        small = small.transpose(_UPRIGHT[orientation])
    profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA") else None
    small.info.clear()
    out = BytesIO()
    kept = profile if profile and len(profile) <= _LONGEST_PROFILE else None
    small.save(out, "JPEG", quality=82, optimize=True, progressive=True, icc_profile=kept)
    return out.getvalue()


def _open(data: bytes, formats: tuple[str, ...]) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=formats)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused("too_many_pixels", limit=MAX_PIXELS) from None
    except _UNREADABLE:
        raise FileRefused("damaged") from None
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise FileRefused("too_many_pixels", limit=MAX_PIXELS, pixels=pixels)
    return image


def _decode(image: Image.Image, *, edge: int) -> None:
    """Read the picture to its end, so that a truncated one is found out; a JPEG only as finely as `edge` needs."""
    try:
        image.draft("RGB", (edge, edge))
        image.load()
    except _UNREADABLE:
        raise FileRefused("damaged") from None


def _orientation(image: Image.Image) -> int:
    exif = image.info.get("exif")
    return orientation_of(exif) if isinstance(exif, bytes) else 1


def _words_inside(image: Image.Image) -> str:
    """Comments and text chunks, which may bear a mark too."""
    comments = [value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in image.info.values()]
    return "\n".join(comment for comment in comments if isinstance(comment, str))


def _flattened(image: Image.Image, edge: int) -> Image.Image:
    """The picture in RGB, at most `edge` on a side, transparent parts white."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    if not image.has_transparency_data:
        small = image.convert("RGB")
        small.thumbnail((edge, edge))
        return small
    small = image.convert("RGBA")
    small.thumbnail((edge, edge))
    ground = Image.new("RGB", small.size, _WHITE)
    ground.paste(small, mask=small.getchannel("A"))
    return ground
