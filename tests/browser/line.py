"""The line between a browser and the program, that can break in the middle of what is sent."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

SMALL = 64 * 1024  # bytes that the line itself may hold, so that the browser does not believe all of it sent


class Line:
    """Carries bytes both ways. Once `breaks_after` is set, each connection breaks when so many bytes more have come from the browser."""

    def __init__(self, to: tuple[str, int]) -> None:
        self.to = to
        self.breaks_after: int | None = None
        self.listening = socket.socket()
        self.listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        self.listening.bind(("127.0.0.1", 0))
        self.listening.listen()
        self.address = f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def take(self) -> None:
        """Take connections until the line is closed."""
        while True:
            try:
                near, _whence = self.listening.accept()
            except OSError:
                return
            far = socket.create_connection(self.to)
            threading.Thread(target=self.carry, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self.carry, args=(far, near, False), daemon=True).start()

    def carry(self, source: socket.socket, target: socket.socket, from_browser: bool) -> None:
        """Bytes one way, until either end has none or the line breaks."""
        carried, limit = 0, None
        try:
            while data := source.recv(16 * 1024):
                if from_browser and self.breaks_after is not None:
                    limit = carried + self.breaks_after if limit is None else limit
                    if carried + len(data) > limit:
                        break
                target.sendall(data)
                carried += len(data)
        except OSError:
            pass  # the other way has ended it
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # wakes the other way too
            end.close()


@contextmanager
def line_to(site: str) -> Iterator[Line]:
    """A line to the program at this address, until the block ends."""
    parts = urlsplit(site)
    line = Line((parts.hostname or "127.0.0.1", parts.port or 80))
    threading.Thread(target=line.take, daemon=True).start()
    try:
        yield line
    finally:
        line.listening.close()
