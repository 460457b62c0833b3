"""A process that has loaded the libraries of the program and forks a child for each command, which spares it a start's greatest part.

    python -m tests.cli.forking FILENO

The child takes on the words, the environment and the streams of its command and runs the module as `python -m` would, to Python's own
end. Of the program itself nothing is loaded before, and of the libraries nothing that asks for settings or for a language. The process
ends once the other side of its socket is closed, by `stop` or because whoever started it is gone; so does a child that is still at work.
"""

import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARIES = (
    "PIL.Image", "allauth.core.context", "csp.middleware", "defusedxml.ElementTree", "defusedxml.sax", "django.conf.urls.i18n",
    "django.contrib.admin.utils", "django.contrib.auth.hashers", "django.contrib.auth.password_validation", "django.contrib.auth.tokens",
    "django.contrib.messages.middleware", "django.contrib.sessions.backends.db", "django.contrib.staticfiles.finders",
    "django.core.mail.backends.smtp", "django.core.management.commands.migrate", "django.core.serializers.json",
    "django.db.backends.postgresql.base", "django.db.backends.sqlite3.base", "django.forms", "django.template.loader_tags",
    "django.views.debug", "django.views.generic", "django_htmx.middleware", "django_tasks", "docx", "nacl.pwhash", "nacl.secret", "polib",
    "pydantic.json_schema", "pydantic.type_adapter", "pydantic.types", "pypdfium2", "rapidfuzz", "requests", "rich.live", "rich.table",
    "tarfile", "tomllib", "typer.main", "vn_collate", "whitenoise.middleware", "xlsxwriter",
)  # fmt: skip
nameless = partial(TemporaryFile, "w+", encoding="utf-8")
LARGEST = 100_000  # bytes of a request


def forked(
    module: str, words: Sequence[str], environ: Mapping[str, str], *, stdin: str = "", within: float = 300
) -> "subprocess.CompletedProcess[str]":
    """The module, run to its end as `python -m` with these words in this environment."""
    channel, _process = started()
    with nameless() as given, nameless() as told, nameless() as complained:
        given.write(stdin)
        given.seek(0)
        request = json.dumps([module, words, dict(environ), os.getcwd()]).encode()
        socket.send_fds(channel, [request], [stream.fileno() for stream in (given, told, complained)])
        channel.settimeout(within)
        try:
            code = int(channel.recv(LARGEST))
        except BaseException:
            stop()
            raise
        told.seek(0)
        complained.seek(0)
        return subprocess.CompletedProcess([module, *words], code, told.read(), complained.read())


@cache
def started() -> "tuple[socket.socket, subprocess.Popen[bytes]]":
    """The process, and the socket by which it is asked."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))), "PYTHONUNBUFFERED": "1"}
    with theirs:
        command = [sys.executable, "-m", "tests.cli.forking", str(theirs.fileno())]
        nothing = subprocess.DEVNULL
        return ours, subprocess.Popen(command, env=environ, pass_fds=[theirs.fileno()], stdin=nothing, stdout=nothing)


def stop() -> None:
    """End the process, if it was started."""
    if started.cache_info().currsize:
        channel, process = started()
        started.cache_clear()
        channel.close()
        process.wait(timeout=30)


def serve(channel: socket.socket) -> None:
    """Fork for one request after the other, until nobody asks any more; a child returns when its command has."""
    while True:
        request, streams, _flags, _address = socket.recv_fds(channel, LARGEST, 3)
        if not request:
            return
        child = os.fork()
        if not child:
            channel.close()
            become(streams, *json.loads(request))
            return
        for stream in streams:
            os.close(stream)
        code = ended(child, channel)
        if code is None:
            return
        channel.send(str(code).encode())


def become(streams: Sequence[int], module: str, words: Sequence[str], environ: Mapping[str, str], folder: str) -> None:
    """Be the process of a command."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    for name in set(os.environ) - {"LC_CTYPE"}:  # that one is of Python's own making
        del os.environ[name]
    os.environ.update(environ)
    os.chdir(folder)
    sys.argv = [module, *words]
    gc.enable()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def ended(child: int, channel: socket.socket) -> int | None:
    """The exit code of the child; None where nobody waits for it any more, and it was killed."""
    handle = os.pidfd_open(child)
    ready, _write, _error = select.select([handle, channel], [], [])
    os.close(handle)
    if handle not in ready:
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) if handle in ready else None


def main() -> None:
    gc.disable()  # what is loaded here stays, and looking through it in each child would only copy its pages
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
