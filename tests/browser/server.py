"""The program itself, as `lantoa run` starts it: the web server and the background worker over a demo."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from lantoa.cli.place import DEMO_OPTIONS, OPTIONS_FILE
from tests.cli.processes import address, running

BUILDING = 300.0  # seconds that the demo may take where other work shares the machine
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--js-flags=--no-lazy-feedback-allocation",  # what axe runs once on each page is compiled sooner
]  # fmt: skip


def demo_in(home: Path) -> Path:
    """The home of a demo that is built when the program first runs there."""
    folder = home / "lantoa"
    folder.mkdir(mode=0o700)
    (folder / OPTIONS_FILE).write_text(DEMO_OPTIONS, "utf-8")
    return home


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The address of the program over this home, until the block ends."""
    with running(home) as (_process, told):
        yield address(told, within=BUILDING)


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    """The Chromium at this path, until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
