"""What the tests of personal data share: the world with one person, and lists of persons forgotten in a folder of its own."""

import copy
from pathlib import Path

import pytest

from tests.core.privacy.world import Told


@pytest.fixture(scope="module")
def rows(module_rows):
    return Told()


@pytest.fixture
def told(rows):
    return copy.deepcopy(rows)


@pytest.fixture(autouse=True)
def own_lists(settings, tmp_path: Path):
    settings.HOME, settings.LANTOA_BACKUP_FOLDER = tmp_path, str(tmp_path / "backups")
    (tmp_path / "backups").mkdir()
    return tmp_path
