"""The demo is built once, by the real command; each group of tests runs the real server on a copy of it, with the worker beside it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from tests.browser.server import browsing, demo_in, serving
from tools.chromium import find


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all; each visit has a window of its own in it."""
    path = find()
    if path is None:
        pytest.skip("no Chromium here (LANTOA_CHROMIUM names one)")
    with browsing(path) as browser:
        yield browser


@pytest.fixture(scope="package")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose demo is built and whose pages' files are collected; nothing is entered in it, copies are. Once for all processes."""
    shared = tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.mktemp("demo")
    home, ready = shared / "demo-home", shared / "demo-home.ready"
    with FileLock(shared / "demo-home.lock"):
        if not ready.exists():
            home.mkdir()
            demo_in(home)
            with serving(home):
                pass
            ready.touch()
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
