"""Work that goes on beside the web server: done bit by bit until a signal comes, tried again when the database is away."""

import secrets
import signal
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from gettext import gettext as _
from types import FrameType

from lantoa.cli import database
from lantoa.cli.console import complain
from lantoa.cli.engine import require_installation, start_django
from lantoa.cli.place import choose_place, enter

LONGER = 5.0  # seconds to wait when the database does not answer
AT_LEAST = 15.0  # seconds after which it is looked whether something waits though nothing was written


@dataclass
class Task:
    """A work that says how much it did; called again at once while there is more, else after `pause` seconds.

    One that only follows what is written is left alone while nobody writes, but for a look every `at_least` seconds.
    """

    work: Callable[[], int]
    pause: float
    at_least: float = 0.0
    due: float = 0.0
    looked: float = 0.0
    idle_at: Hashable = None

    def do(self) -> None:
        """One bit of it, and when the next is due."""
        from django.db import Error, close_old_connections, connections

        from lantoa.core.units.moments import stamp

        try:
            close_old_connections()
            now, seen = time.monotonic(), stamp() if self.at_least else None
            pause = self.pause
            if seen is None or seen != self.idle_at or now - self.looked >= self.at_least:
                self.looked, done = now, self.work()
                self.idle_at, pause = (None, 0.0) if done else (seen, self.pause)
        except Error as error:
            complain(_("The database does not answer ({error}); trying again.").format(error=database.first_line(error)))
            connections.close_all()
            pause = LONGER
        self.due = time.monotonic() + pause


def numbers() -> Task:
    """What waits is carried into the totals."""
    from lantoa.core.measures import folder

    return Task(folder.fold, pause=0.5, at_least=AT_LEAST)


def seals() -> Task:
    """Events are sealed; first of all what an earlier run left."""
    from django.utils import timezone

    from lantoa.core.records import sealing

    while sealing.seal(now=timezone.now(), everywhere=True):
        pass
    return Task(lambda: sealing.seal(now=timezone.now()), pause=2.0, at_least=AT_LEAST)


def pairs() -> Task:
    """Written records are compared with others."""
    from lantoa.core.doubles import seeking

    return Task(seeking.seek, pause=5.0, at_least=AT_LEAST)


def statistics() -> Task:
    """SQLite looks at its tables now and then: a province's reading over 100,000 rows took three times as long where it never had."""
    from django.db import connection

    from lantoa.core.units.closure import refresh_statistics

    def refresh() -> int:
        if connection.vendor == "sqlite":
            refresh_statistics()
        return 0

    return Task(refresh, pause=900.0)


def open_installation() -> None:
    """The installation of this command, its database within reach; raises `Failure` where it is not."""
    place = choose_place()
    require_installation(place)
    start_django(enter(place))
    database.check_reachable()


def tend() -> None:
    """All of these in turn, in one process: an old server has little memory, and each process takes a share of it."""
    open_installation()
    keep_doing(numbers(), seals(), pairs(), statistics())


def work() -> None:
    """What pages leave to be done: files looked through, pictures made small, sheets read, backups by the clock. django-tasks' own worker,
    which alone would take the database's one writer every second, whether there is work or not."""
    open_installation()
    from django_tasks_db.compat import DEFAULT_TASK_BACKEND_ALIAS
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["*"], interval=0.0, batch=True, backend_name=DEFAULT_TASK_BACKEND_ALIAS, startup_delay=False, max_tasks=None,
        worker_id=secrets.token_hex(16), excluded_queue_names=[],
    )  # fmt: skip

    def stop() -> None:
        worker.running = False  # after the task that it does

    def rest() -> int:
        worker.run()
        return 0

    keep_doing(Task(rest, pause=1.0, at_least=AT_LEAST), stop=stop)


def keep_doing(*tasks: Task, stop: Callable[[], None] | None = None) -> None:
    """Each task whenever it is due. A signal lets what has begun be finished, and calls `stop`."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()
        if stop is not None:
            stop()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    while not ended.is_set():
        for task in tasks:
            if task.due <= time.monotonic() and not ended.is_set():
                task.do()
        ended.wait(max(0.0, min(task.due for task in tasks) - time.monotonic()))
