"""The pages of a reorganisation: from a unit's page through the preview to the act."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.core.access.models import Reorganisation
from lantoa.core.access.roles import Role
from lantoa.core.units.kinds import Hierarchy
from lantoa.core.units.models import Unit
from lantoa.core.units.selectors import children, successors
from tests.core.ui.units.conftest import World
from tests.factories import make_account, make_child

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)
WORDS = {"day": "1/6/2023", "basis": "Nghị quyết 01/NQ-HĐND"}


def order(unit: Unit, act: str) -> str:
    return reverse("unit-order", args=[unit.key, act])


def shown(html: str) -> dict[str, str | list[str]]:
    """The form of the preview page, as a browser sends it."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html.split("data-effects")[1]):
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


@pytest.fixture
def client(client: Client, world: World) -> Client:
    client.force_login(world.admin)
    return client


def merger(world: World, form: str) -> dict[str, str]:
    public_id = re.search(r'name="public_id" value="([^"]+)"', form).group(1)  # type: ignore[union-attr]
    return {
        **WORDS,
        "public_id": public_id,
        "others": world.tree.dak_tang.key,
        "into": "new",
        "name": "Xã Măng Đen",
        "kind": "commune",
        "pass_on": "on",
    }


def test_a_merger_is_shown_done_once_and_told_on_the_page(client: Client, world: World) -> None:
    url = order(world.tree.hieu, "merge")
    form = client.get(url).content.decode()
    page = client.post(url, merger(world, form))
    html = page.content.decode()
    assert page.status_code == 200
    assert "2 units end before 1/6/2023" in html
    assert not Unit.objects.filter(name="Xã Măng Đen").exists()
    for _time in range(2):
        assert client.post(url, shown(html)).status_code == 302
    new = Unit.objects.get(name="Xã Măng Đen")
    assert list(successors(world.tree.hieu, at=DAY)) == [new]
    assert Reorganisation.objects.count() == 1
    told = client.get(reverse("unit", args=[world.tree.hieu.key])).content.decode()
    assert "Reorganised in the office" in told
    assert "Đinh Quản Trị" in told


def test_what_changed_meanwhile_is_shown_again(client: Client, world: World) -> None:
    url = order(world.tree.hieu, "merge")
    html = client.post(url, merger(world, client.get(url).content.decode())).content.decode()
    make_account(Role.OFFICE, world.tree.hieu)
    again = client.post(url, shown(html)).content.decode()
    assert "nothing was done" in again
    assert not Unit.objects.filter(name="Xã Măng Đen").exists()
    assert client.post(url, shown(again)).status_code == 302
    assert Unit.objects.filter(name="Xã Măng Đen").exists()


def test_the_form_comes_back_filled(client: Client, world: World) -> None:
    url = order(world.tree.hieu, "merge")
    html = client.post(url, merger(world, client.get(url).content.decode())).content.decode()
    back = client.post(url, {**shown(html), "back": "1"}).content.decode()
    assert 'value="Xã Măng Đen"' in back
    assert "What it brings" not in back


def test_refusals_stand_at_their_fields(client: Client, world: World) -> None:
    url = order(world.tree.hieu, "merge")
    given = merger(world, client.get(url).content.decode())
    for change, sentence in (
        ({"basis": ""}, "Write the number, date and issuer of the decision."), ({"name": ""}, "Write the name of the new unit."),
        ({"day": "31/2/2023"}, "not in the calendar"), ({"others": world.tree.district.key}, "would stand under itself"),
        ({"others": world.tree.hieu.key}, "at least two different units"),
    ):  # fmt: skip
        page = client.post(url, {**given, **change})
        assert page.status_code == 422, sentence
        assert sentence in page.content.decode()


def test_a_move_under_the_unit_itself_is_refused_and_a_right_one_done(client: Client, world: World) -> None:
    village = make_child(world.tree.hieu, "Thôn 1")
    url = order(world.tree.hieu, "move")
    public_id = re.search(r'name="public_id" value="([^"]+)"', client.get(url).content.decode()).group(1)  # type: ignore[union-attr]
    given = {**WORDS, "public_id": public_id, "hierarchy": "state", "parent": village.key}
    page = client.post(url, given)
    assert "Thôn 1 stands under Xã Hiếu itself" in page.content.decode()
    html = client.post(url, {**given, "parent": world.tree.dak_tang.key}).content.decode()
    client.post(url, shown(html))
    assert world.tree.hieu in children(world.tree.dak_tang, at=DAY, hierarchy=Hierarchy.STATE)


def test_a_split_asks_for_the_part_of_every_sub_unit(client: Client, world: World) -> None:
    one, url = make_child(world.tree.hieu, "Thôn 1"), order(world.tree.hieu, "split")
    form = client.get(url).content.decode()
    public_id = re.search(r'name="public_id" value="([^"]+)"', form).group(1)  # type: ignore[union-attr]
    given = {**WORDS, "public_id": public_id, "kind": "commune", "part_1": "Xã A", "part_2": "Xã B", f"sub_{one.pk}": "3"}
    given[f"sub_{world.tree.hieu_committee.pk}"] = "1"
    assert "Name the part to which Thôn 1 goes." in client.post(url, given).content.decode()
    html = client.post(url, {**given, f"sub_{one.pk}": "2"}).content.decode()
    assert client.post(url, shown(html)).status_code == 302
    assert one in children(Unit.objects.get(name="Xã B"), at=DAY, hierarchy=Hierarchy.STATE)


def test_a_dissolution(client: Client, world: World) -> None:
    url = order(world.tree.hieu, "dissolve")
    public_id = re.search(r'name="public_id" value="([^"]+)"', client.get(url).content.decode()).group(1)  # type: ignore[union-attr]
    html = client.post(url, {**WORDS, "public_id": public_id}).content.decode()
    assert client.post(url, shown(html)).status_code == 302
    assert not Unit.objects.get(pk=world.tree.hieu.pk).alive(DAY)


def test_who_manages_elsewhere_is_told_why_not_and_others_are_not_offered_it(world: World, client: Client) -> None:
    neighbour = make_account(Role.ADMINISTRATOR, world.tree.other_district)
    for user, offered, status in ((world.admin, True, 200), (neighbour, False, 403), (world.office, False, 403)):
        client.force_login(user)
        page = client.get(reverse("unit", args=[world.tree.hieu.key])).content.decode()
        assert (reverse("unit-reorganise", args=[world.tree.hieu.key]) in page) is offered
        assert client.get(reverse("unit-reorganise", args=[world.tree.hieu.key])).status_code == status
    assert client.get(order(world.tree.hieu, "burn")).status_code in {403, 404}
