"""The Chromium that the browser tests drive: found, else installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = "No Chromium was found and none could be installed. Install one (apt-get install chromium) or name it in LANTOA_CHROMIUM."


def find() -> str | None:
    """The path of a Chromium on this machine."""
    named = os.environ.get("LANTOA_CHROMIUM")
    if named:
        return named if shutil.which(named) else None
    return next((found for name in NAMES if (found := shutil.which(name))), None) or playwrights_own()


def playwrights_own() -> str | None:
    """The browser that Playwright's own command installed, if it did."""
    asked = "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else None


def install() -> None:
    """By apt as root, else by Playwright's own command; the tools' output is shown."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        print("• Installing Chromium with apt-get", flush=True)
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            if subprocess.run(["apt-get", "-q", *words], env=quiet, check=False).returncode:
                break
    if find() is None:
        print("• Installing Chromium with Playwright", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def find_or_install() -> str:
    """The path of a Chromium; leaves with a clear line where there is none to be had."""
    if os.environ.get("LANTOA_CHROMIUM") and find() is None:
        sys.exit(f"LANTOA_CHROMIUM names no program: {os.environ['LANTOA_CHROMIUM']}")
    if find() is None:
        install()
    found = find()
    if found is None:
        sys.exit(ADVICE)
    return found


if __name__ == "__main__":
    print(find_or_install())
