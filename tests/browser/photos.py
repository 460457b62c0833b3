"""Photographs as a phone makes them: with the place where they were taken."""

import io
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

NORTH, EAST = (14.0, 36.0, 0.0), (108.0, 18.0, 0.0)


def photo(path: Path, *, size: tuple[int, int] = (1600, 1200)) -> Path:
    """A JPEG with a pond under a hill, and in its EXIF the coordinates of the pond."""
    picture = Image.new("RGB", size, "#dfe8ea")
    draw, (width, height) = ImageDraw.Draw(picture), size
    draw.polygon([(0, height * 0.55), (width * 0.35, height * 0.25), (width, height * 0.5), (width, height), (0, height)], fill="#8a9a6a")
    draw.ellipse([width * 0.2, height * 0.6, width * 0.8, height * 0.9], fill="#5f8f9a")
    exif = Image.Exif()
    exif[Base.Make] = "Phone"
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: NORTH, GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: EAST})
    picture.save(path, "JPEG", quality=88, exif=exif)
    return path


def place_in(content: bytes) -> dict[int, object]:
    """What a photograph's EXIF tells of the place where it was taken."""
    return dict(Image.open(io.BytesIO(content)).getexif().get_ifd(IFD.GPSInfo))
