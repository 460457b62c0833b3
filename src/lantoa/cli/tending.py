"""Work that goes on beside the web server: done bit by bit until a signal comes, tried again when the database is away."""

import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from types import FrameType

from lantoa.cli import database
from lantoa.cli.console import complain
from lantoa.cli.engine import require_installation, start_django
from lantoa.cli.place import choose_place, enter

LONGER = 5.0  # seconds to wait when the database does not answer


@dataclass
class Task:
    """A work that says how much it did; called again at once while there is more, else after `pause` seconds."""

    work: Callable[[], int]
    pause: float
    due: float = 0.0

    def do(self) -> None:
        """One bit of it, and when the next is due."""
        from django.db import Error, close_old_connections, connections

        try:
            close_old_connections()
            pause = 0.0 if self.work() else self.pause
        except Error as error:
            complain(_("The database does not answer ({error}); trying again.").format(error=database.first_line(error)))
            connections.close_all()
            pause = LONGER
        self.due = time.monotonic() + pause


def numbers() -> Task:
    """What waits is carried into the totals."""
    from lantoa.core.measures import folder

    return Task(folder.fold, pause=0.5)


def seals() -> Task:
    """Events are sealed; first of all what an earlier run left."""
    from django.utils import timezone

    from lantoa.core.records import sealing

    while sealing.seal(now=timezone.now(), everywhere=True):
        pass
    return Task(lambda: sealing.seal(now=timezone.now()), pause=2.0)


def pairs() -> Task:
    """Written records are compared with others."""
    from lantoa.core.doubles import seeking

    return Task(seeking.seek, pause=5.0)


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


def keep_doing(*tasks: Task) -> None:
    """Each task whenever it is due. A signal lets what has begun be finished."""
    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    while not ended.is_set():
        for task in tasks:
            if task.due <= time.monotonic() and not ended.is_set():
                task.do()
        ended.wait(max(0.0, min(task.due for task in tasks) - time.monotonic()))
