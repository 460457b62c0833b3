"""What all tests share."""

from pathlib import Path

import pytest
from django.core.cache import cache

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    """Rate limits and other counts in the cache begin anew."""
    cache.clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source texts beside the repository; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.exists():
        pytest.skip("the source texts (../shared) are not here")
    return folder
