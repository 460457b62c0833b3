"""A Word file as a PDF through LibreOffice, where it is found: a process with limits and a profile folder of its own, gone afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import Final
from xml.sax.saxutils import escape

from lantoa.core.documents.printing.child import FAMILY, FONTS
from lantoa.core.documents.printing.refusals import no_office, not_made, took_too_long

NAMES: Final = ("soffice", "libreoffice")
WALL_SECONDS: Final = 90
LIMITED: Final = """import os, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 61))
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
resource.setrlimit(resource.RLIMIT_FSIZE, (100 << 20, 100 << 20))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execv(sys.argv[1], sys.argv[1:])"""

FONTCONFIG: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>Times New Roman</family><accept><family>{family}</family></accept></alias>
</fontconfig>"""
"""The system's fonts, and the program's own where Times New Roman is asked for and missing: any other breaks the lines of a heading."""


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
        told = {"fonts": FONTS, "cache": place / "fonts", "family": FAMILY}
        (place / "fonts.conf").write_text(FONTCONFIG.format(**{name: escape(str(value)) for name, value in told.items()}), "utf-8")
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
        env={
            "HOME": str(place), "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8",
            "FONTCONFIG_FILE": str(place / "fonts.conf"),
        },
        start_new_session=True,
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
