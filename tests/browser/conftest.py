"""The demo is built once, by the real command; each group of tests runs the real server on a copy of it, with the worker beside it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from lantoa.cli.place import DEMO_OPTIONS, OPTIONS_FILE
from tests.cli.processes import address, running
from tools.chromium import find

BUILDING = 300.0  # seconds that the demo may take where other work shares the machine
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The address of the program over this home, until the block ends."""
    with running(home) as (_process, told):
        yield address(told, within=BUILDING)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all; each visit has a window of its own in it."""
    path = find()
    if path is None:
        pytest.skip("no Chromium here (LANTOA_CHROMIUM names one)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose demo is built and whose pages' files are collected; nothing is entered in it, copies are."""
    home = tmp_path_factory.mktemp("demo")
    (home / "lantoa").mkdir(mode=0o700)
    (home / "lantoa" / OPTIONS_FILE).write_text(DEMO_OPTIONS, "utf-8")
    with serving(home):
        pass
    return home


@pytest.fixture(scope="module")
def site(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo of the module's own."""
    yield from copy_serving(demo_home, tmp_path_factory.mktemp("site"))


@pytest.fixture
def fresh_site(demo_home: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demo of the test's own, in which nobody has entered anything yet."""
    yield from copy_serving(demo_home, tmp_path)


def copy_serving(home: Path, copy: Path) -> Iterator[str]:
    shutil.copytree(home / "lantoa", copy / "lantoa")
    with serving(copy) as found:
        yield found
    shutil.rmtree(copy / "lantoa")
