"""Where the command works: which installation's folder, real or demo. Decided before Django reads its settings."""

import os
from dataclasses import dataclass
from pathlib import Path

from lantoa.config.home import home

PACKAGE = Path(__file__).resolve().parent.parent
OPTIONS_FILE = "lantoa.toml"
DEMO_OPTIONS = 'demo = true\nbusiness_day = "2023-05-25"\n'


@dataclass(frozen=True)
class Place:
    """An installation's folder; `demo` where it is the demo's own."""

    folder: Path
    demo: bool = False

    @property
    def database(self) -> Path:
        """The SQLite database, where the installation uses none elsewhere."""
        return self.folder / "lantoa.sqlite3"

    @property
    def options(self) -> Path:
        return self.folder / OPTIONS_FILE


def repository() -> Path | None:
    """The folder of the program's sources, where it runs from them."""
    root = PACKAGE.parent.parent
    return root if (root / "pyproject.toml").exists() else None


def demo_folder() -> Path:
    root = repository()
    return root / "var" / "demo" if root else home().with_name("lantoa-demo")


def choose_place() -> Place:
    """`LANTOA_HOME` if it is set; else the real installation if it was set up; else the demo."""
    if os.environ.get("LANTOA_HOME"):
        folder = home()
        return Place(folder, demo=folder == demo_folder())
    if (home() / OPTIONS_FILE).exists():
        return Place(home())
    return Place(demo_folder(), demo=True)


def enter(place: Place, *, make: bool = True) -> Place:
    """Point the environment of this process and its children at the folder, made where it is missing unless `make` is False."""
    if make:
        place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if place.demo and not place.options.exists():
            write_private(place.options, DEMO_OPTIONS)
    os.environ["LANTOA_HOME"] = str(place.folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
    return place


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    unfinished.replace(path)
