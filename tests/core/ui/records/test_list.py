"""The list of a kind: scope, filters, order, columns, what an empty one means, and its cost."""

from datetime import date

import pytest
from django.test import Client

from lantoa.core.records.services import advance
from tests.core.ui.records.conftest import World, text_of
from tests.factories import TODAY, make_approved, make_declaration

LIST = "/records/declaration/"


def titles(client: Client, url: str = LIST) -> list[str]:
    return [record.title for record in client.get(url).context["page"]]


@pytest.fixture
def three(world: World):
    """An approved record at Hiếu, a submitted one at Đăk Tăng, a draft of the office."""
    made = [
        make_declaration(world.tree.hieu_committee, by=world.clerk, title="Ấp trứng gà bản địa", day=date(2023, 5, 1)),
        make_declaration(world.tree.dak_tang_committee, by=world.office, title="Nuôi cá niêng", day=date(2023, 5, 2)),
        make_declaration(world.tree.committee, by=world.office, title="An sinh xã hội", day=date(2023, 5, 3)),
    ]
    make_approved(made[0], by=world.office)
    advance(made[1], "submit", by=world.office, today=TODAY)
    return made


def test_each_sees_what_lies_in_scope_newest_first(world: World, client, three):
    client.force_login(world.office)
    assert titles(client) == ["An sinh xã hội", "Nuôi cá niêng", "Ấp trứng gà bản địa"]
    client.force_login(world.clerk)
    assert titles(client) == ["Ấp trứng gà bản địa"]
    client.force_login(world.neighbour)
    assert titles(client) == []


def test_titles_sort_in_vietnamese_order(world: World, client, three):
    client.force_login(world.office)
    assert titles(client, f"{LIST}?sort=title") == ["An sinh xã hội", "Ấp trứng gà bản địa", "Nuôi cá niêng"]
    assert titles(client, f"{LIST}?sort=-title")[0] == "Nuôi cá niêng"
    assert titles(client, f"{LIST}?sort=nonsense") == titles(client)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=ca+nieng", ["Nuôi cá niêng"]),
        ("q=NIÊNG", ["Nuôi cá niêng"]),
        ("state=approved", ["Ấp trứng gà bản địa"]),
        ("state=nonsense", ["An sinh xã hội", "Nuôi cá niêng", "Ấp trứng gà bản địa"]),
        ("at=2023-05-02", ["Nuôi cá niêng", "Ấp trứng gà bản địa"]),
    ],
)
def test_a_list_is_narrowed_by_words_state_and_day(world: World, client, three, asked, found):
    client.force_login(world.office)
    assert titles(client, f"{LIST}?{asked}") == found


def test_a_unit_brings_all_under_it(world: World, client, three):
    client.force_login(world.office)
    assert len(titles(client, f"{LIST}?unit={world.tree.committee.key}")) == 3
    assert titles(client, f"{LIST}?unit={world.tree.hieu_committee.key}") == ["Ấp trứng gà bản địa"]


def test_a_unit_out_of_scope_is_refused_and_brings_nothing_more(world: World, client, three):
    client.force_login(world.clerk)
    response = client.get(f"{LIST}?unit={world.tree.other_committee.key}")
    assert response.context["listing"].form.errors["unit"]
    assert [record.title for record in response.context["page"]] == ["Ấp trứng gà bản địa"]


def test_chosen_columns_are_kept_for_the_session(world: World, client, three):
    client.force_login(world.office)
    client.post("/records/declaration/columns/", {"column": ["unit", "nonsense"]})
    shown = [column.name for column in client.get(LIST).context["listing"].columns]
    assert shown == ["title", "unit"]


def test_an_empty_list_says_what_will_stand_here_and_the_first_step(world: World, client):
    client.force_login(world.clerk)
    page = text_of(client.get(LIST))
    assert "A draft can be saved with a few words" in page
    assert 'href="/records/declaration/new/"' in page
    client.force_login(world.viewer)
    assert "/records/declaration/new/" not in text_of(client.get(LIST))


def test_a_filter_that_finds_nothing_offers_the_way_back(world: World, client, three):
    client.force_login(world.office)
    assert "Nothing answers this filter" in text_of(client.get(f"{LIST}?q=khong+co"))


@pytest.mark.parametrize("count", (1, 3))
def test_a_list_costs_the_same_whatever_its_length(world: World, client, count, django_assert_num_queries):
    for number in range(count):
        advance(
            make_declaration(world.tree.hieu_committee, by=world.clerk, title=f"Số liệu {number}"), "submit", by=world.clerk, today=TODAY
        )
    client.force_login(world.office)
    client.get(LIST)
    with django_assert_num_queries(10):
        assert len(client.get(LIST).context["page"]) == count


def test_long_lists_are_cut_into_pages(world: World, client, monkeypatch):
    monkeypatch.setattr("lantoa.core.ui.records.listing.PER_PAGE", 2)
    for number in range(3):
        make_declaration(world.tree.hieu_committee, by=world.clerk, title=f"Số liệu {number}")
    client.force_login(world.clerk)
    assert len(titles(client)) == 2
    assert len(titles(client, f"{LIST}?page=2")) == 1


def test_a_script_in_a_title_stays_text(world: World, client):
    make_declaration(world.tree.hieu_committee, by=world.clerk, title="<script>alert(1)</script>")
    client.force_login(world.clerk)
    page = text_of(client.get(LIST))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_unknown_kind_is_not_found_and_an_anonymous_person_signs_in(world: World, client):
    assert client.get(LIST).url.startswith("/accounts/login/?next=/records/declaration/")
    client.force_login(world.clerk)
    assert client.get("/records/nonsense/").status_code == 404


def test_a_unit_written_by_name_is_kept_in_the_address_by_its_key(world: World, client, three, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("lantoa.core.ui.records.unit_fields.FEW", 1)
    client.force_login(world.office)
    answer = client.get(f"{LIST}?q=trứng&unit=đảng uỷ xã hiếu&page=2")
    assert answer.url == f"{LIST}?q=tr%E1%BB%A9ng&page=2&unit={world.tree.hieu_committee.key}"
    with django_assert_max_num_queries(13):
        page = client.get(f"{LIST}?unit={world.tree.hieu_committee.key}")
    assert [record.title for record in page.context["page"]] == ["Ấp trứng gà bản địa"]
    assert 'value="Đảng ủy xã Hiếu"' in text_of(page)
