"""`lantoa demo`: the demo's own data, and synthetic units and records of any size for trying how the program bears them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from lantoa.core.keeping.recorded import lay_tables
from lantoa.demo.models import DemoMark
from lantoa.demo.scale import grow
from lantoa.demo.services import build_demo

WRONG_PLACE = 1
QUIET = 2.0  # seconds between two lines where there is no terminal
Tell = Callable[[str], None]

# Read once, when the command's language is known: this module is imported after it was chosen.
Scale = Annotated[int, typer.Option("--scale", min=0, max=10_000_000, help=_("Number of synthetic records that there shall be."))]
Seed = Annotated[int, typer.Option("--seed", help=_("The same seed gives the same records."))]


class NoDemoHere(Exception):
    """The installation is not a demo."""

    def __init__(self) -> None:
        super().__init__("no demo here")
        self.messages = [_("This installation is not a demo, so that no demo data is made in it. Start the demo with “make run”.")]
        self.exit_code = WRONG_PLACE


def register(app: typer.Typer) -> None:
    """Add `demo` to the command."""
    app.command("demo", help=_("Build the demo's data; with --scale also synthetic units and records."))(demo)


def demo(scale: Scale = 0, seed: Seed = 1) -> None:
    """Build what is missing of the demo and grow the synthetic part to `scale` records. Raises `NoDemoHere`, `NotADemo`."""
    if not settings.DEMO:
        raise NoDemoHere
    make_ready()
    out = Console(highlight=False)
    with telling(_("Preparing the demo"), out) as tell:
        built = build_demo(progress=tell)
    out.print(_("The demo is ready.") if built else _("The demo was there already."))
    if scale:
        with counting(_("Synthetic records"), out) as count:
            made, units = grow(scale, seed=seed, now=timezone.now(), progress=count)
        figures = {"made": made, "scale": scale, "units": units}
        out.print(_("%(made)s synthetic records were added; there are %(scale)s at %(units)s synthetic units.") % figures)


def make_ready() -> None:
    """The tables, where the database has none yet."""
    if DemoMark._meta.db_table not in connection.introspection.table_names():
        lay_tables()
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def telling(title: str, out: Console) -> Iterator[Tell]:
    """What is being done, moved by calling what is given with a text; lines now and then where there is no terminal."""
    if not out.is_terminal:
        yield seldom(lambda text: out.print(f"  {title}: {text}"))
        return
    with out.status(title) as status:
        yield lambda text: status.update(f"{title}: {text}")


@contextmanager
def counting(title: str, out: Console) -> Iterator[Callable[[int, int], None]]:
    """A progress bar, moved by calling what is given with (done, all); lines now and then where there is no terminal."""
    if not out.is_terminal:
        tell = seldom(lambda text: out.print(f"  {title}: {text}"))
        yield lambda done, total: tell(f"{done}/{total}")
        return
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def seldom(say: Tell) -> Tell:
    """`say`, at most once in two seconds."""
    last = 0.0

    def told(text: str) -> None:
        nonlocal last
        if time.monotonic() - last >= QUIET:
            last = time.monotonic()
            say(text)

    return told
