"""Settings of the tests: the program's own, in a home that is made for the run and gone after it.

`LANTOA_DATABASE` chooses the database; every other `LANTOA_` variable of the caller is dropped, so that no real home is touched.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEST_HOME = Path(tempfile.mkdtemp(prefix="lantoa-test-"))
atexit.register(shutil.rmtree, TEST_HOME, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("LANTOA_") and name not in {"LANTOA_DATABASE", "LANTOA_CHROMIUM"}]:
    del os.environ[name]
os.environ["LANTOA_HOME"] = str(TEST_HOME)
(TEST_HOME / "static").mkdir()

from lantoa.cli.catalogs import compile_catalogs  # noqa: E402

compile_catalogs(Path(__file__).resolve().parent.parent / "src" / "lantoa")

from lantoa.config.settings import *  # noqa: E402, F403 (the one place where settings are taken over whole)
from lantoa.config.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in an installation, so that threads and the live server meet the real locks; unsafe against power loss only.
    DATABASES["default"]["TEST"] = {"NAME": TEST_HOME / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
