"""Pages as scanners and telephones give them: headings, a stamp in a frame, a slant, noise, a desk around; and photos of other things."""

import random
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from statistics import NormalDist

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

Colour = tuple[int, int, int]
OWN = Path(__file__).resolve().parents[2] / "src/lantoa/core/documents/printing/fonts"
"""The program's own, so that pages look the same on every machine."""
SERIF, PLAIN = OWN / "lantoa-serif-bold.ttf", OWN / "lantoa-serif-regular.ttf"


def _installed(name: str) -> Path:
    """This font of Debian's, or the program's own where it is not installed."""
    found = Path("/usr/share/fonts/truetype") / name
    return found if found.exists() else SERIF


HEAVY = _installed("dejavu/DejaVuSans-Bold.ttf")
SANS = _installed("liberation2/LiberationSans-Bold.ttf")
WIDE = _installed("dejavu/DejaVuSerif-Bold.ttf")
"""A face whose letters touch the frame of a stamp."""
RED, FADED, BLACK, BLUE = (200, 20, 30), (225, 110, 110), (30, 30, 30), (40, 50, 150)
A4 = (210.0, 297.0)  # millimetres
BODY = (
    "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị, Đảng ủy xã báo cáo kết quả sáu tháng đầu năm.",
    "Các chi bộ sinh hoạt chuyên đề đúng định kỳ; cán bộ, đảng viên đăng ký nội dung làm theo sát với nhiệm vụ.",
    "Nhiều mô hình được nhân dân hưởng ứng: thắp sáng đường quê, nuôi cá, giúp hộ khó khăn sửa nhà trước mùa mưa.",
    "Một số chi bộ còn chậm gửi báo cáo; việc kiểm tra chưa thường xuyên, số liệu chưa thống nhất giữa các thôn.",
)


@dataclass(frozen=True)
class Page:
    """What stands on a page and how it came into the picture. `stamp` is put in a frame; `place` is left, right or over."""

    title: str = "BÁO CÁO"
    subtitle: str = "Kết quả sáu tháng đầu năm 2023"
    stamp: str = ""
    place: str = "left"
    ink: tuple[int, int, int] = RED
    font: Path = SERIF
    frame: bool = True
    stamp_slant: float = 0.0
    slant: float = 0.0
    turned: int = 0
    dpi: int = 150
    noise: int = 0
    blur: float = 0.0
    desk: bool = False
    gray: bool = False
    body: tuple[str, ...] = BODY


