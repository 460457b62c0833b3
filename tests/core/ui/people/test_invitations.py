"""Inviting someone, and accepting."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from lantoa.core.access.models import Grant
from lantoa.core.access.roles import Role
from lantoa.core.people.models import Invitation, User
from tests.factories import PASSWORD, make_account

ANSWER = {"username": "Y.Lan", "password": PASSWORD, "again": PASSWORD}


def invited(client, world, **values):
    """The answer to an invitation, and the link in it."""
    usual = {"name": "Y Lan", "role": "office", "unit": world.tree.hieu_committee.key, "starts": "25/5/2023"}
    answer = client.post(reverse("invite"), {**usual, **values}, follow=True)
    links = [part for part in answer.content.decode().split('"') if "/invitation/" in part and part.startswith("http")]
    return answer, links[0] if links else ""


@pytest.fixture
def link(world, client):
    client.force_login(world.admin)
    _answer, found = invited(client, world, last="31/12/2023")
    client.logout()
    return found


def test_the_link_is_shown_once_and_opens_an_account_with_the_role(world, client, link):
    client.force_login(world.admin)
    assert "/invitation/" not in client.get(reverse("invite")).content.decode()
    assert "Y Lan" in client.get(reverse("people")).content.decode()
    client.logout()
    page = client.get(link)
    assert page.status_code == 200
    assert "Đinh Quản Trị invites you" in page.content.decode()
    assert "no-cache" in page["Cache-Control"]
    answer = client.post(link, ANSWER)
    assert answer.url == reverse("overview")
    user = User.objects.get(username="y.lan")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.person.name, Grant.objects.get(person=user.person).role) == ("Y Lan", "office")


def test_a_used_expired_withdrawn_or_unknown_link_says_whom_to_ask(world, client, link):
    client.post(link, ANSWER)
    client.logout()
    for address in (link, reverse("invitation", args=["khong-co"])):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Ask the office that invited you for a new one." in answer.content.decode()
    client.force_login(world.admin)
    _answer, second = invited(client, world, name="Y Hai")
    client.post(reverse("invitation-withdraw", args=[Invitation.objects.get(name="Y Hai").pk]))
    _answer, third = invited(client, world, name="Y Ba")
    Invitation.objects.filter(name="Y Ba").update(expires_at=timezone.now() - timedelta(minutes=1))
    client.logout()
    assert [client.post(address, {**ANSWER, "username": "khac"}).status_code for address in (second, third)] == [410, 410]
    assert not User.objects.filter(username="khac")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"username": ""}, "Choose an account name."),
        ({"username": "co san"}, "letters without marks"),
        ({"username": "TAKEN"}, "The account name taken is taken."),
        ({"password": "ngan", "again": "ngan"}, "too short"),
        ({"again": "khac-hoan-toan-2023"}, "The two passwords differ."),
        ({"password": "", "again": ""}, "Choose a password."),
    ],
)
def test_what_is_wrong_with_the_answer_is_said_and_the_link_still_works(world, client, link, values, sentence):
    make_account(username="taken")
    answer = client.post(link, {**ANSWER, **values})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert client.post(link, ANSWER).status_code == 302


def test_the_secret_of_a_link_never_stands_in_the_log(client, link):
    said = StringIO()
    handler = logging.StreamHandler(said)
    for name in settings.LOGGING["handlers"]["stderr"]["filters"]:
        about = dict(settings.LOGGING["filters"][name])
        handler.addFilter(about.pop("()")(**about))
    logging.getLogger("django.request").addHandler(handler)
    try:
        assert client.post(link, {**ANSWER, "again": "khac"}).status_code == 422
    finally:
        logging.getLogger("django.request").removeHandler(handler)
    assert "/invitation/…" in said.getvalue()
    assert link.rstrip("/").rpartition("/")[2] not in said.getvalue()


def test_someone_who_is_signed_in_signs_out_first(world, client, link):
    client.force_login(world.office)
    answer = client.post(link, ANSWER)
    assert "Sign out first" in answer.content.decode()
    assert f"the account {world.office.username} (Trần Thu Hà) is signed in" in answer.content.decode()
    assert not User.objects.filter(username="y.lan")


def test_the_link_is_mailed_where_the_installation_sends_mail(world, client):
    client.force_login(world.admin)
    answer, link = invited(client, world, email="lan@example.org")
    (letter,) = mail.outbox
    assert letter.to == ["lan@example.org"]
    assert link in letter.body
    assert "Y Lan" in letter.body
    assert "also sent by e-mail" in answer.content.decode()


def test_mail_that_does_not_go_leaves_the_link_to_be_handed_over(world, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    client.force_login(world.admin)
    answer, link = invited(client, world, email="lan@example.org")
    assert link
    assert "not sent by e-mail" in answer.content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    answer, link = invited(client, world, name="Y Hai", email="hai@example.org")
    assert "not sent by e-mail" in answer.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "Write the person&#x27;s full name."),
        ({"email": "x"}, "valid email"),
        ({"role": ""}, "Choose a role from the list."),
        ({"starts": "31/2/2023"}, "is not in the calendar"),
        ({"last": "1/1/2023"}, "The last day must not lie before the first."),
        ({"starts": "1/1/2013", "last": "31/12/2013"}, "The last day must not lie before today, 25/5/2023."),
    ],
)
def test_what_is_wrong_with_an_invitation_is_said_and_none_is_made(world, client, values, sentence):
    client.force_login(world.admin)
    answer, link = invited(client, world, **values)
    assert sentence in answer.content.decode()
    assert link == ""
    assert not Invitation.objects.exists()


def test_what_is_wrong_with_the_days_is_said_together_with_all_else(world, client):
    client.force_login(world.admin)
    text = invited(client, world, name=" ", role="", last="1/1/2023")[0].content.decode()
    for sentence in ("Write the person&#x27;s full name.", "Choose a role from the list.", "The last day must not lie before the first."):
        assert sentence in text


def test_the_role_offered_is_told_to_the_one_who_invites_and_to_the_one_invited(world, client):
    client.force_login(world.admin)
    answer, link = invited(client, world, last="31/12/2023", email="lan@example.org")
    client.logout()
    assert "Invitation for Y Lan: office, Đảng ủy xã Hiếu, 25 May 2023 to 31 December 2023" in answer.content.decode()
    page = client.get(link).content.decode()
    for words in ("Office", "Đảng ủy xã Hiếu", "25 May 2023 to 31 December 2023"):
        assert words in page
    assert "Đảng ủy xã Hiếu. Vai trò: văn phòng, 25/5/2023 đến 31/12/2023." in mail.outbox[0].body


def test_an_invitation_like_one_that_waits_asks_whether_it_is_meant(world, client):
    client.force_login(world.admin)
    invited(client, world)
    assert 'name="again"' not in client.get(reverse("invite")).content.decode()
    answer, link = invited(client, world, name="y lan")
    text = answer.content.decode()
    assert "waits already, from Đinh Quản Trị" in text
    assert reverse("invitation-withdraw", args=[Invitation.objects.get().pk]) in text
    assert link == ""
    assert 'name="again"' in invited(client, world, name="y lan", again="on", email="x")[0].content.decode()
    assert invited(client, world, name="y lan", again="on")[1]
    assert Invitation.objects.count() == 2


def test_a_name_that_fits_a_commune_and_its_committee_is_asked_about(world, client, monkeypatch):
    monkeypatch.setattr("lantoa.core.ui.records.unit_fields.FEW", 1)
    client.force_login(world.admin)
    answer, link = invited(client, world, unit="Đăk Tăng")
    text = answer.content.decode()
    assert link == ""
    for unit in (world.tree.dak_tang, world.tree.dak_tang_committee):
        assert f'value="{unit.key}"' in text
    key = world.tree.dak_tang_committee.key
    invited(client, world, unit="Đăk Tăng", unit_line="Đăk Tăng", unit_is=key)
    assert Invitation.objects.get().unit == world.tree.dak_tang_committee
    for name, unit in (("Xã Đăk Tăng", world.tree.dak_tang), ("Đảng ủy xã Đăk Tăng", world.tree.dak_tang_committee)):
        invited(client, world, name=f"Người của {name}", unit=name)
        assert Invitation.objects.get(name=f"Người của {name}").unit == unit


def test_only_those_who_manage_invite_and_only_to_their_units(world, client):
    client.force_login(world.office)
    assert invited(client, world)[0].status_code == 404
    client.force_login(world.admin)
    _answer, link = invited(client, world, unit=world.tree.other_committee.key)
    assert link == ""
    assert not Invitation.objects.exists()
    invited(client, world)
    pk = Invitation.objects.get().pk
    client.force_login(make_account(Role.ADMINISTRATOR, world.tree.other_district))
    assert client.post(reverse("invitation-withdraw", args=[pk])).status_code == 404
    assert client.get(reverse("invitation-withdraw", args=[pk])).status_code == 405
