"""Taking a step: the reason is asked, what was seen is what is approved, a refusal writes nothing."""

import pytest

from lantoa.core.records.models import State
from lantoa.core.records.services import advance, change
from tests.core.ui.records.conftest import World, text_of
from tests.factories import TODAY, make_declaration


@pytest.fixture
def submitted(world: World):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk)
    return advance(record, "submit", by=world.clerk, today=TODAY)


def test_a_record_is_approved_from_its_page(world: World, client, submitted):
    client.force_login(world.office)
    page = text_of(client.post(f"/r/{submitted.public_id}/step/approve/", {"version": submitted.version}, follow=True))
    submitted.refresh_from_db()
    assert submitted.state == State.APPROVED
    assert "SL-0001" in page


def test_the_way_back_is_kept_only_within_the_program(world: World, client, submitted):
    client.force_login(world.office)
    asked = {"version": submitted.version, "next": "https://evil.example/"}
    assert client.post(f"/r/{submitted.public_id}/step/approve/", asked).url == f"/r/{submitted.public_id}/"


def test_a_return_wants_its_reason(world: World, client, submitted):
    client.force_login(world.office)
    url = f"/r/{submitted.public_id}/step/return/"
    assert "Kept in the history" in text_of(client.get(url))
    assert "Write the reason" in text_of(client.post(url, {"version": submitted.version, "reason": " "}))
    client.post(url, {"version": submitted.version, "reason": "Thiếu nguồn", "next": "/approvals/"})
    submitted.refresh_from_db()
    assert submitted.state == State.RETURNED


def test_what_was_changed_meanwhile_is_not_approved_unseen(world: World, client, submitted):
    seen = submitted.version
    returned = advance(submitted, "return", by=world.office, today=TODAY, reason="Thiếu nguồn")
    change(returned, values={"source": "Nguồn mới"}, by=world.clerk, today=TODAY)
    advance(returned, "submit", by=world.clerk, today=TODAY)
    client.force_login(world.office)
    page = text_of(client.post(f"/r/{submitted.public_id}/step/approve/", {"version": seen}, follow=True))
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED
    assert "was changed since you opened it" in page


@pytest.mark.parametrize("who", ("clerk", "member", "viewer"))
def test_those_who_may_not_are_refused_with_the_reason(world: World, client, submitted, who):
    client.force_login(getattr(world, who))
    response = client.post(f"/r/{submitted.public_id}/step/approve/", {"version": submitted.version})
    submitted.refresh_from_db()
    assert (response.status_code, submitted.state) == (403, State.SUBMITTED)


def test_a_step_that_the_state_no_longer_has_leads_back_with_a_word(world: World, client, submitted):
    advance(submitted, "approve", by=world.office, today=TODAY)
    client.force_login(world.office)
    page = text_of(client.post(f"/r/{submitted.public_id}/step/return/", {"version": 1, "reason": "x"}, follow=True))
    assert "has moved on meanwhile" in page


def test_an_unknown_step_is_not_found(world: World, client, submitted):
    client.force_login(world.office)
    assert client.get(f"/r/{submitted.public_id}/step/nonsense/").status_code == 404


def test_the_page_of_a_step_shows_the_record_and_the_other_way(world: World, client, submitted):
    client.force_login(world.office)
    page = text_of(client.get(f"/r/{submitted.public_id}/step/approve/?next=/approvals/"))
    assert "Figures that the unit reports" in page
    assert f'href="/r/{submitted.public_id}/step/return/?next=/approvals/"' in page
