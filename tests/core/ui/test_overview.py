"""The overview: of the unit of one's role, as far as the role still reaches it; of what waits, only what one may do."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from lantoa.core.access.roles import Role
from lantoa.core.units.services import end_unit, succeed
from tests.factories import TODAY, Tree, make_account, make_declaration, make_grant, make_tree

pytestmark = pytest.mark.django_db
ENDED = date(2023, 3, 1)


@pytest.fixture
def tree(settings: Any) -> Tree:
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    return make_tree()


def test_of_a_unit_that_has_ended_it_shows_nothing_to_those_who_held_a_role_there(tree: Tree, client: Client) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    make_declaration(tree.hieu_committee, by=clerk, day=date(2023, 2, 1))
    client.force_login(clerk)
    assert client.get("/").context["unit"] == tree.hieu_committee
    end_unit(tree.hieu_committee, day=ENDED)
    succeed(tree.hieu_committee, new=[tree.dak_tang_committee], day=ENDED)
    client.force_login(make_account(Role.OFFICE, tree.hieu_committee, name="A Khác"))
    page = client.get("/").content.decode()
    assert "Vai trò đã hết cùng đơn vị" in page
    assert tree.dak_tang_committee.name in page
    assert "headlines" not in page
    assert client.get(f"/?unit={tree.hieu_committee.key}").status_code == 404


def test_of_two_roles_the_one_that_still_reaches_its_unit_is_shown(tree: Tree, client: Client) -> None:
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    make_grant(clerk, Role.OFFICE, tree.dak_tang_committee)
    end_unit(tree.hieu_committee, day=ENDED)
    client.force_login(clerk)
    assert client.get("/").context["unit"] == tree.dak_tang_committee


@pytest.mark.parametrize(("role", "shown"), [(Role.SECRETARY, True), (Role.DEPUTY, False), (Role.MEMBER, False)])
def test_what_waits_for_approval_is_shown_to_those_who_approve(tree: Tree, client: Client, role: str, shown: bool) -> None:
    client.force_login(make_account(role, tree.hieu_committee))
    assert ("Chờ tôi duyệt" in client.get("/").content.decode()) == shown
