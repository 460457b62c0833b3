"""`make check`: the quick checks one after the other, each with its time, and types beside them; all are run, any failure decides."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.wide import WIDE

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
WORKERS = str(min(4, os.cpu_count() or 1))
CODE = ("src", "tests", "tools", "bench")
UNREAD = [f"--ignore=tests/{folder}" for folder in sorted(WIDE)]
TYPES = (str(BIN / "mypy"),)  # on one core for twenty seconds where it begins without its cache
STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff", (str(BIN / "ruff"), "check", "--quiet", *CODE)),
    ("format", (str(BIN / "ruff"), "format", "--check", "--quiet", *CODE)),
    ("import contracts", (str(BIN / "lint-imports"), "--no-logo")),
    ("migrations", (sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")),
    ("translations", (sys.executable, "tools/messages.py", "--check")),
    ("fast tests", (sys.executable, "-m", "pytest", "-q", "-n", WORKERS, "--dist", "worksteal", "-m", "not slow and not browser", *UNREAD)),
)


def main() -> int:
    failed, began = [], time.monotonic()
    types = subprocess.Popen(TYPES, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    for title, command in STEPS:
        print(f"• {title}", flush=True)
        started = time.monotonic()
        result = subprocess.run(command, cwd=ROOT, check=False)
        print(f"  {'ok' if result.returncode == 0 else 'FAILED'}, {time.monotonic() - started:.1f} s", flush=True)
        failed += [title] if result.returncode else []
    told, _errors = types.communicate()
    print(f"• types\n{told.strip()}\n  {'FAILED' if types.returncode else 'ok'}", flush=True)
    failed += ["types"] if types.returncode else []
    print(f"{', '.join(failed) or 'nothing'} failed, {time.monotonic() - began:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
