"""What waits for a person: the approvals queue and their own work."""

from datetime import date, timedelta

from lantoa.core.records.kinds import all_kinds
from lantoa.core.records.services import advance, change
from lantoa.core.ui.people.proving import BY_PIN
from tests.core.ui.records.conftest import World, text_of
from tests.factories import TODAY, make_declaration


def submitted(world: World, title: str, day: date, by=None):
    record = make_declaration(world.tree.hieu_committee, by=by or world.clerk, title=title, day=date(2023, 5, 1))
    return advance(record, "submit", by=record.author, today=day)


def waiting(client) -> list[tuple[str, str]]:
    return [(item.record.title, str(item.waited)) for item in client.get("/approvals/").context["items"]]


def test_the_longest_waiting_comes_first_and_says_since_when(world: World, client):
    submitted(world, "Hôm nay", TODAY)
    submitted(world, "Lâu rồi", date(2023, 5, 20))
    submitted(world, "Hôm qua", date(2023, 5, 24))
    client.force_login(world.office)
    assert waiting(client) == [("Lâu rồi", "5 days ago"), ("Hôm qua", "yesterday"), ("Hôm nay", "today")]


def test_one_s_own_and_other_districts_are_not_in_it(world: World, client):
    submitted(world, "Của tôi", TODAY)
    client.force_login(world.clerk)
    assert waiting(client) == []
    client.force_login(world.neighbour)
    assert waiting(client) == []


def test_whoever_signed_in_by_pin_is_told_why_the_queue_offers_no_approval(world: World, client):
    submitted(world, "Một", TODAY)
    submitted(world, "Hai", TODAY)
    client.force_login(world.office)
    assert "Look and approve" in text_of(client.get("/approvals/"))
    session = client.session
    session[BY_PIN] = True
    session.save()
    told = text_of(client.get("/approvals/"))
    assert "You signed in with a PIN" in told
    assert "Look and approve" not in told
    assert client.get("/approvals/").context["bulk"] is None


def test_the_count_stands_in_the_top_bar(world: World, client):
    client.force_login(world.office)
    assert "nav-count" not in text_of(client.get("/work/"))
    submitted(world, "Một", TODAY)
    submitted(world, "Hai", TODAY)
    assert '<em class="nav-count">2</em>' in text_of(client.get("/work/"))


def test_every_kind_that_one_may_enter_has_a_button_four_of_them_within_reach_of_the_thumb(world: World, client):
    client.force_login(world.clerk)
    page = text_of(client.get("/work/"))
    dock = page.partition('class="dock"')[2].partition("</nav>")[0]
    assert dock.count("/new/") == 4
    for kind in (kind for kind in all_kinds() if kind.listed):
        assert page.count(f'href="/records/{kind.code}/new/"') == 1, kind.code
    icons = [kind.icon for kind in all_kinds() if kind.listed and kind.code != "chain"]
    assert len(icons) == len(set(icons))


def test_kinds_can_be_told_apart(world: World, client):
    submitted(world, "Số liệu", TODAY)
    from lantoa.core.records.services import create

    values = {"unit": world.tree.hieu_committee, "title": "Nuôi cá niêng", "day": TODAY, "sector": "fishery"}
    advance(create("initiative", values=values, by=world.clerk, today=TODAY), "submit", by=world.clerk, today=TODAY)
    client.force_login(world.office)
    assert len(client.get("/approvals/").context["options"]) == 3
    assert [item.record.title for item in client.get("/approvals/?kind=initiative").context["items"]] == ["Nuôi cá niêng"]


def test_what_came_back_is_shown_to_its_author_with_the_reason(world: World, client):
    record = submitted(world, "Thiếu", TODAY)
    advance(record, "return", by=world.office, today=TODAY, reason="Chưa ghi nguồn")
    client.force_login(world.clerk)
    for address in ("/approvals/", "/work/"):
        assert "Chưa ghi nguồn" in text_of(client.get(address))
    client.force_login(world.member)
    assert "Chưa ghi nguồn" not in text_of(client.get("/work/"))


def test_the_reason_stays_while_what_came_back_is_mended(world: World, client):
    returned = advance(submitted(world, "Thiếu", TODAY), "return", by=world.office, today=TODAY, reason="Chưa ghi nguồn")
    change(returned, values={"title": "Đủ hơn"}, by=world.clerk, today=TODAY + timedelta(days=1))
    client.force_login(world.clerk)
    (item,) = client.get("/work/").context["returned"]
    assert (item.record.title, item.reason, item.record.since) == ("Đủ hơn", "Chưa ghi nguồn", TODAY)


def test_my_work_shows_drafts_and_what_others_have_and_the_buttons(world: World, client):
    make_declaration(world.tree.hieu_committee, by=world.clerk, title="Còn nháp")
    submitted(world, "Đã gửi", TODAY)
    client.force_login(world.clerk)
    page = client.get("/work/")
    assert [item.record.title for item in page.context["drafts"]] == ["Còn nháp"]
    assert [item.record.title for item in page.context["awaiting"]] == ["Đã gửi"]
    assert 'class="dock"' in text_of(page)
    client.force_login(world.viewer)
    assert 'class="dock"' not in text_of(client.get("/work/"))


def test_the_queue_costs_the_same_whatever_its_length(world: World, client, django_assert_num_queries):
    client.force_login(world.office)
    for count in (1, 3):
        while len(waiting(client)) < count:
            submitted(world, "Số liệu", TODAY)
        with django_assert_num_queries(9):
            assert len(waiting(client)) == count
