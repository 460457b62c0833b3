"""The pages of suspected doubles: who decides, what is chosen, what is said, and that both come back."""

from typing import Any

import pytest
from django.test import Client

from lantoa.core.access.roles import Role
from lantoa.core.doubles.models import Merger, Pair, Verdict
from lantoa.core.doubles.seeking import seek_all
from lantoa.core.records.models import Record, State
from lantoa.core.records.services import change, create
from tests.core.ui.records.conftest import World, client, text_of, world  # noqa: F401  # the same world
from tests.factories import TODAY, make_account, make_approved


@pytest.fixture
def pair(world: World) -> Pair:  # noqa: F811
    """One initiative, told of by the commune and by its Party committee, in other words and with other figures."""
    for unit, title, households in ((world.tree.hieu, "Nuôi cá niêng", 12), (world.tree.hieu_committee, "nuoi ca nieng", 15)):
        values = {"unit": unit, "title": title, "day": TODAY, "sector": "fishery", "households": households}
        author = make_account(Role.MEMBER, unit)
        make_approved(create("initiative", values=values, by=author, today=TODAY), by=make_account(Role.OFFICE, world.tree.province))
    seek_all()
    return Pair.objects.get()


@pytest.fixture
def office(world: World) -> Any:  # noqa: F811
    return make_account(Role.OFFICE, world.tree.province)


def form_of(client: Client, pair: Pair, **chosen: str) -> dict[str, str]:  # noqa: F811
    """What the page would send: the versions that it showed, and what it proposed unless chosen otherwise."""
    page = client.get(f"/doubles/{pair.public_id}/")
    kept, other = page.context["kept"], page.context["other"]
    sent = {"stays": str(kept.public_id), "version_kept": kept.version, "version_other": other.version, "reason": ""}
    return sent | {f"keep_{choice.name}": choice.chosen for choice in page.context["choices"]} | chosen


def test_a_pair_is_offered_with_its_reasons_to_who_may_decide_over_both(world: World, client: Client, pair: Pair, office: Any):  # noqa: F811
    client.force_login(office)
    page = text_of(client.get("/doubles/"))
    assert "Nuôi cá niêng" in page
    assert "same name but for accents" in page
    beside = text_of(client.get(f"/r/{pair.first.public_id}/"))
    assert f"/doubles/{pair.public_id}/" in beside
    client.force_login(world.neighbour)
    assert "Nuôi cá niêng" not in text_of(client.get("/doubles/"))
    assert client.get(f"/doubles/{pair.public_id}/").status_code == 404


def test_merging_asks_for_each_field_that_differs_and_is_undone_from_the_records_page(
    world: World,  # noqa: F811
    client: Client,  # noqa: F811
    pair: Pair,
    office: Any,
):
    client.force_login(office)
    sent = form_of(client, pair, keep_households="other")
    assert client.post(f"/doubles/{pair.public_id}/", sent | {"keep_title": ""}).status_code == 422
    answer = client.post(f"/doubles/{pair.public_id}/", sent)
    kept = Record.objects.get(pk=pair.first_id)
    assert answer.url == f"/r/{kept.public_id}/"
    assert kept.initiative.households == 15
    page = text_of(client.get(f"/r/{kept.public_id}/"))
    assert "Took in a double" in page
    assert "same name but for accents" in page
    merged = text_of(client.get(f"/r/{pair.second.public_id}/"))
    assert "Merged into another record" in merged
    merger = Merger.objects.get()
    assert client.post(f"/doubles/mergers/{merger.public_id}/undo/", {"reason": ""}).status_code == 422
    client.post(f"/doubles/mergers/{merger.public_id}/undo/", {"reason": "Hai ao khác nhau"})
    assert Record.objects.get(pk=pair.second_id).state == State.APPROVED
    assert Record.objects.get(pk=kept.pk).initiative.households == 12


def test_what_was_told_apart_is_remembered_though_the_records_are_written_again(
    world: World,  # noqa: F811
    client: Client,  # noqa: F811
    pair: Pair,
    office: Any,
):
    client.force_login(office)
    client.post(f"/doubles/{pair.public_id}/apart/", {"reason": "Hai ao khác nhau"})
    change(pair.first.initiative, values={"title": "Nuôi cá niêng ao"}, by=office, today=TODAY, reason="Tên đủ")
    seek_all()
    pair.refresh_from_db()
    assert pair.verdict == Verdict.DISTINCT
    assert "Nuôi cá niêng" not in text_of(client.get("/doubles/"))
    assert "Told apart from another record" in text_of(client.get(f"/r/{pair.first.public_id}/"))
    client.post(f"/doubles/{pair.public_id}/again/", {"reason": ""})
    assert "Nuôi cá niêng" in text_of(client.get("/doubles/"))


def test_a_record_changed_meanwhile_is_shown_again_and_nothing_is_merged(
    world: World,  # noqa: F811
    client: Client,  # noqa: F811
    pair: Pair,
    office: Any,
):
    client.force_login(office)
    sent = form_of(client, pair)
    change(pair.first.initiative, values={"households": 20}, by=office, today=TODAY, reason="Số mới")
    answer = client.post(f"/doubles/{pair.public_id}/", sent)
    assert answer.status_code == 409
    assert "was changed since" in text_of(answer)
    assert not Merger.objects.exists()
