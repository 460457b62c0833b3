"""Settings: wiring only. What an office may change comes from `lantoa.toml` or the environment (see docs/operate.md)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lantoa.config.home import home, read_options, secret_key
from lantoa.config.logs import WithoutSecrets
from lantoa.config.oidc import oidc_apps, oidc_origins

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home()
OPTIONS = read_options(HOME)


def option(name: str, default: Any = "") -> Any:
    """An option by its name: the environment (`LANTOA_NAME`) wins over `lantoa.toml`."""
    return os.environ.get(f"LANTOA_{name.upper()}", OPTIONS.get(name, default))


def flag(name: str, *, default: bool) -> bool:
    return str(option(name, default)).lower() in {"1", "true", "yes", "on"}


SECRET_KEY = secret_key(HOME)
DEBUG = flag("debug", default=False)
ALLOWED_HOSTS = [host.strip() for host in str(option("hosts", "localhost,127.0.0.1,[::1],testserver")).split(",") if host.strip()]
HTTPS = flag("https", default=False)
DEMO = flag("demo", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "lantoa.core.units",
    "lantoa.core.people",
    "lantoa.core.access",
    "lantoa.core.rules",
    "lantoa.core.records",
    "lantoa.core.evidence",
    "lantoa.core.measures",
    "lantoa.core.search",
    "lantoa.core.documents",
    "lantoa.core.doubles",
    "lantoa.core.keeping",
    "lantoa.core.privacy",
    "lantoa.core.ui",
    "lantoa.core.imports",
    "lantoa.domains.initiatives",
    "lantoa.domains.exemplars",
    "lantoa.domains.contributions",
    "lantoa.domains.valuechain",
    "lantoa.domains.reports",
    "lantoa.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lantoa.core.ui.middleware.SentByScriptMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lantoa.core.ui.people.proving.SignInMiddleware",
    "lantoa.core.ui.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lantoa.core.ui.middleware.DayMiddleware",
    "lantoa.core.ui.middleware.RefusedFormMiddleware",
]

ROOT_URLCONF = "lantoa.config.urls"
WSGI_APPLICATION = "lantoa.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "core" / "ui" / "templates"],  # before allauth's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "lantoa.core.ui.context.chrome",
            ],
            "builtins": ["django.templatetags.i18n", "lantoa.core.ui.templatetags.lantoa", "lantoa.core.ui.templatetags.dayurl"],
        },
    }
]


def database(url: str) -> dict[str, Any]:
    """A database from `postgres://user:password@host:port/name`, or SQLite in the installation's folder where no URL is given."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "lantoa.sqlite3",
            "CONN_MAX_AGE": 60,  # to open the file and read its tables' names takes three milliseconds, a fifth of a small page
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlparse(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(str(option("database", "")))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "lantoa_cache"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["lantoa.core.ui.people.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "lantoa.core.people.adapter.InvitedOnlyAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "pin": "10/m/ip", "device_code": "10/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(option("proxies", 1 if HTTPS else 0))
MFA_ADAPTER = "lantoa.core.people.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "lantoa.core.ui.people.device_forms.PasskeyForm"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = str(option("name", "Lan Toả"))
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute wrong
SOCIALACCOUNT_ADAPTER = "lantoa.core.ui.people.provider.KnownPeopleOnlyAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(option)}}

SESSION_ENGINE = "lantoa.core.ui.people.session_store"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [origin for origin in str(option("trusted_origins", "")).split(",") if origin]
CSRF_FAILURE_VIEW = "lantoa.core.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *oidc_origins(option)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["lantoa.config.formats"]
OWN_LOCALES = sorted(path for shelf in ("core/*", "domains/*", "demo") for path in PACKAGE.glob(f"{shelf}/locale"))
LOCALE_PATHS = [HOME / "locale", *OWN_LOCALES]  # the installation's own (its tone style), then ours, then the libraries'

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = ["lantoa.core.evidence.uploads.NamelessUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if option("smtp_host") else "django.core.mail.backends.console.EmailBackend"
EMAIL_HOST = str(option("smtp_host", ""))
EMAIL_PORT = int(option("smtp_port", 25))
EMAIL_HOST_USER = str(option("smtp_user", ""))
EMAIL_HOST_PASSWORD = str(option("smtp_password", ""))
EMAIL_USE_TLS = flag("smtp_tls", default=False)
EMAIL_TIMEOUT = 15  # seconds; a mail server that says nothing is given up
DEFAULT_FROM_EMAIL = str(option("mail_from", "lantoa@localhost"))

LOG_LEVEL = str(option("log_level", "WARNING"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "without_secrets": {"()": WithoutSecrets},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": LOG_LEVEL, "filters": ["without_secrets"]},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}

# The program's own settings
LANTOA_BUSINESS_DAY = str(option("business_day", ""))  # overrides the business day, for the demo and tests: 2023-05-25
LANTOA_SECOND_STEP_BY = str(option("second_step_by", ""))  # the day from which those who decide need a second step: 2026-12-01
LANTOA_OIDC_MATCH = str(option("oidc_match", "email"))  # also by the address that the office gave; "tied": only whom they tied themselves
LANTOA_BACKUP_HOUR = str(option("backup_hour", ""))  # 0 to 23, local time; empty for no backups by the clock
LANTOA_BACKUP_KEEP = str(option("backup_keep", 14))  # how many of them are kept
LANTOA_BACKUP_FOLDER = str(option("backup_folder", HOME / "backups"))
LANTOA_BACKUP_PASSPHRASE_FILE = str(option("backup_passphrase_file", ""))
LANTOA_MAX_UPLOAD = int(option("max_upload", 20_000_000))  # bytes a file
LANTOA_SHEETS = str(HOME / "sheets")  # long sheets that wait to be read for an import
LANTOA_READING_DATA = str(option("reading_data", ""))  # folder with a vie.traineddata in place of the program's own
LANTOA_TONE_STYLE = str(option("tone_style", "old"))  # ủy, hóa (old) or uỷ, hoá (new)
LANTOA_PARTY_MARGINS = str(option("party_margins", "20,20,30,15"))  # mm: top, bottom, left, right; copies of Guidance 36-HD/VPTW disagree
LANTOA_REPORT_TABLES = str(option("report_tables", "auto"))  # tables by category: auto, none, or "measure:dimension, ..."
LANTOA_STATE_MARGINS = str(option("state_margins", "20,20,30,15"))  # Decree 30/2020/NĐ-CP, annex I: 20-25, 20-25, 30-35, 15-20
