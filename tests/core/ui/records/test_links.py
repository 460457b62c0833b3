"""Linking records on their page: found by number or words, chosen, told on both sides, taken away; nothing of what is out of sight."""

import pytest
from django.test import Client

from lantoa.core.records.links import link
from lantoa.core.records.models import Link
from tests.core.ui.records.conftest import World, text_of
from tests.factories import TODAY, make_approved, make_declaration


@pytest.fixture
def here(world: World):
    return make_declaration(world.tree.hieu_committee, by=world.clerk, title="Số liệu của xã")


@pytest.fixture
def there(world: World):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk, title="Sơ kết Đăk Ring", source="Báo cáo 12")
    return make_approved(record, by=world.office)


def sent(client: Client, record, **typed: str):
    """The form as the page gives it, with what was typed."""
    page = client.get(f"/r/{record.public_id}/")
    given = {"link-key": str(page.context["linking"]["key"].value()), "link-relation": "copies", "link-words": "", "link-other": ""}
    return client.post(f"/r/{record.public_id}/links/", given | {f"link-{name}": value for name, value in typed.items()})


def found(client: Client, record, words: str) -> str:
    return text_of(client.post(f"/r/{record.public_id}/links/found/", {"link-words": words}))


def test_the_other_record_is_found_by_folded_words_and_by_its_number(world: World, client, here, there):
    client.force_login(world.clerk)
    for words in ("dak ring", "so ket", there.reference.lower()):
        assert f'value="{there.public_id}" checked' in found(client, here, words)
    assert "Sơ kết" not in found(client, here, "")
    assert "bears this number or all of these words" in found(client, here, "khong co")
    assert str(here.public_id) not in found(client, here, "so lieu")


def test_nothing_out_of_sight_is_found_or_linked(world: World, client, here):
    theirs = make_declaration(world.tree.other_committee, by=world.neighbour, title="Việc của huyện khác")
    client.force_login(world.clerk)
    assert "Việc của huyện khác" not in found(client, here, "huyen khac")
    response = sent(client, here, other=str(theirs.public_id))
    assert response.status_code == 422
    assert "no longer there" in text_of(response)
    assert not Link.objects.exists()


def test_a_link_made_stands_on_both_pages_and_in_both_histories(world: World, client, here, there):
    client.force_login(world.clerk)
    response = sent(client, here, relation="copies", other=str(there.public_id))
    assert response.url == f"/r/{here.public_id}/#links"
    page = text_of(client.get(f"/r/{here.public_id}/"))
    assert "Follows the example of" in page
    assert f'Follows the example of: <a href="/r/{there.public_id}/">Sơ kết Đăk Ring</a>' in page
    assert "Is followed by" in text_of(client.get(f"/r/{there.public_id}/"))


def test_the_relation_can_be_told_from_the_other_end(world: World, client, here, there):
    client.force_login(world.clerk)
    sent(client, here, relation="copies-back", other=str(there.public_id))
    assert Link.objects.get().source_id == there.pk
    assert "Is followed by" in text_of(client.get(f"/r/{here.public_id}/"))


