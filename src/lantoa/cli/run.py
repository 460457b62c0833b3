"""`lantoa run`: bring the installation up to date, start what must run, say where, and keep it running."""

import fcntl
import gc
import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from gettext import gettext as _
from typing import Annotated

import typer
from rich.table import Table

from lantoa.cli import network, upgrade
from lantoa.cli.console import Failure, complain, out, say
from lantoa.cli.engine import start_django
from lantoa.cli.place import Place, choose_place, enter
from lantoa.cli.supervisor import Child, Supervisor
from lantoa.cli.tending import tend, work
from lantoa.config.home import read_options

MOST_WORKERS = 4


def run(
    port: Annotated[int, typer.Option(min=1, max=65535, help=_("Port; the next free one where it is taken."))] = 8000,
    host: Annotated[str, typer.Option(help=_("Address to listen on; 0.0.0.0 for all."))] = "127.0.0.1",
    backup: Annotated[bool, typer.Option(help=_("Back up the database before an update changes it."))] = True,
) -> None:
    """Start the program: the real installation where one was set up, else the demo."""
    place = enter(choose_place())
    with only_one(place) as note:
        prepare(place, host=host, backup=backup)
        chosen = network.choose_port(host, port)
        if chosen != port:
            say(_("Port {wanted} is taken; using {chosen}.").format(wanted=port, chosen=chosen))
        address = f"http://{network.shown_host(host)}:{chosen}"
        note(address)
        supervisor = Supervisor(
            children(host, chosen),
            ready=lambda: network.answers(host, chosen, name=own_name()),
            announce=lambda: announce(address, host=host, port=chosen),
        )
        code = supervisor.run()
    raise typer.Exit(code)


@contextmanager
def only_one(place: Place) -> Iterator:
    """Hold the installation for this process; raises `Failure` where another one runs it. Gives a function that notes its address."""
    with (place.folder / "running").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            where = lock.read().strip() or str(place.folder)
            raise Failure(_("The program is running on this data already: {where}").format(where=where)) from error

        def note(text: str) -> None:
            lock.truncate(0)
            lock.write(text)
            lock.flush()

        note("")
        os.register_at_fork(after_in_child=lock.close)  # held by this process alone
        yield note


def prepare(place: Place, *, host: str, backup: bool) -> None:
    """Everything before the server starts."""
    if not network.is_loopback(host) and "hosts" not in read_options(place.folder):
        os.environ.setdefault("LANTOA_HOSTS", network.hosts_for(host))
    say(_("Data: {folder}").format(folder=place.folder))
    start_django(place)
    upgrade.upgrade(place, stamp=datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S"), backup=backup)
    if is_demo():
        upgrade.build_demo()
    plan_backups()
    look_after_privacy()
    take_up_imports()
    from django.db import connections

    connections.close_all()


def own_name() -> str:
    """A name by which the server lets itself be asked."""
    from django.conf import settings

    return next((name for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*"))), "localhost")


def plan_backups() -> None:
    """Hand the next backup by the clock to the worker; options that cannot be understood are told and stop nothing."""
    from lantoa.core.keeping.refusals import KeepingFailure
    from lantoa.core.keeping.tasks import plan_at_start

    try:
        plan_at_start()
    except KeepingFailure as failure:
        complain(str(failure))


def look_after_privacy() -> None:
    """Forget anew whom an older backup brought back, and hand the daily round of retention to the worker."""
    from django.utils import timezone

    from lantoa.core.privacy import erasing
    from lantoa.core.privacy.tasks import plan_at_start

    try:
        if count := erasing.replay(now=timezone.now()):
            complain(_("{count} persons who had been forgotten were there again; they were forgotten anew.").format(count=count))
    except (OSError, ValueError, KeyError) as error:
        complain(_("The list of persons forgotten cannot be read ({reason}); “lantoa doctor” says what to do.").format(reason=error))
    plan_at_start()


def take_up_imports() -> None:
    """Sheets whose import was broken off go on."""
    from lantoa.core.imports.tasks import plan_at_start

    plan_at_start()


def is_demo() -> bool:
    from django.conf import settings

    return bool(settings.DEMO)


def children(host: str, port: int) -> list[Child]:
    """Everything that is kept running. What the program grows besides the web server stands here, a line each.

    They are forked from this process, which has Django and the apps loaded: each would take a second and 80 MB for that.
    """
    return [
        Child(_("The web server"), partial(serve, host, port), "lantoa web"),
        Child(_("The background worker"), work, "lantoa work"),
        Child(_("The keeper of numbers, seals and doubles"), tend, "lantoa tend"),
    ]


def serve(host: str, port: int) -> None:
    """The pages, by as many processes as there are cores; all that they need is loaded before they part."""
    from django.urls import get_resolver
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from lantoa.config import wsgi  # noqa: F401  # what the server looks for in each process

    assert get_resolver().url_patterns  # with all views
    gc.freeze()
    Server(
        "lantoa.config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, blocking_threads=1, websockets=False,
        workers=max(1, min(MOST_WORKERS, os.cpu_count() or 1)), respawn_failed_workers=True, log_level=LogLevels.warning,
    ).serve()  # fmt: skip


def announce(address: str, *, host: str, port: int) -> None:
    """Say where the program is to be found and, in a demo, with which accounts."""
    say("")
    say(_("Lan Toả is running: {address}").format(address=address))
    if host in network.EVERYWHERE:
        others = ", ".join(f"http://{network.shown_host(name)}:{port}" for name in network.own_addresses(host))
        say(_("From other machines: {addresses}").format(addresses=others))
    if is_demo():
        show_accounts()
        if not network.is_loopback(host):
            complain(_("This is a demo whose passwords are known to all, and other machines can reach it. Put no real data in it."))
    say(_("Stop with Ctrl-C."))


def show_accounts() -> None:
    try:
        accounts = importlib.import_module("lantoa.demo.accounts").DEMO_ACCOUNTS
    except ModuleNotFoundError:
        return
    table = Table(title=_("Demo accounts"), title_justify="left")
    for heading in (_("Account"), _("Password"), _("Who")):
        table.add_column(heading, overflow="fold")
    for username, password, who in accounts:
        table.add_row(username, password, str(who))
    out.print(table)
