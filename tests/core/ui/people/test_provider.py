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
from lantoa.core.people.models import User
from tests.core.ui.people.conftest import EnglishBrowser
from tests.core.ui.people.provider_site import CLIENT, PASSWORD, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # a real provider on loopback
SITE = Path(__file__).with_name("provider_site.py")
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


def through_provider(browser, name: str, **query: str):
    """Press the button, sign in at the provider, come back; the last answer."""
    begun = browser.post(reverse("openid_connect_login", args=["oidc"]), query_params={"process": "login", **query})
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


def test_by_setting_the_account_name_is_what_counts(browser, world, settings):
    settings.LANTOA_OIDC_MATCH = "username"
    world.member.username = "y.lan"
    world.member.save()
    through_provider(browser, "y.lan")
    assert browser.get("/me/").context["user"] == world.member


def test_a_provider_ties_no_second_person_to_an_account_that_is_signed_in(browser, world):
    browser.force_login(world.office)
    begun = browser.post(reverse("openid_connect_login", args=["oidc"]), query_params={"process": "connect"})
    assert begun.status_code in (302, 403, 404)
    known(world.member)
    through_provider(browser, "y.lan")
    assert SocialAccount.objects.get().user == world.member


def test_without_all_options_there_is_no_provider(address):
    assert oidc_apps(options(address, oidc_client_secret="")) == []
    assert oidc_origins(options(address, oidc_client_secret="")) == []
    assert oidc_origins(options(address)) == [address]
    assert EnglishBrowser().post(reverse("openid_connect_login", args=["oidc"])).status_code == 404