def test_without_scripts_the_words_are_sent_first_and_the_choice_after(world: World, client, here, there):
    client.force_login(world.clerk)
    first = sent(client, here, words="dak ring")
    assert first.status_code == 422
    assert "Choose the record from those found" in text_of(first)
    assert f'value="{there.public_id}"' in text_of(first)
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": ""}, "Write the number of the other record"),
        ({"words": "khong co gi"}, "Write fewer words, or the number"),
        ({"words": "dak ring", "relation": ""}, "Choose what this record is to the other"),
        ({"words": "dak ring", "relation": "loves"}, "relation"),
        ({"other": "khong-phai-ma"}, "Write the number of the other record"),
    ],
)
def test_what_is_missing_is_told(world: World, client, here, there, typed, said):
    client.force_login(world.clerk)
    response = sent(client, here, **typed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert "data-errors" in text_of(response)
    assert not Link.objects.exists()


def test_a_link_to_itself_and_a_second_of_the_kind_are_refused_with_a_sentence(world: World, client, here, there):
    client.force_login(world.clerk)
    itself = sent(client, here, other=str(here.public_id))
    assert (itself.status_code, "not linked to itself" in text_of(itself)) == (422, True)
    sent(client, here, other=str(there.public_id))
    again = sent(client, here, other=str(there.public_id), relation="copies-back")
    assert (again.status_code, "linked in this way already" in text_of(again)) == (422, True)
    assert Link.objects.count() == 1


def test_a_form_sent_twice_makes_one_link_and_says_the_same(world: World, client, here, there):
    client.force_login(world.clerk)
    key = str(client.get(f"/r/{here.public_id}/").context["linking"]["key"].value())
    first, second = (sent(client, here, other=str(there.public_id), key=key) for _time in range(2))
    assert first.url == second.url
    assert Link.objects.count() == 1
    assert here.events.filter(step="link").count() == 1


def test_a_link_is_taken_away_and_pressing_again_harms_nothing(world: World, client, here, there):
    made = link(here, there, kind="copies", by=world.clerk, today=TODAY)
    client.force_login(world.clerk)
    url = f"/r/{here.public_id}/links/{made.key}/remove/"
    assert url in text_of(client.get(f"/r/{here.public_id}/"))
    assert "was taken away" in text_of(client.post(url, follow=True))
    assert "no longer there" in text_of(client.post(url, follow=True))
    assert not Link.objects.exists()
    assert "Link taken away" in text_of(client.get(f"/r/{there.public_id}/"))


def test_a_link_is_not_taken_away_from_a_record_it_does_not_touch(world: World, client, here, there):
    made = link(here, there, kind="copies", by=world.clerk, today=TODAY)
    third = make_declaration(world.tree.hieu_committee, by=world.clerk)
    client.force_login(world.clerk)
    client.post(f"/r/{third.public_id}/links/{made.key}/remove/")
    assert Link.objects.exists()


def test_those_who_may_not_change_the_record_see_links_and_why_they_cannot_add_one(world: World, client, here, there):
    made = link(here, there, kind="copies", by=world.clerk, today=TODAY)
    client.force_login(world.clerk)  # the author of an approved record
    page = text_of(client.get(f"/r/{there.public_id}/"))
    assert "Is followed by" in page
    assert 'id="why-link"' in page
    assert "/remove/" not in page
    for url in ("links/", "links/found/", f"links/{made.key}/remove/"):
        assert client.post(f"/r/{there.public_id}/{url}", {"link-words": "so lieu"}).status_code == 403
    client.force_login(world.neighbour)
    assert client.post(f"/r/{there.public_id}/links/", {}).status_code == 404
    assert Link.objects.exists()


def test_the_history_does_not_name_a_record_out_of_sight(world: World, client):
    above = make_declaration(world.tree.committee, by=world.office, title="Việc của huyện ủy")
    ours = make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk), by=world.office)
    link(above, ours, kind="implements", by=world.office, today=TODAY)
    client.force_login(world.clerk)
    page = text_of(client.get(f"/r/{ours.public_id}/"))
    assert "Is implemented by: <i>a record that you may not see</i>" in page
    assert "Việc của huyện ủy" not in page


def test_many_are_cut_and_said_so(world: World, client, here):
    for number in range(10):
        make_declaration(world.tree.hieu_committee, by=world.clerk, title=f"Số liệu quý {number}")
    client.force_login(world.clerk)
    assert "There are more" in found(client, here, "quy")
    assert found(client, here, "quy").count("radio") == 8


def test_the_words_of_a_mark_are_not_looked_for_nor_given_back(world: World, client, here, there):
    client.force_login(world.clerk)
    response = sent(client, here, words="TUYỆT MẬT kế hoạch số 5")
    page = text_of(response)
    assert response.status_code == 422
    assert "data-classified" in page
    assert "kế hoạch số 5" not in page
