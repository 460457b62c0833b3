"""Every refused form answers 422, so that programs and caches tell it from a page that was given; an empty form answers 200."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from lantoa.core.access.accounts import appoint
from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role
from lantoa.core.records.services import advance
from tests.factories import PASSWORD, TODAY, make_account, make_approved, make_declaration, make_tree


@pytest.fixture
def asked(db: None, settings: LazySettings) -> dict[str, Any]:
    """The addresses of forms by name, and who may fill each in."""
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    tree = make_tree()
    clerk, office = make_account(Role.OFFICE, tree.hieu_committee), make_account(Role.OFFICE, tree.committee)
    admin = make_account(Role.ADMINISTRATOR, tree.district)
    draft, approved = (make_declaration(tree.hieu_committee, by=clerk) for _number in range(2))
    waiting = advance(make_declaration(tree.hieu_committee, by=clerk), "submit", by=clerk, today=TODAY)
    approved = make_approved(approved, by=office)
    grant = Grant.objects.get(person=clerk.person)
    tenure = appoint(clerk.person, title="Bí thư", unit=tree.hieu_committee, starts=TODAY, by=admin, today=TODAY)
    return {
        "record": (clerk, "/records/declaration/new/"),
        "copy": (clerk, f"/r/{approved.public_id}/copy/"),
        "edit": (clerk, f"/r/{draft.public_id}/edit/"),
        "correction": (office, f"/r/{approved.public_id}/edit/"),
        "step": (office, f"/r/{waiting.public_id}/step/return/"),
        "evidence": (clerk, f"/r/{draft.public_id}/evidence/"),
        "unit": (admin, f"/u/{tree.hieu_committee.key}/new/"),
        "unit name": (admin, f"/u/{tree.hieu_committee.key}/rename/"),
        "person's name": (admin, f"/people/{clerk.person.public_id}/name/"),
        "role": (admin, "/people/roles/new/"),
        "end of a role": (admin, f"/people/roles/{grant.pk}/end/"),
        "hand-over": (admin, f"/people/roles/{grant.pk}/hand-over/"),
        "post": (admin, "/people/posts/new/"),
        "end of a post": (admin, f"/people/posts/{tenure.pk}/end/"),
        "invitation": (admin, "/people/invite/"),
        "own account": (clerk, "/me/"),
        "password": (clerk, "/accounts/password/change/"),
        "report": (office, "/reports/new/"),
    }


WITH_A_PAGE = (
    "record", "copy", "edit", "correction", "step", "evidence", "unit", "unit name", "person's name", "role", "end of a role", "hand-over",
    "post", "end of a post", "invitation", "own account", "password", "report",
)  # fmt: skip


@pytest.mark.parametrize("name", WITH_A_PAGE)
def test_a_form_with_nothing_in_it_is_refused(asked: dict[str, Any], client: Client, name: str) -> None:
    user, url = asked[name]
    client.force_login(user)
    assert client.get(url).status_code == 200
    refused = client.post(url, {"x": ""})
    assert refused.status_code == 422, name
    assert "data-errors" in refused.content.decode()


def test_a_remark_and_a_link_are_refused_on_the_record_s_own_page(asked: dict[str, Any], client: Client) -> None:
    user, url = asked["edit"]
    client.force_login(user)
    for part in ("comment/", "links/"):
        refused = client.post(url.replace("edit/", part), {})
        assert refused.status_code == 422
        assert "data-errors" in refused.content.decode()


def test_a_wrong_password_is_refused(asked: dict[str, Any], client: Client) -> None:
    user, _url = asked["record"]
    assert client.post("/accounts/login/", {"login": user.username, "password": "khong-dung"}).status_code == 422
    assert client.post("/accounts/login/", {"login": user.username, "password": PASSWORD}).status_code == 302
