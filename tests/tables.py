"""The program's empty tables on SQLite: migrated once and kept, anew where a migration or what it rests on has changed."""

import hashlib
import shutil
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from filelock import FileLock

KEPT = Path(__file__).resolve().parent.parent / ".stamps" / "tables"


def lay_tables(target: Path) -> None:
    """Copy them to `target`; whichever process comes first makes them, others wait."""
    KEPT.mkdir(parents=True, exist_ok=True)
    made = KEPT / f"{digest()}.sqlite3"
    with FileLock(KEPT / "lock"):
        if not made.exists():
            for older in KEPT.glob("*.sqlite3*"):
                older.unlink()
            migrate_into(made.with_suffix(".part"))
            made.with_suffix(".part").rename(made)
    shutil.copy(made, target)


def migrate_into(path: Path) -> None:
    own = connection.settings_dict["NAME"]
    connection.close()
    try:
        connection.settings_dict["NAME"] = path
        call_command("migrate", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def digest() -> str:
    """Changes with Django, with every migration of every package, and with what ours take from elsewhere."""
    found = hashlib.sha256(django.__version__.encode())
    folders = [Path(config.path) / "migrations" for config in apps.get_app_configs()]
    lantoa = Path(apps.get_app_config("units").path).parent.parent
    beside = [lantoa / "core" / "units" / "triggers.py", *(lantoa / "lib").rglob("*.py")]
    for path in sorted([*(path for folder in folders for path in folder.glob("*.py")), *beside]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]
