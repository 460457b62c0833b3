"""A real provider of identities for the tests: django-allauth's own, as a process of its own. Prints its address once it listens.

python tests/core/ui/people/provider_site.py FOLDER RETURN_ADDRESS
"""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

CLIENT, SECRET, PASSWORD = "lantoa", "bi-mat-cua-cong", "cong-dinh-danh-2023"
urlpatterns: list[object] = []  # filled once the settings are there


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing of each request."""


def configure(folder: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode()
    settings.configure(
        SECRET_KEY="for this test alone", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True, IDP_OIDC_PRIVATE_KEY=pem,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_EMAIL_VERIFICATION="none", ACCOUNT_RATE_LIMITS=False, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
                        "allauth", "allauth.account", "allauth.idp.oidc"],
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
                    "django.contrib.auth.middleware.AuthenticationMiddleware",
                    "django.contrib.messages.middleware.MessageMiddleware", "allauth.account.middleware.AccountMiddleware"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": [
            "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages"]}}],
    )  # fmt: skip
    django.setup()


def fill(returning: str) -> None:
    """Two people with verified addresses, one with an address that nobody has verified, and the program as a client."""
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User

    for name, verified in (("y.lan", True), ("nguoi.la", True), ("chua.xac.minh", False)):
        user = User.objects.create_user(name, f"{name}@example.vn", PASSWORD)
        EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    client = Client(id=CLIENT, name="Lan Toả", scopes="openid\nprofile\nemail", redirect_uris=returning, skip_consent=True)
    client.set_secret(SECRET)
    client.save()


if __name__ == "__main__":
    configure(Path(sys.argv[1]))
    urlpatterns += [path("accounts/", include("allauth.account.urls")), path("", include("allauth.idp.urls"))]
    call_command("migrate", verbosity=0)
    fill(sys.argv[2])
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
