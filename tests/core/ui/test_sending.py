"""Forms that a script sends are told where to go on, so that the page, with its messages, is read by the person first."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.access.roles import Role
from lantoa.core.ui.middleware import REDIRECTS
from tests.factories import TODAY, make_account, make_declaration, make_tree

pytestmark = pytest.mark.django_db
SENT = {"X-Lantoa-Sent": "script"}


@pytest.fixture
def sending(client: Client, settings: Any) -> tuple[Client, str, str]:
    """A clerk, the address of a form, and the page to which it leads."""
    tree = make_tree()
    settings.LANTOA_BUSINESS_DAY = TODAY.isoformat()
    clerk = make_account(Role.OFFICE, tree.hieu_committee)
    client.force_login(clerk)
    record = make_declaration(tree.hieu_committee, by=clerk)
    return client, reverse("record-comment", args=[record.public_id]), reverse("record", args=[record.public_id])


def test_the_way_on_is_told_instead_of_taken_and_the_message_waits_for_the_person(sending: tuple[Client, str, str]) -> None:
    client, form, page = sending
    answer = client.post(form, {"text": "Bổ sung ảnh"}, headers=SENT)
    assert (answer.status_code, answer.has_header("Location"), answer.content) == (200, False, b"")
    assert answer["X-Lantoa-Go"].partition("#")[0] == page
    assert "data-toast" in client.get(answer["X-Lantoa-Go"]).content.decode()


def test_the_chosen_day_is_kept_on_the_way(sending: tuple[Client, str, str]) -> None:
    client, form, page = sending
    answer = client.post(f"{form}?at=2023-05-20", {"text": "Bổ sung ảnh"}, headers=SENT)
    assert answer["X-Lantoa-Go"].partition("#")[0] == f"{page}?at=2023-05-20"


def test_a_refused_form_comes_back_as_it_does_without_scripts(sending: tuple[Client, str, str]) -> None:
    client, form, _page = sending
    answer = client.post(form, {"text": ""}, headers=SENT)
    assert answer.status_code == 422
    assert not answer.has_header("X-Lantoa-Go")
    assert "data-errors" in answer.content.decode()
    assert answer["X-Lantoa-Answer"] == "yes", "the program has answered, not what stands before it"


def test_a_sign_in_that_ran_out_is_a_way_on_too(sending: tuple[Client, str, str]) -> None:
    client, form, _page = sending
    client.logout()
    assert client.post(form, {"text": "Bổ sung ảnh"}, headers=SENT)["X-Lantoa-Go"].startswith(reverse("account_login"))


def test_who_sends_without_the_script_is_redirected(sending: tuple[Client, str, str]) -> None:
    client, form, _page = sending
    answer = client.post(form, {"text": "Bổ sung ảnh"})
    assert answer.status_code in REDIRECTS
    assert not answer.has_header("X-Lantoa-Go")
