"""Granting, ending and handing over roles; entering who holds a post."""

from datetime import date

import pytest
from django.urls import reverse

from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role
from lantoa.core.people.models import Person, Tenure
from lantoa.core.units.models import FOREVER
from tests.factories import make_account, make_child, make_grant


def granted(client, **values):
    return client.post(reverse("grant-new"), {"role": "office", "starts": "25/5/2023", **values})


def test_a_role_is_granted_by_account_name_or_by_full_name(world, client):
    client.force_login(world.admin)
    outside = make_account(Role.VIEWER, world.tree.other_committee)
    granted(client, person=outside.username, unit=world.tree.hieu_committee.key, last="31/12/2023", basis="QĐ 5")
    given = Grant.objects.get(person=outside.person, role="office")
    assert (given.unit, given.starts, given.ends) == (world.tree.hieu_committee, date(2023, 5, 25), date(2024, 1, 1))
    assert given.granted_by == world.admin.person
    granted(client, person="a dang", unit=world.tree.hieu_committee.key)
    assert Grant.objects.filter(person=world.member.person, role="office", ends=FOREVER).exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"person": ""}, "Write the person&#x27;s account name or full name."),
        ({"person": "khongco"}, "No account is called “khongco”."),
        ({"person": "Trùng Tên"}, "Several people are called “Trùng Tên”."),
        ({"role": ""}, "Choose a role from the list."),
        ({"role": "king"}, "Select a valid choice"),
        ({"unit": ""}, "Choose the unit."),
        ({"starts": "31/2/2023"}, "is not in the calendar"),
        ({"starts": ""}, "Write the day as 25/5/2023."),
        ({"last": "24/5/2023"}, "The last day must not lie before the first."),
        ({"starts": "1/1/2022", "last": "24/5/2023"}, "The last day must not lie before today, 25/5/2023."),
        ({"person": "a dang", "role": "member"}, "has this role there already."),
    ],
)
def test_what_is_wrong_with_a_role_is_said_and_nothing_is_written(world, client, values, sentence):
    for _number in range(2):
        make_account(Role.VIEWER, world.tree.committee, name="Trùng Tên")
    client.force_login(world.admin)
    before = Grant.objects.count()
    answer = granted(client, **{"person": world.member.username, "unit": world.tree.hieu_committee.key, **values})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Grant.objects.count() == before


def test_nobody_grants_outside_or_to_themselves(world, client):
    client.force_login(world.admin)
    before = Grant.objects.count()
    answer = granted(client, person=world.member.username, unit=world.tree.other_committee.key)
    assert answer.status_code == 422
    answer = granted(client, person=world.admin.username, unit=world.tree.hieu_committee.key)
    assert "Nobody grants a role to themselves." in answer.content.decode()
    client.force_login(world.office)
    assert granted(client, person=world.member.username, unit=world.tree.hieu_committee.key).status_code == 404
    assert Grant.objects.count() == before


def test_the_address_fills_in_person_and_unit_only_where_they_are_in_sight(world, client):
    client.force_login(world.admin)
    page = client.get(reverse("grant-new"), {"person": world.member.person.public_id, "unit": world.tree.hieu_committee.key})
    assert f'value="{world.member.username}"' in page.content.decode()
    stranger = make_account(Role.VIEWER, world.tree.other_committee)
    for person in (stranger.person.public_id, "khong-phai-ma", ""):
        text = client.get(reverse("grant-new"), {"person": person, "unit": "khong-co"}).content.decode()
        assert stranger.username not in text


def test_a_role_ends_and_the_last_administrator_stays(world, client):
    client.force_login(world.admin)
    held = Grant.objects.get(person=world.member.person)
    assert "31/2" in client.post(reverse("grant-end", args=[held.pk]), {"day": "31/2/2023"}).content.decode()
    client.post(reverse("grant-end", args=[held.pk]), {"day": "25/5/2023"})
    assert Grant.objects.get(pk=held.pk).ends == date(2023, 5, 25)
    own = Grant.objects.get(person=world.admin.person)
    answer = client.post(reverse("grant-end", args=[own.pk]), {"day": "25/5/2023"})
    assert "Nobody else manages Huyện Kon Plông." in answer.content.decode()


def test_a_role_passes_to_another_person(world, client):
    client.force_login(world.admin)
    held, to = Grant.objects.get(person=world.member.person), make_account(Role.VIEWER, world.tree.hieu_committee, name="Y Người Nhận")
    url = reverse("grant-handover", args=[held.pk])
    same = client.post(url, {"to": world.member.username, "day": "1/6/2023"})
    assert "Choose another person" in same.content.decode()
    early = client.post(url, {"to": to.username, "day": "1/1/2022"})
    assert early.status_code == 422
    assert "The day must not lie before today, 25/5/2023" in early.content.decode()
    answer = client.post(url, {"to": "y nguoi nhan", "day": "1/6/2023", "basis": "QĐ 9"}, follow=True)
    assert "handed over" in answer.content.decode()
    assert Grant.objects.get(pk=held.pk).ends == date(2023, 6, 1)
    assert Grant.objects.get(person=to.person, role="member").starts == date(2023, 6, 1)


def test_the_page_of_handing_over_tells_the_term_and_leads_back_to_the_person(world, client):
    client.force_login(world.admin)
    held = make_grant(world.member, Role.VIEWER, world.tree.hieu_committee, starts=date(2022, 1, 1), ends=date(2024, 1, 1))
    for name in ("grant-handover", "grant-end"):
        text = client.get(reverse(name, args=[held.pk])).content.decode()
        assert "1 January 2022 to 31 December 2023" in text
        assert f'href="{reverse("person", args=[world.member.person.public_id])}"' in text


