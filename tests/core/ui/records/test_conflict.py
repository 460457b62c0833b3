"""Two people edit one record: both versions are shown, the person chooses, nothing is overwritten unseen."""

import pytest

from lantoa.core.records.services import change
from tests.core.ui.records.conftest import World, text_of
from tests.core.ui.records.filling import declaration, opened
from tests.factories import TODAY, make_declaration


@pytest.fixture
def both(world: World, client):
    """`member` has the form open while `clerk` saves another source; the form is then sent with a new title."""
    record = make_declaration(world.tree.hieu_committee, by=world.clerk, title="Tên cũ", source="Nguồn cũ")
    client.force_login(world.member)
    url = f"/r/{record.public_id}/edit/"
    mine = declaration(client, url) | opened(client, url) | {"title": "Tên của tôi"}
    change(record, values={"source": "Nguồn của người khác"}, by=world.clerk, today=TODAY)
    return record, url, mine


def test_both_versions_stand_side_by_side_and_nothing_is_written(world: World, client, both):
    record, url, mine = both
    response = client.post(url, mine)
    assert response.status_code == 409
    shown = {clash.name: (clash.mine, clash.theirs, clash.keep) for clash in response.context["clashes"]}
    assert shown["title"] == ("Tên của tôi", "Tên cũ", "mine")
    assert shown["source"] == ("Nguồn cũ", "Nguồn của người khác", "theirs")
    assert "Y Thị Hạnh saved this record while you were editing it" in text_of(response)
    record.refresh_from_db()
    assert (record.title, record.source) == ("Tên cũ", "Nguồn của người khác")


def test_what_was_chosen_is_saved(world: World, client, both):
    record, url, mine = both
    page = client.post(url, mine)
    hidden = dict(page.context["hidden"])
    chosen = {"clash": ["title", "source"], "keep_title": "mine", "keep_source": "theirs"}
    response = client.post(url, {**hidden, "version": page.context["record"].version, "opened": page.context["opened"], **chosen})
    assert response.status_code == 302
    record.refresh_from_db()
    assert (record.title, record.source) == ("Tên của tôi", "Nguồn của người khác")


def test_a_field_that_both_changed_must_be_chosen(world: World, client, both):
    record, url, mine = both
    mine |= {"source": "Nguồn của tôi"}
    page = client.post(url, mine)
    assert {clash.name: clash.keep for clash in page.context["clashes"]}["source"] == ""
    hidden = dict(page.context["hidden"])
    again = client.post(url, {**hidden, "version": page.context["record"].version, "opened": page.context["opened"], "clash": ["source"]})
    assert [clash.name for clash in again.context["clashes"]].count("source") == 1
    record.refresh_from_db()
    assert record.source == "Nguồn của người khác"


def test_a_third_save_meanwhile_is_shown_again(world: World, client, both):
    record, url, mine = both
    page = client.post(url, mine)
    change(record, values={"title": "Tên thứ ba"}, by=world.clerk, today=TODAY)
    hidden = dict(page.context["hidden"])
    again = client.post(
        url,
        {**hidden, "version": page.context["record"].version, "opened": page.context["opened"], "clash": ["title"], "keep_title": "mine"},
    )
    shown = {clash.name: (clash.mine, clash.theirs, clash.keep) for clash in again.context["clashes"]}
    assert shown["title"] == ("Tên của tôi", "Tên thứ ba", "")
