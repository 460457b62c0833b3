"""A common approval: a sample is read first, each record is approved on its own, and each answers for itself."""

import pytest

from lantoa.core.measures.models import Declaration
from lantoa.core.records.models import State
from lantoa.core.records.services import advance, change
from tests.core.ui.records.conftest import World, text_of
from tests.factories import TODAY, make_declaration

BULK = "/records/declaration/approve/"


@pytest.fixture
def five(world: World):
    """Five submitted records of the clerk."""
    made = [make_declaration(world.tree.hieu_committee, by=world.clerk, title=f"Số liệu {number}") for number in range(5)]
    return [advance(record, "submit", by=world.clerk, today=TODAY) for record in made]


def ids(records):
    return [str(record.public_id) for record in records]


def approved():
    return Declaration.objects.filter(state=State.APPROVED).count()


def test_a_sample_is_shown_whole_and_nothing_is_approved_yet(world: World, client, five):
    client.force_login(world.office)
    response = client.post(BULK, {"chosen": ids(five)})
    assert len(response.context["sample"]) == 3
    assert "Nothing is approved yet" in text_of(response)
    assert approved() == 0


def test_each_is_approved_once_the_sample_is_ticked(world: World, client, five):
    client.force_login(world.office)
    page = client.post(BULK, {"chosen": ids(five)})
    sample = [str(shown["record"].public_id) for shown in page.context["sample"]]
    unread = client.post(BULK, {"selection": page.context["selection"], "seen": sample[:2]})
    assert "Not all of the sample is ticked" in text_of(unread)
    assert unread.status_code == 422
    assert approved() == 0
    done = client.post(BULK, {"selection": page.context["selection"], "seen": sample}, follow=True)
    assert approved() == 5
    assert "5 of 5 approved" in text_of(done)
    assert len({record.reference for record in Declaration.objects.all()}) == 5


def test_what_cannot_be_approved_is_told_with_its_reason_and_leaves_the_others(world: World, client, five):
    client.force_login(world.office)
    page = client.post(BULK, {"chosen": ids(five)})
    returned = advance(five[0], "return", by=world.office, today=TODAY, reason="Thiếu nguồn")
    change(returned, values={"source": "Nguồn mới"}, by=world.clerk, today=TODAY)
    advance(returned, "submit", by=world.clerk, today=TODAY)
    advance(five[1], "withdraw", by=world.clerk, today=TODAY, reason="Nhập trùng")
    seen = [str(shown["record"].public_id) for shown in page.context["sample"]]
    done = client.post(BULK, {"selection": page.context["selection"], "seen": seen}, follow=True)
    assert approved() == 3
    assert {result.title for result in done.context["refused"]} == {"Số liệu 0", "Số liệu 1"}
    assert "changed since you chose it" in text_of(done)


def test_one_s_own_and_others_out_of_sight_are_left_out(world: World, client, five):
    own = advance(make_declaration(world.tree.committee, by=world.office, title="Của tôi"), "submit", by=world.office, today=TODAY)
    far = advance(
        make_declaration(world.tree.other_committee, by=world.neighbour, title="Nơi khác"), "submit", by=world.neighbour, today=TODAY
    )
    client.force_login(world.office)
    page = text_of(client.post(BULK, {"chosen": [*ids([five[0], own, far]), "nonsense"]}))
    assert "1 record is left out" in page
    assert "Của tôi" not in page
    assert "Nơi khác" not in page


@pytest.mark.parametrize("who", ("clerk", "member", "viewer", "neighbour"))
def test_those_who_may_not_approve_get_no_sample(world: World, client, five, who):
    client.force_login(getattr(world, who))
    response = client.post(BULK, {"chosen": ids(five)}, follow=True)
    assert "none of those chosen is yours" in text_of(response)
    assert approved() == 0


def test_a_selection_of_someone_else_approves_nothing(world: World, client, five):
    client.force_login(world.office)
    page = client.post(BULK, {"chosen": ids(five)})
    seen = [str(shown["record"].public_id) for shown in page.context["sample"]]
    client.force_login(world.clerk)
    client.post(BULK, {"selection": page.context["selection"], "seen": seen})
    assert approved() == 0


def test_the_results_alone_lead_to_the_list(world: World, client):
    client.force_login(world.office)
    assert client.get(BULK).url == "/records/declaration/"
