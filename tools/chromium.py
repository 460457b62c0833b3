"""The Chromium that the browser tests drive: found and able to start, else installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"  # the same engine without the windows, which cost a seventh of the time
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "libatomic1")  # the second is wanted by the program that drives it, and a bare Debian has none
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ADVICE = (
    "The browser tests need a Chromium that starts; none was found and none could be installed.\n"
    f"As root: apt-get install {' '.join(PACKAGES)}\nOr name another one in LANTOA_CHROMIUM."
)
OWN = "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
START = """import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch(executable_path=sys.argv[1], args=sys.argv[2:]).close()"""


def find() -> str | None:
    """The path of a Chromium on this machine."""
    named = os.environ.get("LANTOA_CHROMIUM")
    if named:
        return named if shutil.which(named) else None
    return next((found for name in NAMES if (found := shutil.which(name))), None) or playwrights_own()


def playwrights_own() -> str | None:
    """The browser that Playwright's own command installed, if it did."""
    path = asked(OWN).stdout.strip()
    return path if path and Path(path).exists() else None


def asked(program: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """A short Python program run beside this one, since what it loads may be missing or broken."""
    return subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=False)


def starts(path: str) -> tuple[bool, str]:
    """Whether this browser can be driven; where not, what was said."""
    answer = asked(START, path, *FLAGS)
    return answer.returncode == 0, answer.stderr.strip()


def install() -> None:
    """By apt as root, else by Playwright's own command; the tools' output is shown."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        print("• Installing Chromium with apt-get", flush=True)
        install = ["install", "-y", "--no-install-recommends"]
        subprocess.run(["apt-get", "-q", "update"], env=quiet, check=False)
        for packages in ((SHELL, *PACKAGES[1:]), PACKAGES):  # a system of before 2025 has no shell of its own
            if not subprocess.run(["apt-get", "-q", *install, *packages], env=quiet, check=False).returncode:
                break
    if find() is None:
        print("• Installing Chromium with Playwright", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def find_or_install() -> str:
    """The path of a Chromium that starts; leaves with a clear line where there is none to be had."""
    named = os.environ.get("LANTOA_CHROMIUM")
    if named and find() is None:
        sys.exit(f"LANTOA_CHROMIUM names no program: {named}")
    found = find()
    if found and starts(found)[0]:
        return found
    if not named:
        install()
        found = find()
    went, said = starts(found) if found else (False, "")
    if not found or not went:
        sys.exit("\n".join(line for line in (said, ADVICE) if line))
    return found


if __name__ == "__main__":
    print(find_or_install())
