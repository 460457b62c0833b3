"""Batches end early on a slow machine, so that nobody else waits long for the database."""

import time
from collections.abc import Callable, Sequence
from typing import Final

from lantoa.core.imports.models import ImportRow

LONGEST: Final = 5.0  # seconds that a batch may hold the database; others give up after 20


def done_in_time(rows: Sequence[ImportRow], act: Callable[[ImportRow], None]) -> list[ImportRow]:
    """Act on the rows one by one; those that were done when the time was over, one at least."""
    began, done = time.monotonic(), []
    for row in rows:
        act(row)
        done.append(row)
        if time.monotonic() - began > LONGEST:
            break
    return done
