"""Where an installation keeps its things: one folder, found from the environment, never inside the program's own files.

`LANTOA_HOME` names the folder; it holds `lantoa.toml` (settings), `secret.key` (0600), the SQLite database, evidence files and backups.
"""

import os
import secrets
import tomllib
from pathlib import Path
from typing import Any

MODE_PRIVATE = 0o600


def home() -> Path:
    """The installation's folder; `LANTOA_HOME`, else the user's data folder."""
    named = os.environ.get("LANTOA_HOME")
    if named:
        return Path(named).expanduser().resolve()
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return (Path(base).expanduser() / "lantoa").resolve()


def read_options(folder: Path) -> dict[str, Any]:
    """The options of `lantoa.toml`, or none where the file is absent; a broken file raises `tomllib.TOMLDecodeError`."""
    path = folder / "lantoa.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def secret_key(folder: Path) -> str:
    """The secret of the installation: `LANTOA_SECRET_KEY`, else `secret.key`, made once with mode 0600."""
    if os.environ.get("LANTOA_SECRET_KEY"):
        return os.environ["LANTOA_SECRET_KEY"]
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE_PRIVATE)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text("utf-8").strip()
