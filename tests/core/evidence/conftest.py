"""What the tests of evidence share: a tree, a clerk with a draft, and a store that is empty at the start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage

from lantoa.core.access.roles import Role
from lantoa.core.measures.models import Declaration
from lantoa.core.people.models import User
from tests.factories import Tree, make_account, make_declaration, make_tree


@pytest.fixture
def files(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """The folder in which evidence is kept during the test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    settings.LANTOA_BUSINESS_DAY = "2023-05-25"
    settings.LANTOA_READING_DATA = str(tmp_path)  # no data for the engine there: pictures are read in test_scanning.py alone
    assert Path(default_storage.path("")) == tmp_path
    return tmp_path


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


@pytest.fixture
def clerk(tree: Tree) -> User:
    return make_account(Role.OFFICE, tree.hieu_committee)


@pytest.fixture
def record(tree: Tree, clerk: User, files: Path) -> Declaration:
    return make_declaration(tree.hieu_committee, by=clerk, title="Nuôi cá niêng kết hợp vịt xiêm")
