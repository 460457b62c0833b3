"""In which language a page speaks."""

import pytest
from django.urls import reverse

from tests.factories import make_account

SIGN_IN = "account_login"


@pytest.mark.django_db
def test_an_english_browser_still_gets_vietnamese_first(client):
    assert client.get(reverse(SIGN_IN), headers={"Accept-Language": "en-US,en"})["Content-Language"] == "vi"


@pytest.mark.django_db
def test_the_choice_of_this_browser_wins_over_the_account(client):
    user = make_account()
    user.language = "en"
    user.save()
    client.force_login(user)
    assert client.get(reverse("overview"))["Content-Language"] == "en"
    client.cookies["django_language"] = "vi"
    assert client.get(reverse("overview"))["Content-Language"] == "vi"


@pytest.mark.django_db
def test_an_unknown_language_means_vietnamese(client):
    client.cookies["django_language"] = "xx"
    assert client.get(reverse(SIGN_IN))["Content-Language"] == "vi"
