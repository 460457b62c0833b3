"""Taking out of a photograph where and when it was taken, by whom and with what; the picture itself is not touched.

JPEG, PNG and WebP are lists of labelled pieces: only the pieces that make the picture are copied, byte for byte.
Of the rest only the orientation stays, written anew, so that the picture does not fall on its side.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final

from lantoa.lib.files.kinds import JPEG, PDF, PNG, WEBP, FileRefused

_ORIENTATION: Final = 0x0112
_GPS: Final = 0x8825
_BLOCK_IN_PDF: Final = re.compile(rb"\xff\xe1(..)(?:Exif\x00\x00|http://ns\.adobe\.com/xap/1\.0/\x00)", re.DOTALL)
_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI acTL fcTL fdAT".split())
_WEBP_KEPT: Final = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_HAS_XMP: Final = 0x04
_WEBP_HAS_EXIF: Final = 0x08


def strip_location(data: bytes, mime: str) -> bytes:
    """The same picture without EXIF (but for its orientation), GPS, XMP, IPTC, comments, embedded thumbnails and
    anything hung on behind its end (motion photos, second pictures). In a PDF only what JPEG photos tell is overwritten.
    Other kinds of files come back unchanged."""
    strip = {JPEG: _strip_jpeg, PNG: _strip_png, WEBP: _strip_webp, PDF: blank_places}.get(mime)
    if strip is None:
        return data
    try:
        return strip(data)
    except (IndexError, struct.error, ValueError):
        raise FileRefused("damaged") from None


def orientation_of(exif: bytes) -> int:
    """The orientation, 1 to 8, that an EXIF block tells; 1 (upright) where it tells none or makes no sense."""
    tiff = exif.removeprefix(b"Exif\x00\x00")
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(min(count, 1000)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _exif_block(orientation: int) -> bytes:
    """The smallest EXIF block that tells an orientation and nothing else."""
    return b"MM\x00\x2a" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _strip_jpeg(data: bytes) -> bytes:
    heads, rest, orientation = [b"\xff\xd8"], [], 1
    for marker, segment in _jpeg_segments(data):
        payload = segment[4:]
        if marker == 0xE0 and payload.startswith(b"JFIF\x00"):
            heads.append(b"\xff\xe0\x00\x10" + payload[:12].ljust(12, b"\x00") + b"\x00\x00")
        elif marker == 0xE1 and payload.startswith(b"Exif\x00\x00") and orientation == 1:
            orientation = orientation_of(payload)
        elif _makes_the_picture(marker, payload):
            rest.append(segment)
    if orientation != 1:
        exif = b"Exif\x00\x00" + _exif_block(orientation)
        heads.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    return b"".join(heads + rest)


def _makes_the_picture(marker: int, payload: bytes) -> bool:
    """Whether a JPEG segment is needed to show the right colours: all but application data and comments, and of these two."""
    if marker == 0xE2:
        return payload.startswith(b"ICC_PROFILE\x00")
    if marker == 0xEE:
        return payload.startswith(b"Adobe")
    return not 0xE0 <= marker <= 0xEF and marker != 0xFE


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its whole segment, a scan together with its picture data; ends with the end of the first picture."""
    position = 2
    while True:
        if data[position] != 0xFF:
            raise ValueError("no marker where one must stand")
        while data[position] == 0xFF:
            position += 1
        marker = data[position]
        position += 1
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", data, position)
        end = position + length
        if end > len(data) or length < 2:
            raise ValueError("a segment runs past the end")
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        yield marker, bytes((0xFF, marker)) + data[position:end]
        position = end


def _end_of_scan(data: bytes, position: int) -> int:
    """Where the next marker stands that is neither a stuffed byte nor a restart."""
    while (position := data.index(b"\xff", position)) >= 0:
        following = data[position + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            position += 2
        elif following == 0xFF:
            position += 1
        else:
            return position
    raise ValueError("the scan has no end")


def _strip_png(data: bytes) -> bytes:
    kept, orientation, position = [], 1, len(_PNG_START)
    while position < len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise ValueError("a chunk runs past the end")
        if name == b"eXIf":
            orientation = orientation_of(data[position + 8 : end - 4])
        elif name in _PNG_KEPT:
            kept.append(data[position:end])
        position = end
        if name == b"IEND":
            break
    else:
        raise ValueError("the picture has no end")
    if orientation != 1:
        kept.insert(1, _png_chunk(b"eXIf", _exif_block(orientation)))
    return _PNG_START + b"".join(kept)


def _png_chunk(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))


def _strip_webp(data: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    end_of_picture = min(size + 8, len(data))
    kept: list[tuple[bytes, bytes]] = []
    orientation, position = 1, 12
    while position + 8 <= end_of_picture:
        name, length = struct.unpack_from("<4sI", data, position)
        payload = data[position + 8 : position + 8 + length]
        if len(payload) != length:
            raise ValueError("a chunk runs past the end")
        if name == b"EXIF":
            orientation = orientation_of(payload)
        elif name in _WEBP_KEPT:
            kept.append((name, payload))
        position += 8 + length + length % 2
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP)
        if orientation != 1:
            flags |= _WEBP_HAS_EXIF
            kept.append((b"EXIF", _exif_block(orientation)))
        kept[0] = (b"VP8X", bytes((flags,)) + kept[0][1][1:])
    body = b"WEBP" + b"".join(_webp_chunk(name, payload) for name, payload in kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_chunk(name: bytes, payload: bytes) -> bytes:
    return name + struct.pack("<I", len(payload)) + payload + b"\x00" * (len(payload) % 2)


def tells_place(data: bytes) -> bool:
    """Whether a photo of any kind says where it was taken, in its EXIF or XMP."""
    return b"GPSLatitude" in data or any(_has_place(data[start + 6 : start + 70_000]) for start in _exif_starts(data))


def _exif_starts(data: bytes) -> Iterator[int]:
    for mark, skip in ((b"Exif\x00\x00", 0), (b"eXIf", -2), (b"EXIF", 2)):
        start = -1
        while (start := data.find(mark, start + 1)) >= 0:
            yield start + skip


def _has_place(tiff: bytes) -> bool:
    """Whether the first list of an EXIF block points to a list of GPS values."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return False
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        return any(struct.unpack_from(f"{order}H", tiff, start + 2 + 12 * entry)[0] == _GPS for entry in range(min(count, 1000)))
    except struct.error:
        return False


def blank_places(pdf: bytes) -> bytes:
    """A PDF of the same length, the EXIF and XMP blocks of the JPEG photos in it overwritten with noughts.

    Only photos that lie in the file as they are can be reached. A signed PDF is never changed: FileRefused (signed) if a photo
    in it tells its place.
    """
    found = list(_BLOCK_IN_PDF.finditer(pdf))
    if not found:
        return pdf
    blocks = [(match.start(), match.end(), match.start() + 2 + int.from_bytes(match[1], "big")) for match in found]
    if b"/ByteRange" in pdf:
        if any(tells_place(pdf[start:end]) for start, _, end in blocks):
            raise FileRefused("signed")
        return pdf
    blanked = bytearray(pdf)
    for _, start, end in blocks:
        end = min(end, len(blanked))
        blanked[start:end] = bytes(max(0, end - start))
    return bytes(blanked)
