from io import BytesIO

import pytest
from PIL import Image, ImageChops

from lantoa.lib.files import FileRefused, inspect_file, strip_location, thumbnail
from tests.lib.making import docx_bytes, exif_with_place, picture, picture_bytes, png_with_words

MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>14.6,108.28</x:xmpmeta>"
ICC = b"a profile of colours" * 100


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def photograph(kind: str, orientation: int) -> bytes:
    """A picture that tells its place, its maker and its colours in every way that its format knows."""
    options: dict[str, object] = {"exif": exif_with_place(orientation), "icc_profile": ICC}
    if kind == "PNG":
        options["pnginfo"] = png_with_words("chụp tại Măng Đen")
    else:
        options["xmp"] = XMP
    if kind == "JPEG":
        options |= {"comment": "chụp tại Măng Đen", "quality": 90, "progressive": True}
    if kind == "WEBP":
        options["lossless"] = True
    return picture_bytes(kind, image=picture(160, 120), **options)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_place_maker_and_words_go_and_pixels_orientation_and_colours_stay(kind: str, orientation: int) -> None:
    before = photograph(kind, orientation)
    after = strip_location(before, MIMES[kind])
    assert opened(before).getexif().get_ifd(0x8825)[1] == "N"
    exif = opened(after).getexif()
    assert dict(exif) == ({0x0112: orientation} if orientation != 1 else {})
    assert dict(exif.get_ifd(0x8825)) == {}
    assert ImageChops.difference(opened(before), opened(after)).getbbox() is None
    assert opened(after).info.get("icc_profile") == ICC
    for trace in (b"Maker of telephones", b"108.28", "Măng Đen".encode(), b"xmpmeta", b"adobe:ns"):
        assert trace not in after
    assert inspect_file(after, filename="a") == inspect_file(before, filename="a")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_clean_picture_comes_back_with_the_same_pixels_and_stripping_twice_changes_nothing(kind: str) -> None:
    before = picture_bytes(kind)
    after = strip_location(before, MIMES[kind])
    assert opened(after).tobytes() == opened(before).tobytes()
    assert strip_location(after, MIMES[kind]) == after


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_hangs_behind_the_end_of_a_picture_is_cut_off(kind: str) -> None:
    clean = strip_location(picture_bytes(kind), MIMES[kind])
    assert strip_location(clean + b"a film of Mang Den", MIMES[kind]) == clean


def test_the_second_picture_of_a_telephone_goes_too() -> None:
    both = picture_bytes("MPO", save_all=True, append_images=[picture(64, 32)], exif=exif_with_place())
    assert opened(both).format == "MPO"
    assert inspect_file(both, filename="a.jpg").mime == "image/jpeg"
    after = strip_location(both, "image/jpeg")
    assert opened(after).format == "JPEG"
    assert len(after) < len(both) / 2 + 200


def test_a_small_picture_inside_the_header_goes() -> None:
    data = picture_bytes("JPEG")
    assert data[2:4] == b"\xff\xe0"
    hidden = data[:4] + (16 + 12).to_bytes(2, "big") + data[6:18] + bytes((2, 2)) + b"hidden pixel" + data[20:]
    after = strip_location(hidden, "image/jpeg")
    assert b"hidden pixel" not in after
    assert opened(after).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
@pytest.mark.parametrize("progressive", [False, True])
def test_every_kind_of_jpeg_survives(mode: str, progressive: bool) -> None:
    noisy = Image.effect_noise((97, 61), 90).convert(mode)
    before = picture_bytes("JPEG", image=noisy, progressive=progressive, restart_marker_rows=1, exif=exif_with_place(3))
    after = strip_location(before, "image/jpeg")
    assert opened(after).tobytes() == opened(before).tobytes()


def test_moving_pictures_keep_their_frames() -> None:
    frames = [Image.new("RGBA", (20, 20), (shade, 0, 0, 128)) for shade in (0, 120, 240)]
    for kind in ("PNG", "WEBP"):
        before = picture_bytes(kind, image=frames[0], save_all=True, append_images=frames[1:], exif=exif_with_place(), duration=100)
        after = Image.open(BytesIO(strip_location(before, MIMES[kind])))
        assert getattr(after, "n_frames", 1) == 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_broken_picture_is_refused_whatever_is_cut_from_it(kind: str) -> None:
    def keep(data: bytes) -> bytes:
        inspect_file(data, filename="a")
        return strip_location(data, MIMES[kind])

    data = photograph(kind, 6)
    for length in range(4, len(data) - 2, 97):
        with pytest.raises(FileRefused) as refused:
            keep(data[:length])
        assert refused.value.code in ("damaged", "type_not_allowed")


def test_other_files_come_back_unchanged() -> None:
    data = docx_bytes("a")
    assert strip_location(data, "application/pdf") is data


@pytest.mark.parametrize(
    ("orientation", "top_left"),
    [(1, "red"), (2, "green"), (3, "white"), (4, "blue"), (5, "red"), (6, "blue"), (7, "white"), (8, "green")],
)
def test_a_thumbnail_stands_upright(orientation: int, top_left: str) -> None:
    image = opened(thumbnail(picture_bytes("JPEG", image=picture(800, 400), exif=exif_with_place(orientation)), edge=100))
    assert image.size == ((100, 50) if orientation < 5 else (50, 100))
    colour = {"red": (254, 0, 0), "green": (0, 128, 1), "blue": (0, 0, 254), "white": (255, 255, 255)}[top_left]
    found = image.getpixel((5, 5))
    assert isinstance(found, tuple)
    assert max(abs(one - other) for one, other in zip(found, colour, strict=True)) < 12


def test_a_thumbnail_carries_nothing_but_the_picture_and_is_never_enlarged() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        image = opened(thumbnail(photograph(kind, 1)))
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (160, 120), {})
        assert "comment" not in image.info


def test_transparent_parts_of_a_thumbnail_are_white() -> None:
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    palette = Image.new("P", (50, 50), 0)
    for data in (
        picture_bytes("PNG", image=clear),
        picture_bytes("WEBP", image=clear),
        picture_bytes("PNG", image=palette, transparency=0),
    ):
        assert opened(thumbnail(data)).getpixel((25, 25)) == (255, 255, 255)


def test_grey_with_sixteen_bits_keeps_its_greys() -> None:
    grey = Image.new("I;16", (20, 20), 32768)
    found = opened(thumbnail(picture_bytes("PNG", image=grey))).getpixel((5, 5))
    assert isinstance(found, tuple)
    assert abs(found[0] - 127) <= 2


def test_a_thumbnail_of_what_is_no_picture_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        thumbnail(b"no picture")
    assert refused.value.code == "damaged"
