"""Entering, copying and changing records: nothing twice, nothing lost, nothing of others."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from lantoa.core.measures.models import Declaration
from lantoa.core.measures.registry import all_measures, measure_of
from lantoa.core.records.models import State
from lantoa.core.ui.records.categories import read_category, suggested_parts
from lantoa.core.ui.records.forms import sign_author
from tests.core.ui.records.conftest import World, text_of
from tests.core.ui.records.filling import declaration, opened, rows
from tests.factories import TODAY, make_approved, make_declaration

NEW = "/records/declaration/new/"


def test_a_record_is_entered_as_a_draft(world: World, client):
    client.force_login(world.clerk)
    response = client.post(NEW, declaration(client), follow=True)
    record = Declaration.objects.get()
    assert (record.title, record.unit, record.day, record.state) == (
        "Số liệu sơ kết 2 năm",
        world.tree.hieu_committee,
        date(2023, 5, 24),
        State.DRAFT,
    )
    assert (record.starts, record.ends) == (date(2023, 1, 1), date(2024, 1, 1))
    assert response.redirect_chain[-1][0] == f"/r/{record.public_id}/"


def test_a_record_can_be_submitted_as_it_is_saved(world: World, client):
    client.force_login(world.clerk)
    client.post(NEW, declaration(client, then="submit"))
    assert Declaration.objects.get().state == State.SUBMITTED


def test_a_form_sent_twice_makes_one_record(world: World, client):
    client.force_login(world.clerk)
    filled = declaration(client, then="submit")
    first, second = client.post(NEW, filled), client.post(NEW, filled)
    assert first.url == second.url
    assert Declaration.objects.count() == 1


def test_a_wrong_form_keeps_everything_and_says_what_to_mend(world: World, client):
    client.force_login(world.clerk)
    page = text_of(client.post(NEW, declaration(client, title="", day="30/2/2023", note="Ghi chú dài")))
    assert "data-errors" in page
    assert "field--error" in page
    assert "not in the calendar" in page
    assert "Ghi chú dài" in page
    assert 'value="30/2/2023"' in page
    assert not Declaration.objects.exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"measure": "initiatives.kept", "amount": ""}, "Write how much"),
        ({"measure": "", "amount": "50"}, "Choose the figure"),
        ({"measure": "initiatives.kept", "amount": "54.56"}, "two numbers"),
        ({"measure": "initiatives.kept", "amount": "50 đồng"}, "Write only the number"),
        ({"measure": "initiatives.kept", "part": "2022", "amount": "5"}, "leave the part empty"),
        ({"measure": "initiatives.kept|since", "part": "mới", "amount": "5"}, "a span of years"),
        ({"measure": "initiatives.kept|since", "part": "", "amount": "5"}, "which part"),
    ],
)
def test_a_wrong_figure_is_told_in_its_row(world: World, client, row, said):
    client.force_login(world.clerk)
    assert said in text_of(client.post(NEW, declaration(client) | rows(row)))
    assert not Declaration.objects.exists()


def test_figures_are_kept_as_the_source_states_them(world: World, client):
    client.force_login(world.clerk)
    told = rows(
        {"measure": "initiatives.kept", "amount": "hơn 200"},
        {"measure": "initiatives.kept|since", "part": "từ 2022", "amount": "37"},
        {"measure": "initiatives.kept|since", "part": "đến 2021", "amount": "85-90"},
        {"measure": "", "part": "", "amount": ""},
    )
    client.post(NEW, declaration(client) | told)
    assert Declaration.objects.get().figures == [
        {"measure": "initiatives.kept", "category": "", "low": "200", "high": None, "qualifier": "more_than"},
        {"measure": "initiatives.kept", "category": "since=2022..", "low": "37", "high": None, "qualifier": "exact"},
        {"measure": "initiatives.kept", "category": "since=..2021", "low": "85", "high": "90", "qualifier": "range"},
    ]


@pytest.mark.parametrize("language", ("vi", "en"))
def test_whatever_is_suggested_for_a_part_is_taken(world: World, language):
    with override(language):
        for measure in all_measures():
            for dimension in measure.dimensions:
                suggested = suggested_parts(measure, dimension, at=TODAY)
                assert suggested
                for text in suggested:
                    assert read_category(measure, dimension.name, text).startswith(f"{dimension.name}=")


def test_a_row_points_to_the_suggestions_of_its_figure(world: World, client):
    client.force_login(world.clerk)
    page = text_of(client.post(NEW, declaration(client) | rows({"measure": "initiatives.kept|sector", "part": "", "amount": "5"})))
    assert 'list="parts-initiatives-kept-sector"' in page
    assert '<datalist id="parts-initiatives-kept-sector"><option value=' in page
    assert '<option value="from 2022 on">' in page


def test_a_kept_part_stands_in_the_form_by_its_label(world: World, client):
    figure = {"measure": "initiatives.kept", "category": "sector=farming", "low": "5"}
    record = make_declaration(world.tree.hieu_committee, by=world.clerk, figures=[figure])
    client.force_login(world.clerk)
    row = client.get(f"/r/{record.public_id}/edit/").context["form"].rows.forms[0]
    with override("en"):
        assert row["part"].value() == str(measure_of("initiatives.kept").dimension("sector").label("farming")) == "Farming"


def test_more_rows_are_given_without_losing_any(world: World, client):
    client.force_login(world.clerk)
    response = client.post(NEW, declaration(client, more="figures", title="Dở dang"))
    assert len(response.context["form"].rows.forms) == 4
    assert 'value="Dở dang"' in text_of(response)
    assert "data-errors" not in text_of(response)


def test_a_day_to_come_or_outside_the_unit_s_life_is_told_beside_the_day(world: World, client):
    client.force_login(world.clerk)
    assert "must not lie after today" in text_of(client.post(NEW, declaration(client, day="26/5/2023")))


def test_a_mark_of_secrecy_is_refused_and_not_repeated(world: World, client):
    client.force_login(world.clerk)
    page = text_of(client.post(NEW, declaration(client, note="TUYỆT MẬT\nKế hoạch số 5")))
    assert "state secrecy" in page
    assert not Declaration.objects.exists()


def test_a_form_of_someone_else_is_refused(world: World, client):
    client.force_login(world.member)
    page = text_of(client.post(NEW, declaration(client, author=sign_author(world.clerk))))
    assert "opened by another account" in page
    assert not Declaration.objects.exists()


def test_a_key_used_by_someone_else_makes_no_record(world: World, client):
    theirs = make_declaration(world.tree.hieu_committee, by=world.clerk)
    client.force_login(world.member)
    assert "already used" in text_of(client.post(NEW, declaration(client, public_id=str(theirs.public_id))))
    assert Declaration.objects.count() == 1


def test_those_who_may_not_enter_are_told_why(world: World, client):
    client.force_login(world.viewer)
    response = client.get(NEW)
    assert response.status_code == 403
    assert "does not include entering records" in text_of(response)


def test_a_copy_is_a_new_record_with_its_own_key(world: World, client):
    original = make_approved(
        make_declaration(world.tree.hieu_committee, by=world.clerk, title="Số liệu 2022", source="Báo cáo 44"), by=world.office
    )
    client.force_login(world.clerk)
    url = f"/r/{original.public_id}/copy/"
    filled = opened(client, url)
    assert (filled["title"], filled["source"], filled["day"]) == ("Số liệu 2022", "Báo cáo 44", "25/5/2023")
    assert uuid.UUID(filled["public_id"]) != original.public_id
    client.post(url, declaration(client, url, title="Số liệu 2023"))
    assert set(Declaration.objects.values_list("title", "state")) == {("Số liệu 2022", State.APPROVED), ("Số liệu 2023", State.DRAFT)}


def test_a_draft_is_changed_and_keeps_its_figures(world: World, client):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk, source="Báo cáo 44")
    client.force_login(world.clerk)
    url = f"/r/{record.public_id}/edit/"
    client.post(url, declaration(client, url, title="Tên mới"))
    record.refresh_from_db()
    assert (record.title, record.version) == ("Tên mới", 2)


def test_an_approved_record_is_corrected_by_another_with_a_reason(world: World, client):
    record = make_approved(make_declaration(world.tree.hieu_committee, by=world.clerk), by=world.office)
    url = f"/r/{record.public_id}/edit/"
    client.force_login(world.clerk)
    assert client.get(url).status_code == 403
    client.force_login(world.office)
    assert "Write why" in text_of(client.post(url, declaration(client, url, title="Tên đúng", reason="")))
    client.post(url, declaration(client, url, title="Tên đúng", reason="Chép nhầm"))
    record.refresh_from_db()
    assert (record.title, record.state) == ("Tên đúng", State.APPROVED)
    assert record.events.order_by("-number").first().reason == "Chép nhầm"


def test_an_edit_without_its_version_writes_nothing(world: World, client):
    record = make_declaration(world.tree.hieu_committee, by=world.clerk)
    client.force_login(world.clerk)
    url = f"/r/{record.public_id}/edit/"
    client.post(url, declaration(client, url, title="Tên mới", version=""))
    record.refresh_from_db()
    assert record.title != "Tên mới"


def test_the_unit_named_in_the_address_stands_in_the_form(world: World, client):
    client.force_login(world.office)
    form = client.get(f"{NEW}?unit={world.tree.hieu_committee.key}").context["form"]
    assert form["unit"].value() == world.tree.hieu_committee.key


class TestSignInRanOut:
    """A half-filled form whose author is not signed in any more."""

    def sent(self, client: Client, world: World, **typed):
        client.force_login(world.clerk)
        filled = declaration(client, title="Nhập dở", **typed)
        client.logout()
        return filled, client.post(NEW, filled)

    def test_it_comes_back_filled_after_signing_in(self, world: World, client):
        filled, response = self.sent(client, world)
        assert response.url.startswith("/accounts/login/?next=/records/declaration/new/")
        client.force_login(world.clerk)
        page = client.get(NEW)
        assert 'value="Nhập dở"' in text_of(page)
        assert "has not been saved yet" in text_of(page)
        assert str(page.context["form"]["public_id"].value()) == filled["public_id"]
        assert page.context["form"].rows.forms[0]["amount"].value() == "50"
        assert not Declaration.objects.exists()

    def test_it_is_given_back_once_only(self, world: World, client):
        self.sent(client, world)
        client.force_login(world.clerk)
        client.get(NEW)
        assert "Nhập dở" not in text_of(client.get(NEW))

    def test_someone_else_sees_nothing_of_it(self, world: World, client):
        self.sent(client, world)
        client.force_login(world.member)
        assert "Nhập dở" not in text_of(client.get(NEW))

    def test_what_bears_a_mark_of_secrecy_is_not_kept(self, world: World, client):
        self.sent(client, world, note="TUYỆT MẬT\nKế hoạch số 5")
        assert "Kế hoạch" not in str(dict(client.session))
        client.force_login(world.clerk)
        assert "Nhập dở" not in text_of(client.get(NEW))

    def test_a_comment_leads_back_to_the_page_it_stood_on(self, world: World, client):
        record = make_declaration(world.tree.hieu_committee, by=world.clerk)
        page = f"/r/{record.public_id}/"
        response = client.post(f"{page}comment/", {"text": "Nhập dở"}, headers={"referer": f"http://testserver{page}"})
        assert response.url == f"/accounts/login/?next={page}"
        assert client.post(f"{page}comment/", {"text": "x"}, headers={"referer": "https://evil.example/"}).url == "/accounts/login/?next=/"
