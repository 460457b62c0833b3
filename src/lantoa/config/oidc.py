"""Sign-in through an OpenID Connect provider, as the options of `lantoa.toml` name it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

PROVIDER = "oidc"  # its name in our addresses
NEEDED = ("oidc_issuer", "oidc_client_id", "oidc_client_secret")

Option = Callable[..., Any]


def oidc_apps(option: Option) -> list[dict[str, Any]]:
    """The provider as allauth wants it; none where the options are not all given."""
    issuer, client_id, secret = (str(option(name, "")).strip() for name in NEEDED)
    if not (issuer and client_id and secret):
        return []
    name = str(option("oidc_name", "")) or urlsplit(issuer).hostname or issuer
    return [
        {
            "provider_id": PROVIDER, "name": name, "client_id": client_id, "secret": secret,
            "settings": {"server_url": issuer.rstrip("/"), "oauth_pkce_enabled": True},
        }
    ]  # fmt: skip


def oidc_origins(option: Option) -> list[str]:
    """Where the sign-in form may lead: the provider's own site, else nowhere."""
    parts = urlsplit(str(option("oidc_issuer", "")).strip())
    return [f"{parts.scheme}://{parts.netloc}"] if oidc_apps(option) and parts.netloc else []
