"""The demo is built once, by the real command; each group of tests runs the real server on a copy of it, with the worker beside it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from playwright.sync_api import Browser
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from lantoa.cli.place import OPTIONS_FILE
from tests.browser.cleanness import Knock
from tests.browser.places import Place
from tests.browser.server import browsing, demo_in, serving
from tests.browser.visits import Visit, context_of
from tests.once import once
from tools.chromium import find

COMMON = {"test_import.py", "test_mistakes.py", "test_own_template.py", "test_reorganising.py", "test_suggestions.py"}
"""The modules that share a site."""


LONGEST = "test_pages_are_clean.py"
"""The module that takes a third of the whole: two processes share it."""


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist is untyped
    """A module to each process, those that share a site to one: starting the program costs more than most of their tests."""

    def _split_scope(self, nodeid: str) -> str:
        scope: str = super()._split_scope(nodeid)
        module = scope.rpartition("/")[2]
        if module == LONGEST:
            return f"{scope} {crc32(nodeid.encode()) % 2}"
        return "common" if module in COMMON else scope


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together | None:
    return Together(config, log) if config.getoption("dist") == "loadscope" else None


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

    def make(home: Path) -> None:
        with serving(demo_in(home)):
            pass

    return once(tmp_path_factory, "demo-home", make)


@pytest.fixture(scope="module")
def site(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo of the module's own."""
    yield from copy_serving(demo_home, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="package")
def common_site(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo of several modules, none of which hangs on what the others enter, or changes how anyone signs in."""
    yield from copy_serving(demo_home, tmp_path_factory.mktemp("common"))


@pytest.fixture
def fresh_site(demo_home: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demo of the test's own, in which nobody has entered anything yet."""
    yield from copy_serving(demo_home, tmp_path)


def copy_serving(home: Path, copy: Path, more: str = "") -> Iterator[str]:
    """`more`: lines for the copy's options."""
    shutil.copytree(home / "lantoa", copy / "lantoa")
    with (copy / "lantoa" / OPTIONS_FILE).open("a", encoding="utf-8") as options:
        options.write(more)
    with serving(copy) as found:
        yield found
    shutil.rmtree(copy / "lantoa")


@pytest.fixture(scope="module")
def knock(chromium: Browser, site: str) -> Iterator[Knock]:
    """A visit by the account of a place, signed in once for all places."""
    visits: dict[str, Visit] = {}

    def come(place: Place) -> Visit:
        found = None if place.alone else visits.get(place.account)
        if found is None:
            found = Visit(context_of(chromium).new_page(), site)
            if place.account:
                found.sign_in(place.account)
            if not place.alone:
                visits[place.account] = found
        return found

    yield come
    for visit in visits.values():
        visit.page.context.close()