@lru_cache(maxsize=100)
def font_of(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


def drawn(page: Page, *, seed: int = 0) -> Image.Image:
    """The page as a picture."""
    chance = random.Random(seed)
    scale = page.dpi / 25.4
    sheet = Image.new("RGB", (int(A4[0] * scale), int(A4[1] * scale)), "white")
    _write(sheet, page, scale)
    if page.stamp:
        _press(sheet, page, scale)
    sheet = sheet.rotate(page.slant, resample=Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    if page.desk:
        sheet = _on_a_desk(sheet, chance)
    if page.blur:
        sheet = sheet.filter(ImageFilter.GaussianBlur(page.blur))
    if page.noise:
        sheet = ImageChops.add(sheet, _noise(sheet.size, page.noise, chance).convert("RGB"), offset=-128)
    if page.gray:
        sheet = sheet.convert("L").convert("RGB")
    return sheet.rotate(page.turned, expand=True) if page.turned else sheet


def _noise(size: tuple[int, int], spread: int, chance: random.Random) -> Image.Image:
    """Gray around 128, normally distributed; the same for the same chance, which Pillow's own is not."""
    normal = NormalDist(128, spread)
    table = bytes(min(255, max(0, round(normal.inv_cdf((value + 0.5) / 256)))) for value in range(256))
    return Image.frombytes("L", size, chance.randbytes(size[0] * size[1]).translate(table))


def _write(sheet: Image.Image, page: Page, scale: float) -> None:
    pen = ImageDraw.Draw(sheet)
    size = int(4.6 * scale)

    def line(text: str, x: float, y: float, *, font: Path = PLAIN, anchor: str = "ma", larger: float = 1.0) -> None:
        pen.text((x * scale, y * scale), text, font=font_of(font, int(size * larger)), fill=BLACK, anchor=anchor)

    line("HUYỆN ỦY KON PLÔNG", 65, 20)
    line("ĐẢNG ỦY XÃ HIẾU", 65, 26, font=SERIF)
    line("Số: 41-BC/ĐU", 65, 34)
    line("ĐẢNG CỘNG SẢN VIỆT NAM", 152, 20, font=SERIF)
    line("Hiếu, ngày 25 tháng 5 năm 2023", 152, 30)
    line(page.title, 105, 62, font=SERIF, larger=1.15)
    line(page.subtitle, 105, 70, font=SERIF)
    y = 84.0
    for _ in range(3):
        for sentence in page.body:
            words, row = sentence.split(), ""
            for word in words:
                if pen.textlength(f"{row} {word}", font=font_of(PLAIN, size)) > 160 * scale:
                    line(row, 28, y, anchor="la")
                    row, y = word, y + 6.5
                else:
                    row = f"{row} {word}".strip()
            line(row, 28, y, anchor="la")
            y += 8


def _press(sheet: Image.Image, page: Page, scale: float) -> None:
    """The stamp, 8 mm high, pressed upon whatever stands there."""
    letters = font_of(page.font, int(6.4 * scale))
    width, height = int(letters.getlength(page.stamp) + 6 * scale), int(8.5 * scale)
    stamp = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(stamp)
    if page.frame:
        pen.rectangle((1, 1, width - 2, height - 2), outline=page.ink, width=max(2, int(0.5 * scale)))
    pen.text((width / 2, height / 2), page.stamp, font=letters, fill=page.ink, anchor="mm")
    stamp = stamp.rotate(page.stamp_slant, resample=Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    x, y = {"left": (65, 46), "right": (165, 11), "over": (120, 66)}[page.place]
    corner = (int(x * scale - stamp.width / 2), int(y * scale - stamp.height / 2))
    under = sheet.crop((*corner, corner[0] + stamp.width, corner[1] + stamp.height))
    sheet.paste(ImageChops.multiply(under, stamp), corner)


def _on_a_desk(sheet: Image.Image, chance: random.Random) -> Image.Image:
    """The page on a brown table, seen a little from the side, in uneven light, as a telephone sees it."""
    width, height = int(sheet.width * 1.25), int(sheet.height * 1.2)
    desk = Image.new("RGB", (width, height), (120, 88, 60))
    desk = ImageChops.add(desk, _noise((width, height), 30, chance).convert("RGB"), offset=-128)
    desk.paste(sheet, ((width - sheet.width) // 2, (height - sheet.height) // 2))
    lean = width * chance.uniform(0.02, 0.05)
    corners = (-lean, 0, 0, height, width, height, width + lean, 0)
    seen = desk.transform((width, height), Image.Transform.QUAD, corners, resample=Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").resize((width, height)).point(lambda value: 150 + value * 105 // 255)
    return ImageChops.multiply(seen, Image.merge("RGB", (light, light, light)))


def landscape(seed: int = 0, size: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """Something like a photo of fields and people: many shapes and textures, no letters."""
    chance = random.Random(seed)
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image = ImageChops.multiply(image, Image.new("RGB", size, (150, 200, 255)))
    pen = ImageDraw.Draw(image)
    for _ in range(400):
        x, y = chance.randrange(size[0]), chance.randrange(size[1] // 3, size[1])
        colour = (chance.randrange(40, 200), chance.randrange(60, 220), chance.randrange(30, 120))
        reach = chance.randrange(5, 90)
        if chance.random() < 0.5:
            pen.ellipse((x, y, x + reach, y + reach * 2), fill=colour)
        else:
            pen.line((x, y, x + chance.randrange(-60, 60), y + chance.randrange(20, 120)), fill=colour, width=chance.randrange(2, 9))
    for _ in range(8):
        x = chance.randrange(size[0])
        pen.rectangle((x, 500, x + 60, 900), fill=(chance.randrange(160, 255), chance.randrange(60), chance.randrange(60)))
    return ImageChops.add(image, _noise(size, 25, chance).convert("RGB"), offset=-128)


def signboard(*lines: str, ground: Colour = (190, 20, 25), ink: Colour = (255, 225, 60), seed: int = 0) -> Image.Image:
    """A banner, a label or a board hung up in a landscape."""
    image = landscape(seed)
    pen = ImageDraw.Draw(image)
    high = 130
    width = max(int(font_of(SANS, 90).getlength(text)) for text in lines) + 120
    left = (image.width - width) // 2
    pen.rectangle((left, 120, left + width, 160 + high * len(lines)), fill=ground, outline=ink, width=6)
    for row, text in enumerate(lines):
        pen.text((image.width // 2, 140 + high * row), text, font=font_of(SANS, 90), fill=ink, anchor="ma")
    return image


def jpeg_of(image: Image.Image, *, quality: int = 80) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def scanned_pdf(*images: Image.Image) -> bytes:
    """A PDF whose pages are pictures and nothing else."""
    out = BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=list(images[1:]), resolution=150, quality=75)
    return out.getvalue()


def marked_pages() -> list[Page]:
    """Every grade, each in the ways in which a stamped page reaches an office."""
    plain = Page()
    ways = [
        plain,
        replace(plain, dpi=200, place="right"),
        replace(plain, dpi=300, stamp_slant=3),
        replace(plain, dpi=100),
        replace(plain, ink=BLACK, gray=True, dpi=200),
        replace(plain, ink=BLACK, gray=True, place="right", noise=20, slant=1),
        replace(plain, ink=FADED, noise=20),
        replace(plain, ink=FADED, gray=True, place="right", dpi=200),
        replace(plain, stamp_slant=6, slant=-2, noise=25),
        replace(plain, stamp_slant=-8, place="right", font=SANS),
        replace(plain, font=HEAVY, blur=1.2, slant=2),
        replace(plain, desk=True, blur=0.8, noise=20, slant=3, dpi=200),
        replace(plain, desk=True, noise=30, slant=-4, stamp_slant=4, place="right", dpi=200),
        replace(plain, place="over", stamp_slant=5, dpi=200),
        replace(plain, frame=False, place="right"),
        replace(plain, turned=90, dpi=200),
        replace(plain, turned=180, noise=15),
        replace(plain, turned=270, ink=BLACK, gray=True, dpi=200),
    ]
    return [replace(way, stamp=grade) for way in ways for grade in ("MẬT", "TỐI MẬT", "TUYỆT MẬT")]


def innocent_pages() -> list[Page]:
    """Pages on which the word stands, or another stamp, but no mark."""
    pages = [
        Page(),
        Page(stamp="HỎA TỐC"),
        Page(stamp="KHẨN", place="right", stamp_slant=4),
        Page(stamp="ĐÃ KIỂM TRA", ink=BLUE),
        Page(stamp="SAO Y", place="right"),
        Page(title="MÔ HÌNH NUÔI ONG LẤY MẬT", subtitle="Tổ hợp tác nuôi ong lấy mật thôn Vi Chring"),
        Page(title="KẾ HOẠCH NUÔI ONG LẤY", subtitle="MẬT NĂM 2023"),
        Page(title="BÁO CÁO VỀ MẬT ĐỘ DÂN SỐ", subtitle="Mật độ dân số các xã năm 2023"),
        Page(title="QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC", subtitle="Giữ bí mật danh tính người phản ánh"),
        Page(title="CƠ SỞ SẢN XUẤT MẬT ONG RỪNG", subtitle="Sản lượng mật ong năm 2023"),
        Page(title="THÔNG BÁO BỊ MẤT GIẤY TỜ", subtitle="Mất thẻ đảng viên"),
        Page(title="HỘI NGHỊ GẶP MẶT ĐẦU XUÂN", subtitle="KHÁM MẮT MIỄN PHÍ CHO NGƯỜI CAO TUỔI"),
        Page(body=("Tài liệu mật phải được bảo quản riêng; không gửi văn bản mật qua mạng. Giữ bí mật thông tin cá nhân.", *BODY)),
    ]
    ways = [{}, {"noise": 25, "slant": 2.0}, {"desk": True, "blur": 0.8, "dpi": 200}, {"gray": True, "dpi": 200}, {"turned": 90}]
    return [replace(page, **way) for page in pages for way in ways]  # type: ignore[arg-type]


def innocent_photos() -> list[Image.Image]:
    """Photos without a page in them."""
    boards = [
        ("NUÔI ONG LẤY MẬT",), ("MẬT ONG", "RỪNG"), ("MẬT ONG", "MĂNG ĐEN"), ("TỔ HỢP TÁC", "NUÔI ONG LẤY", "MẬT"), ("MẬT", "ONG RỪNG"),
        ("NHÀ VĂN HÓA", "THÔN VI CHRING"), ("HỌC TẬP VÀ LÀM THEO", "TẤM GƯƠNG ĐẠO ĐỨC"), ("KHÁM MẮT", "MIỄN PHÍ"),
    ]  # fmt: skip
    yellow = [signboard(*lines, seed=seed) for seed, lines in enumerate(boards)]
    red = [signboard(*lines, ground=(250, 245, 220), ink=(200, 20, 30), seed=seed) for seed, lines in enumerate(boards)]
    return yellow + red + [landscape(seed) for seed in range(8)]
