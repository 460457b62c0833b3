"""`make test`: all tests, on SQLite, on a real PostgreSQL, and in a real Chromium; every run is done, any failure decides.

`make test AFTER_CHECK=yes`: `make check` has just passed here, so that its fast tests on SQLite are not run a second time.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from chromium import find_or_install
from postgres import temporary_postgres
from tests.wide import BROWSER

ROOT = Path(__file__).resolve().parent.parent
ONCE = (  # what PostgreSQL would not tell anew
    "--ignore=tests/cli", "--ignore=tests/lib", "--ignore=tests/tools",  # choose their database themselves, or need none
    "--ignore=tests/core/ui",  # pages are drawn by the same code; what they ask of a database, test_routes.py asks of each
    "--ignore=tests/core/documents", "--ignore=tests/core/evidence/test_scanning.py", "--ignore=tests/demo/test_report.py",
    "--ignore=tests/domains/reports/test_own_templates.py", "--ignore=tests/domains/reports/test_files.py",  # files, filled and read
    "--ignore=tests/core/measures/test_reform_of_2025.py",  # much of what smaller trees are asked on each
)  # fmt: skip
NO_BROWSER = ("--ignore=tests/browser",)  # not even read; what else drives a browser is left out by its mark
CORES = os.cpu_count() or 1
WORKERS = str(min(6, CORES + 1))  # one more than cores: many tests wait for a process of their own, or for the browser


def pytest(title: str, *words: str, **environment: str) -> bool:
    """One run of pytest; whether all went well."""
    print(f"\n• {title}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", *words]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def main() -> int:
    began = time.monotonic()
    chromium = find_or_install()
    print(f"Chromium: {chromium}", flush=True)
    side_by_side = ("-n", WORKERS, "--dist", "worksteal")  # else one is left alone with the long ones
    left = "slow and not browser" if "--after-check" in sys.argv else "not browser"
    went_well = [pytest("SQLite", "-m", left, *NO_BROWSER, *side_by_side)]
    with temporary_postgres() as url:
        went_well.append(pytest("PostgreSQL", "-m", "not browser and not pages", *NO_BROWSER, *side_by_side, *ONCE, LANTOA_DATABASE=url))
    print(f"\nSQLite and PostgreSQL: {'ok' if all(went_well) else 'FAILED'}, {time.monotonic() - began:.0f} s", flush=True)
    spread = ("-n", WORKERS, "--dist", "loadscope")  # a module to each
    went_well.append(pytest("Browser", *BROWSER, "-m", "browser", *spread, LANTOA_CHROMIUM=chromium))
    return 0 if all(went_well) else 1


if __name__ == "__main__":
    sys.exit(main())
