"""What all tests share."""

from pathlib import Path

import pytest

from lantoa.cli.catalogs import compile_catalogs

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    """Vietnamese texts are there before the first page is rendered."""
    compile_catalogs(ROOT / "src" / "lantoa")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source texts beside the repository; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.exists():
        pytest.skip("the source texts (../shared) are not here")
    return folder
