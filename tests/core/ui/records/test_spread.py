"""Where an initiative was followed, and the question each half-year whether it is still kept up."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from lantoa.core.records.links import link
from lantoa.core.records.models import Event, Record
from lantoa.core.records.services import advance, change, create
from lantoa.core.ui.records.spread import spread_of
from lantoa.domains.initiatives.services import resume_initiative, stop_initiative
from tests.core.ui.records.conftest import World, text_of
from tests.factories import TODAY, make_approved

RESULT = [{"what": "hộ tham gia", "value": "12", "unit": "", "qualifier": "exact", "year": 2022}]


def made(world: World, unit: Any, title: str, *, by: Any, approved: bool = True, **values: Any) -> Any:
    given = {"unit": unit, "title": title, "day": TODAY, "sector": "fishery", **values}
    record = create("initiative", values=given, by=by, today=TODAY)
    return make_approved(record, by=world.office) if approved else advance(record, "submit", by=by, today=TODAY)


@pytest.fixture
def first(world: World) -> Any:
    return made(world, world.tree.hieu_committee, "Nuôi cá niêng", by=world.clerk)


def test_the_tree_tells_who_followed_whom_since_when_and_with_what_result_as_far_as_one_may_see(world: World, client: Client, first: Any):
    copy = made(
        world, world.tree.hieu_committee, "Nuôi cá niêng ở Đăk Tăng", by=world.member, place=world.tree.dak_tang, since=date(2022, 10, 1),
        since_precision="month", results=RESULT,
    )  # fmt: skip
    again = made(world, world.tree.hieu_committee, "Nuôi cá niêng lần ba", by=world.clerk, approved=False)
    theirs = made(world, world.tree.other_committee, "Việc của huyện khác", by=world.neighbour, approved=False)
    link(copy, first, kind="copies", by=world.office, today=TODAY)
    link(first, again, kind="copies", back=True, by=world.office, today=TODAY)
    Record.objects.get(pk=theirs.pk).links_out.create(target_id=copy.pk, kind="copies")
    found = spread_of(first, actor=world.office, today=TODAY, at=TODAY)
    assert found is not None
    assert [(node.where, node.since, node.result, node.certain) for node in found.root.copies] == [
        ("Xã Đăk Tăng", "10/2022", "12 hộ tham gia", True), ("Đảng ủy xã Hiếu", "", "", False),
    ]  # fmt: skip
    assert found.hidden == 1
    client.force_login(world.office)
    page = text_of(client.get(f"/r/{first.public_id}/"))
    assert "How far it has spread" in page
    assert "Việc của huyện khác" not in page
    assert f'<svg class="spread-svg" width="{found.width}"' in page  # so that letters keep their size


def test_a_copy_that_has_stopped_says_since_when_on_days_after_it_and_has_a_mark_of_its_own(world: World, client: Client, first: Any):
    copy = made(world, world.tree.hieu_committee, "Nuôi cá niêng ở Đăk Tăng", by=world.member, place=world.tree.dak_tang, results=RESULT)
    link(copy, first, kind="copies", by=world.office, today=TODAY)
    stop_initiative(copy, day=TODAY, reason="Hết vốn", by=world.office, today=TODAY)
    for at, mark, told in (
        (TODAY - timedelta(days=1), "ok", "Xã Đăk Tăng; đã duyệt; 12 hộ tham gia"),
        (TODAY, "stopped", "Xã Đăk Tăng; đã duyệt; đã dừng từ 25/5/2023; 12 hộ tham gia"),
    ):
        found = spread_of(first, actor=world.office, today=TODAY, at=at)
        assert found is not None
        assert [(node.mark, node.told) for node in found.root.copies] == [(mark, told)]
    client.force_login(world.office)
    page = text_of(client.get(f"/r/{first.public_id}/"))
    drawing = page.partition('class="spread-svg"')[2].partition("</svg>")[0]
    assert 'class="spread-mark"' in drawing
    assert "dot--ok" not in drawing
    assert "stopped on 25 May 2023</text>" in drawing


def test_half_a_year_after_the_last_write_the_host_is_asked_and_each_answer_puts_it_off(
    world: World, client: Client, first: Any, settings: Any
):
    assert Record.objects.get(pk=first.pk).due == date(2023, 11, 25)
    client.force_login(world.clerk)
    assert "Nuôi cá niêng" not in text_of(client.get("/reviews/"))
    settings.LANTOA_BUSINESS_DAY = "2023-11-25"
    assert "Nuôi cá niêng" in text_of(client.get("/reviews/"))
    client.post(f"/r/{first.public_id}/step/kept/", {"version": Record.objects.get(pk=first.pk).version}, follow=True)
    assert "Nuôi cá niêng" not in text_of(client.get("/reviews/"))
    assert Event.objects.filter(record=first.pk, step="kept", day=date(2023, 11, 25)).exists()
    page = text_of(client.get(f"/r/{first.public_id}/"))
    assert "Last said to be kept up" in page
    assert "Said to be still kept up" in page
    settings.LANTOA_BUSINESS_DAY = "2024-06-01"
    client.force_login(world.viewer)
    assert "Nuôi cá niêng" not in text_of(client.get("/reviews/"))


def test_a_correction_answers_too_and_what_has_stopped_is_not_asked_of(world: World, first: Any):
    later = date(2023, 8, 1)
    assert change(first, values={"households": 14}, by=world.office, today=later, reason="Số mới").due == date(2024, 2, 1)
    stopped = stop_initiative(first, day=later, reason="Hết vốn", by=world.office, today=later)
    assert stopped.due is None
    assert resume_initiative(stopped, reason="Làm lại", by=world.office, today=later).due == date(2024, 2, 1)