def test_a_role_that_has_not_begun_is_taken_back_and_the_first_holder_is_named(world, client):
    client.force_login(world.admin)
    to = make_account(Role.VIEWER, world.tree.hieu_committee, name="Y Người Nhận")
    held = Grant.objects.get(person=world.member.person)
    client.post(reverse("grant-handover", args=[held.pk]), {"to": to.username, "day": "1/6/2023"})
    ahead = Grant.objects.get(person=to.person, role="member")
    end = reverse("grant-end", args=[ahead.pk])
    assert end in client.get(reverse("person", args=[to.person.public_id])).content.decode()
    text = client.get(end).content.decode()
    assert 'value="1/6/2023"' in text
    assert "The role of A Đăng ends before 1 June 2023 all the same" in text
    assert "The role is taken back." in client.post(end, {"day": "1/6/2023"}, follow=True).content.decode()
    assert not Grant.objects.filter(pk=ahead.pk).exists()
    assert "taken back before its first day, 1 June 2023" in client.get(reverse("role-history")).content.decode()


@pytest.mark.parametrize("name", ["grant-end", "grant-handover"])
def test_roles_elsewhere_are_not_there(world, client, name):
    elsewhere = make_grant(make_account(), Role.OFFICE, world.tree.other_committee)
    client.force_login(world.admin)
    assert client.post(reverse(name, args=[elsewhere.pk]), {"day": "25/5/2023"}).status_code == 404
    client.force_login(world.office)
    own = Grant.objects.get(person=world.office.person)
    assert client.get(reverse(name, args=[own.pk])).status_code == 404


def appointed(client, **values):
    return client.post(reverse("appoint"), {"title": "Bí thư", "starts": "1/1/2022", **values})


def test_a_post_is_entered_for_someone_known_or_new_and_its_term_ended(world, client):
    client.force_login(world.admin)
    appointed(client, person="A Đăng", unit=world.tree.hieu_committee.key, basis="QĐ 3")
    tenure = Tenure.objects.get()
    assert (tenure.person, tenure.post.title, tenure.basis) == (world.member.person, "Bí thư", "QĐ 3")
    appointed(client, person="Già làng A Bróp", newcomer="on", unit=world.tree.hieu.key, title="Già làng", last="31/12/2022")
    new = Tenure.objects.exclude(pk=tenure.pk).get()
    assert (new.person.name, new.ends) == ("Già làng A Bróp", date(2023, 1, 1))
    client.post(reverse("tenure-end", args=[tenure.pk]), {"day": "25/5/2023"})
    assert Tenure.objects.get(pk=tenure.pk).ends == date(2023, 5, 25)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"person": "Người Chưa Biết"}, "No account is called “Người Chưa Biết”."),
        ({"title": "  "}, "Write the post, for instance"),
        ({"last": "31/12/2021"}, "The last day must not lie before the first."),
        ({"unit": ""}, "Choose the unit."),
        ({}, "holds this post in that time already."),
    ],
)
def test_what_is_wrong_with_a_post_is_said_and_nobody_is_made_known(world, client, values, sentence):
    client.force_login(world.admin)
    usual = {"person": "A Đăng", "unit": world.tree.hieu_committee.key}
    appointed(client, **usual)
    before = (Tenure.objects.count(), Person.objects.count())
    answer = appointed(client, **{**usual, **values})
    assert sentence in answer.content.decode()
    assert (Tenure.objects.count(), Person.objects.count()) == before


def test_posts_elsewhere_are_not_ended(world, client):
    client.force_login(world.admin)
    appointed(client, person="A Đăng", unit=world.tree.hieu_committee.key)
    tenure = Tenure.objects.get()
    client.force_login(make_account(Role.ADMINISTRATOR, make_child(world.tree.other_commune)))
    assert client.post(reverse("tenure-end", args=[tenure.pk]), {"day": "25/5/2023"}).status_code == 404
    client.force_login(world.office)
    assert client.get(reverse("appoint")).status_code == 404


def test_the_history_of_roles_tells_what_was_granted_and_ended_and_by_whom(world, client):
    client.force_login(world.admin)
    granted(client, person=world.office.username, unit=world.tree.hieu_committee.key, basis="QĐ 5")
    page = client.get(reverse("role-history")).content.decode()
    assert world.office.person.name in page
    assert world.admin.person.name in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_history_of_roles_tells_who_took_over_and_by_which_decision(world, client, django_assert_num_queries, count):
    client.force_login(world.admin)
    held = Grant.objects.get(person=world.member.person)
    for number in range(count):
        to = make_account(name=f"Y Nhận {number}")
        day = date(2023, 6, number + 1)
        client.post(
            reverse("grant-handover", args=[held.pk]), {"to": to.username, "day": f"{day.day}/6/2023", "basis": f"QĐ 9{number}-QĐ/HU"}
        )
        held = Grant.objects.get(person=to.person)
    with django_assert_num_queries(10):
        page = client.get(reverse("role-history")).content.decode()
    for number in range(count):
        assert page.count(f"QĐ 9{number}-QĐ/HU") == 2  # of the one who handed over, and of the one who took over
        assert f"Role handed over to Y Nhận {number}" in page
