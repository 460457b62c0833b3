"""Backup and restore of an installation with many records, by the program's own commands: time and peak memory of each.

    python bench/keeping.py --records 100000

Needs the development environment (make dev). Builds synthetic records in temporary SQLite and PostgreSQL databases and leaves nothing
behind. Every restore counts and digests each table against the archive; one that differs fails, and then no time counts.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
MEASURE = "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); " + (
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)"
)


def lantoa(*words: str, home: Path) -> tuple[float, float]:
    """Run the command; its seconds and its peak memory in MB. Ends with its words where it fails."""
    environment = {**os.environ, "LANTOA_HOME": str(home), "LANTOA_LANG": "en", "PYTHONPATH": str(ROOT / "src")}
    environment.pop("LANTOA_DATABASE", None)
    command = [sys.executable, "-c", MEASURE, sys.executable, "-m", "lantoa.cli.main", *words]
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - began, int(done.stderr.strip().splitlines()[-1]) / 1000


def told(what: str, figures: tuple[float, float]) -> None:
    print(f"{what:<28} {figures[0]:7.1f} s {figures[1]:6.0f} MB", flush=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=100_000)
    chosen = options.parse_args()
    from postgres import temporary_postgres

    with tempfile.TemporaryDirectory(prefix="lantoa-bench-") as folder, temporary_postgres() as url:
        base = Path(folder)
        home, first = base / "one", base / "one.tar.gz"
        home.mkdir()
        (home / "lantoa.toml").write_text('demo = true\nbusiness_day = "2023-05-25"\n')
        lantoa("manage", "migrate", "-v", "0", home=home)
        told("growing the demo", lantoa("demo", "--scale", str(chosen.records), home=home))
        told("backup, SQLite", lantoa("backup", str(first), home=home))
        told("restore to PostgreSQL", lantoa("restore", str(first), "--home", str(base / "two"), "--database", url, home=home))
        told("backup, PostgreSQL", lantoa("backup", str(base / "two.tar.gz"), home=base / "two"))
        told("restore to SQLite", lantoa("restore", str(base / "two.tar.gz"), "--home", str(base / "three"), home=home))
        size = (home / "lantoa.sqlite3").stat().st_size / 1e6
        print(f"{chosen.records} records, database {size:.0f} MB, archive {(base / 'one.tar.gz').stat().st_size / 1e6:.0f} MB, ", end="")
        print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    return 0


if __name__ == "__main__":
    sys.exit(main())
