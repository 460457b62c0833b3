"""Signing in through a provider of identities (OpenID Connect): only people who have an account here already.

The provider's person is known once tied to an account: by the person, who is signed in here and there and has just confirmed that it is
they; or at the first sign-in, by the e-mail address that the office gave.
"""

from typing import cast

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lantoa.core.people.models import User
from lantoa.core.people.sessions import tie_of

REFUSED = 403
BY_ADDRESS = "email"  # the setting `oidc_match`; anything else: only those who are tied come through


class KnownPeopleOnlyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Who comes from the provider must have an account here already; what the provider tells besides is not kept."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, str]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.username = str(data.get("username") or "")
        sociallogin.account.extra_data = {}
        return user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("my-sign-in")

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account at the first sign-in; refuse, and say why, where there is none or it may not be tied."""
        if sociallogin.state.get("process") == "connect":
            may_tie(request, sociallogin)
            return
        if sociallogin.state.get("process") != "login":
            raise refused(request, _("Only signing in is possible through this provider."))
        user = sociallogin.user if sociallogin.is_existing else known_account(request, sociallogin)
        if not user.is_active:
            raise refused(request, _("The account here is closed. Ask the administrator of your office."))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)


def may_tie(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Refuse, and say why, where the provider's person is someone else's here, or the account is another person's there.

    The account's own person has confirmed just before, by password or second step, that it is they. Nothing waits for a confirmation that
    comes later, perhaps for another purpose: whoever began at an open screen could otherwise be let in by its owner.
    """
    user = cast(User, request.user)
    if not user.is_authenticated or not did_recently_reauthenticate(request):
        raise refused(request, _("It was not confirmed just now that it is you. Open “My sign-in” and begin again."))
    if sociallogin.is_existing and sociallogin.user.pk != user.pk:
        raise refused(request, _("Whoever you are at the provider signs in to another account here. Ask the administrator of your office."))
    if not sociallogin.is_existing and tie_of(user):
        raise refused(request, _("Your account is tied to someone else at the provider. End that tie first."))


def known_account(request: HttpRequest, sociallogin: SocialLogin) -> User:
    """The one account that the provider's person is, by the verified e-mail address, where the settings let it be found so.

    An address counts only where the office gave it: otherwise someone could write a colleague's into the own account, and meet them there.
    """
    if settings.LANTOA_OIDC_MATCH != BY_ADDRESS:
        raise refused(
            request,
            _("No account here is tied to you at this provider. Sign in with the password, then tie your account under “My sign-in”."),
        )
    claim = next((address.email for address in sociallogin.email_addresses if address.verified), "")
    if not claim:
        raise refused(request, _("The provider did not tell a verified e-mail address."))
    accounts = list(User.objects.filter(email__iexact=claim, email_given=True)[:2])
    if not accounts and User.objects.filter(email__iexact=claim).exists():
        raise refused(
            request,
            _("The address %(claim)s stands in an account here, but its person wrote it there, not the office. Sign in with the password, "
              "then tie your account under “My sign-in”.") % {"claim": claim},
        )  # fmt: skip
    if not accounts:
        raise refused(
            request, _("No account here belongs to %(claim)s. Accounts are opened by invitation; ask your office.") % {"claim": claim}
        )
    if len(accounts) > 1:
        raise refused(request, _("Several accounts here have the address %(claim)s. Ask the administrator to mend it.") % {"claim": claim})
    if tie_of(accounts[0]):
        raise refused(
            request,
            _("The account with the address %(claim)s is tied to someone else at the provider. End that tie first.") % {"claim": claim},
        )
    return accounts[0]


def refused(request: HttpRequest, reason: str) -> ImmediateHttpResponse:
    """The page that says why the provider's person is not let in."""
    return ImmediateHttpResponse(render(request, "socialaccount/refused.html", {"reason": reason}, status=REFUSED))
