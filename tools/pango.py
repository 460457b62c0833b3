"""What makes PDF files beside Python's own libraries: Pango. Found, else installed as root, else one line that says what to type.

Needs nothing but Python's own library. PDF files are a convenience: nothing fails where they cannot be made.
"""

import ctypes
import os
import shutil
import subprocess

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
COMMAND = "apt-get install --no-install-recommends " + " ".join(PACKAGES)
PATIENCE = 300  # seconds for each step


def found() -> bool:
    """Whether every library can be loaded."""
    try:
        for library in LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> bool:
    """With apt-get, quietly; whether it is there afterwards."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        try:
            done = subprocess.run(["apt-get", "-qq", *words], env=quiet, check=False, capture_output=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return False
        if done.returncode:
            return False
    return found()
