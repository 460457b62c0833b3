"""The people whom one keeps, the page of one person, the own account, what is kept."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lantoa.core.access.accounts import appoint
from lantoa.core.access.roles import Role
from lantoa.core.people.models import Person, PersonEvent, User
from lantoa.core.people.services import tell
from tests.factories import PASSWORD, TODAY, make_account, make_grant, make_person


def text_of(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_administrator_sees_those_of_the_own_units_with_roles_and_posts_of_the_day(world, client):
    appoint(
        world.member.person, title="Bí thư chi bộ", unit=world.tree.hieu_committee, starts=date(2022, 1, 1), by=world.admin, today=TODAY
    )
    make_account(Role.OFFICE, world.tree.other_committee, name="Người Huyện Bên")
    make_account(Role.VIEWER, world.tree.committee, name="Người Đã Thôi", ends=date(2023, 1, 1))
    client.force_login(world.admin)
    text = text_of(client, "people")
    for words in ("A Đăng", "Member, Đảng ủy xã Hiếu", "Bí thư chi bộ, Đảng ủy xã Hiếu", "Trần Thu Hà", world.member.username):
        assert words in text
    assert "Người Huyện Bên" not in text
    assert "Người Đã Thôi" not in text
    assert "Người Đã Thôi" in text_of(client, "people", former="1")
    assert "Người Đã Thôi" in text_of(client, "people", at="2022-06-01")
    assert "Trần Thu Hà" not in text_of(client, "people", role="member")
    assert "A Đăng" in text_of(client, "people", q="dang")
    assert "Nobody here" in text_of(client, "people", q="không có đâu")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_people_takes_the_same_queries_for_any_number(world, client, django_assert_num_queries, count):
    for number in range(count):
        user = make_account(Role.VIEWER, world.tree.hieu_committee, name=f"Người Thứ {number}")
        make_grant(user, Role.MEMBER, world.tree.dak_tang_committee)
        appoint(user.person, title="Ủy viên", unit=world.tree.committee, starts=date(2022, 1, 1), by=world.admin, today=TODAY)
    client.force_login(world.admin)
    with django_assert_num_queries(11):
        text = text_of(client, "people")
    assert text.count("Người Thứ") == count


def test_a_person_is_seen_by_who_manages_by_who_sees_the_post_and_by_themselves(world, client):
    appoint(world.member.person, title="Trưởng thôn", unit=world.tree.hieu_committee, starts=date(2022, 1, 1), by=world.admin, today=TODAY)
    client.force_login(world.admin)
    text = text_of(client, "person", world.member.person.public_id)
    assert "Trưởng thôn" in text
    assert "Hand over" in text
    assert "role granted" in text
    client.force_login(world.office)
    text = text_of(client, "person", world.member.person.public_id)
    assert "Trưởng thôn" in text
    assert "Hand over" not in text
    assert "role granted" not in text
    assert world.member.username not in text
    client.force_login(world.member)
    assert "My account" in text_of(client, "person", world.member.person.public_id)
    assert client.get(reverse("person", args=[world.office.person.public_id])).status_code == 404
    client.force_login(make_account(Role.OFFICE, world.tree.other_committee))
    assert client.get(reverse("person", args=[world.member.person.public_id])).status_code == 404


def test_why_an_account_cannot_be_kept_is_said(world, client):
    make_grant(world.member, Role.LEADER, world.tree.other_committee)
    client.force_login(world.admin)
    text = text_of(client, "person", world.member.person.public_id)
    assert "has a role at a unit that you do not manage" in text
    assert "Close the account" not in text


def act(client, person, what):
    return client.post(reverse("person-account", args=[person.public_id]), {"act": what}, follow=True)


def test_an_account_is_closed_and_opened_again(world, client):
    client.force_login(world.admin)
    assert "The account is closed." in act(client, world.member.person, "close").content.decode()
    assert not User.objects.get(pk=world.member.pk).is_active
    client.logout()
    assert not client.login(username=world.member.username, password=PASSWORD)
    client.force_login(world.admin)
    assert "The account is open again." in act(client, world.member.person, "reopen").content.decode()
    client.logout()
    assert client.login(username=world.member.username, password=PASSWORD)


def test_a_link_to_a_new_password_is_shown_once_and_works(world, client):
    client.force_login(world.admin)
    first = act(client, world.member.person, "link")
    link = next(part for part in first.content.decode().split('"') if "/accounts/password/reset/key/" in part)
    assert "/accounts/password/reset/key/" not in text_of(client, "person", world.member.person.public_id)
    client.logout()
    form = client.get(link, follow=True)
    new = "mat-khau-moi-cua-a-dang"
    client.post(form.redirect_chain[-1][0] if form.redirect_chain else link, {"password1": new, "password2": new})
    assert User.objects.get(pk=world.member.pk).check_password(new)


def test_acts_on_accounts_are_refused_to_others_and_for_oneself(world, client):
    client.force_login(world.admin)
    assert act(client, world.admin.person, "close").status_code == 403
    assert act(client, world.member.person, "delete").status_code == 404
    assert client.get(reverse("person-account", args=[world.member.person.public_id])).status_code == 405
    act(client, world.member.person, "close")
    assert "Open it again first" in act(client, world.member.person, "link").content.decode()
    client.force_login(world.office)
    assert act(client, world.member.person, "reopen").status_code in {403, 404}
    assert not User.objects.get(pk=world.member.pk).is_active


def test_a_name_is_corrected_where_the_account_is_kept(world, client):
    client.force_login(world.admin)
    url = reverse("person-rename", args=[world.member.person.public_id])
    assert "Write the person&#x27;s full name." in client.post(url, {"name": " "}).content.decode()
    client.post(url, {"name": "A Đăng Xốp"})
    assert Person.objects.get(pk=world.member.person.pk).name == "A Đăng Xốp"
    make_grant(world.member, Role.LEADER, world.tree.other_committee)
    assert client.post(url, {"name": "Khác"}).status_code == 403


def test_an_address_is_the_offices_word_until_its_person_writes_another(world, client):
    client.force_login(world.admin)
    url = reverse("person-address", args=[world.member.person.public_id])
    assert "valid email" in client.post(url, {"email": "khong-phai"}).content.decode()
    assert "The e-mail address is saved." in client.post(url, {"email": "a.dang@example.org"}, follow=True).content.decode()
    assert (PersonEvent.objects.get(what="addressed").person, address_of(world)) == (world.member.person, ("a.dang@example.org", True))
    client.force_login(world.member)
    mine = {"name": "A Đăng", "language": "en"}
    client.post(reverse("my-account"), {**mine, "email": "a.dang@example.org"})
    assert address_of(world) == ("a.dang@example.org", True)
    client.post(reverse("my-account"), {**mine, "email": "ban.cua.toi@example.org"})
    assert address_of(world) == ("ban.cua.toi@example.org", False)
    client.force_login(world.admin)
    assert "written by the person" in client.get(reverse("person", args=[world.member.person.public_id])).content.decode()
    client.post(url, {"email": ""})
    assert address_of(world) == ("", False)


def test_a_wrong_address_is_told_in_vietnamese_as_the_mistake_that_it_is(world):
    client = Client()
    client.force_login(world.member)
    answer = client.post(reverse("my-account"), {"name": "A Đăng", "email": "khong-phai", "language": "vi"})
    assert "Địa chỉ thư điện tử chưa đúng. Ghi như ten@coquan.vn." in answer.content.decode()


def test_no_address_is_given_to_a_closed_account_one_kept_elsewhere_or_oneself(world, client):
    client.force_login(world.admin)
    url = reverse("person-address", args=[world.member.person.public_id])
    act(client, world.member.person, "close")
    assert "Open it again first" in client.post(url, {"email": "a.dang@example.org"}).content.decode()
    make_grant(world.member, Role.LEADER, world.tree.other_committee)
    assert client.post(url, {"email": "a.dang@example.org"}).status_code == 403
    assert client.post(reverse("person-address", args=[world.admin.person.public_id]), {"email": "a@example.org"}).status_code == 403
    assert address_of(world) == ("", False)


def address_of(world) -> tuple[str, bool]:
    return User.objects.values_list("email", "email_given").get(pk=world.member.pk)


@pytest.mark.parametrize("what", PersonEvent.What)
def test_the_page_tells_whatever_was_done(world, client, what):
    tell(world.member.person, what, by=world.admin)
    client.force_login(world.member)
    with translation.override("en"):
        assert str(what.label) in text_of(client, "my-account")


def test_one_sees_and_changes_the_own_account(world, client):
    client.force_login(world.member)
    text = text_of(client, "my-account")
    assert ">Tiếng Việt</option>" in text
    for words in ("A Đăng", world.member.username, "Đảng ủy xã Hiếu", "role granted"):
        assert words in text
    assert "valid email" in client.post(reverse("my-account"), {"name": "A", "email": "x", "language": "en"}).content.decode()
    answer = client.post(reverse("my-account"), {"name": "A Đăng", "email": "a.dang@example.org", "language": "vi"})
    assert answer.cookies["django_language"].value == "vi"
    member = User.objects.get(pk=world.member.pk)
    assert (member.email, member.language) == ("a.dang@example.org", "vi")
    assert not PersonEvent.objects.filter(what="renamed")


def test_the_own_account_is_there_without_any_role(world, client):
    client.force_login(world.nobody)
    assert "No role has been granted to you." in text_of(client, "my-account")


def test_what_is_kept_is_told_to_everyone_with_the_rules_of_the_day(world, client, settings):
    text = text_of(client, "people-kept")
    assert "Last sign-in" not in text
    assert "To sign in." in text
    assert "no general rules on personal data" in text
    settings.LANTOA_BUSINESS_DAY = "2026-03-01"
    assert "Luật 91/2025/QH15" in text_of(client, "people-kept")


def test_people_without_an_account_have_a_page_too(world, client):
    person = make_person("Già làng")
    appoint(person, title="Già làng", unit=world.tree.hieu, starts=date(2020, 1, 1), by=world.admin, today=TODAY)
    client.force_login(world.admin)
    assert "no account" in text_of(client, "people")
    assert "Link to a new password" not in text_of(client, "person", person.public_id)
    assert client.post(reverse("person-account", args=[person.public_id]), {"act": "close"}).status_code == 404
