"""A text that bears a mark of state secrecy: refused with the rest of what is wrong, given back nowhere, dropped by the browser as well."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from lantoa.core.measures.models import Declaration
from lantoa.core.records.models import Comment
from lantoa.core.records.services import advance
from lantoa.core.ui.marked import unmarked
from tests.core.ui.records.conftest import World, text_of
from tests.core.ui.records.filling import declaration, rows
from tests.factories import TODAY, make_approved, make_declaration

NEW = "/records/declaration/new/"
SECRET = "TUYỆT MẬT\nKế hoạch số 5"
HONEY = "Nuôi ong lấy mật ở thôn"


def dropped(response) -> bool:
    """Refused, said why, nothing of it given back, and the browser told to drop its draft."""
    page = text_of(response)
    return (response.status_code, "Kế hoạch số 5" in page, "data-classified" in page, "state secrecy" in page) == (422, False, True, True)


def test_only_what_bears_a_mark_is_dropped():
    typed = QueryDict(
        urlencode([("note", "TUYỆT MẬT"), ("title", "Mật ong"), ("places", "a"), ("places", "[MẬT] b"), ("password", "[MẬT]")])
    )
    kept = unmarked(typed)
    assert dict(kept.lists()) == {"note": [""], "title": ["Mật ong"], "places": ["a"], "password": ["[MẬT]"]}
    assert kept.marked == {"note", "places"}
    assert unmarked(kept) is kept
    assert unmarked(None) is None


@pytest.mark.parametrize("field", ("title", "source", "note"))
def test_a_new_record_is_refused_and_keeps_the_rest(world: World, client, field):
    client.force_login(world.clerk)
    response = client.post(NEW, declaration(client) | {"source": "Báo cáo 44", "title": HONEY} | {field: SECRET})
    assert dropped(response)
    assert ("Báo cáo 44" in text_of(response)) == (field != "source")
    assert (HONEY in text_of(response)) == (field != "title")
    assert not Declaration.objects.exists()


def test_a_mark_is_found_beside_other_mistakes_and_when_rows_are_asked_for(world: World, client):
    client.force_login(world.clerk)
    assert dropped(client.post(NEW, declaration(client, day="31/2/2023", note=SECRET)))
    assert dropped(client.post(NEW, declaration(client, more="figures", note=SECRET)))


def test_a_mark_in_a_row_is_told_in_its_row(world: World, client):
    client.force_login(world.clerk)
    row = {"measure": "initiatives.kept|since", "part": "[MẬT] Kế hoạch số 5", "amount": "3"}
    response = client.post(NEW, declaration(client) | rows(row))
    assert dropped(response)
    assert 'href="#id_figures-0-part"' in text_of(response)
    assert not Declaration.objects.exists()


def test_a_change_and_its_reason_are_refused_alike(world: World, client):
    record = make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk, source="Báo cáo 44"), by=world.office)
    client.force_login(world.office)
    url = f"/r/{record.public_id}/edit/"
    for field in ("source", "reason"):
        assert dropped(client.post(url, declaration(client, url, reason="Chép nhầm") | {field: SECRET}))
    record.refresh_from_db()
    assert (record.source, record.version) == ("Báo cáo 44", 3)


def test_the_reason_of_a_step_and_a_comment_are_refused_alike(world: World, client):
    record = advance(make_declaration(world.tree.hieu_committee, by=world.clerk), "submit", by=world.clerk, today=TODAY)
    client.force_login(world.office)
    assert dropped(client.post(f"/r/{record.public_id}/step/return/", {"version": record.version, "reason": SECRET}))
    assert dropped(client.post(f"/r/{record.public_id}/comment/", {"text": SECRET}))
    assert not Comment.objects.exists()


def test_a_form_whose_sign_in_ran_out_is_not_kept_and_the_browser_drops_it_too(world: World, client):
    client.force_login(world.clerk)
    filled = declaration(client, note=SECRET)
    client.logout()
    page = text_of(client.post(NEW, filled, follow=True))
    assert "data-stopped" in page
    assert "data-classified" in page
    assert "Kế hoạch" not in page + str(dict(client.session))


def test_honey_is_welcome(world: World, client):
    client.force_login(world.clerk)
    client.post(NEW, declaration(client, title="NUÔI ONG LẤY MẬT", note=HONEY))
    assert Declaration.objects.get().title == "NUÔI ONG LẤY MẬT"
