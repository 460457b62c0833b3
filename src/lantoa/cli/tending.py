"""Work that goes on beside the web server: done bit by bit until a signal comes, tried again when the database is away."""

import signal
import threading
from collections.abc import Callable
from gettext import gettext as _
from types import FrameType

from lantoa.cli.console import complain
from lantoa.cli.database import first_line

PAUSE = 0.5  # seconds to wait when there is nothing to do
LONGER = 5.0  # and when the database does not answer


def keep_doing(work: Callable[[], int], *, pause: float = PAUSE) -> None:
    """Call `work`, which says how much it did, again and again; at once while there is more. A signal lets it finish what it began."""
    from django.db import Error, close_old_connections, connections

    ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    while not ended.is_set():
        try:
            close_old_connections()
            done = work()
        except Error as error:
            complain(_("The database does not answer ({error}); trying again.").format(error=first_line(error)))
            connections.close_all()
            ended.wait(LONGER)
        else:
            if not done:
                ended.wait(pause)
