"""Signing in through a real provider of identities: people who have an account here, and nobody else."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from lantoa.config.oidc import oidc_apps, oidc_origins
from lantoa.core.people.models import PersonEvent, User
from tests.core.ui.people.conftest import EnglishBrowser
from tests.core.ui.people.provider_site import CLIENT, PASSWORD, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a real provider on loopback
SITE = Path(__file__).with_name("provider_site.py")
SECRET_HERE = "mot mat khau dai 2023"
RETURN = "http://testserver/accounts/oidc/oidc/login/callback/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the provider answers."""
    command = [sys.executable, str(SITE), str(tmp_path_factory.mktemp("provider")), RETURN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


def options(address: str, **more: str):
    told = {"oidc_issuer": address, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "oidc_name": "Cổng của tỉnh", **more}
    return lambda name, default="": told.get(name, default)


@pytest.fixture
def browser(address, settings, world) -> EnglishBrowser:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(options(address))}}
    return EnglishBrowser()


def through_provider(browser, name: str, *, process: str = "login"):
    """Press the button, sign in at the provider, come back; the last answer."""
    begun = browser.post(reverse("openid_connect_login", args=["oidc"]), query_params={"process": process})
    there = requests.Session()
    there.trust_env = False
    page = there.get(begun.headers["Location"], timeout=20)
    form = {"login": name, "password": PASSWORD, "csrfmiddlewaretoken": there.cookies["csrftoken"]}
    page = there.post(page.url, data=form, timeout=20, allow_redirects=False)
    while page.is_redirect and not page.headers["Location"].startswith(RETURN):
        page = there.get(requests.compat.urljoin(page.url, page.headers["Location"]), timeout=20, allow_redirects=False)
    back = urlsplit(page.headers["Location"])
    return browser.get(f"{back.path}?{back.query}", follow=True)


def known(user: User, email: str = "y.lan@example.vn", *, given: bool = True) -> User:
    user.email, user.email_given = email, given
    user.save()
    return user


def test_someone_with_an_account_here_is_signed_in_and_known_again(browser, world):
    user = known(world.member)
    assert "Sign in through Cổng của tỉnh" in browser.get(reverse("account_login")).content.decode()
    through_provider(browser, "y.lan")
    assert browser.get("/me/").context["user"] == user
    known(user, "dia.chi.moi@example.vn")
    again = EnglishBrowser()
    through_provider(again, "y.lan")
    assert again.get("/me/").context["user"] == user


def test_nothing_is_kept_of_what_the_provider_tells_but_its_number(browser, world):
    known(world.member)
    through_provider(browser, "y.lan")
    assert SocialAccount.objects.get().extra_data == {}


