"""The page of one record: what it says, why a step cannot be taken, what happened, and nothing of what is out of sight."""

import uuid
from datetime import date, timedelta

from lantoa.core.people.models import PersonKey
from lantoa.core.records.kinds import kind_of
from lantoa.core.records.models import Link, LinkKind
from lantoa.core.records.services import advance, change, create
from lantoa.core.ui.records.beside import counted_in
from lantoa.core.ui.records.telling import tell
from lantoa.domains.initiatives.services import stop_initiative
from lantoa.lib.periods import Period
from tests.core.ui.records.conftest import World, text_of
from tests.factories import TODAY, make_approved, make_declaration, make_person


def page_for(client, user, record):
    client.force_login(user)
    return text_of(client.get(f"/r/{record.public_id}/"))


def test_it_says_what_the_record_says(world: World, client):
    record = make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk, source="Báo cáo số 45"), by=world.office)
    page = page_for(client, world.office, record)
    for words in ("Số liệu sơ kết", "Đảng ủy xã Hiếu", "SL-0001", "Báo cáo số 45", "Trần Thu Hà", "Y Thị Hạnh"):
        assert words in page


def test_out_of_scope_is_not_found(world: World, client):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk)
    client.force_login(world.neighbour)
    for address in ("", "edit/", "copy/", "step/approve/"):
        assert client.get(f"/r/{record.public_id}/{address}").status_code == 404
    assert client.post(f"/r/{record.public_id}/comment/", {"text": "Tôi có ở đây"}).status_code == 404
    assert client.get(f"/r/{uuid.uuid4()}/").status_code == 404
    assert not record.comments.exists()


def test_a_step_that_cannot_be_taken_says_why(world: World, client):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk)
    advance(record, "submit", by=world.clerk, today=TODAY)
    page = page_for(client, world.clerk, record)
    assert "You entered this record yourself; someone else" in page
    assert page.count('aria-disabled="true"') >= 1
    assert "Your role does not allow this step" in page_for(client, world.viewer, record)


def test_a_returned_record_shows_its_reason_first(world: World, client):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk)
    record = advance(record, "submit", by=world.clerk, today=TODAY)
    advance(record, "return", by=world.office, today=TODAY, reason="Thiếu nguồn số liệu")
    page = page_for(client, world.clerk, record)
    assert page.index("Thiếu nguồn số liệu") < page.index('class="grid"')


def test_the_history_tells_old_and_new_values(world: World, client):
    record = make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk, title="Tên sai"), by=world.office)
    change(record, values={"title": "Tên đúng"}, by=world.office, today=TODAY, reason="Chép nhầm")
    page = page_for(client, world.clerk, record)
    assert "<del>Tên sai</del>" in page
    assert "Chép nhầm" in page
    assert "Corrected after approval" in page


def test_a_correction_of_the_unit_is_told_by_names_never_by_keys(world: World, client):
    record = make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk), by=world.office)
    moved = change(record, values={"unit": world.tree.dak_tang_committee}, by=world.office, today=TODAY, reason="Sai đơn vị")
    told = tell(moved, kind_of("declaration"), actor=world.office, at=TODAY)[0]
    assert [(change.old, change.new) for change in told.changes] == [("Đảng ủy xã Hiếu", "Đảng ủy xã Đăk Tăng")]


def test_values_of_a_person_whose_key_is_gone_are_told_as_removed(world: World, client):
    person = make_person("Nguyễn Thị Kín")
    values = {
        "unit": world.tree.hieu_committee,
        "title": "Hiến đất làm đường",
        "day": TODAY,
        "who": "person",
        "person": person,
        "deed": "Hiến 300 m²",
    }
    record = create("exemplar", values=values, by=world.clerk, today=TODAY)
    change(record, values={"deed": "Hiến 500 m² đất"}, by=world.clerk, today=TODAY)
    assert "Hiến 300 m²" in page_for(client, world.clerk, record)
    PersonKey.objects.filter(person=person).delete()
    page = page_for(client, world.clerk, record)
    assert "removed on request" in page
    assert "Hiến 300 m²" not in page


def test_linked_records_are_told_only_where_the_person_may_see_them(world: World, client):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk, title="Số liệu của xã")
    secret = make_declaration(world.tree.other_committee, by=world.neighbour, title="Việc của huyện khác")
    near = make_declaration(world.tree.hieu_committee, by=world.clerk, title="Số liệu năm trước")
    Link.objects.create(source=record, target=secret, kind=LinkKind.COPIES)
    Link.objects.create(source=near, target=record, kind=LinkKind.ANSWERS)
    page = page_for(client, world.clerk, record)
    assert "Số liệu năm trước" in page
    assert "Is answered by" in page
    assert "Việc của huyện khác" not in page


def test_the_figures_that_count_it_are_named_and_open(world: World, client):
    record = make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk), by=world.office)
    page = page_for(client, world.clerk, record)
    assert f"/figures/initiatives.kept/?unit={world.tree.hieu_committee.key}" in page


def test_a_figure_that_no_longer_counts_it_says_until_when_and_opens_as_it_stood(world: World, client):
    values = {"unit": world.tree.hieu_committee, "title": "Nuôi cá niêng", "day": TODAY, "sector": "fishery"}
    values |= {"since": date(2022, 3, 1), "since_precision": "month"}
    record = make_approved(create("initiative", values=values, by=world.clerk, today=TODAY), by=world.office)
    stop_initiative(record, day=date(2023, 2, 1), reason="Hết vốn", by=world.office, today=TODAY)

    def counted(last: date) -> list[tuple[str, date | None]]:
        found = counted_in(record, period=Period(date(last.year, 1, 1), last + timedelta(days=1)), chosen={})
        return [(one.href.partition("/figures/")[2].partition("/")[0], one.over) for one in found]

    assert counted(date(2022, 2, 1)) == []
    assert counted(date(2022, 12, 31)) == [("initiatives.kept", None), ("initiatives.new", None)]
    assert counted(TODAY) == [
        ("initiatives.kept", date(2023, 1, 31)), ("initiatives.new", date(2022, 3, 1)), ("initiatives.stopped", None),
    ]  # fmt: skip
    page = page_for(client, world.clerk, record)
    before = page.partition("<dt>Was counted in</dt>")[2].partition("</dd>")[0]
    assert "until the end of 31 January 2023" in before
    assert "at=2023-01-31" in before
    assert "by its day, 1 March 2022" in before


def test_a_comment_is_added_and_escaped(world: World, client):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk)
    client.force_login(world.member)
    page = text_of(client.post(f"/r/{record.public_id}/comment/", {"text": "<b>Đối chiếu</b> lại"}, follow=True))
    assert "&lt;b&gt;Đối chiếu&lt;/b&gt; lại" in page
    assert "Write the comment" in text_of(client.post(f"/r/{record.public_id}/comment/", {"text": " "}, follow=True))
    assert record.comments.count() == 1


def test_those_who_may_not_comment_are_refused(world: World, client):
    record = make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk), by=world.office)
    client.force_login(world.viewer)
    assert client.post(f"/r/{record.public_id}/comment/", {"text": "Ý kiến"}).status_code == 403
    assert not record.comments.exists()
