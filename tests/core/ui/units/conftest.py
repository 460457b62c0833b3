"""What the tests of unit pages share: a tree, people in their roles, pages in English."""

from dataclasses import dataclass

import pytest
from django.conf import LazySettings
from django.test import Client

from lantoa.core.access.roles import Role
from lantoa.core.people.models import User
from tests.factories import TODAY, Tree, make_account, make_tree
from tests.replay import replayed


@dataclass(frozen=True)
class World:
    """The tree, and people at the district's committee, at one commune's, and nowhere."""

    tree: Tree
    admin: User
    office: User
    member: User
    nobody: User


@pytest.fixture
def world(db: None, settings: LazySettings) -> World:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    return make_world()


@replayed
def make_world() -> World:
    tree = make_tree()
    return World(
        tree,
        admin=make_account(Role.ADMINISTRATOR, tree.district, name="Đinh Quản Trị"),
        office=make_account(Role.OFFICE, tree.committee, name="Trần Thu Hà"),
        member=make_account(Role.MEMBER, tree.hieu_committee, name="A Đăng"),
        nobody=make_account(name="Người Lạ"),
    )


class EnglishBrowser(Client):
    """A browser set to English, whoever signs in or out, so that tests read what is said."""

    def __init__(self) -> None:
        super().__init__()
        self.cookies["django_language"] = "en"

    def logout(self) -> None:
        super().logout()
        self.cookies["django_language"] = "en"


@pytest.fixture
def client() -> Client:
    return EnglishBrowser()
