"""A Word file as a PDF through LibreOffice, where it is found: a process with limits and a profile folder of its own, gone afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import Final

from lantoa.core.documents.printing.refusals import no_office, not_made, took_too_long

NAMES: Final = ("soffice", "libreoffice")
WALL_SECONDS: Final = 90
LIMITED: Final = """import os, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 61))
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
resource.setrlimit(resource.RLIMIT_FSIZE, (100 << 20, 100 << 20))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execv(sys.argv[1], sys.argv[1:])"""


def office_found() -> str | None:
    """The path of LibreOffice on this machine."""
    return next((found for name in NAMES if (found := which(name))), None)


def pdf_of_word(content: bytes) -> bytes:
    """The file's bytes. Raises `NoPdf`."""
    program = office_found()
    if program is None:
        raise no_office()
    with tempfile.TemporaryDirectory(prefix="lantoa-pdf-") as folder:
        place = Path(folder)
        (place / "van-ban.docx").write_bytes(content)
        run_limited(program, place)
        made = place / "van-ban.pdf"
        if not made.exists():
            raise not_made()
        return made.read_bytes()


def run_limited(program: str, place: Path) -> None:
    """Convert within limits; whatever it started is ended with it."""
    words = [
        program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "pdf", "--outdir", str(place), str(place / "van-ban.docx"),
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 (LibreOffice, found on the path)
        [sys.executable, "-I", "-c", LIMITED, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=place,
        env={"HOME": str(place), "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"}, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired:
        raise took_too_long() from None
    finally:
        end_group(process.pid)
        process.wait()


def end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass
