"""What the tests of the generic pages share: two communes under one committee, people in their roles, pages in English."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.test import Client

from lantoa.core.access.roles import Role
from lantoa.core.people.models import User
from tests.factories import TODAY, Tree, make_account, make_tree
from tests.replay import replayed


@dataclass(frozen=True)
class World:
    """The tree and its people: `clerk` and `member` enter at Hiếu, `office` and `second` approve above; `neighbour` is elsewhere."""

    tree: Tree
    clerk: User
    member: User
    office: User
    second: User
    viewer: User
    neighbour: User


@pytest.fixture
def world(db: None, settings: LazySettings) -> World:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    return make_world()


@replayed
def make_world() -> World:
    tree = make_tree()
    return World(
        tree,
        clerk=make_account(Role.OFFICE, tree.hieu_committee, name="Y Thị Hạnh"),
        member=make_account(Role.MEMBER, tree.hieu_committee, name="A Đăng"),
        office=make_account(Role.OFFICE, tree.committee, name="Trần Thu Hà"),
        second=make_account(Role.LEADER, tree.committee, name="Lê Văn Duyệt"),
        viewer=make_account(Role.VIEWER, tree.committee),
        neighbour=make_account(Role.OFFICE, tree.other_committee),
    )


class English(Client):
    """A browser set to English, so that tests read what is said."""

    def __init__(self) -> None:
        super().__init__()
        self.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    def logout(self) -> None:
        super().logout()
        self.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def client() -> Client:
    return English()


def text_of(response: Any) -> str:
    return str(response.content.decode())


def streamed(response: Any) -> bytes:
    return b"".join(response.streaming_content)
