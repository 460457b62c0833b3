"""Signing in through a provider of identities (OpenID Connect): only people who have an account here already."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from lantoa.core.people.models import User

REFUSED = 403


class KnownPeopleOnlyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Who comes from the provider must have an account here already; what the provider tells besides is not kept."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, str]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.username = str(data.get("username") or "")
        sociallogin.account.extra_data = {}
        return user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account at the first sign-in; refuse, and say why, where there is none."""
        if sociallogin.state.get("process") != "login":
            raise refused(request, _("Only signing in is possible through this provider."))
        if not sociallogin.is_existing:
            sociallogin.connect(request, known_account(request, sociallogin))
        if not sociallogin.user.is_active:
            raise refused(request, _("The account here is closed. Ask the administrator of your office."))


def known_account(request: HttpRequest, sociallogin: SocialLogin) -> User:
    """The one account that the provider's person is, by the verified e-mail address or (setting) by account name.

    An address counts only where the office gave it: otherwise someone could write a colleague's into the own account, and meet them there.
    """
    if settings.LANTOA_OIDC_MATCH == "username":
        claim, found = sociallogin.user.username, User.objects.filter(username__iexact=sociallogin.user.username)
        missing = _("The provider did not tell an account name.")
    else:
        claim = next((address.email for address in sociallogin.email_addresses if address.verified), "")
        found = User.objects.filter(email__iexact=claim, email_given=True)
        missing = _("The provider did not tell a verified e-mail address.")
    if not claim:
        raise refused(request, missing)
    accounts = list(found[:2])
    if not accounts and User.objects.filter(email__iexact=claim).exists() and settings.LANTOA_OIDC_MATCH != "username":
        raise refused(
            request,
            _("The address %(claim)s stands in an account here, but its person wrote it there, not the office. Sign in with the password, "
              "or ask the administrator of your office to enter it.") % {"claim": claim},
        )  # fmt: skip
    if not accounts:
        raise refused(
            request, _("No account here belongs to %(claim)s. Accounts are opened by invitation; ask your office.") % {"claim": claim}
        )
    if len(accounts) > 1:
        raise refused(request, _("Several accounts here have the address %(claim)s. Ask the administrator to mend it.") % {"claim": claim})
    return accounts[0]


def refused(request: HttpRequest, reason: str) -> ImmediateHttpResponse:
    """The page that says why the provider's person is not let in."""
    return ImmediateHttpResponse(render(request, "socialaccount/refused.html", {"reason": reason}, status=REFUSED))
