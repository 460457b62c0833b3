"""Addresses: wiring only. Each package brings its own `urls`; one that is taken away takes its addresses with it."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

from lantoa.core.ui.errors import not_offered
from lantoa.core.ui.people.views.devices import sign_in

NOT_OFFERED = (
    "email/", "confirm-email/", "confirm-email/<key>/", "password/set/", "login/code/confirm/",
    "2fa/webauthn/", "2fa/webauthn/keys/<pk>/edit/", "2fa/recovery-codes/download/", "3rdparty/", "3rdparty/signup/",
)  # fmt: skip
"""The sign-in library's addresses that nothing here leads to; closed and not taken out, since it looks some of their names up itself."""

OWN = [config.name for config in apps.get_app_configs() if config.name.startswith("lantoa.")]

urlpatterns = [
    *(path(f"accounts/{address}", not_offered) for address in NOT_OFFERED),
    path("accounts/login/", sign_in, name="account_login"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/3rdparty/", include("allauth.socialaccount.urls")),
    path("accounts/", include("allauth.socialaccount.providers.openid_connect.urls")),
    *(path("", include(f"{name}.urls")) for name in OWN if find_spec(f"{name}.urls")),
]

handler400 = "lantoa.core.ui.errors.bad_request"
handler403 = "lantoa.core.ui.errors.forbidden"
handler404 = "lantoa.core.ui.errors.not_found"
handler500 = "lantoa.core.ui.errors.server_error"
handler429 = "lantoa.core.ui.errors.too_many"
