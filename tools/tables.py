"""Write the recorded tables (`lantoa.core.keeping.recorded`) anew, by going through every migration on an empty SQLite database."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command
from django.db import connection

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))


def migrated() -> str:
    """What the migrations make of an empty database."""
    from lantoa.core.keeping.recorded import recording

    with TemporaryDirectory() as folder:
        before = connection.settings_dict["NAME"]
        connection.close()
        try:
            connection.settings_dict["NAME"] = Path(folder) / "tables.sqlite3"
            call_command("migrate", verbosity=0, interactive=False)
            return recording()
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before


if __name__ == "__main__":
    django.setup()
    from lantoa.core.keeping.recorded import FILE

    FILE.write_text(migrated(), "utf-8")