def test_a_stranger_is_told_why_and_no_account_is_made(browser, world):
    before = User.objects.count()
    page = through_provider(browser, "nguoi.la")
    assert page.status_code == 403
    assert "No account here belongs to nguoi.la@example.vn" in page.content.decode()
    assert browser.get("/me/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_an_address_that_the_provider_has_not_verified_opens_nothing(browser, world):
    known(world.member, "chua.xac.minh@example.vn")
    page = through_provider(browser, "chua.xac.minh")
    assert page.status_code == 403
    assert "verified e-mail address" in page.content.decode()


def test_an_address_that_someone_wrote_into_the_own_account_opens_nothing(browser, world):
    known(world.nobody, given=False)
    page = through_provider(browser, "y.lan")
    assert page.status_code == 403
    assert "its person wrote it there, not the office" in page.content.decode()
    known(world.member)
    through_provider(browser, "y.lan")
    assert browser.get("/me/").context["user"] == world.member


def test_two_accounts_with_one_address_and_a_closed_one_are_refused(browser, world):
    known(world.member)
    known(world.nobody)
    assert "Several accounts" in through_provider(browser, "y.lan").content.decode()
    known(world.nobody, "")
    world.member.is_active = False
    world.member.save()
    page = through_provider(browser, "y.lan")
    assert page.status_code == 403
    assert "closed" in page.content.decode()
    assert SocialAccount.objects.count() == 0


def signed_in(browser: EnglishBrowser, user: User, *, password: str = SECRET_HERE) -> None:
    """By the form, as everyone does."""
    user.set_password(password)
    user.save()
    browser.post(reverse("account_login"), {"login": user.username, "password": password})


def tie(browser: EnglishBrowser, name: str, *, confirm: str = SECRET_HERE):
    """Confirm here that it is oneself, go to the provider and sign in there; the last page."""
    asked = browser.get(reverse("my-tie"), follow=True)
    if asked.request["PATH_INFO"] == reverse("account_reauthenticate"):
        asked = browser.post(reverse("account_reauthenticate"), {"password": confirm, "next": reverse("my-tie")}, follow=True)
    if asked.request["PATH_INFO"] != reverse("my-tie"):
        return asked
    assert "process=connect" in asked.content.decode()
    return through_provider(browser, name, process="connect")


def whats(user: User) -> list[str]:
    return list(PersonEvent.objects.filter(person=user.person).order_by("pk").values_list("what", flat=True))


@pytest.fixture
def only_tied(settings) -> None:
    settings.LANTOA_OIDC_MATCH = "tied"


def test_who_is_signed_in_ties_the_account_and_comes_through_from_then_on(browser, world, only_tied):
    signed_in(browser, world.member)
    page = browser.get(reverse("my-sign-in")).content.decode()
    assert "Tie my account" in page
    done = tie(browser, "y.lan")
    assert done.request["PATH_INFO"] == reverse("my-sign-in")
    assert "Your account is tied" in done.content.decode()
    assert "Tied since" in done.content.decode()
    other = EnglishBrowser()
    through_provider(other, "y.lan")
    assert other.get("/me/").context["user"] == world.member
    assert "tied to the provider of identities" in other.get("/me/").content.decode()
    assert SocialAccount.objects.get().extra_data == {}


def test_nothing_is_tied_until_the_password_was_confirmed(browser, world, only_tied):
    signed_in(browser, world.member)
    refused = tie(browser, "y.lan", confirm="khong phai mat khau")
    assert "Confirm that it is you" in refused.content.decode()
    assert SocialAccount.objects.count() == 0


def test_what_began_at_an_open_screen_is_not_finished_by_a_later_confirmation(browser, world, only_tied):
    browser.force_login(world.member)  # as by a PIN: nothing was confirmed in this session
    begun = through_provider(browser, "y.lan", process="connect")
    assert begun.status_code == 403
    assert "not confirmed just now" in begun.content.decode()
    world.member.set_password(SECRET_HERE)
    world.member.save(update_fields=["password"])
    browser.force_login(world.member)
    browser.post(reverse("account_reauthenticate"), {"password": SECRET_HERE, "next": reverse("my-sign-in")}, follow=True)
    assert SocialAccount.objects.count() == 0


def test_where_only_the_tied_come_through_neither_address_nor_name_opens_an_account(browser, world, only_tied):
    world.member.username = "y.lan"
    known(world.member)
    page = through_provider(browser, "y.lan")
    assert page.status_code == 403
    assert "No account here is tied to you" in page.content.decode()
    assert browser.get("/me/").status_code == 302


def test_one_at_the_provider_is_one_here(browser, world, only_tied):
    signed_in(browser, world.member)
    tie(browser, "y.lan")
    again = tie(browser, "nguoi.la")
    assert again.status_code == 403
    assert "End that tie first" in again.content.decode()
    other = EnglishBrowser()
    signed_in(other, world.nobody)
    taken = tie(other, "y.lan")
    assert taken.status_code == 403
    assert "signs in to another account here" in taken.content.decode()
    assert SocialAccount.objects.get().user == world.member


def test_nobody_is_tied_who_is_not_signed_in_any_more(browser, world, only_tied):
    page = through_provider(browser, "y.lan", process="connect")
    assert page.status_code == 403
    assert "Open “My sign-in” and begin again" in page.content.decode()
    assert SocialAccount.objects.count() == 0


def test_a_tie_is_ended_by_the_person_or_the_office_and_told(browser, world, only_tied):
    signed_in(browser, world.member)
    tie(browser, "y.lan")
    browser.post(reverse("my-sign-in-act"), {"act": "untie"})
    assert through_provider(EnglishBrowser(), "y.lan").status_code == 403
    tie(browser, "y.lan")
    office, page = EnglishBrowser(), reverse("person-sign-in", args=[world.member.person.public_id])
    office.force_login(world.office)
    assert "Tied since" in office.get(page).content.decode()
    office.post(reverse("person-sign-in-act", args=[world.member.person.public_id]), {"act": "untie"})
    assert "Not tied" in office.get(page).content.decode()
    assert SocialAccount.objects.count() == 0
    assert [what for what in whats(world.member) if "tied" in what] == ["tied", "untied", "tied", "untied"]


def test_who_keeps_not_the_persons_phones_ends_no_tie(browser, world, only_tied):
    signed_in(browser, world.member)
    tie(browser, "y.lan")
    for user in (world.nobody, world.member):
        other = EnglishBrowser()
        other.force_login(user)
        answer = other.post(reverse("person-sign-in-act", args=[world.member.person.public_id]), {"act": "untie"})
        assert answer.status_code == 404
    assert SocialAccount.objects.count() == 1


def test_an_address_that_someone_else_bears_at_the_provider_now_opens_no_account_that_is_tied(browser, world):
    signed_in(browser, world.member)
    tie(browser, "y.lan")
    known(world.member, "nguoi.la@example.vn")
    page = through_provider(EnglishBrowser(), "nguoi.la")
    assert page.status_code == 403
    assert "is tied to someone else at the provider" in page.content.decode()
    assert SocialAccount.objects.count() == 1
    assert whats(world.member).count("tied") == 1


def test_one_found_by_the_address_is_told_that_the_tie_comes_back(browser, world):
    known(world.member)
    through_provider(browser, "y.lan")
    assert "made anew at the next sign-in" in browser.get(reverse("my-sign-in")).content.decode()


def test_without_all_options_there_is_no_provider(address):
    assert oidc_apps(options(address, oidc_client_secret="")) == []
    assert oidc_origins(options(address, oidc_client_secret="")) == []
    assert oidc_origins(options(address)) == [address]
    assert EnglishBrowser().post(reverse("openid_connect_login", args=["oidc"])).status_code == 404
