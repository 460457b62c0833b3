"""`make screenshots`: the pictures of the README and the docs, from a demo built for it and gone after it."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser.places import TWO_YEARS, begin_report
from tests.browser.server import browsing, demo_in, serving
from tests.browser.visits import Visit, visit
from tools.chromium import find_or_install

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
COLOURS = 256
LARGEST = 200_000  # bytes


@dataclass(frozen=True)
class Picture:
    """A picture: by whom, on which screen, and the way to what it shows."""

    name: str
    account: str
    go: Callable[[Visit], object]
    screen: str = "desk"


def report(visit: Visit) -> None:
    """The two-year review with what stands behind its 50."""
    begin_report(visit, TWO_YEARS)
    visit.page.click("article.doc p a.num >> nth=0")
    visit.page.wait_for_selector("[data-panel] .lin__value")
    visit.page.evaluate("scrollTo(0, 0)")


def initiative(visit: Visit) -> None:
    visit.open("/records/initiative/")
    visit.page.click("a.list__title:has-text('Nuôi cá niêng')")
    visit.page.wait_for_selector("#history")


PICTURES = (
    Picture("overview", "vanphong.konplong", lambda visit: visit.open("/")),
    Picture("list", "vanphong.konplong", lambda visit: visit.open("/records/initiative/")),
    Picture("initiative", "vanphong.konplong", initiative),
    Picture("report", "vanphong.konplong", report),
    Picture("phone", "thanhvien.dakring", lambda visit: visit.open("/work/"), screen="phone"),
)


def take(picture: Picture, browser: Browser, address: str) -> Path:
    """The picture in its file, light, as small as it goes without loss that anyone sees."""
    path = FOLDER / f"{picture.name}.png"
    with visit(browser, address, screen=picture.screen, color_scheme="light") as found:
        found.sign_in(picture.account)
        picture.go(found)
        found.page.mouse.move(0, 0)
        found.page.evaluate("Promise.all([document.fonts.ready, document.activeElement.blur()])")
        found.page.screenshot(path=path, caret="hide", animations="disabled")
    Image.open(path).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    print("• Building a demo", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="lantoa-pictures-") as folder,
        serving(demo_in(Path(folder))) as address,
        browsing(find_or_install()) as browser,
    ):
        taken = [take(picture, browser, address) for picture in PICTURES]
    for path in taken:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
    return 1 if any(path.stat().st_size > LARGEST for path in taken) else 0


if __name__ == "__main__":
    sys.exit(main())
